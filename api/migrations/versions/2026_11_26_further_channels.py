"""further channels

Revision: 0005
After: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "further_channel",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("blind", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dead", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "blind", name=op.f("pk_further_channel")),
    )
    op.create_index(op.f("ix_further_channel_blind"), "further_channel", ["blind"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_further_channel_blind"), table_name="further_channel")
    op.drop_table("further_channel")
