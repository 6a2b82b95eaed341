"""The course of each kind of request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.rules import giving_up_states, leave_states, swap_states, taking_back_states
from app.rules.course import Course
from app.rules.requests import RequestKind

COURSES: Mapping[RequestKind, Course[Any, Any]] = {
    course.kind: course
    for course in (
        swap_states.COURSE,
        leave_states.COURSE,
        giving_up_states.COURSE,
        taking_back_states.COURSE,
    )
}
