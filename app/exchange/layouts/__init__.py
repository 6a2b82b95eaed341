"""A centre's own roster file, whatever its layout: what stands there as a person sees it.

    book = opening.open_book(path, cancel)        the sheets, as a window may show them
    found = guessing.guess(book, today, hints)    where the roster stands, and what is not known
    said = reading.read(book, found.layout, found.copies, found.rivals)
    questions = asking.questions(found, said)     what a person must tell
    kept.to_json(found.layout), kept.again(book, layout, today)    next month, one step

A colleague's correction is a `Hints` (guess again) or another `Block` in the `Layout` (read again);
`guessing.redated(block, first)` counts a block's days on from another first day.
"""
