"""The audit trail in words: what was done, to what, from what to what.

No code, id or key of the store is shown. Where one stands in the trail, `CodeNames` says what it is
called: "team:3" -> "A班", "person:1001" -> "王芳" (see `queries/keeping/audit_names.py`).
"""

from app.text.audit.changes import change_words, checksums, short
from app.text.audit.deeds import DEEDS, deed_title, deed_words
from app.text.audit.subjects import SUBJECTS, kind_words, subject_words

__all__ = [
    "DEEDS",
    "SUBJECTS",
    "change_words",
    "checksums",
    "deed_title",
    "deed_words",
    "kind_words",
    "short",
    "subject_words",
]
