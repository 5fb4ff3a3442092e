"""officers' bot: half-made moves, updates worked, notices about no case, digests

Revision: 0007
After: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("officer", sa.Column("staff_chat_title", sa.LargeBinary(), nullable=True))
    op.add_column("officer", sa.Column("staff_chat_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("outbox_row", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wrapped", sa.LargeBinary(), nullable=True))
        batch_op.alter_column("event_id", existing_type=sa.Integer(), nullable=True)
        batch_op.alter_column("case_id", existing_type=sa.String(), nullable=True)
    op.create_table(
        "digest_day",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("on", name=op.f("pk_digest_day")),
    )
    op.create_table(
        "staff_update",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_staff_update")),
    )
    op.create_table(
        "staff_draft",
        sa.Column("blind", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("blind", name=op.f("pk_staff_draft")),
    )


def downgrade() -> None:
    for table in ("staff_draft", "staff_update", "digest_day"):
        op.drop_table(table)
    # What is about no case has no place in the older table.
    op.execute(sa.text("DELETE FROM outbox_row WHERE case_id IS NULL"))
    with op.batch_alter_table("outbox_row", schema=None) as batch_op:
        batch_op.alter_column("case_id", existing_type=sa.String(), nullable=False)
        batch_op.alter_column("event_id", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_column("wrapped")
    op.drop_column("officer", "staff_chat_at")
    op.drop_column("officer", "staff_chat_title")
