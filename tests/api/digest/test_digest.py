"""The morning's digest: once a working day, to every supervisor, of what each may see."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import select

from api.cases.tables import CaseRow
from api.contract.codes import Platform
from api.contract.delivery import ClaimRequest
from api.contract.models import Facts
from api.contract.news import Digest
from api.digest.service import tell_digest
from api.digest.tables import DigestDay
from api.kit.work import Works
from api.outbox.service import claim, notices_of
from api.people.staffchat import bind, make_code
from knowledge.cities.city import City
from tests.fakes.clock import SHANGHAI, SettableClock
from tests.fakes.filing import complaint, report

Open = Callable[..., CaseRow]
NANSHAN = Facts(merchant="海王烧烤", division="440305")
FUTIAN = Facts(merchant="老陈记牛肉火锅", division="440304")
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=SHANGHAI)


def _digests(works: Works, officer: str) -> list[Digest]:
    with works.write() as work:
        told = [notice for _, notice, _ in notices_of(work, officer)]
    return [notice for notice in told if isinstance(notice, Digest)]


@pytest.fixture
def monday(clock: SettableClock) -> SettableClock:
    clock.set(MONDAY)
    return clock


def test_each_supervisor_is_told_of_what_is_due_late_unassigned_and_urgent(
    works: Works, city: City, open_one: Open, clock: SettableClock
) -> None:
    clock.set(datetime(2026, 11, 10, 10, 0, tzinfo=SHANGHAI))
    late = open_one(complaint())
    clock.set(datetime(2026, 11, 12, 10, 0, tzinfo=SHANGHAI))
    today = open_one(complaint())
    clock.set(datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI))
    urgent = open_one(report(facts=NANSHAN, emergency=True))
    with works.write() as work:
        row = work.session.get_one(CaseRow, urgent.id)
        row.handler_id = None
        work.session.add(row)
    clock.set(MONDAY)

    assert tell_digest(works, city) == 3

    (here,) = _digests(works, "ftboss")
    assert [one.number for one in here.late.cases] == [late.number]
    assert [one.number for one in here.due_today.cases] == [today.number]
    assert (here.open, here.unassigned.count, here.emergencies.count) == (2, 0, 0)
    ((who, held, due, over),) = ((h.name, h.open, h.due_today, h.late) for h in here.handlers)
    assert (who, held, due, over) == ("futian", 2, 1, 1)
    (there,) = _digests(works, "nsboss")
    assert [one.number for one in there.unassigned.cases] == [urgent.number]
    assert (there.open, there.emergencies.count, there.late.count) == (1, 1, 0)
    (above,) = _digests(works, "top")
    assert (above.open, above.late.count, above.emergencies.count) == (3, 1, 1)
    assert _digests(works, "futian") == []


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 23, 8, 29, 59, tzinfo=SHANGHAI),  # too early
        datetime(2026, 11, 23, 18, 0, tzinfo=SHANGHAI),  # the day is over
        datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI),  # a Sunday
        datetime(2026, 10, 1, 9, 0, tzinfo=SHANGHAI),  # a holiday
    ],
)
def test_it_is_told_in_the_hours_of_working_days_alone(
    works: Works, city: City, clock: SettableClock, moment: datetime
) -> None:
    clock.set(moment)
    assert tell_digest(works, city) == 0


def test_a_make_up_workday_has_a_digest(works: Works, city: City, clock: SettableClock) -> None:
    clock.set(datetime(2026, 10, 10, 9, 0, tzinfo=SHANGHAI))  # a Saturday that is worked
    assert tell_digest(works, city) == 3


@pytest.mark.usefixtures("monday")
def test_two_tickers_at_once_tell_it_once(works: Works, city: City) -> None:
    with ThreadPoolExecutor(4) as several:
        told = list(several.map(lambda _: tell_digest(works, city), range(4)))
    assert sorted(told) == [0, 0, 0, 3]
    assert len(_digests(works, "ftboss")) == 1


def test_a_crash_while_telling_leaves_nothing_and_the_next_tick_tells_it(
    works: Works, city: City, monday: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from api.digest import service

    def dies(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(service, "tell", dies)
        with pytest.raises(KeyboardInterrupt):
            tell_digest(works, city)
    assert _digests(works, "ftboss") == []
    monday.advance(hours=2)
    assert tell_digest(works, city) == 3
    assert tell_digest(works, city) == 0
    with works.read() as work:
        assert [one.on for one in work.session.exec(select(DigestDay))] == [MONDAY.date()]


def test_every_working_day_has_its_own(works: Works, city: City, monday: SettableClock) -> None:
    assert tell_digest(works, city) == 3
    monday.advance(days=1)
    assert tell_digest(works, city) == 3
    assert [one.on.day for one in _digests(works, "top")] == [24, 23]


@pytest.mark.usefixtures("monday")
def test_it_goes_to_the_bot_chat_too_and_names_no_reporter(
    works: Works, city: City, open_one: Open
) -> None:
    open_one(report(facts=FUTIAN))
    with works.write() as work:
        bind(work, make_code(work, "ftboss"), "4242", "Boss")
    assert tell_digest(works, city) == 3
    with works.write() as work:
        (sent,) = claim(work, ClaimRequest(worker="w", platforms=(Platform.staff,)))
    assert sent.address == "4242"
    assert isinstance(sent.notice, Digest)
    assert sent.notice.open == 1
    shown = sent.model_dump_json()
    assert not any(secret in shown for secret in ("林晓", "13800138000", "景田街1号"))
