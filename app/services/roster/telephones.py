"""The folder of calendar files to which telephones subscribe: where it is, and its secret."""

from __future__ import annotations
