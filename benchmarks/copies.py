"""A centre of 1,000 people over five years, 1.4 million shifts: copied to a server and back.

    python -m benchmarks.copies URL [--people 1000] [--years 5]

URL: an empty database of a server of this machine, which is filled. Its own programs dump and
restore the same beside it (`pg_dump -Fc`, `pg_restore`, into a database NAME_again, which is made
and dropped): the limits are ratios to these, and seconds.
"""

from __future__ import annotations

from datetime import date

FIRST = date(2021, 1, 1)
ROTATION = (1, 1, 2, 2, 3, 3, 0, 0)
_RATIO = 8.0
_OUT, _IN = 10.0, 20.0
