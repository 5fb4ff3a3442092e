"""volunteers

Revision: 0009
After: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "volunteer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_event", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_blind", sa.String(), nullable=True),
        sa.Column("platform", sa.String(), nullable=True),
        sa.Column("channel", sa.LargeBinary(), nullable=True),
        sa.Column("channel_blind", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
        sa.UniqueConstraint("channel_blind", name=op.f("uq_volunteer_channel_blind")),
        sa.UniqueConstraint("number", name=op.f("uq_volunteer_number")),
    )
    for column in ("office", "phone_blind", "standing"):
        op.create_index(f"ix_volunteer_{column}", "volunteer", [column])
    op.create_table(
        "volunteer_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_volunteer_event_volunteer_id_volunteer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_event")),
        sa.UniqueConstraint("volunteer_id", "no", name="uq_volunteer_event_no"),
    )
    op.create_table(
        "tip",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_tip_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_tip")),
    )
    op.create_index("ix_tip_volunteer_id", "tip", ["volunteer_id"])
    _append_only()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER volunteer_event_is_append_only ON volunteer_event")
    op.drop_table("tip")
    op.drop_table("volunteer_event")
    op.drop_table("volunteer")


def _append_only() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER volunteer_event_is_append_only BEFORE UPDATE OR DELETE "
            "ON volunteer_event FOR EACH ROW EXECUTE FUNCTION refuse_event_change()"
        )
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER volunteer_event_no_{deed.lower()} BEFORE {deed} ON volunteer_event "
            "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
        )
