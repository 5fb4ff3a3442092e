"""chats and their order

Revision: 0006
After: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_WAITS = "done_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "inbox_part",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("external_blind", sa.String(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_inbox_part_conversation_id_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["inbox_message.id"],
            name=op.f("fk_inbox_part_message_id_inbox_message"),
        ),
        sa.PrimaryKeyConstraint("conversation_id", "external_blind", name=op.f("pk_inbox_part")),
    )
    # Columns come and go in place: SQLite's other way, a new table for the old one, can't drop a
    # table that others point to.
    op.add_column(
        "conversation",
        sa.Column("back", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("inbox_message", sa.Column("album_blind", sa.String(), nullable=True))
    op.add_column(
        "inbox_message", sa.Column("gathering", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "transcript_line", sa.Column("tries", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("transcript_line", sa.Column("failed", sa.String(), nullable=True))
    op.add_column("outbox_row", sa.Column("chat", sa.String(), server_default="", nullable=False))
    op.create_index(
        "ix_outbox_row_chat",
        "outbox_row",
        ["chat", "created_at"],
        sqlite_where=sa.text(_WAITS),
        postgresql_where=sa.text(_WAITS),
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_row_chat", "outbox_row")
    op.drop_column("outbox_row", "chat")
    op.drop_column("transcript_line", "failed")
    op.drop_column("transcript_line", "tries")
    op.drop_column("inbox_message", "gathering")
    op.drop_column("inbox_message", "album_blind")
    op.drop_column("conversation", "back")
    op.drop_table("inbox_part")
