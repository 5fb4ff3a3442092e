"""keys and retention

Revision: 0012
After: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_words",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("event_no", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_row.id"], name=op.f("fk_kept_words_case_id_case_row")
        ),
        sa.PrimaryKeyConstraint("case_id", "event_no", name=op.f("pk_kept_words")),
    )
    op.create_table(
        "retained",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_no", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_row.id"], name=op.f("fk_retained_case_id_case_row")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_retained")),
    )
    with op.batch_alter_table("key_check", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lookups", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("next_mark", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("next_lookups", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("key_check", schema=None) as batch_op:
        batch_op.drop_column("next_lookups")
        batch_op.drop_column("next_mark")
        batch_op.drop_column("lookups")

    op.drop_table("retained")
    op.drop_table("kept_words")
