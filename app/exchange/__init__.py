"""The centre workbook, in and out."""
