"""Everything that is written into the audit trail can be read there in words."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app import text
from app.rules.courses import COURSES
from app.rules.deeds import ONLY_NOTED, UNRECORDED, Deed
from app.rules.vocabulary import BalanceEntry, ReportAction
from app.text.audit import (
    DEEDS,
    SUBJECTS,
    change_words,
    checksums,
    deed_title,
    deed_words,
    kind_words,
    short,
    subject_words,
)
from tests.source import nodes_of

APP = Path(__file__).parents[2] / "app"
WRITERS = ("services", "store", "demo")
FAMILIES = {"balance": BalanceEntry, "report": ReportAction}
"""Deeds that are made of an entry: `Deed(f"balance.{entry}")`."""
HASH = "3f9a" * 16
NAMES = {
    "team:3": "呼入1班", "department:2": "客服部", "person:1001": "王芳", "person:1002": "李娜",
    "person_id:17": "王芳 (1001)", "delegation:5": "张伟 → 王芳",
}  # fmt: skip
RAW = re.compile(
    r"[a-z]+_[a-z_]+|[a-z]:\d|@|\b[0-9a-f]{16,}\b|\{|T\d\d:|"
    r"\b(centre|team|person|department|delegation|needs|policy|day):\S"
)
"""What must never be seen: a key with an underscore, "team:3", an "@", a hash, braces."""

Details = Mapping[str, Any] | None
POST = {
    "since": "2026-10-01", "department": "客服部", "team": "呼入1班", "role": "team_leader",
    "job_type": "呼入", "skill_level": 3,
}  # fmt: skip
SHIFT = {"code": "E", "name": "早班", "start": "07:30:00", "end": "15:30:00", "night": False}
KIND = {
    "code": "wedding", "name": "婚假", "notice_days": 1, "director": "long", "has_balance": True,
    "retired": False,
}  # fmt: skip
LEAVE = {"name": "王芳", "kind": "personal", "first": "2026-10-20", "last": "2026-10-21"}
SWAP = {"requester": "王芳", "counterpart": "李娜", "gives": "2026-10-20", "takes": "2026-10-22"}
LOG, ITEM = "handover:H-20261015-2-E", "item:I-20261015-2-E-1"
RAISED = {
    "section": "equipment", "note": "耳机坏", "urgent": False, "due_on": "2026-10-16", "worse": "",
}  # fmt: skip
BALANCE = {"kind": "personal", "days": 2, "leave": "L-00001"}
GOAL = {
    "target": 0.8, "within_seconds": 20, "patience_seconds": None, "occupancy_most": 0.85,
    "shrinkage": 0.3,
}  # fmt: skip
SEATED = {
    "desk": "A1", "person": "1001", "checked_in_at": "2026-10-20 23:20:00+00:00",
    "released_at": None,
}  # fmt: skip
LET_GO = SEATED | {
    "released_at": "2026-10-21 07:30:00+00:00", "override_reason": "接班人迟到，先行放行",
}  # fmt: skip
OFFER = {"day": "2026-10-20", "shift": "E", "team": 1, "places": 1}
NEED = {
    "department": "客服部", "team": "", "job_type": "inbound", "shift": "E", "weekday": None,
    "day": "2026-10-20", "least": 3, "want": 4, "most": None,
}  # fmt: skip
COVER = {"day": "2026-10-20", "shift": "E", "absent": "1001", "by": "1002"}
PUBLISHED = {"version": 2, "people": 30, "added": 4, "removed": 1, "cells": 9, "reason": "缺人"}
SHEETS = {
    "sha256": HASH,
    "sheets": {
        "Roster 2026-10": {"added": 4015, "updated": 0, "unchanged": 2},
        "LeaveKinds": {"added": 1, "updated": 0, "unchanged": 0},
    },
}
WORKED = {
    "month_hours_most": 168.0, "month_hours_least": None, "days_in_row_most": 6,
    "nights_in_row_most": 3, "days_off_in_row_least": 1, "days_in_row_least": 1,
    "weekends_most": None, "shifts": "E, L", "not_after": "",
}  # fmt: skip
PRESENT = {"arrived_at": "2026-10-20 23:31:00+00:00", "off_post_minutes": 5}
TAKEN_BACK = ("swap:S-00001", {"status": "offered"}, {"status": "agreed"})
GIVEN_UP = ("leave:L-00001", {"status": "pending"}, {"status": "approved"})
WRITTEN: dict[Deed, tuple[str, Details, Details]] = {
    **{deed: ("account:1001", None, None) for deed in Deed if deed.startswith("account.")},
    **{deed: ("person:1001", None, BALANCE) for deed in Deed if deed.startswith("balance.")},
    **{deed: ("leave:L-00001", None, None) for deed in Deed if deed.startswith("leave.")},
    **{deed: TAKEN_BACK for deed in Deed if deed.startswith("taking_back.")},
    **{deed: GIVEN_UP for deed in Deed if deed.startswith("giving_up.")},
    Deed.CHECKLIST_KEEP: ("checklist:site_check/客服部", {"items": []}, {"items": ["工牌"]}),
    Deed.DUTY_ADD: ("duty:茶水间/客服部", None, {"name": "茶水间"}),
    Deed.DUTY_DO: ("duty:qa_week/客服部@2026-10-12", None, {"people": 3, "items": 1}),
    Deed.DUTY_END: ("duty:茶水间/客服部", None, None),
    Deed.DUTY_RECEIVE: ("duty:service_analysis/客服部/1班@2026-10-22", None, None),
    Deed.DUTY_RETURN: ("duty:qa_week/客服部@2026-10-12", None, {"reason": "缺培训计划"}),
    Deed.DUTY_LOG_KEEP: (
        "duty_log:客服部@2026-10-12",
        {"enquiries": 3, "lookups": 2, "outbound": 1, "backlog": None},
        {"enquiries": 3, "lookups": 2, "outbound": 1, "backlog": 4},
    ),
    Deed.TRAINING_KEEP: (
        "training:T-202610-01", None, {"title": "退款", "day": "2026-10-12", "people": 9},
    ),
    Deed.ACCOUNT_CREATE: ("account:1001", None, {"person": "1001"}),
    Deed.ACCOUNT_SIGN_IN_FAILED: ("account:?", None, None),
    Deed.ATTENDANCE_RECORD: ("attendance:1001@2026-10-20", None, PRESENT),
    Deed.ATTENDANCE_BRING: (
        "打卡记录.xlsx", None, {"sha256": HASH, "lines": 208, "replaced": 2, "left_out": 5},
    ),
    Deed.ATTENDANCE_TAKE_BACK: ("attendance:1001@2026-10-20", PRESENT, None),
    Deed.BULLETIN_END: ("bulletin:B-00001", {"until": None}, {"until": "2026-10-19"}),
    Deed.BULLETIN_PUBLISH: (
        "bulletin:B-00002",
        None,
        {"title": "新资费", "department": "客服部", "team": "", "until": "2026-10-31",
         "replaces": "B-00001"},
    ),
    Deed.BULLETIN_READ: ("bulletin:B-00002", None, None),
    Deed.BULLETIN_REMIND: ("bulletin:B-00002", None, {"people": 3}),
    Deed.CALENDAR_CLEAR: ("day:2026-10-01", {"name": "国庆节", "kind": "holiday"}, None),
    Deed.CALENDAR_SEED: ("calendar", None, {"days": 33, "years": [2026, 2027]}),
    Deed.CALENDAR_SET: ("day:2026-10-10", None, {"name": "国庆节", "kind": "workday"}),
    Deed.CERTIFICATE_HAND_IN: (
        "leave:L-00001", None, {"first": "2026-10-20", "last": "2026-10-21"},
    ),
    Deed.CERTIFICATE_LOOK: ("leave:L-00001", None, {"id": 4}),
    **{
        deed: ("report:E-00001", {"status": "raised"}, {"status": "answered"})
        for deed in Deed
        if deed.startswith("report.")
    },
    Deed.REPORT_RAISE: ("report:E-00001", None, {"to": 17, "status": "raised"}),
    Deed.COMPLAINT_CLOSE: (
        "complaint:K-00001", None, {"closed_at": "2026-10-20 01:00:00+00:00"},
    ),
    Deed.COMPLAINT_REGISTER: (
        "complaint:K-00001", None, {"contact": "20261020-1", "person": "1001"},
    ),
    Deed.COMPLAINT_REPLY: (
        "complaint:K-00001", None, {"replied_at": "2026-10-20 01:00:00+00:00"},
    ),
    Deed.VISITOR_IN: ("visitor:V-00001", None, {"name": "赵工"}),
    Deed.VISITOR_OUT: ("visitor:V-00001", None, {"out_at": "2026-10-20 01:00:00+00:00"}),
    Deed.COVER_ASSIGN: ("leave:L-00001", None, COVER),
    Deed.OFFER_EXPIRE: ("offer:O-00001", {"status": "open"}, {"status": "expired"}),
    Deed.OFFER_MAKE: ("offer:O-00001", None, OFFER),
    Deed.OFFER_MET: ("offer:O-00001", {"places": 2}, {"places": 1}),
    Deed.OFFER_TAKE: ("offer:O-00001", None, {**OFFER, "by": "1003"}),
    Deed.OFFER_WITHDRAW: ("offer:O-00001", {"status": "open"}, {"status": "withdrawn"}),
    Deed.OFFER_YES: ("offer:O-00001", None, {"by": "1003"}),
    Deed.COVER_TAKE_BACK: ("leave:L-00001", COVER, None),
    Deed.DELEGATION_END: ("delegation:5", {"last": "2026-11-01"}, {"last": "2026-10-20"}),
    Deed.DELEGATION_MAKE: (
        "delegation:5", None, {"to": 17, "first": "2026-10-20", "last": "2026-11-01"},
    ),
    Deed.DESK_ADD: ("desk:A1", None, {"desk": "A1", "line": 1, "place": 2}),
    Deed.DESK_EDIT: ("desk:A2", {"desk": "A1", "line": 1}, {"desk": "A2", "line": 3}),
    Deed.DESK_RETIRE: ("desk:A1", {"desk": "A1", "line": 1, "place": 2}, None),
    Deed.DEMO_CARRY_ON: ("store", None, {"added": 60}),
    Deed.DEMO_MADE: ("store", None, {"people": 121, "today": "2026-10-15"}),
    Deed.DEPARTMENT_ADD: ("department:客服部", None, {"name": "客服部"}),
    Deed.DEPARTMENT_REMOVE: ("department:客服部", {"name": "客服部"}, None),
    Deed.DEPARTMENT_RENAME: ("department:客服部", {"name": "客服部"}, {"name": "服务部"}),
    Deed.LEAVE_FILE: ("leave:L-00001", None, {**LEAVE, "reason": "an operation"}),
    Deed.FLOOR_ALLOW: ("floor:1001", None, {"limit_minutes": 10, "reason": "取药"}),
    Deed.FLOOR_ASK: ("floor:1001", None, {"reason": "取药"}),
    Deed.FLOOR_BACK: (
        "floor:1001", {"back_at": None}, {"back_at": "2026-10-20 02:10:00+00:00"},
    ),
    Deed.FLOOR_LEAVE: (
        "floor:1001", None, {"left_at": "2026-10-20 02:00:00+00:00", "limit_minutes": 10},
    ),
    Deed.FLOOR_TURN: ("floor:1001", None, {"turn_at": "2026-10-20 02:00:00+00:00"}),
    Deed.FLOOR_WITHDRAW: ("floor:1001", {"reason": "取药"}, None),
    Deed.LEAVE_APPROVE: ("leave:L-00001", {"status": "pending"}, {"status": "approved"}),
    Deed.LEAVE_KIND_ADD: ("leave_kind:wedding", None, KIND),
    Deed.LEAVE_KIND_EDIT: ("leave_kind:wedding", KIND, {**KIND, "retired": True}),
    Deed.NEED_STATE: ("need:7", None, NEED),
    Deed.NEED_REMOVE: ("need:7", NEED, None),
    Deed.NEED_SET: ("needs:team:3", {"E": [3, 3, 3, 3, 3, 2, 2]}, {"E": [4, 4, 4, 4, 4, 2, 2]}),
    Deed.HANDOVER_ADD: (LOG, None, {"note": "十点已恢复"}),
    Deed.HANDOVER_CLOSE: (LOG, None, {"seal": HASH, "note": "无人接班"}),
    Deed.HANDOVER_COMMENT: (LOG, None, {"note": "请跟进"}),
    Deed.HANDOVER_NAME_ACTING: (LOG, {"acting": "1002"}, {"acting": "1001"}),
    Deed.HANDOVER_NOTE: (LOG, None, {"section": "difficult_cases", "note": "-"}),
    Deed.HANDOVER_NOTE_EDIT: (LOG, {"note": "慢"}, {"note": "快", "section": "equipment"}),
    Deed.HANDOVER_NOTE_REMOVE: (LOG, {"note": "慢", "section": "equipment"}, None),
    Deed.HANDOVER_READ_BACK: (LOG, None, {"item": "I-20261015-2-E-1", "note": "明白"}),
    Deed.HANDOVER_SIGN_IN: (LOG, None, {"seal": HASH}),
    Deed.HANDOVER_SIGN_OUT: (LOG, None, {"seal": HASH}),
    Deed.ITEM_CLOSE: (ITEM, None, {"note": "已换"}),
    Deed.ITEM_EDIT: (ITEM, RAISED, {**RAISED, "urgent": True}),
    Deed.ITEM_RAISE: (ITEM, None, {"log": "H-20261015-2-E", **RAISED}),
    Deed.ITEM_REMOVE: (ITEM, {"note": "耳机坏"}, None),
    Deed.ITEM_REOPEN: (ITEM, {"note": "已换"}, {"reason": "又坏了"}),
    Deed.PERSON_ADD: (
        "person:1001", None, {"name": "王芳", "hired_on": "2026-10-01", "posts": [POST]},
    ),
    Deed.PERSON_COME_BACK: (
        "person:1001", {"left_on": "2026-09-30"}, {"left_on": None, "posts": [POST]},
    ),
    Deed.PERSON_EDIT: ("person:1001", {"name": "王方"}, {"name": "王芳"}),
    Deed.PERSON_LEAVE: ("person:1001", {"left_on": None}, {"left_on": "2026-10-31"}),
    Deed.PERSON_POST: ("person:1001", {"posts": []}, {"posts": [POST]}),
    Deed.PERSON_REMOVE: ("person:1001", {"name": "王芳", "posts": [POST]}, None),
    Deed.PERSON_RENUMBER: ("person:1002", {"employee_no": "1001"}, {"employee_no": "1002"}),
    Deed.POLICY_SET: (
        "policy:swap_rest_hours", {"value": 8},
        {"value": 9, "since": "2026-10-20 00:00:00+00:00", "reason": "longer nights"},
    ),
    Deed.CALIBRATION_CLOSE: ("calibration:C-00001", None, None),
    Deed.CALIBRATION_OPEN: (
        "calibration:C-00001", None, {"title": "退款口径", "people": 3, "contacts": 5},
    ),
    Deed.CARD_AGREE: ("card:通话/2", None, {"item_title": "开场白", "note": "先报工号"}),
    Deed.CARD_KEEP: ("card:通话/2", {"items": 7}, {"items": 8, "since": "2026-11-01"}),
    Deed.CARD_REMOVE: ("card:通话/3", {"items": 8}, None),
    Deed.FORECAST_CORRECT: ("forecast:客服部/通话@2026-12-01", {"08:00": None}, {"08:00": 130.0}),
    Deed.FORECAST_RESTORE: ("forecast:客服部@2026-12-01", {"08:00": 130.0}, None),
    Deed.GOAL_DROP: ("goal:客服部/通话", GOAL, None),
    Deed.GOAL_SET: ("goal:客服部", GOAL, {**GOAL, "target": 0.9}),
    Deed.NEED_COMPUTE: (
        "needs:department:2", None,
        {"first": "2026-12-01", "last": "2026-12-07", "cells": 21, "by_hand": 2},
    ),
    Deed.NEED_UNCOMPUTE: (
        "needs:department:2", {"first": "2026-12-01", "last": "2026-12-07", "cells": 21}, None,
    ),
    Deed.VOLUME_BRING_IN: ("volume:话务.csv", None, {"added": 900, "unchanged": 12}),
    Deed.CONTACT_BRING_IN: ("contact:10月通话.csv", None, {"added": 900, "unchanged": 12}),
    Deed.INSPECTION_ACKNOWLEDGE: ("inspection:Q-00001", None, None),
    Deed.INSPECTION_ANSWER: ("inspection:Q-00001", None, {"note": "听了两遍"}),
    Deed.INSPECTION_APPEAL: ("inspection:Q-00001", None, {"items": 2}),
    Deed.INSPECTION_BEGIN: ("inspection:20261020-1", None, {"person": "1001"}),
    Deed.INSPECTION_HAND_BACK: ("inspection:20261020-1", None, {"person": "1001"}),
    Deed.INSPECTION_LOOK: ("inspection:Q-00001", None, None),
    Deed.INSPECTION_REJECT: ("inspection:Q-00001", None, {"note": "录音为证"}),
    Deed.INSPECTION_SUBMIT: (
        "inspection:Q-00001", None, {"person": "1001", "contact": "20261020-1", "total": 86.5},
    ),
    Deed.INSPECTION_UPHOLD: (
        "inspection:Q-00001", {"total": 72.0}, {"total": 81.0, "note": "属实"},
    ),
    Deed.PROPOSAL_DROP: ("proposal:退款口径", None, {"reason": "已合并"}),
    Deed.PROPOSAL_HOLD: ("proposal:退款口径", None, {"training": "T-202610-01"}),
    Deed.PROPOSAL_MAKE: ("proposal:退款口径", None, {"people": 3, "due_on": "2026-10-31"}),
    Deed.SAMPLE_ASSIGN: ("sample:客服部@2026-10", {"by": "1002"}, {"by": "1001"}),
    Deed.SAMPLE_DRAW: (
        "sample:客服部@2026-10", None,
        {"items": 90, "people": 30, "contacts": 900, "seed": 20261001},
    ),
    Deed.SAMPLE_DROP: ("sample:客服部@2026-10", None, {"person": "1001", "reason": "录音损坏"}),
    Deed.ROLL_CALL_COMMENT: (
        "roll_call:客服部/呼入1班@2026-10-20/E", {"comments": ""}, {"comments": "注意语速"},
    ),
    Deed.ROLL_CALL_HOLD: (
        "roll_call:客服部/呼入1班@2026-10-20/E",
        None,
        {"held_at": "2026-10-19T23:20:00+00:00", "comments": "注意语速"},
    ),
    Deed.ROSTER_BRING: (
        "十月排班.xlsx", None,
        {"sha256": HASH, "cells": 136, "new_people": 2, "new_shifts": 1, "left_out": 3},
    ),
    Deed.ROSTER_CERTIFY: (
        "team:3@2026-10", None,
        {"draft": True, "people": 9, "broken": 2, "short": 4, "sha256": HASH},
    ),
    Deed.ROSTER_DRAFT: (
        "team:3@2026-10", {"1001@2026-10-05": "E"}, {"1001@2026-10-05": ""},
    ),
    Deed.ROSTER_EDIT: (
        "department:2@2026-10", {"1001@2026-10-05": None},
        {"1001@2026-10-05": "L", "reason": "缺人"},
    ),
    Deed.ROSTER_FIX: ("team:3@2026-10", None, {"days": 1, "1001@2026-10-05": True}),
    Deed.ROSTER_RELEASE: ("team:3@2026-10", None, {"days": 1, "1001@2026-10-05": False}),
    Deed.ROSTER_HAND: (
        "team:3@2026-10", {"cells": 60},
        {"cells": 62, "short": 2, "broken": 1, "comments": "先看国庆"},
    ),
    Deed.ROSTER_HAND_BACK: ("team:3@2026-10", None, {"reason": "周六缺人"}),
    Deed.ROSTER_HAND_UNDO: ("team:3@2026-10", None, None),
    Deed.ROSTER_HAND_END: ("team:3@2026-10", None, None),
    Deed.ROSTER_LEAVES: (
        "十月排班.xlsx", None, {"filed": ["L-00012", "L-00013"], "covered": 1, "refused": 2},
    ),
    Deed.STAFF_BRING: ("花名册.xlsx", None, {"sha256": HASH, "new_people": 9, "left_out": 1}),
    Deed.ROSTER_MAKE: (
        "team:3@2026-11", None,
        {"cells": 420, "value": 1210, "bound": 1190, "seconds": 60.0, "seed": 0},
    ),
    Deed.ROSTER_MAPPING: ("roster_mapping:客服部月表", None, {"words": 4, "people": 3}),
    Deed.ROSTER_MAPPING_DROP: ("roster_mapping:客服部月表", None, None),
    Deed.ROSTER_PUBLISH: (
        "roster@2026-10", {"team:3": {"version": 1}, "team:9": {"version": 0}},
        {"team:3": PUBLISHED, "team:9": PUBLISHED},
    ),
    Deed.SEAT_CHECK_IN: ("desk:A1@2026-10-20", SEATED | {"checked_in_at": None}, SEATED),
    Deed.SEAT_MOVE: ("desk:A2@2026-10-20", SEATED, SEATED | {"desk": "A2"}),
    Deed.SEAT_PLACE: ("desk:A1@2026-10-20", None, {"shift": "E", "person": "1001"}),
    Deed.SEAT_RELEASE: ("desk:A1@2026-10-20", SEATED, LET_GO),
    Deed.SEAT_STRIKE: ("desk:A1@2026-10-20", SEATED, None),
    Deed.SHIFT_ADD: ("shift:E", None, SHIFT),
    Deed.SHIFT_EDIT: ("shift:E", SHIFT, {**SHIFT, "night": True}),
    Deed.SHIFT_REMOVE: ("shift:E", {"name": "早班"}, None),
    Deed.SHIFT_RESTORE: ("shift:E", None, None),
    Deed.SHIFT_RETIRE: ("shift:E", None, None),
    Deed.STOP_END: (
        "stop:1001", {"ended_at": None}, {"ended_at": "2026-10-20 02:00:00+00:00"},
    ),
    Deed.STOP_ORDER: ("stop:1001", None, {"reason": "与用户争执", "report": "E-00001"}),
    Deed.STOP_SEEN: ("stop:1001", None, {"seen_at": "2026-10-20 02:00:00+00:00"}),
    Deed.STORE_ACCEPT: ("store", None, None),
    Deed.STORE_ALTERED: ("store", {"seal": HASH}, {"seal": ""}),
    Deed.STORE_BACKUP: ("store", None, None),
    Deed.STORE_CLOSE: ("store", None, None),
    Deed.STORE_MOVE: ("store", None, {"to": "postgresql://db.example/centre"}),
    Deed.STORE_NAME: ("store", {"name": "客服中心"}, {"name": "客户服务中心"}),
    Deed.STORE_KEEP: ("store", {"backups": 14, "second": ""}, {"backups": 30, "second": "/mnt"}),
    Deed.STORE_LIMIT_IDLE: ("store", {"idle_minutes": 15}, {"idle_minutes": 5}),
    Deed.STORE_MIGRATE: ("store", None, {"fingerprint": HASH, "revision": "0001"}),
    Deed.STORE_OPEN: ("store", None, None),
    Deed.STORE_RESTORE: ("store", None, {"backup": "daily-2026-10-14.dutydesk"}),
    **{
        deed: ("swap:S-00001", {"status": "offered"}, {"status": "agreed"})
        for deed in Deed
        if deed.startswith("swap.")
    },
    Deed.SWAP_COMPLETE: (
        "swap:S-00001", {"status": "agreed"},
        {"status": "effective", "effective_at": "2026-10-15 01:00:00+00:00"},
    ),
    Deed.SWAP_EXPIRE: (
        "swap:S-00001", {"status": "agreed"}, {"status": "expired", "ended_reason": "缺人"},
    ),
    Deed.SWAP_OFFER: ("swap:S-00001", None, SWAP),
    Deed.TEAM_ADD: ("team:客服部/呼入1班", None, {"name": "呼入1班"}),
    Deed.TEAM_REMOVE: ("team:客服部/呼入1班", {"name": "呼入1班"}, None),
    Deed.TEAM_RENAME: ("team:客服部/呼入1班", {"name": "呼入1班"}, {"name": "呼入2班"}),
    Deed.WISH_CLOSE: ("team:3@2026-10", None, None),
    Deed.WISH_ENTER: (
        "wish:1001", None,
        {"first": "2026-10-20", "last": "2026-10-21", "shift": "E", "wanted": False, "weight": 9},
    ),
    Deed.WISH_REMOVE: ("wish:1001", {"day": "2026-10-20", "day_off": True, "weight": 1}, None),
    Deed.WISH_REOPEN: ("team:3@2026-10", None, None),
    Deed.WORK_RULES_DROP: ("work_rules:1001", WORKED, None),
    Deed.WORK_RULES_SET: ("work_rules:centre", WORKED, {**WORKED, "not_after": "N:E L"}),
    Deed.WORKBOOK_EXPORT: ("centre.xlsx", None, None),
    Deed.WORKBOOK_IMPORT: ("centre.xlsx", None, SHEETS),
}  # fmt: skip
"""What an entry of each deed may say: subject, before, after."""
RECORDED = sorted(set(Deed) - UNRECORDED)


def changed(deed: str, subject: str, before: Details, after: Details) -> str:
    then, now = (json.dumps(one) if one is not None else "" for one in (before, after))
    return change_words(deed, subject, then, now, NAMES)


def deeds_written() -> Iterator[Deed]:
    """Every deed that code which writes names, or makes of a step of a table."""
    for path in (path for room in WRITERS for path in (APP / room).rglob("*.py")):
        for node in nodes_of(path):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Deed":
                yield Deed[node.attr]
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Deed":
                yield from _of_family(node.args[0])


def _of_family(argument: ast.expr) -> Iterator[Deed]:
    """`Deed(f"{kind}.{action}")` is every action of every kind of request."""
    assert isinstance(argument, ast.JoinedStr)
    head = argument.values[0]
    if not isinstance(head, ast.Constant):
        yield from (Deed(f"{one}.{act}") for one, it in COURSES.items() for act in it.actions)
        return
    kind = str(head.value).removesuffix(".")
    yield from (Deed(f"{kind}.{step}") for step in FAMILIES[kind])


@pytest.fixture(autouse=True)
def _back_to_english() -> Iterator[None]:
    yield
    text.use("en")


def test_every_deed_is_worded() -> None:
    missing = set(RECORDED) - DEEDS.keys()
    assert not missing, f"app/text/audit/deeds.py has no words for {sorted(missing)}"


def test_no_deed_outlives_the_code_that_does_it() -> None:
    idle = set(Deed) - set(deeds_written())
    assert not idle, f"app/rules/deeds.py: nothing does {sorted(idle)} any more"


def test_every_deed_has_an_example_here() -> None:
    missing = set(RECORDED) - WRITTEN.keys()
    assert not missing, f"say in WRITTEN what an entry of {sorted(missing)} may hold"


def test_what_is_only_noted_is_recorded() -> None:
    assert not ONLY_NOTED & UNRECORDED


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("deed", RECORDED)
def test_no_code_is_shown(deed: Deed, language: str) -> None:
    text.use(language)
    subject, before, after = WRITTEN[deed]
    told = (
        deed_words(deed),
        subject_words(deed, subject, NAMES),
        changed(deed, subject, before, after),
    )
    for words in told:
        assert not RAW.search(words), words
    if language == "zh_CN":
        assert not re.search(r"[A-Za-z]{2,}", told[0]), told[0]


def test_a_deed_of_another_version_is_said_to_be_one() -> None:
    assert deed_words("desk.polish") == "did what this version has no word for"


def test_a_title_begins_large() -> None:
    assert deed_title(Deed.WORKBOOK_IMPORT) == "Imported a workbook"


def test_a_change_is_told_from_what_to_what() -> None:
    told = changed("swap.complete", "swap:S-1", {"status": "agreed"}, {"status": "effective"})
    assert told == "state: agreed → effective"
    text.use("zh_CN")
    told = changed("swap.complete", "swap:S-1", {"status": "agreed"}, {"status": "effective"})
    assert told == "状态：对方已同意 → 已生效"


def test_instants_are_told_by_the_centres_clock() -> None:
    after = {"effective_at": "2026-10-15 01:00:00+00:00"}
    assert changed("swap.complete", "swap:S-1", None, after) == "in effect at: 2026-10-15 09:00"


def test_why_somebody_is_on_leave_is_not_told() -> None:
    after = {"kind": "personal", "reason": "an operation"}
    assert changed("leave.file", "leave:L-00001", None, after) == "kind: personal leave"


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (Deed.SWAP_OFFER, "Swap S-00001"),
        (Deed.STORE_BACKUP, "Store"),
        (Deed.ROSTER_DRAFT, "Roster of 呼入1班, October 2026"),
        (Deed.ROSTER_PUBLISH, "Rosters of October 2026"),
        (Deed.PERSON_EDIT, "王芳 (1001)"),
        (Deed.ATTENDANCE_RECORD, "Roll call of 王芳 (1001), 20 October 2026"),
        (Deed.DELEGATION_MAKE, "Delegation 张伟 → 王芳"),
        (Deed.NEED_SET, "People needed in 呼入1班"),
        (Deed.TEAM_ADD, "Team 呼入1班, 客服部"),
        (Deed.WORKBOOK_IMPORT, "Workbook centre.xlsx"),
    ],
)
def test_subjects_are_called_by_their_names(deed: Deed, words: str) -> None:
    assert subject_words(deed, WRITTEN[deed][0], NAMES) == words


def test_a_team_that_is_gone_is_said_to_be_gone() -> None:
    words = subject_words(Deed.ROSTER_DRAFT, "team:9@2026-10", NAMES)
    assert words == "Roster of a team that is gone, October 2026"


def test_cells_are_told_by_person_and_day() -> None:
    subject, before, after = WRITTEN[Deed.ROSTER_DRAFT]
    assert changed(Deed.ROSTER_DRAFT, subject, before, after) == (
        "王芳 (1001), 5 October 2026: E → –"
    )


def test_a_checksum_is_shortened_and_kept_whole_for_copying() -> None:
    after = json.dumps(SHEETS)
    assert short(HASH) == "3f9a3f9a…3f9a3f9a"
    assert checksums("", after) == [HASH]
    assert HASH not in change_words(Deed.WORKBOOK_IMPORT, "centre.xlsx", "", after, NAMES)


def test_one_narrows_by_kinds_that_have_words() -> None:
    assert {kind_words(kind) for kind in SUBJECTS} >= {"Roster", "Person", "Store"}
