"""identity with consent

Revision: 0011
After: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identity_request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("event_no", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_row.id"], name=op.f("fk_identity_request_case_id_case_row")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_request")),
    )
    with op.batch_alter_table("identity_request", schema=None) as batch_op:
        batch_op.create_index(
            "ix_identity_request_case_officer", ["case_id", "officer_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_identity_request_decided_at"), ["decided_at"], unique=False
        )

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_event_looks",
            ["at"],
            unique=False,
            sqlite_where=sa.text("kind = 'identity_seen'"),
            postgresql_where=sa.text("kind = 'identity_seen'"),
        )

    with op.batch_alter_table("reporter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("id_blind", sa.String(), nullable=True))
        batch_op.create_index(batch_op.f("ix_reporter_id_blind"), ["id_blind"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("reporter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reporter_id_blind"))
        batch_op.drop_column("id_blind")

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_event_looks",
            sqlite_where=sa.text("kind = 'identity_seen'"),
            postgresql_where=sa.text("kind = 'identity_seen'"),
        )

    with op.batch_alter_table("identity_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identity_request_decided_at"))
        batch_op.drop_index("ix_identity_request_case_officer")

    op.drop_table("identity_request")
