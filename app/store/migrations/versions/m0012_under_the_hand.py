"""What brings rosters in, and what runs under the hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Each subject adds its step here."""
    _bringing()
    _cover()
    _leave()
    _back()


def _bringing() -> None:
    """How files of the centre's own are read, under a name."""
    op.create_table(
        "roster_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("signs", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_mapping")),
        sa.UniqueConstraint("name", name=op.f("uq_roster_mapping_name")),
    )


def _cover() -> None:
    """Open shifts that are offered, and who says yes."""
    op.create_table(
        "shift_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_no", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "take",
                "off",
                name="offerkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=True),
        sa.Column("leave_no", sa.String(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "first",
                "pick",
                name="offerchoice",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "filled",
                "withdrawn",
                "expired",
                name="offerstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_no", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["absent_id"], ["person.id"], name=op.f("fk_shift_offer_absent_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift_type.id"], name=op.f("fk_shift_offer_shift_id_shift_type")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_shift_offer_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_offer")),
        sa.UniqueConstraint("offer_no", name=op.f("uq_shift_offer_offer_no")),
    )
    op.create_table(
        "shift_volunteer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["shift_offer.id"], name=op.f("fk_shift_volunteer_offer_id_shift_offer")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_shift_volunteer_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_volunteer")),
        sa.UniqueConstraint(
            "offer_id", "person_id", name=op.f("uq_shift_volunteer_offer_id_person_id")
        ),
    )
    op.create_index(
        op.f("ix_shift_volunteer_person_id"), "shift_volunteer", ["person_id"], unique=False
    )


def _leave() -> None:
    """A kind of leave says which days it counts. SQLite cannot add a CHECK: the rows move into a
    new table, which takes the name. Kinds from before count as they did, calendar days."""
    op.create_table(
        "own_leave_kind_0012",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("director", sa.String(32), nullable=False),
        sa.Column("has_balance", sa.Boolean(), nullable=False),
        sa.Column("counting", sa.String(32), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.CheckConstraint("notice_days >= 0", name=op.f("ck_own_leave_kind_notice_days")),
        sa.CheckConstraint(
            "counting IN ('rostered', 'workdays', 'calendar')",
            name=op.f("ck_own_leave_kind_counting"),
        ),
        sa.CheckConstraint(
            "director IN ('long', 'always', 'never')", name=op.f("ck_own_leave_kind_upwards")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_leave_kind")),
        sa.UniqueConstraint("code", name=op.f("uq_own_leave_kind_code")),
    )
    columns = "id, code, name, notice_days, director, has_balance, retired"
    op.execute(
        f"INSERT INTO own_leave_kind_0012 ({columns}, counting) "
        f"SELECT {columns}, 'calendar' FROM own_leave_kind"
    )
    op.drop_table("own_leave_kind")
    op.rename_table("own_leave_kind_0012", "own_leave_kind")
    for action in ("insert", "update", "delete"):
        op.execute(
            f"CREATE TRIGGER own_leave_kind_stamps_{action} AFTER {action.upper()} ON "
            "own_leave_kind BEGIN INSERT INTO setting (key, value) VALUES ('reference_stamp', "
            "hex(randomblob(16))) ON CONFLICT (key) DO UPDATE SET value = excluded.value; END"
        )


def _back() -> None:
    """Requests to take an effective swap back."""
    op.create_table(
        "swap_taking_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("swap_id", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "requester",
                "counterpart",
                name="side",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "offered",
                "agreed",
                "part_approved",
                "effective",
                "declined",
                "withdrawn",
                "expired",
                "cancelled",
                name="swapstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("requester_leader_no", sa.String(), nullable=False),
        sa.Column("requester_leader_at", sa.DateTime(), nullable=True),
        sa.Column("counterpart_leader_no", sa.String(), nullable=False),
        sa.Column("counterpart_leader_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["swap_id"], ["swap.id"], name=op.f("fk_swap_taking_back_swap_id_swap")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_taking_back")),
    )
    op.create_index(
        op.f("ix_swap_taking_back_swap_id"), "swap_taking_back", ["swap_id"], unique=False
    )
