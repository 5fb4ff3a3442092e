"""A day's anchor finds what was told anew, and names it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from api.cases.chain import GENESIS, chain_hash
from api.cases.events import EventKind
from api.cases.repository import by_id_for_change, events
from api.cases.service import append
from api.cases.tables import CaseRow
from api.cases.verify import verify
from api.contract.codes import Platform, Template
from api.daily import close_day
from api.kit.work import Works
from api.outbox.service import notices_of
from api.people.officers import create_officer
from api.people.tables import Officer
from api.proof import anchors
from api.proof.tables import Anchor, SigningKey
from knowledge.cities.city import City
from tests.fakes.clock import SettableClock
from tests.fakes.filing import filing, report

from .conftest import Tamper

Open = Callable[..., Any]


def _faults(works: Works) -> list[str]:
    with works.read() as work:
        return list(anchors.faults(work))


@pytest.fixture
def case(works: Works, open_cases: Open, city: City, clock: SettableClock) -> CaseRow:
    """A case of two days, both anchored."""
    (made,), _ = open_cases(filing(report()))
    with works.write() as work:
        append(
            work, by_id_for_change(work, made.id), EventKind.noted, actor="officer:a", text="一"
        )
    clock.advance(days=1)
    assert close_day(works, city) == 1
    with works.write() as work:
        append(
            work, by_id_for_change(work, made.id), EventKind.noted, actor="officer:a", text="二"
        )
    clock.advance(days=1)
    assert close_day(works, city) == 1
    return made


def test_a_day_is_anchored_once_some_minutes_after_its_end(
    works: Works, open_cases: Open, city: City, clock: SettableClock
) -> None:
    assert close_day(works, city) == 1  # yesterday, of which there is nothing
    open_cases(filing(report()))
    assert close_day(works, city) == 0
    clock.advance(hours=14, minutes=5)  # 00:05
    assert close_day(works, city) == 0
    clock.advance(minutes=5)
    assert close_day(works, city) == 1
    assert close_day(works, city) == 0
    with works.read() as work:
        first, second = work.session.exec(select(Anchor).order_by(Anchor.no)).all()  # type: ignore[arg-type] # a column
    assert [head[0] for head in first.heads] == ["accounts"]
    assert [head[:2] for head in second.heads] == [["SZ-20261121-0001", 1], ["accounts", 0]]
    assert (second.before, second.day.isoformat()) == (first.hash, "2026-11-21")
    clock.advance(days=5)
    assert close_day(works, city) == 1  # one anchor after downtime
    assert _faults(works) == []


def test_a_chain_that_was_told_anew_from_its_start_is_found(
    works: Works, case: CaseRow, tamper: Tamper
) -> None:
    tamper("UPDATE event SET actor = 'officer:b' WHERE no = 2")
    with works.read() as work:
        history = events(work, case.id)
    before = GENESIS
    for event in history:
        event.hash = chain_hash(event, before)
        tamper("UPDATE event SET hash = :hash WHERE no = :no", hash=event.hash, no=event.no)
        before = event.hash
    tamper("UPDATE case_row SET last_hash = :hash", hash=before)
    with works.read() as work:
        assert list(verify(work)) == []  # the chain itself says nothing
    found = _faults(works)
    assert f"{case.number}: event 2, anchored on 2026-11-21, was altered" in found
    assert f"{case.number}: event 3, anchored on 2026-11-22, was altered" in found


def test_a_case_that_is_gone_is_named(works: Works, case: CaseRow, tamper: Tamper) -> None:
    tamper("DELETE FROM event WHERE no = 3")
    assert _faults(works) == [f"{case.number}: event 3, anchored on 2026-11-22, is gone"]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ("UPDATE anchor SET heads = '[]' WHERE no = 1", "the anchor of 2026-11-21 was altered"),
        ("UPDATE anchor SET signature = 'x' WHERE no = 1", "2026-11-21 was altered"),
        ("UPDATE anchor SET hash = 'x' WHERE no = 1", "2026-11-21 was altered"),
        ("DELETE FROM anchor WHERE no = 1", "the anchor before that of 2026-11-22 is gone"),
        ("DELETE FROM signing_key", "the anchor of 2026-11-22 was altered"),
    ],
)
def test_an_anchor_itself_can_not_be_changed_unseen(
    works: Works, case: CaseRow, tamper: Tamper, edit: str, said: str
) -> None:
    tamper(edit)
    assert any(said in fault for fault in _faults(works))


def test_a_key_that_was_slipped_in_vouches_for_nothing(
    works: Works, case: CaseRow, tamper: Tamper
) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    own = Ed25519PrivateKey.generate()
    with works.read() as work:
        row = work.session.exec(select(SigningKey)).one()
    tamper("UPDATE signing_key SET public = :own", own=own.public_key().public_bytes_raw())
    assert f"signing key {row.kid} was altered or is not ours" in _faults(works)


def test_the_log_of_accounts_is_anchored_too(
    works: Works, city: City, clock: SettableClock, tamper: Tamper
) -> None:
    from api.people import journal
    from api.people.journal import Deed

    with works.write() as work:
        journal.note(work, "a", "b", Deed.closed)
    clock.advance(days=1)
    close_day(works, city)
    tamper("DELETE FROM officer_event")
    assert _faults(works) == ["log of accounts: entry 1, anchored on 2026-11-21, is gone"]


def test_the_custodian_is_told_daily_who_looked_and_once(
    works: Works, open_cases: Open, city: City, clock: SettableClock
) -> None:
    with works.write() as work:
        keeper, far = (
            create_officer(
                work, login=login, name="保", office=office, roles=["custodian"], password="x" * 12
            )
            for login, office in (("keeper", "SZ"), ("far", "SZ-BA"))
        )
        handler = create_officer(
            work, login="worker", name="苏晓岚", office="SZ", roles=["handler"], password="x" * 12
        )
    (made,), _ = open_cases(filing(report()))
    for _ in range(2):
        with works.write() as work:
            append(
                work,
                by_id_for_change(work, made.id),
                EventKind.identity_seen,
                actor=f"officer:{handler.id}",
                text="电话 13800138000 核实",
            )
    clock.advance(days=1)
    assert close_day(works, city) == 1
    assert close_day(works, city) == 0

    def told(officer: Officer) -> list[str]:
        with works.read() as work:
            return [
                one.text or ""
                for _, one, _ in notices_of(work, officer.id)
                if one.template is Template.identity_digest
            ]

    assert told(keeper) == ["截至11月21日，共查看 2 次：\nSZ-20261121-0001 苏晓岚，2 次"]
    assert told(far) == []
    clock.advance(days=1)
    close_day(works, city)
    assert len(told(keeper)) == 1
    assert Platform.desk
