"""Somebody who is not there, for as long as a test may run."""

from datetime import UTC, date, datetime

from api.people.tables import Absence


def away(officer_id: str, stand_in_id: str | None = None) -> Absence:
    return Absence(
        id=f"away-{officer_id}",
        officer_id=officer_id,
        stand_in_id=stand_in_id,
        first=date(2026, 1, 1),
        last=date(2029, 12, 31),
        set_by=officer_id,
        set_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
