"""Attendance (考勤): ATT-1 to ATT-6."""

from __future__ import annotations

from app.rules.attendance import check_attendance
from app.rules.chapters.rule import Chapter, Rule
from app.rules.desks.floor import judge_leaving
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
                    "for roll call. Who comes later, up to the start itself, has missed roll call:"
                    " a warning."
                ),
                msg(
                    "Of an arrival more than {att_early_hours} hours before the shift, the date is"
                    " in doubt: a warning."
                ),
            ),
            policy=(
                "att_roll_call_minutes",
                "att_early_hours",
            ),
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
            (
                msg(
                    "Who is rostered, has no valid leave and has not arrived is absent, from "
                    "{att_absence_minutes} minutes after the start on."
                ),
                msg(
                    "Attendance is judged where it was kept: for the shift of a team of which the "
                    "roll call has recorded somebody."
                ),
            ),
            policy=("att_absence_minutes",),
            enforced_by=(check_attendance,),
        ),
        Rule(
            "ATT-5",
            msg("Leaving the floor"),
            (
                msg(
                    "Leaving the centre's floor during a shift needs the permission of a team "
                    "leader or the head of one's own department, with a time limit. Without either"
                    " it is a breach; overrunning the limit is a warning."
                ),
                msg(
                    "A permission is for {off_post_limit_minutes} minutes unless it says "
                    "otherwise. At most {off_post_at_once} of a team are off the floor at once; "
                    "who asks then waits for their turn."
                ),
            ),
            policy=(
                "off_post_limit_minutes",
                "off_post_at_once",
            ),
            enforced_by=(judge_leaving,),
        ),
        Rule(
            "ATT-6",
            msg("Going early"),
            (
                msg(
                    "Nobody goes before the end of the shift. Under {att_off_post_minutes} minutes "
                    "early is a warning; {att_off_post_minutes} minutes or more count as off the "
                    "post."
                ),
            ),
            reading=msg("The source forbids it and names no figure; the figure is that of ATT-3."),
            policy=("att_off_post_minutes",),
            enforced_by=(check_attendance,),
        ),
    ),
)
