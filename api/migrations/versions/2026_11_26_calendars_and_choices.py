"""calendars and choices

Revision: 0002
After: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_UNSURE = "provisional AND stopped_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )
    with op.batch_alter_table("clock_row", schema=None) as batch_op:
        batch_op.add_column(sa.Column("transition", sa.String(), nullable=True))
        batch_op.add_column(
            sa.Column("roll", sa.String(), server_default="statutory_only", nullable=False)
        )
        batch_op.create_index(
            "ix_clock_row_provisional",
            ["due_on"],
            unique=False,
            sqlite_where=sa.text(_UNSURE),
            postgresql_where=sa.text(_UNSURE),
        )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE clock_row SET (fillfactor = 80)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE clock_row RESET (fillfactor)")
    with op.batch_alter_table("clock_row", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_clock_row_provisional",
            sqlite_where=sa.text(_UNSURE),
            postgresql_where=sa.text(_UNSURE),
        )
        batch_op.drop_column("roll")
        batch_op.drop_column("transition")

    op.drop_table("calendar_year")
