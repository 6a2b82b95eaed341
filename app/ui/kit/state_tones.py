"""In which tone the state of a request is shown."""

from __future__ import annotations

from collections.abc import Mapping

from app.rules.vocabulary import LeaveStatus, SwapStatus
from app.ui.kit.tokens import Tone

SWAP_TONES: Mapping[SwapStatus, Tone] = {
    SwapStatus.EFFECTIVE: Tone.GOOD,
    SwapStatus.OFFERED: Tone.INFO,
    SwapStatus.AGREED: Tone.INFO,
    SwapStatus.PART_APPROVED: Tone.INFO,
    SwapStatus.DECLINED: Tone.WARN,
    SwapStatus.CANCELLED: Tone.WARN,
}
"""Of a state; the others are plain."""

LEAVE_TONES: Mapping[LeaveStatus, Tone] = {
    LeaveStatus.PENDING: Tone.INFO,
    LeaveStatus.APPROVED: Tone.GOOD,
    LeaveStatus.DECLINED: Tone.BAD,
    LeaveStatus.WITHDRAWN: Tone.PLAIN,
    LeaveStatus.EXPIRED: Tone.WARN,
}
