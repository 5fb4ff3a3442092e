"""officers and second factor

Revision: 0010
After: 0009
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _officer() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("hazards", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("must_change", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("demo", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("totp_key", sa.LargeBinary(), nullable=True),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("totp_confirmed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("totp_step", sa.Integer(), server_default="0", nullable=False),
        sa.Column("totp_required", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "officer_event",
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_officer_event")),
    )
    op.create_index(op.f("ix_officer_event_officer_id"), "officer_event", ["officer_id"])
    op.create_table(
        "recovery_code",
        sa.Column("blind", sa.String(), nullable=False),
        sa.Column("officer_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_recovery_code_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("blind", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_officer_id"), "recovery_code", ["officer_id"])
    with op.batch_alter_table("desk_session", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("passed", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
    with op.batch_alter_table("officer", schema=None) as batch_op:
        for column in _officer():
            batch_op.add_column(column)
    _forbid_changes()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER officer_event_is_append_only ON officer_event")
    with op.batch_alter_table("officer", schema=None) as batch_op:
        for column in reversed(_officer()):
            batch_op.drop_column(column.name)
    with op.batch_alter_table("desk_session", schema=None) as batch_op:
        batch_op.drop_column("passed")
    op.drop_index(op.f("ix_recovery_code_officer_id"), "recovery_code")
    op.drop_table("recovery_code")
    op.drop_index(op.f("ix_officer_event_officer_id"), "officer_event")
    op.drop_table("officer_event")


def _forbid_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER officer_event_is_append_only BEFORE UPDATE OR DELETE "
            "ON officer_event FOR EACH ROW EXECUTE FUNCTION refuse_event_change()"
        )
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER officer_event_no_{deed.lower()} BEFORE {deed} ON officer_event "
            "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
        )
