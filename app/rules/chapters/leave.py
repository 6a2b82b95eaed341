"""Leave (请假): LEAVE-1 to LEAVE-11."""

from __future__ import annotations

from app.rules.chapters.rule import Chapter, Rule
from app.rules.leave import (
    leave_1,
    leave_2,
    leave_3,
    leave_4,
    leave_5,
    leave_6,
    leave_7,
    leave_8,
    leave_9,
)
from app.rules.reporting_back import check_return
from app.rules.roster import cell_findings
from app.rules.vocabulary import msg

LEAVE = Chapter(
    "leave",
    msg("Leave"),
    (
        Rule(
            "LEAVE-1",
            msg("Level by level"),
            (
                msg(
                    "Leave is approved level by level, none skipped and none crossed: by one's own"
                    " team leader, then the head of one's own department, then, for a run of more "
                    "than {leave_director_days} days, the centre director. Business and study "
                    "leave always go up to the director."
                ),
                msg(
                    "A step that the applicant would decide falls away: a leader's leave starts at"
                    " the head, a head's at the director, and the director's own is only recorded."
                    " The leader's step falls away as well where the team has no leader. Staff "
                    "without a team, such as inspectors and administrators, start at their head."
                ),
                msg(
                    "The run is the unbroken row of calendar days that this leave forms with the "
                    "person's other leaves filed no later. Splitting a leave does not lower the "
                    "level that decides on it."
                ),
                msg(
                    "A request that nobody has decided expires at the end of its last day. A sick "
                    "one stays open and is shown as overdue."
                ),
            ),
            policy=("leave_director_days",),
            enforced_by=(leave_1,),
        ),
        Rule(
            "LEAVE-2",
            msg("Filed in advance"),
            (
                msg("Personal, business and study leave are filed on a date before the first day."),
                msg(
                    "Urgent personal leave is filed at least {leave_urgent_minutes} minutes before "
                    "the shift of its first day starts; without a shift on that day, before the "
                    "day begins."
                ),
                msg(
                    "Sick leave is filed before the shift of its first day starts; without a shift "
                    "on that day, before the day ends. For an emergency, see LEAVE-5."
                ),
                msg(
                    "Leave that is filed later needs the department head's approval, marked as "
                    "late and with a reason. Without it, being away is an absence."
                ),
            ),
            policy=("leave_urgent_minutes",),
            enforced_by=(leave_2,),
        ),
        Rule(
            "LEAVE-3",
            msg("Filed in person"),
            (msg("Only sick and emergency sick leave may be filed by somebody else."),),
            enforced_by=(leave_3,),
        ),
        Rule(
            "LEAVE-4",
            msg("Sick leave has a certificate"),
            (
                msg(
                    "Sick leave of a full day or more needs a certificate from a medical "
                    "institution before its last approval, which may come while the person is away"
                    " already. Until then the leave is provisional and its shifts count as "
                    "uncovered."
                ),
                msg("Certificates cover every day of the leave, without a gap."),
                msg(
                    "For emergency sick leave the certificate may follow: the team leader has it "
                    "by the end of the day after the leave ends. When that day has passed, the "
                    "days without a certificate become absence."
                ),
            ),
            reading=msg(
                "The line of the source that names the day is damaged; the day after the leave "
                "ends is our reading."
            ),
            enforced_by=(leave_4,),
        ),
        Rule(
            "LEAVE-5",
            msg("An emergency is telephoned"),
            (
                msg(
                    "In an emergency the team leader is called before the shift starts. Anybody "
                    "may make the call; who called, and when, is recorded."
                ),
            ),
            enforced_by=(leave_5,),
        ),
        Rule(
            "LEAVE-6",
            msg("No leave on night shifts"),
            (
                msg(
                    "In principle there is no leave on a night shift. Leave that covers one states "
                    "special circumstances and is filed before 12:00 on the date of the first "
                    "night shift that it covers."
                ),
            ),
            reading=msg(
                "That sick and emergency sick leave are free of this rule is our reading; the "
                "source does not say."
            ),
            enforced_by=(leave_6,),
        ),
        Rule(
            "LEAVE-7",
            msg("No leave on holidays"),
            (
                msg(
                    "In principle there is no leave on a holiday on which one is rostered. Leave "
                    "that covers one states exceptional circumstances and is filed at least "
                    "{leave_holiday_days} days before the first such day."
                ),
                msg("With two days, leave for the 1st is filed on the 29th of a 30-day month."),
            ),
            reading=msg("Sick and emergency sick leave are free of this rule, as of LEAVE-6."),
            policy=("leave_holiday_days",),
            enforced_by=(leave_7,),
        ),
        Rule(
            "LEAVE-8",
            msg("Swapped shifts are worked"),
            (
                msg(
                    "There is no leave on a shift that came from a swap, if the swap had taken "
                    "effect when the leave was approved. Who is away all the same is absent."
                ),
                msg(
                    "Sick and emergency sick leave are recorded: here the rule warns and does not "
                    "refuse."
                ),
            ),
            enforced_by=(leave_8,),
        ),
        Rule(
            "LEAVE-9",
            msg("One leave at a time"),
            (
                msg(
                    "A person's leaves do not overlap. Those that were declined, were withdrawn or"
                    " have expired do not count."
                ),
            ),
            enforced_by=(leave_9,),
        ),
        Rule(
            "LEAVE-10",
            msg("Leave opens its shifts"),
            (
                msg(
                    "The shifts that an approved leave covers are open: the roster shows them as "
                    "uncovered, and tells the team leader, until somebody is assigned."
                ),
            ),
            enforced_by=(cell_findings,),
        ),
        Rule(
            "LEAVE-11",
            msg("Reporting back"),
            (
                msg(
                    "Who returns from leave reports to the team leader by the start of their first"
                    " shift after it; when they did is recorded. Not reported in time is a "
                    "warning."
                ),
                msg(
                    "Coming back early gives the days that are left back, by a change of the leave."
                ),
            ),
            enforced_by=(check_return,),
        ),
    ),
)
