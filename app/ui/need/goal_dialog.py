"""The form of a service goal: how many are to be answered in which time, and who is away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QSpinBox, QWidget

from app.context import Context
from app.reading.planning.need import NeedReading
from app.rules.rostering.goals import USUAL_GOAL, GoalFigures
from app.services.planning.goals import drop_goal, set_goal
from app.text import _
from app.ui.kit.controls import button
from app.ui.kit.desk import Desk
from app.ui.kit.fields import ChoiceField, number_field
from app.ui.kit.forms import Form, FormDialog

_HOUR = 3600
_DAY = 24 * _HOUR


class GoalDialog(FormDialog):
    """Sets the goal of the shown job type, or of the whole department."""

    def __init__(self, parent: QWidget, desk: Desk, reading: NeedReading) -> None:
        form = Form(columns=2)
        super().__init__(
            parent,
            _("Service goal"),
            form,
            _("&Set the goal"),
            _("How many people an interval needs follows from it. It counts from now on for all "
              "weeks that are shown or computed."),
        )  # fmt: skip
        self._desk, self._reading = desk, reading
        self.scope: ChoiceField[str] = ChoiceField(self._scopes(), reading.job_type)
        form.add("scope", _("&Counts for"), self.scope, wide=True)
        self.target = form.add("target", _("To be &answered in time (%)"), number_field(80, 1, 99))
        self.within = form.add("within", _("&Within (seconds)"), number_field(20, 0, _HOUR))
        self.patience = form.add(
            "patience",
            _("Callers wait, &mean (seconds)"),
            _special(number_field(0, 0, _DAY), _("nobody gives up")),
        )
        self.occupancy = form.add(
            "occupancy",
            _("&Occupied at most (%)"),
            _special(number_field(0, 0, 100), _("any")),
        )
        self.shrinkage = form.add(
            "shrinkage", _("S&hrinkage (%)"), number_field(0, 0, 95),
            tip=_("Who is rostered and not at the desk: breaks, training, illness."),
        )  # fmt: skip
        self.drop = button(_("&Remove this goal"), self._on_drop, kind="danger", icon="delete")
        self.add_extra(self.drop)
        self.scope.currentIndexChanged.connect(lambda _index: self._show_goal())
        self._show_goal()
        self.sends(desk, self._command, lambda _done: desk.say(_("The goal was set")))

    def _scopes(self) -> list[tuple[str, str]]:
        name, job_type = self._reading.name, self._reading.job_type
        whole = _("{department}: all job types without a goal of their own")
        offered = [(whole.format(department=name), "")]
        if job_type:
            only = _("{department}: {job_type} alone")
            offered.insert(0, (only.format(department=name, job_type=job_type), job_type))
        return offered

    def _set(self) -> GoalFigures | None:
        """What was set for the chosen scope."""
        of_job_type = self.scope.value() == self._reading.job_type
        return self._reading.goal_set if of_job_type else self._reading.goal_of_department

    def _show_goal(self) -> None:
        found = self._set()
        self.drop.setVisible(found is not None)
        goal = found or self._reading.goal_of_department or USUAL_GOAL
        self.target.setValue(round(goal.target * 100))
        self.within.setValue(round(goal.within_seconds))
        self.patience.setValue(round(goal.patience_seconds or 0))
        self.occupancy.setValue(round((goal.occupancy_most or 0) * 100))
        self.shrinkage.setValue(round(goal.shrinkage * 100))

    def _typed(self) -> GoalFigures:
        return GoalFigures(
            target=self.target.value() / 100,
            within_seconds=float(self.within.value()),
            patience_seconds=float(self.patience.value()) or None,
            occupancy_most=self.occupancy.value() / 100 or None,
            shrinkage=self.shrinkage.value() / 100,
        )

    def _command(self) -> Callable[[Context], None]:
        department, job_type, goal = self._reading.chosen, self.scope.value(), self._typed()
        seen = self.seen(self._set())
        assert department is not None
        return lambda ctx: set_goal(ctx, department, job_type, goal, seen)

    def _on_drop(self) -> None:
        department, job_type, seen = (
            self._reading.chosen,
            self.scope.value(),
            self.seen(self._set()),
        )
        assert department is not None

        def op(ctx: Context) -> None:
            drop_goal(ctx, department, job_type, seen)

        self._desk.tasks.command(op, lambda _done: self.accept(), failed=self._on_refused)


def _special(field: QSpinBox, none: str) -> QSpinBox:
    """What is said instead of 0."""
    field.setSpecialValueText(none)
    return field
