"""SQLAlchemy tables, one module for each subject."""

from app.models.base import Base, table_of
from app.models.bulletins import Bulletin, BulletinRead, RollCall
from app.models.centre import (
    BACKUPS_KEPT,
    IDLE_LIMIT,
    AuditEntry,
    PolicyValue,
    Setting,
    SettingKey,
)
from app.models.desks import OffPost, Seat
from app.models.duties import DutyDone, DutyLog, Training
from app.models.handover import (
    Draft,
    Handover,
    HandoverAddition,
    HandoverItem,
    HandoverNote,
    HandoverReadBack,
    HandoverSeal,
    HandoverStep,
)
from app.models.leave import (
    Cover,
    Delegation,
    LeaveBalance,
    LeaveCancellation,
    LeaveCertificate,
    OwnLeaveKind,
)
from app.models.people import Account, Department, Person, Post, SignInFailure, Team
from app.models.registers import (
    Attendance,
    Inspection,
    Leave,
    LeaveStep,
    Swap,
    SwapConsent,
)
from app.models.requests import Decision, Notice
from app.models.roster import (
    Assignment,
    CalendarDay,
    DraftAssignment,
    RosterChange,
    RosterMonth,
    RosterVersion,
    ShiftNeed,
    ShiftType,
)
from app.models.scorecards import CardItem, ItemScore
from app.models.upwards import Complaint, UpwardReport, Visitor

__all__ = [
    "BACKUPS_KEPT",
    "IDLE_LIMIT",
    "Account",
    "Assignment",
    "Attendance",
    "AuditEntry",
    "Base",
    "Bulletin",
    "BulletinRead",
    "CalendarDay",
    "CardItem",
    "Complaint",
    "Cover",
    "Decision",
    "Delegation",
    "Department",
    "Draft",
    "DraftAssignment",
    "DutyDone",
    "DutyLog",
    "Handover",
    "HandoverAddition",
    "HandoverItem",
    "HandoverNote",
    "HandoverReadBack",
    "HandoverSeal",
    "HandoverStep",
    "Inspection",
    "ItemScore",
    "Leave",
    "LeaveBalance",
    "LeaveCancellation",
    "LeaveCertificate",
    "LeaveStep",
    "Notice",
    "OffPost",
    "OwnLeaveKind",
    "Person",
    "PolicyValue",
    "Post",
    "RollCall",
    "RosterChange",
    "RosterMonth",
    "RosterVersion",
    "Seat",
    "Setting",
    "SettingKey",
    "ShiftNeed",
    "ShiftType",
    "SignInFailure",
    "Swap",
    "SwapConsent",
    "Team",
    "Training",
    "UpwardReport",
    "Visitor",
    "table_of",
]
