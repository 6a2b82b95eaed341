"""Attendance (考勤): ATT-1 to ATT-5."""

from __future__ import annotations

from app.rules.attendance import check_attendance
from app.rules.chapters.rule import Chapter, Rule
from app.rules.vocabulary import msg

ATTENDANCE = Chapter(
    "attendance",
    msg("Attendance"),
    (
        Rule(
            "ATT-1",
            msg("At the post for roll call"),
            (
                msg(
                    "Everybody is at the post {att_roll_call_minutes} minutes before the shift, "
                    "for roll call. Who comes later, up to the start itself, has missed roll call: "
                    "a warning."
                ),
            ),
            policy=("att_roll_call_minutes",),
            enforced_by=(check_attendance,),
        ),
        Rule(
            "ATT-2",
            msg("Late"),
            (
                msg(
                    "Who arrives after the start is late. From {att_absence_minutes} minutes on, "
                    "it is an absence."
                ),
            ),
            policy=("att_absence_minutes",),
            enforced_by=(check_attendance,),
        ),
        Rule(
            "ATT-3",
            msg("Off the post"),
            (
                msg(
                    "Who is off the post without the duty leader's leave for "
                    "{att_off_post_minutes} minutes or more is absent."
                ),
            ),
            policy=("att_off_post_minutes",),
            enforced_by=(check_attendance,),
        ),
        Rule(
            "ATT-4",
            msg("Never arrived"),
            (msg("Who is rostered, has no valid leave and never arrives is absent."),),
            enforced_by=(check_attendance,),
        ),
        Rule(
            "ATT-5",
            msg("Leaving the floor"),
            (
                msg(
                    "Leaving the centre's floor during a shift takes the duty leader's permission, "
                    "with a time limit. Overrunning the limit is recorded."
                ),
            ),
        ),
    ),
)
