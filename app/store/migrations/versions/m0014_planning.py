"""Planning: from contacts to rosters that are made and proved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Each subject adds its step here. The first migration that runs on a server, too."""
    _volume()
    _forecast_correction()
    _service_goal()
    _staffing_need()
    _work_rule()
    _shift_wish()
    _wish_closing()
    _fixed_cell()


def _volume() -> None:
    """Contacts, interval by interval."""

    op.create_table(
        "volume",
        sa.Column("department_id", _INT, nullable=False),
        sa.Column("job_type", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minute", _INT, nullable=False),
        sa.Column("minutes", _INT, nullable=False),
        sa.Column("contacts", sa.Float(), nullable=False),
        sa.Column("aht_seconds", sa.Float(), nullable=False),
        sa.CheckConstraint("aht_seconds >= 0", name=op.f("ck_volume_aht_seconds")),
        sa.CheckConstraint("contacts >= 0", name=op.f("ck_volume_contacts")),
        sa.CheckConstraint("minute BETWEEN 0 AND 1439", name=op.f("ck_volume_minute")),
        sa.CheckConstraint("minutes IN (15, 30, 60)", name=op.f("ck_volume_minutes")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_volume_department_id_department")
        ),
        sa.PrimaryKeyConstraint(
            "department_id", "job_type", "day", "minute", name=op.f("pk_volume")
        ),
        sqlite_with_rowid=False,
    )


def _forecast_correction() -> None:
    """What somebody expects instead of what is computed."""

    op.create_table(
        "forecast_correction",
        sa.Column("id", _INT, nullable=False),
        sa.Column("department_id", _INT, nullable=False),
        sa.Column("job_type", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minute", _INT, nullable=False),
        sa.Column("contacts", sa.Float(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", _INT, nullable=True),
        sa.Column("version", _INT, nullable=False),
        sa.CheckConstraint("contacts >= 0", name=op.f("ck_forecast_correction_contacts")),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_forecast_correction_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_forecast_correction_made_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecast_correction")),
        sa.UniqueConstraint(
            "department_id",
            "job_type",
            "day",
            "minute",
            name=op.f("uq_forecast_correction_department_id_job_type_day_minute"),
        ),
    )


def _service_goal() -> None:
    """By what a need is computed."""

    op.create_table(
        "service_goal",
        sa.Column("id", _INT, nullable=False),
        sa.Column("department_id", _INT, nullable=False),
        sa.Column("job_type", sa.String(), nullable=False),
        sa.Column("target", sa.Float(), nullable=False),
        sa.Column("within_seconds", sa.Float(), nullable=False),
        sa.Column("patience_seconds", sa.Float(), nullable=True),
        sa.Column("occupancy_most", sa.Float(), nullable=True),
        sa.Column("shrinkage", sa.Float(), nullable=False),
        sa.Column("version", _INT, nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_service_goal_department_id_department"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_goal")),
        sa.UniqueConstraint(
            "department_id", "job_type", name=op.f("uq_service_goal_department_id_job_type")
        ),
    )


def _staffing_need() -> None:
    """How many people a shift needs: by date, by weekday, or every day."""

    op.create_table(
        "staffing_need",
        sa.Column("id", _INT, nullable=False),
        sa.Column("department_id", _INT, nullable=True),
        sa.Column("team_id", _INT, nullable=True),
        sa.Column("job_type", sa.String(), nullable=False),
        sa.Column("shift_id", _INT, nullable=False),
        sa.Column("weekday", _INT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("least", _INT, nullable=False),
        sa.Column("want", _INT, nullable=True),
        sa.Column("most", _INT, nullable=True),
        sa.Column("computed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("least >= 0", name=op.f("ck_staffing_need_least")),
        sa.CheckConstraint(
            "most IS NULL OR most >= COALESCE(want, least)", name=op.f("ck_staffing_need_most")
        ),
        sa.CheckConstraint(
            "team_id IS NULL OR department_id IS NOT NULL", name=op.f("ck_staffing_need_team")
        ),
        sa.CheckConstraint("want IS NULL OR want >= least", name=op.f("ck_staffing_need_want")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_staffing_need_weekday")),
        sa.CheckConstraint(
            "weekday IS NULL OR day IS NULL", name=op.f("ck_staffing_need_one_kind")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_staffing_need_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift_type.id"], name=op.f("fk_staffing_need_shift_id_shift_type")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_staffing_need_team_id_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staffing_need")),
    )
    op.create_index("ix_staffing_need_day", "staffing_need", ["day"], unique=False)
    _from_shift_need()


def _from_shift_need() -> None:
    """What was needed by weekday; holidays go on to be staffed as Sundays where anything was."""
    op.execute(
        "INSERT INTO staffing_need"
        " (department_id, team_id, job_type, shift_id, weekday, least, computed)"
        " SELECT team.department_id, team_id, '', shift_id, weekday, needed, false"
        " FROM shift_need LEFT JOIN team ON team.id = shift_need.team_id ORDER BY shift_need.id"
    )
    op.execute(
        "INSERT INTO policy_value (key, value, since, set_at, set_by, reason)"
        " SELECT 'need_holiday_weekday', 7, '2000-01-01 00:00:00.000000', '2000-01-01 00:00:00.000000',"
        " 'Dutydesk', '节假日原按星期日配备人员 / Holidays were staffed as Sundays'"
        " WHERE EXISTS (SELECT 1 FROM shift_need)"
    )
    op.drop_table("shift_need")


def _work_rule() -> None:
    """How long and how often people may work."""

    op.create_table(
        "work_rule",
        sa.Column("id", _INT, nullable=False),
        sa.Column("person_id", _INT, nullable=True),
        sa.Column("month_hours_most", sa.Float(), nullable=True),
        sa.Column("month_hours_least", sa.Float(), nullable=True),
        sa.Column("days_in_row_most", _INT, nullable=False),
        sa.Column("nights_in_row_most", _INT, nullable=False),
        sa.Column("days_off_in_row_least", _INT, nullable=False),
        sa.Column("days_in_row_least", _INT, nullable=False),
        sa.Column("weekends_most", _INT, nullable=True),
        sa.Column("shifts", sa.String(), nullable=False),
        sa.Column("not_after", sa.String(), nullable=False),
        sa.Column("version", _INT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_work_rule_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_rule")),
        sa.UniqueConstraint("person_id", name=op.f("uq_work_rule_person_id")),
    )


def _shift_wish() -> None:
    """What people wish for their days."""

    op.create_table(
        "shift_wish",
        sa.Column("id", _INT, nullable=False),
        sa.Column("person_id", _INT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift_id", _INT, nullable=True),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("weight", _INT, nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_shift_wish_weight")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_shift_wish_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift_type.id"], name=op.f("fk_shift_wish_shift_id_shift_type")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_wish")),
    )
    op.create_index("ix_shift_wish_day", "shift_wish", ["day"], unique=False)
    op.create_index(op.f("ix_shift_wish_person_id"), "shift_wish", ["person_id"], unique=False)


def _wish_closing() -> None:
    """Months that take no more wishes."""

    op.create_table(
        "wish_closing",
        sa.Column("id", _INT, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.Column("closed_by_id", _INT, nullable=True),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_wish_closing_closed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_closing")),
        sa.UniqueConstraint("month", "scope", name=op.f("uq_wish_closing_month_scope")),
    )


def _fixed_cell() -> None:
    """Cells that no solver changes."""

    op.create_table(
        "fixed_cell",
        sa.Column("person_id", _INT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("fixed_at", sa.DateTime(), nullable=False),
        sa.Column("fixed_by_id", _INT, nullable=True),
        sa.ForeignKeyConstraint(
            ["fixed_by_id"], ["person.id"], name=op.f("fk_fixed_cell_fixed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_fixed_cell_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "day", name=op.f("pk_fixed_cell")),
        sqlite_with_rowid=False,
    )
