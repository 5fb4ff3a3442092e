"""Notices about no case, and whose chat still gets anything."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from api.cases.tables import CaseRow
from api.contract.codes import Platform
from api.contract.delivery import ClaimRequest, Delivery, DeliveryReport
from api.contract.news import ChatNews
from api.kit.database import Database
from api.kit.work import Works
from api.outbox.personal import tell
from api.outbox.service import claim, notices_of, report
from api.outbox.tables import OutboxRow
from api.people.staffchat import bind, chat_of, make_code, unbind
from api.people.tables import Officer
from api.verify import faults
from tests.api.desk.conftest import open_one, works
from tests.fakes.filing import complaint

__all__ = ["open_one", "works"]
Open = Callable[..., CaseRow]


def _claim(works: Works) -> list[Delivery]:
    with works.write() as work:
        return claim(work, ClaimRequest(worker="w", platforms=(Platform.staff,), limit=50))


@pytest.fixture
def bound(works: Works) -> Works:
    with works.write() as work:
        bind(work, make_code(work, "futian"), "4242", "王磊 @wanglei")
    return works


def _news(works: Works) -> None:
    with works.write() as work:
        officer = work.session.get_one(Officer, "futian")
        tell(work, officer, ChatNews(news="chat_bound", at=work.now, chat="王磊 @wanglei"))


def test_news_reach_desk_and_chat_and_are_stored_sealed(bound: Works, database: Database) -> None:
    _news(bound)
    (sent,) = _claim(bound)
    assert (sent.address, sent.notice) == (
        "4242",
        ChatNews(news="chat_bound", at=bound.now(), chat="王磊 @wanglei"),
    )
    with bound.read() as work:
        assert [notice for _, notice, _ in notices_of(work, "futian")] == [sent.notice]
        rows = work.session.exec(select(OutboxRow)).all()
        assert list(faults(work)) == []
    assert len(rows) == 2
    assert all(b"wanglei" not in row.sealed and b"4242" not in row.sealed for row in rows)
    assert database


def test_a_delivered_one_is_not_claimed_again(bound: Works) -> None:
    _news(bound)
    (sent,) = _claim(bound)
    with bound.write() as work:
        report(work, sent.id, DeliveryReport(worker="w", delivered=True))
    assert _claim(bound) == []


@pytest.mark.parametrize("how", ["closed", "untied", "moved"])
def test_a_chat_that_is_nobodys_gets_nothing_of_what_was_waiting(
    how: str, bound: Works, open_one: Open
) -> None:
    open_one(complaint())
    _news(bound)
    with bound.write() as work:
        officer = work.session.get_one(Officer, "futian")
        if how == "closed":
            officer.active = False
        elif how == "untied":
            unbind(work, officer.id)
        else:
            bind(work, make_code(work, officer.id), "555")
    assert _claim(bound) == []
    with bound.read() as work:
        waiting = work.session.exec(
            select(OutboxRow).where(
                OutboxRow.platform == Platform.staff, OutboxRow.recipient == "officer:futian:bot"
            )
        ).all()
    assert {row.failed for row in waiting} == {"chat untied or account closed"}


def test_a_dead_chat_is_untied_and_its_officer_told_at_the_desk(
    bound: Works, open_one: Open
) -> None:
    case = open_one(complaint())
    (sent,) = [one for one in _claim(bound) if one.address == "4242"]
    with bound.write() as work:
        report(work, sent.id, DeliveryReport(worker="w", delivered=False, dead=True, reason="403"))
    with bound.read() as work:
        assert chat_of(work, work.session.get_one(Officer, "futian")) is None
        told = [notice for _, notice, _ in notices_of(work, "futian")]
    (lost,) = [notice for notice in told if isinstance(notice, ChatNews)]
    assert (lost.news, lost.chat) == ("chat_lost", "王磊 @wanglei")
    assert case.number


def test_a_late_report_of_an_earlier_chat_does_not_untie_the_new_one(
    bound: Works, open_one: Open
) -> None:
    open_one(complaint())
    sent = _claim(bound)
    with bound.write() as work:
        bind(work, make_code(work, "futian"), "555")
    with bound.write() as work:
        for one in sent:
            report(work, one.id, DeliveryReport(worker="w", delivered=False, dead=True))
    with bound.read() as work:
        assert chat_of(work, work.session.get_one(Officer, "futian")) == "555"
