"""The fields of a post, which move, promotion and coming back have in common."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDateEdit

from app.queries.people.rows import PostRow
from app.rules.staff import SKILL_LEVELS, PostDetails, Problems, post_problems
from app.rules.vocabulary import Role
from app.text import _
from app.text.words import title_word
from app.ui.kit.fields import ChoiceField, date_field, date_of, suggesting_field
from app.ui.kit.forms import Form
from app.ui.people.loading import Staff

WITHOUT_TEAM = (Role.DEPARTMENT_HEAD, Role.CENTRE_DIRECTOR)


class PostFields:
    """A post as typed. The teams follow the department, and both the role."""

    def __init__(self, staff: Staff, post: PostRow | None, since: date) -> None:
        self._staff = staff
        self.since: QDateEdit = date_field(since)
        self.role: ChoiceField[Role] = ChoiceField(
            [(title_word(role), role) for role in Role], post.role if post else Role.AGENT
        )
        self.department: ChoiceField[int | None] = ChoiceField(
            [(row.name, row.id) for row in staff.departments] or [(_("none"), None)],
            post.department_id if post else None,
        )
        self.team: ChoiceField[int | None] = ChoiceField()
        self.job_type = suggesting_field(post.job_type if post else "", staff.job_types)
        levels = [(_("none"), None), *((str(level), level) for level in SKILL_LEVELS)]
        self.skill_level: ChoiceField[int | None] = ChoiceField(
            levels, post.skill_level if post else None
        )
        self._offer_teams(post.team_id if post else None)
        self.department.currentIndexChanged.connect(lambda _index: self._offer_teams())

    def add_to(self, form: Form, since_label: str = "") -> None:
        """Put the fields into `form`; without `since_label` the post begins with employment."""
        if since_label:
            form.add("since", since_label, self.since)
        form.add("role", _("&Role"), self.role)
        form.add("department_id", _("&Department"), self.department)
        form.add("team_id", _("&Team"), self.team)
        form.add("job_type", _("&Job type"), self.job_type)
        form.add("skill_level", _("S&kill level"), self.skill_level)
        self.role.currentIndexChanged.connect(lambda _index: self._fit(form))
        self._fit(form)

    def details(self, since: date | None = None) -> PostDetails:
        """What was typed; `since` in place of the field."""
        role = self.role.value()
        return PostDetails(
            since or date_of(self.since),
            role,
            None if role is Role.CENTRE_DIRECTOR else self.department.value(),
            None if role in WITHOUT_TEAM else self.team.value(),
            self.job_type.currentText().strip(),
            self.skill_level.value(),
        )

    def problems(self, hired_on: date, since: date | None = None) -> Problems:
        return post_problems(self.details(since), hired_on)

    def _offer_teams(self, chosen: int | None = None) -> None:
        department = self.department.value()
        teams = [row for row in self._staff.teams if row.department_id == department]
        offered = [(row.name, row.id) for row in teams]
        self.team.offer([(_("no team"), None), *offered], chosen)

    def _fit(self, form: Form) -> None:
        """Show the fields that the chosen role has."""
        role = self.role.value()
        form.show_field("department_id", role is not Role.CENTRE_DIRECTOR)
        form.show_field("team_id", role not in WITHOUT_TEAM)
