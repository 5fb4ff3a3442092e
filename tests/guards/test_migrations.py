"""The migrations build what the models describe, up and down."""

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlmodel import Session, SQLModel, select

from api.cases.tables import CaseRow
from api.kit.database import Database
from api.migrations.models import import_all
from api.migrations.run import downgrade, upgrade

_NUMBER = re.compile(r'^revision = "(\d+)"$', re.MULTILINE)


def test_models_and_migrations_agree(database: Database) -> None:
    import_all()

    with database.engine.connect() as connection:
        options = {"compare_type": True, "include_object": _is_a_model}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []


def _is_a_model(_: object, name: str | None, *__: object) -> bool:
    """The databases' own indexes for words are no tables of ours; `test_search` tries them."""
    return not (name or "").startswith(("search_index", "ix_search_row_words"))


def test_every_step_goes_up_down_and_up_again(database: Database) -> None:
    versions = Path(__file__).parents[2] / "api" / "migrations" / "versions"
    there = sorted(_NUMBER.search(file.read_text())[1] for file in versions.glob("*.py"))

    for _ in there:
        downgrade(database.engine, "-1")
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}

    for number in there:
        upgrade(database.engine, number)
        downgrade(database.engine, "-1")
        upgrade(database.engine, number)
    import_all()
    assert set(SQLModel.metadata.tables) <= set(inspect(database.engine).get_table_names())


def test_what_stood_on_a_case_before_there_were_marks_is_told_from_its_events(
    database: Database,
) -> None:
    downgrade(database.engine, "-1")
    while "chase_row" in inspect(database.engine).get_table_names():
        downgrade(database.engine, "-1")
    told = {
        "a": ["opened", "assigned", "testing_started"],
        "b": ["opened", "extension_requested", "extended", "testing_started", "filed"],
        "c": ["opened", "accepted", "settled", "closed"],
        "d": ["opened", "extension_requested"],
    }
    with database.engine.begin() as connection:
        for case_id, kinds in told.items():
            connection.execute(text(_CASE), {"id": case_id, "state": kinds[-1], "n": len(kinds)})
            for no, kind in enumerate(kinds, start=1):
                connection.execute(text(_EVENT), {"case": case_id, "no": no, "kind": kind})

    upgrade(database.engine, "0003")

    with Session(database.engine) as session:
        marks = dict(session.exec(select(CaseRow.id, CaseRow.marks)).all())
    assert marks == {
        "a": ["testing"],
        "b": ["filed_before"],
        "c": ["accepted_before"],
        "d": ["extension_requested"],
    }
    downgrade(database.engine, "-1")
    with database.engine.connect() as connection:
        asked = dict(
            connection.execute(text("SELECT id, extension_requested FROM case_row")).all()
        )
        since = dict(connection.execute(text("SELECT id, testing_since FROM case_row")).all())
    assert {case_id for case_id, wanted in asked.items() if wanted} == {"d"}
    assert {case_id for case_id, at in since.items() if at} == {"a"}


_CASE = """
INSERT INTO case_row (id, number, filing_key, kind, further_hazards, setting, emergency, facts,
  anonymous, received_at, lexicon_version, state, extension_requested, extended, last_event,
  last_hash)
VALUES (:id, :id, :id, 'report', '[]', 'unknown', false, '{}', true,
  '2026-11-21 02:00:00+00:00', 't', :state, false, false, :n, 'x')
"""
_EVENT = """
INSERT INTO event (case_id, no, kind, at, actor, data, hash)
VALUES (:case, :no, :kind, '2026-11-21 02:00:00+00:00', 'system', '{}', 'x')
"""


def test_what_queues_are_sorted_and_narrowed_by_is_told_from_stored_cases(
    database: Database,
) -> None:
    downgrade(database.engine, "0013")
    told = {  # kind, filing, state, events, facts, marks
        "a": ("complaint", "f1", "received", ["opened"], '{"merchant":"老陈 记！"}', "[]"),
        "b": ("report", "f1", "closed", ["opened", "concluded", "closed"], "{}", '["accident"]'),
        "c": ("complaint", "f2", "refused", ["opened", "refused"], '{"place":"A 街"}', "[]"),
    }
    with database.engine.begin() as connection:
        for case_id, (kind, filing, state, events, facts, marks) in told.items():
            row = {"id": case_id, "kind": kind, "filing": filing, "state": state}
            row |= {"facts": facts, "marks": marks, "n": len(events)}
            connection.execute(text(_CASE_BEFORE), row)
            for no, event in enumerate(events, start=1):
                connection.execute(text(_EVENT), {"case": case_id, "no": no, "kind": event})
        for rule, statutory, due in (("H02", False, 22), ("C01", True, 25)):
            clock = {"rule": rule, "statutory": statutory, "on": f"2026-11-{due}"}
            clock["at"] = f"2026-11-{due} 02:00:00+00:00"
            connection.execute(text(_CLOCK), clock)

    upgrade(database.engine, "0014")

    columns = (
        *(CaseRow.id, CaseRow.ended_at, CaseRow.two_sided, CaseRow.trader_key),
        *(CaseRow.urgent, CaseRow.first_due_at, CaseRow.soonest_at),
    )
    with Session(database.engine) as session:
        rows = {row[0]: row[1:] for row in session.execute(select(*columns)).all()}  # type: ignore[call-overload] # so many
    ended = {case_id for case_id, row in rows.items() if row[0] is not None}
    assert ended == {"b", "c"}
    assert {case_id for case_id, row in rows.items() if row[1]} == {"a", "b"}
    assert {case_id: row[2] for case_id, row in rows.items()} == {
        "a": "老陈记",
        "b": None,
        "c": "a街",
    }
    assert {case_id for case_id, row in rows.items() if row[3]} == {"b"}
    assert rows["a"][4].day == 25  # the law's, though the promise ends before
    assert rows["b"][4] is None
    assert rows["a"][5] is None  # neither speaks any more, so that neither ends


_CASE_BEFORE = """
INSERT INTO case_row (id, number, filing_key, kind, further_hazards, setting, emergency, facts,
  anonymous, received_at, lexicon_version, state, marks, last_event, last_hash)
VALUES (:id, :id, :filing, :kind, '[]', 'unknown', false, :facts, true,
  '2026-11-21 02:00:00+00:00', 't', :state, :marks, :n, 'x')
"""
_CLOCK = """
INSERT INTO clock_row (case_id, rule, limit_version, started_at, pauses, extensions, due_at,
  due_on, provisional, statutory)
VALUES ('a', :rule, 'x', '2026-11-21 02:00:00+00:00', '[]', 0, :at, :on, false, :statutory)
"""
