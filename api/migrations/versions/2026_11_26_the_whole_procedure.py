"""the whole procedure: marks beside the state, and what is asked for again

Revision: 0003
After: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OPEN = sa.text("done_at IS NULL")
_OLD = ("testing_since", "extension_requested", "extended")


def upgrade() -> None:
    # Columns come and go in place: SQLite's other way, a new table for the old one, can't drop a
    # table that events and clocks point to.
    op.add_column(
        "case_row", sa.Column("marks", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    _forget_default("marks")
    _fill_marks()
    for column in _OLD:
        op.drop_column("case_row", column)
    op.create_table(
        "chase_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("every_minutes", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_row.id"], name=op.f("fk_chase_row_case_id_case_row")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chase_row")),
    )
    with op.batch_alter_table("chase_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chase_row_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_chase_row_next",
            ["next_at"],
            unique=False,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        )
        batch_op.create_index(
            "uq_chase_row_open",
            ["case_id", "subject"],
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        )


def downgrade() -> None:
    op.drop_table("chase_row")
    op.add_column("case_row", sa.Column("testing_since", sa.DateTime(timezone=True)))
    for column in ("extension_requested", "extended"):
        op.add_column(
            "case_row",
            sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()),
        )
        _forget_default(column)
    _fill_columns()
    op.drop_column("case_row", "marks")


def _forget_default(column: str) -> None:
    """The default only fills what was there; SQLite keeps it, and nobody relies on it."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("case_row", column, server_default=None)


def _table() -> sa.TableClause:
    return sa.table(
        "case_row",
        sa.column("id", sa.String()),
        sa.column("state", sa.String()),
        sa.column("office", sa.String()),
        sa.column("marks", sa.JSON()),
        sa.column("testing_since", sa.DateTime(timezone=True)),
        sa.column("extension_requested", sa.Boolean()),
        sa.column("extended", sa.Boolean()),
    )


def _fill_marks() -> None:
    """The marks of a thread written so far, as `api.cases.marks` folds them."""
    rows, connection = _table(), op.get_bind()
    event = sa.table(
        "event",
        sa.column("case_id", sa.String()),
        sa.column("no", sa.Integer()),
        sa.column("kind", sa.String()),
    )
    marks: dict[str, set[str]] = {}
    wanted = sa.select(event.c.case_id, event.c.kind).order_by(event.c.case_id, event.c.no)
    for case_id, kind in connection.execute(wanted):
        now = marks.setdefault(case_id, set())
        now -= _CLEARS.get(kind, set())
        now |= _SETS.get(kind, set())
    for (case_id,) in connection.execute(sa.select(rows.c.id)).all():
        filled = sorted(marks.get(case_id, ()))
        connection.execute(sa.update(rows).where(rows.c.id == case_id).values(marks=filled))


_SETS = {
    "accepted": {"accepted_before"},
    "filed": {"filed_before"},
    "testing_started": {"testing"},
    "extension_requested": {"extension_requested"},
    "extended": {"extended"},
}
_STEP = {"testing", "extension_requested"}
_CLEARS = {
    "testing_ended": {"testing"},
    "extended": {"extension_requested"},
    "filed": {*_STEP, "extended"},
    **dict.fromkeys(
        (
            "accepted",
            "refused",
            "referred",
            "settled",
            "terminated",
            "not_filed",
            "concluded",
            "closed",
            "withdrawn",
        ),
        _STEP,
    ),
}


def _fill_columns() -> None:
    rows, connection = _table(), op.get_bind()
    event = sa.table(
        "event",
        sa.column("case_id", sa.String()),
        sa.column("kind", sa.String()),
        sa.column("at", sa.DateTime(timezone=True)),
    )
    for case_id, marks in connection.execute(sa.select(rows.c.id, rows.c.marks)).all():
        since = None
        if "testing" in marks:
            last = sa.select(sa.func.max(event.c.at)).where(
                event.c.case_id == case_id, event.c.kind == "testing_started"
            )
            since = connection.execute(last).scalar()
        connection.execute(
            sa.update(rows)
            .where(rows.c.id == case_id)
            .values(
                testing_since=since,
                extension_requested="extension_requested" in marks,
                extended="extended" in marks,
            )
        )
