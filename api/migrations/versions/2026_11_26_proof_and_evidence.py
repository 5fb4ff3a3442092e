"""proof and evidence

Revision: 0013
After: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence_content",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("plain_bytes", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_evidence_content")),
    )
    # A photo that was stored before is found by its own id; its bytes are bound to that.
    op.execute(
        "INSERT INTO evidence_content (digest, place, media_type, plain_bytes, wrapped, sealed) "
        "SELECT id, 'evidence/' || id, media_type, plain_bytes, wrapped, sealed FROM evidence"
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digest", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("taken", sa.LargeBinary(), nullable=True))
        for name in ("media_type", "plain_sha256", "plain_bytes", "wrapped", "sealed"):
            batch_op.drop_column(name)
    op.execute("UPDATE evidence SET digest = id")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.alter_column("digest", existing_type=sa.String(), server_default=None)
        batch_op.create_foreign_key(
            op.f("fk_evidence_digest_evidence_content"), "evidence_content", ["digest"], ["digest"]
        )
        batch_op.create_index(op.f("ix_evidence_digest"), ["digest"])
    op.create_table(
        "signing_key",
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_signing_key")),
    )
    op.create_table(
        "anchor",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heads", sa.JSON(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_anchor")),
        sa.UniqueConstraint("day", name="uq_anchor_day"),
    )


def downgrade() -> None:
    # Photos stored meanwhile are bound to their content and open no more in the older form.
    op.drop_table("anchor")
    op.drop_table("signing_key")
    columns = (
        sa.Column("media_type", sa.String(), server_default="image/jpeg", nullable=False),
        sa.Column("plain_sha256", sa.String(), server_default="", nullable=False),
        sa.Column("plain_bytes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        for column in columns:
            batch_op.add_column(column)
    op.execute(
        "UPDATE evidence SET (media_type, plain_bytes, wrapped, sealed) = "
        "(SELECT media_type, plain_bytes, wrapped, sealed FROM evidence_content "
        "WHERE evidence_content.digest = evidence.digest)"
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_evidence_digest"))
        batch_op.drop_constraint(op.f("fk_evidence_digest_evidence_content"), type_="foreignkey")
        batch_op.drop_column("taken")
        batch_op.drop_column("digest")
        for name in ("wrapped", "sealed"):
            batch_op.alter_column(name, existing_type=sa.LargeBinary(), nullable=False)
        for name in ("media_type", "plain_sha256", "plain_bytes"):
            batch_op.alter_column(name, existing_type=sa.String(), server_default=None)
    op.drop_table("evidence_content")
