"""Duty, training, meetings, site, confidentiality (值班, 培训, 会议, 现场, 卫生, 保密)."""

from __future__ import annotations

from app.rules.chapters.rule import Chapter, Rule
from app.rules.duties.check import duties_done, duty_logs
from app.rules.registers.visitors import check_visit
from app.rules.vocabulary import msg

RUNNING = Chapter(
    "running",
    msg("Running the centre"),
    (
        Rule(
            "DUTY-1",
            msg("The daily duty log"),
            (
                msg(
                    "Each day a team leader of the department, the day shift's duty leader, "
                    "records system problems, difficult cases, the counts of enquiries, look-ups "
                    "and outbound care, and the backlog of work orders. Days roll up to weeks."
                ),
            ),
            enforced_by=(duty_logs,),
        ),
        Rule(
            "DUTY-2",
            msg("The monthly analysis"),
            (
                msg(
                    "By the 22nd of each month the team leaders' duty logs are rolled up into an "
                    "analysis of service quality for the department head."
                ),
            ),
            enforced_by=(duties_done,),
        ),
        Rule(
            "DUTY-3",
            msg("The weekly figures"),
            (
                msg(
                    "The department head collects each week's figures: cases accepted, followed "
                    "up, answered and called back."
                ),
            ),
            enforced_by=(duties_done,),
        ),
        Rule(
            "DUTY-4",
            msg("Desks and work orders"),
            (
                msg(
                    "The duty leader watches how busy each desk is, arranges the desks "
                    "accordingly, and chases work orders that are stuck. The seating of each shift "
                    "is on record."
                ),
            ),
        ),
        Rule(
            "DUTY-5",
            msg("Ordered to stop working"),
            (
                msg(
                    "The duty leader may order somebody who breaks the rules to stop working. It "
                    "is recorded with its reason and reported to the head (ESC-1)."
                ),
            ),
        ),
        Rule(
            "TRAIN-1",
            msg("Training and examinations"),
            (
                msg(
                    "The head has staff trained and examined regularly, new business included. "
                    "Attendance, results and dates are archived for each person."
                ),
            ),
            enforced_by=(duties_done,),
        ),
        Rule(
            "MEET-1",
            msg("The weekly meeting"),
            (
                msg(
                    "Team leaders meet the head every week about service, safety, style, training, "
                    "attendance and hard cases. The answers agreed on reach every agent as a "
                    "bulletin (HAND-5)."
                ),
            ),
            enforced_by=(duties_done,),
        ),
        Rule(
            "MEET-2",
            msg("The monthly meeting of all agents"),
            (
                msg(
                    "It is on the last Friday before the 25th; if the 25th is itself a Friday, on "
                    "the Friday a week earlier. If that Friday is a holiday, it is on the last "
                    "working day before it, even in the month before."
                ),
                msg(
                    "A working day is one from Monday to Friday that is no holiday, or a make-up "
                    "workday."
                ),
                msg("It is held in as many sessions as the shifts need."),
            ),
            enforced_by=(duties_done,),
        ),
        Rule(
            "MEET-3",
            msg("Half-year and yearly summaries"),
            (
                msg(
                    "By 10 January and 10 July the half-year, or the year, is summed up, with a "
                    "plan for the next half."
                ),
            ),
            enforced_by=(duties_done,),
        ),
        Rule(
            "SITE-1",
            msg("Site checks"),
            (
                msg(
                    "By checklist: dress and badge; desks, chairs and headsets; nothing that does "
                    "not belong there, such as phones, food or open cups at desks; quiet."
                ),
                msg("A failed item names a person or a place and is followed up until closed."),
            ),
            enforced_by=(duties_done,),
        ),
        Rule(
            "SITE-2",
            msg("Safety checks"),
            (
                msg(
                    "Regularly: power, sockets, open flames, the control of documents, and fire "
                    "equipment with a named keeper."
                ),
            ),
            enforced_by=(duties_done,),
        ),
        Rule(
            "SITE-3",
            msg("Cleaning and plants"),
            (msg("The day shift waters the plants every day and cleans the leaves every Friday."),),
            enforced_by=(duties_done,),
        ),
        Rule(
            "CONF-1",
            msg("Customer data stays inside"),
            (
                msg("Customer data is disclosed to nobody."),
                msg(
                    "In this program people see what their role needs. Certificates are seen by "
                    "the chain that decides on them, and every look at one is recorded."
                ),
            ),
        ),
        Rule(
            "CONF-2",
            msg("Visitors"),
            (
                msg(
                    "Outsiders enter only with the approval of a team leader, a head or the "
                    "director, and are entered in the visitor register: who, why, who approved, "
                    "in, and out on the same visit, within {conf_visit_hours} hours."
                ),
            ),
            policy=("conf_visit_hours",),
            enforced_by=(check_visit,),
        ),
    ),
)
