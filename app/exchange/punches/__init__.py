"""A file of punches of a centre's own, whatever its layout.

book = layouts.grids.open_book(path, cancel)
tables = tables.punch_tables(book)          where punches stand, and what each column is
said = reading.read_punches(book, tables, today)
"""
