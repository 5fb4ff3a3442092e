"""The claim reads the head of its index, however many clocks run."""

from sqlalchemy import text

from api.clock.claiming import claim
from api.kit.database import Database
from api.kit.keys import Keyring
from api.kit.work import Works
from bot.root.benching.filling import NOW, fill


def test_a_claim_finds_the_due_ones_alone_and_takes_them_once(database: Database) -> None:
    fill(database, 5000, 50)
    works = Works(database, Keyring(bytes(32)), lambda: NOW, lambda *_: None)

    first = claim(works, "a", 30)
    second = claim(works, "b", 30)
    third = claim(works, "c", 30)

    assert (len(first), len(second), len(third)) == (30, 20, 0)
    assert len({clock for clock, _ in (*first, *second)}) == 50


def test_it_goes_by_the_partial_index(database: Database) -> None:
    fill(database, 20_000, 20)
    how = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    moment = "2026-11-26 08:00:00" if database.is_sqlite else "2026-11-26 08:00:00+00"
    asked = (
        f"{how} SELECT id FROM clock_row WHERE next_alarm_at <= '{moment}'"  # noqa: S608 - our own words
        " AND stopped_at IS NULL ORDER BY next_alarm_at LIMIT 1000"
    )

    with database.engine.connect() as connection:
        plan = " ".join(str(row) for row in connection.execute(text(asked)))

    assert "ix_clock_row_alarm" in plan
