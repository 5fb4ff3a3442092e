"""drafts left lying: when the dialogue has something to say although nobody wrote

Revision: 0004
After: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SET = sa.text("wake_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("conversation", sa.Column("wake_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_conversation_wake_at",
        "conversation",
        ["wake_at"],
        sqlite_where=_SET,
        postgresql_where=_SET,
    )


def downgrade() -> None:
    op.drop_index("ix_conversation_wake_at", "conversation")
    op.drop_column("conversation", "wake_at")
