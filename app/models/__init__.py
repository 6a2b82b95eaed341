"""SQLAlchemy tables, one module for each subject."""

from app.models.base import Base, table_of
from app.models.centre import (
    BACKUPS_KEPT,
    IDLE_LIMIT,
    AuditEntry,
    PolicyValue,
    Setting,
    SettingKey,
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

__all__ = [
    "BACKUPS_KEPT",
    "IDLE_LIMIT",
    "Account",
    "Assignment",
    "Attendance",
    "AuditEntry",
    "Base",
    "CalendarDay",
    "Cover",
    "Decision",
    "Delegation",
    "Department",
    "DraftAssignment",
    "Inspection",
    "Leave",
    "LeaveBalance",
    "LeaveCancellation",
    "LeaveCertificate",
    "LeaveStep",
    "Notice",
    "OwnLeaveKind",
    "Person",
    "PolicyValue",
    "Post",
    "RosterChange",
    "RosterMonth",
    "RosterVersion",
    "Setting",
    "SettingKey",
    "ShiftNeed",
    "ShiftType",
    "SignInFailure",
    "Swap",
    "SwapConsent",
    "Team",
    "table_of",
]
