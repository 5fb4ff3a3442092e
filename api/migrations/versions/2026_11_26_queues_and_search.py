"""what queues are narrowed by, and what cases are found by

Revision: 0014
After: 0013
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_IS_OPEN = sa.text("ended_at IS NULL")
_RUNNING = sa.text("stopped_at IS NULL")
_OVER = ("refused", "referred", "withdrawn", "closed", "merged")
_COLUMNS = (
    *("lead_id", "soonest_at", "first_due_at", "urgent"),
    *("ended_at", "two_sided", "trader_key", "division"),
)
_BATCH = 1000
_FIRST_DUE = """
UPDATE case_row SET first_due_at = coalesce(
    (SELECT min(due_at) FROM clock_row
        WHERE case_id = case_row.id AND stopped_at IS NULL AND statutory),
    (SELECT min(due_at) FROM clock_row WHERE case_id = case_row.id AND stopped_at IS NULL)),
    soonest_at = (SELECT min(due_at) FROM clock_row WHERE case_id = case_row.id
        AND stopped_at IS NULL AND (next_alarm_at IS NOT NULL OR breached_at IS NOT NULL))
"""


def upgrade() -> None:
    # Columns come in place: see 0003.
    op.add_column("case_row", sa.Column("division", sa.String(), nullable=True))
    op.add_column("case_row", sa.Column("trader_key", sa.String(), nullable=True))
    op.add_column(
        "case_row", sa.Column("two_sided", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("case_row", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("case_row", sa.Column("first_due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("case_row", sa.Column("soonest_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("case_row", sa.Column("lead_id", sa.String(), nullable=True))
    op.add_column(
        "case_row", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    _fill()
    op.create_index("ix_case_row_lead_id", "case_row", ["lead_id"])
    # Lists of open cases alone are asked by office and handler; ended ones are found by words.
    op.drop_index("ix_case_row_office_state", "case_row")
    op.drop_index("ix_case_row_handler_id", "case_row")
    op.create_index("ix_case_row_trader", "case_row", ["trader_key", "division", "received_at"])
    op.create_index(
        "ix_case_row_open",
        "case_row",
        [
            "office",
            "handler_id",
            "urgent",
            "first_due_at",
            "soonest_at",
            "asked_at",
            "two_sided",
            "received_at",
            "number",
        ],
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )
    op.create_index(
        "ix_clock_row_due",
        "clock_row",
        ["due_at", "case_id"],
        sqlite_where=_RUNNING,
        postgresql_where=_RUNNING,
    )
    _create_search()
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_saved_filter_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("officer_id", "name", name="uq_saved_filter_name"),
    )


def downgrade() -> None:
    op.drop_table("saved_filter")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("search_row")
    op.drop_index("ix_clock_row_due", "clock_row")
    op.create_index("ix_case_row_handler_id", "case_row", ["handler_id"])
    op.create_index("ix_case_row_office_state", "case_row", ["office", "state"])
    for index in ("ix_case_row_open", "ix_case_row_trader", "ix_case_row_lead_id"):
        op.drop_index(index, "case_row")
    for column in _COLUMNS:
        op.drop_column("case_row", column)


def _create_search() -> None:
    """The rows of stored cases are made when the tracker starts: it has the keys."""
    postgres = op.get_bind().dialect.name == "postgresql"
    words = sa.ARRAY(sa.Text()) if postgres else sa.Text()
    op.create_table(
        "search_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("words", words, nullable=False),
        sa.Column("said", words, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_row.id"], name=op.f("fk_search_row_case_id_case_row")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_row")),
        sa.UniqueConstraint("case_id", name=op.f("uq_search_row_case_id")),
    )
    if postgres:
        op.execute("CREATE INDEX ix_search_row_words ON search_row USING gin (words)")
        return
    # `ascii` takes every sign beyond ASCII for a letter, so that our words stay as they are.
    run = op.get_bind().exec_driver_sql  # whose text knows no parameters such as :_
    run(
        "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_row', "
        "content_rowid='id', tokenize=\"ascii tokenchars ':_-'\", detail='none')"
    )
    gone = (
        "INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words)"
    )
    come = "INSERT INTO search_index(rowid, words) VALUES (new.id, new.words)"
    for what, deeds in (
        ("INSERT", (come,)),
        ("DELETE", (gone,)),
        ("UPDATE OF words", (gone, come)),
    ):
        name = f"search_row_{what.split()[0].lower()}"
        run(f"CREATE TRIGGER {name} AFTER {what} ON search_row BEGIN {'; '.join(deeds)}; END")


def _fill() -> None:
    connection = op.get_bind()
    connection.execute(
        sa.text(
            "UPDATE case_row SET ended_at = (SELECT max(at) FROM event WHERE case_id = case_row.id"
            " AND kind IN ('refused', 'referred', 'redirected', 'crime_transferred', 'withdrawn',"
            " 'closed', 'repeated', 'merged')) WHERE state IN :over"
        ).bindparams(sa.bindparam("over", _OVER, expanding=True))
    )
    connection.execute(
        sa.text(
            "UPDATE case_row SET two_sided = true WHERE kind IN ('complaint', 'report', 'tip') AND"
            " EXISTS (SELECT 1 FROM case_row AS other WHERE other.filing_key = case_row.filing_key"
            " AND other.kind IN ('complaint', 'report', 'tip')"
            " AND (other.kind = 'complaint') <> (case_row.kind = 'complaint'))"
        )
    )
    connection.execute(
        sa.text(
            "UPDATE case_row SET urgent = true WHERE emergency"
            " OR CAST(marks AS TEXT) LIKE '%\"accident\"%'"
        )
    )
    connection.execute(sa.text(_FIRST_DUE))
    found = connection.execute(sa.text("SELECT id, facts FROM case_row")).all()
    rows = [_told(case_id, facts) for case_id, facts in found]
    update = sa.text("UPDATE case_row SET division = :division, trader_key = :key WHERE id = :id")
    for at in range(0, len(rows), _BATCH):
        connection.execute(update, rows[at : at + _BATCH])


def _told(case_id: str, facts: Any) -> dict[str, str | None]:
    known = json.loads(facts) if isinstance(facts, str) else facts
    names = (_squeezed(known.get("merchant")), _squeezed(known.get("place")))
    key = next((name for name in names if name), None)
    return {"id": case_id, "division": known.get("division"), "key": key}


def _squeezed(name: object) -> str:
    return "".join(s for s in name if s.isalnum()).casefold() if isinstance(name, str) else ""
