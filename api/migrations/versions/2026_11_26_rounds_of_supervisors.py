"""absences with dates and a stand-in, and why limits were not kept

Revision: 0016
After: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("stand_in_id", sa.String(), nullable=True),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_absence_officer_id_officer")
        ),
        sa.ForeignKeyConstraint(
            ["stand_in_id"], ["officer.id"], name=op.f("fk_absence_stand_in_id_officer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("ix_absence_last", "absence", ["last"])
    op.create_index("ix_absence_officer_id", "absence", ["officer_id"])
    op.add_column("clock_row", sa.Column("explained_no", sa.Integer(), nullable=True))
    # Nothing ever set it; who is away is told by the days above.
    op.drop_column("officer", "absent")


def downgrade() -> None:
    op.drop_column("clock_row", "explained_no")
    op.add_column(
        "officer", sa.Column("absent", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.drop_index("ix_absence_officer_id", table_name="absence")
    op.drop_index("ix_absence_last", table_name="absence")
    op.drop_table("absence")
