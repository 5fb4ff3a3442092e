"""Cases are opened once, with identity apart."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from api.cases.origin import conversation
from api.cases.repository import by_ids, linked
from api.cases.tables import Event
from api.cases.thread import thread
from api.contract.codes import Platform, State
from api.contract.models import ChannelRef, Facts, Reporter, Supplement, Withdrawal
from api.intake.filing import Filer, file_once
from api.intake.telling import supplement, withdraw
from api.kit.database import Database
from api.kit.errors import Conflict, NotFound, Refusal
from api.kit.work import Works
from api.people.receipts import cases_of_code
from api.people.reporters import cases_of_channel, identity, masked
from tests.fakes.clock import SettableClock
from tests.fakes.filing import CHANNEL, LIN, SECRETS, complaint, filing, report


def test_two_matters_become_two_linked_cases_with_one_code(
    open_cases: Callable[..., Any], works: Works
) -> None:
    cases, code = open_cases(filing(complaint(), report()))

    assert [case.number for case in cases] == ["SZ-20261121-0001", "SZ-20261121-0002"]
    assert [case.kind for case in cases] == ["complaint", "report"]
    with works.read() as work:
        assert [other.number for other in linked(work, cases[0].id)] == [cases[1].number]
        ids = sorted(case.id for case in cases)
        assert all(sorted(cases_of_code(work, case.id, code)) == ids for case in cases)
        assert cases_of_code(work, cases[0].id, "AAAA-AAAA-AAAA-AAAA") == []


def test_the_same_filing_again_opens_nothing_and_gives_the_same_code(
    open_cases: Callable[..., Any], works: Works
) -> None:
    request = filing(complaint(), report())

    first, code = open_cases(request)
    second, again = open_cases(request)

    assert [case.id for case in second] == [case.id for case in first]
    assert again == code
    with works.read() as work:
        assert len(cases_of_channel(work, CHANNEL)) == 2


def test_the_same_filing_eight_times_at_once_is_one(works: Works, filer: Filer) -> None:
    request, codes = filing(complaint(), report()), []

    def file() -> None:
        codes.append(file_once(works, filer, request)[1])

    threads = [threading.Thread(target=file) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(codes) == 8
    assert len(set(codes)) == 1
    with works.read() as work:
        assert len(cases_of_channel(work, CHANNEL)) == 2


def test_two_chats_may_choose_the_same_key(open_cases: Callable[..., Any]) -> None:
    other = ChannelRef(platform=Platform.web, address="another chat")

    mine, code = open_cases(filing(key="1"))
    theirs, other_code = open_cases(filing(key="1", channel=other))

    assert mine[0].id != theirs[0].id
    assert code != other_code


@pytest.mark.parametrize("gone", ["name", "phone", "address"])
def test_a_complaint_without_full_identity_is_refused_and_leaves_nothing(
    open_cases: Callable[..., Any], works: Works, gone: str
) -> None:
    reporter = LIN.model_copy(update={gone: None})

    with pytest.raises(Refusal, match="identity_needed"):
        open_cases(filing(reporter=reporter))

    with works.read() as work:
        assert cases_of_channel(work, CHANNEL) == []


def test_an_anonymous_report_keeps_no_name_its_writer_let_slip(
    open_cases: Callable[..., Any], works: Works
) -> None:
    cases, _ = open_cases(filing(report(), reporter=None))

    with works.read() as work:
        assert "林晓" not in conversation(work, cases[0].id)[0].text
        assert all("林晓" not in (entry.text or "") for entry in thread(work, cases[0].id))


def test_a_report_may_be_anonymous(open_cases: Callable[..., Any], works: Works) -> None:
    cases, _ = open_cases(filing(report(), reporter=None))

    assert cases[0].anonymous
    with works.read() as work:
        assert identity(work, cases[0].id) is None


def test_no_name_phone_address_chat_or_word_lies_in_the_database_in_clear(
    open_cases: Callable[..., Any], works: Works, database: Database
) -> None:
    cases, code = open_cases(filing(complaint(), report()))
    with works.write() as work:
        supplement(work, cases[0].number, _supplement(text="我叫林晓，电话13800138000"))

    dump = _dump(database)

    assert cases[0].number in dump
    for secret in (*SECRETS, code):
        assert secret not in dump
    with works.read() as work:
        assert identity(work, cases[0].id) == LIN
        assert "林晓" in conversation(work, cases[0].id)[0].text


def test_officers_see_masks(open_cases: Callable[..., Any], works: Works) -> None:
    cases, _ = open_cases(filing())

    with works.read() as work:
        assert masked(work, cases[0].id) == Reporter(
            name="林*", phone="138****8000", address="福田区***"
        )


def test_a_supplement_is_taken_once_and_only_from_the_same_chat(
    open_cases: Callable[..., Any], works: Works
) -> None:
    (case,), _ = open_cases(filing())
    said = _supplement(facts=Facts(amount=88, food="毛肚"))

    for _ in range(2):
        with works.write() as work:
            changed = supplement(work, case.number, said)

    assert changed.last_event == 2
    assert changed.facts["amount"] == 88
    assert changed.facts["merchant"] == "老陈记牛肉火锅"
    stranger = said.model_copy(
        update={"channel": ChannelRef(platform=Platform.web, address="stranger"), "key": "s2"}
    )
    with pytest.raises(NotFound, match="unknown_case"), works.write() as work:
        supplement(work, case.number, stranger)


def test_a_withdrawn_complaint_is_over_but_what_is_said_after_is_kept(
    open_cases: Callable[..., Any], works: Works, clock: SettableClock
) -> None:
    (case,), _ = open_cases(filing())
    before = dict(case.facts)

    with works.write() as work:
        gone = withdraw(
            work, case.number, Withdrawal(key="w1", channel=CHANNEL, at=clock(), reason="和解了")
        )
    with works.write() as work:
        late = supplement(work, case.number, _supplement(facts=Facts(amount=1, food="毛肚")))

    assert gone.state == late.state == State.withdrawn
    assert late.facts == before
    with works.read() as work:
        last = work.session.exec(
            select(Event).where(Event.case_id == case.id).order_by(col(Event.no).desc())
        ).first()
        assert last is not None
        assert last.kind == "said"
    with pytest.raises(Conflict, match="closed"), works.write() as work:
        withdraw(work, case.number, Withdrawal(key="w2", channel=CHANNEL, at=clock()))


def test_a_street_of_the_old_district_goes_with_it(
    open_cases: Callable[..., Any], works: Works
) -> None:
    (case,), _ = open_cases(filing())

    with works.write() as work:
        told = Facts(division="440307", district="龙岗区", street="440307001")
        supplement(work, case.number, _supplement(facts=told))
    with works.write() as work:
        moved = Facts(division="440303", district="罗湖区")
        again = _supplement(facts=moved).model_copy(update={"key": "s2"})
        now = supplement(work, case.number, again)

    assert now.facts["division"] == "440303"
    assert "street" not in now.facts


def test_the_wish_to_withdraw_a_report_is_noted_and_the_report_stays(
    open_cases: Callable[..., Any], works: Works, clock: SettableClock
) -> None:
    (case,), _ = open_cases(filing(report()))

    with works.write() as work:
        withdraw(work, case.number, Withdrawal(key="w1", channel=CHANNEL, at=clock()))

    with works.read() as work:
        (still,) = by_ids(work, [case.id], open_only=True)
        assert still.state == State.received


def test_a_filing_can_be_linked_only_to_a_case_of_the_same_chat(
    open_cases: Callable[..., Any], works: Works, filer: Filer
) -> None:
    (first,), _ = open_cases(filing(report()))
    (second,), _ = open_cases(filing(linked_to=first.number))
    stranger = ChannelRef(platform=Platform.web, address="stranger")

    with works.read() as work:
        assert [one.number for one in linked(work, second.id)] == [first.number]
    with pytest.raises(NotFound):
        file_once(works, filer, filing(linked_to=first.number, channel=stranger))


def _supplement(**more: Any) -> Supplement:
    return Supplement(
        **{"key": "s1", "channel": CHANNEL, "at": SettableClock()(), "text": "补充", **more}
    )


def _dump(database: Database) -> str:
    if database.is_sqlite:
        with database.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            return "\n".join(driver.iterdump()) + _utf8_of_blobs(database)
    return _utf8_of_blobs(database)


def _utf8_of_blobs(database: Database) -> str:
    """Every cell of every table as text, bytes read as UTF-8 where they can be."""
    from sqlmodel import SQLModel

    cells = []
    with database.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            for row in connection.execute(text(f'SELECT * FROM "{table.name}"')):  # noqa: S608 - our own names
                cells += [
                    bytes(cell).decode("utf-8", "replace")
                    if isinstance(cell, bytes | memoryview)
                    else str(cell)
                    for cell in row
                ]
    return "\n".join(cells)
