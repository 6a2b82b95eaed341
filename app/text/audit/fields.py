"""What the details of an entry are called, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Mapping

from app.text.language import mark

FIELDS: Mapping[str, str] = {
    "status": mark("state"),
    "name": mark("name"),
    "kind": mark("kind"),
    "requester": mark("requester"),
    "counterpart": mark("counterpart"),
    "gives": mark("gives"),
    "takes": mark("takes"),
    "first": mark("first day"),
    "last": mark("last day"),
    "to": mark("who decides"),
    "day": mark("day"),
    "days": mark("days"),
    "leave": mark("leave"),
    "shift": mark("shift"),
    "absent": mark("who is away"),
    "by": mark("worked by"),
    "code": mark("code"),
    "start": mark("start"),
    "end": mark("end"),
    "night": mark("night"),
    "notice_days": mark("days of notice"),
    "director": mark("up to the director"),
    "has_balance": mark("has a balance"),
    "retired": mark("out of use"),
    "value": mark("value"),
    "version": mark("version"),
    "arrived_at": mark("arrived"),
    "off_post_minutes": mark("minutes off the post"),
    "hired_on": mark("hired on"),
    "left_on": mark("last day employed"),
    "posts": mark("posts"),
    "people": mark("people"),
    "person": mark("person"),
    "since": mark("since"),
    "department": mark("department"),
    "team": mark("team"),
    "role": mark("role"),
    "job_type": mark("job type"),
    "skill_level": mark("skill level"),
    "added": mark("added"),
    "updated": mark("updated"),
    "removed": mark("removed"),
    "unchanged": mark("unchanged"),
    "cells": mark("shifts"),
    "sheets": mark("sheets"),
    "years": mark("years"),
    "today": mark("played on"),
    "backup": mark("backup"),
    "kept": mark("what it replaced"),
    "shared": mark("entries that are the same"),
    "backups_until": mark("backups up to"),
    "backups": mark("backups kept"),
    "second": mark("second place for backups"),
    "idle_minutes": mark("idle minutes until the lock"),
    "effective_at": mark("in effect at"),
    "section": mark("section"),
    "urgent": mark("urgent"),
    "due_on": mark("due"),
    "log": mark("handover log"),
    "item": mark("open item"),
    "acting": mark("acting duty leader"),
    "reason": mark("reason"),
    "ended_reason": mark("reason"),
    "revision": mark("layout"),
    "sha256": mark("checksum"),
    "fingerprint": mark("checksum"),
    "seal": mark("checksum"),
}
SHEETS: Mapping[str, str] = {
    "Employees": mark("People"),
    "Shifts": mark("Shifts"),
    "Calendar": mark("Calendar"),
    "LeaveKinds": mark("Kinds of leave"),
    "Swaps": mark("Swaps"),
    "Leaves": mark("Leave"),
    "Attendance": mark("Attendance"),
    "Inspections": mark("Inspections"),
}
"""The workbook's sheets; those of rosters are told by their month."""
CHECKSUMS = frozenset({"sha256", "fingerprint", "seal"})
PEOPLE = frozenset({"absent", "acting", "by", "person"})
"""Details that are an employee number."""
DATES = frozenset(
    {"gives", "takes", "first", "last", "day", "hired_on", "left_on", "today", "due_on"}
)
KEPT_BACK = frozenset({"reason", "special", "note", "worse"})
"""What a leave was asked or given up for may be medical, and what stands in a handover log is its
department's: both are read there, not here."""
NEVER_TOLD = frozenset({"id", ":held"})
"""Keys of the store and its sums (`store/held.py`), which say nothing to anybody."""
