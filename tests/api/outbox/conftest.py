"""Cases of one chat, and notices to it."""

from collections.abc import Callable
from typing import Any

import pytest

from api.cases.tables import CaseRow
from api.contract.codes import Kind, Platform, Template
from api.contract.delivery import ClaimRequest, Delivery, DeliveryReport, Notice
from api.kit.work import Works
from api.outbox.service import CITIZEN, Recipient, claim, put, report
from tests.fakes.clock import SettableClock
from tests.fakes.filing import filing

WEB = Recipient(CITIZEN, Platform.web, "chat-of-lin-0123456789")
PHONE = Recipient(CITIZEN, Platform.telegram, "7")


class Outbox:
    """The outbox of a case, as couriers see it."""

    def __init__(self, works: Works, case: CaseRow, clock: SettableClock) -> None:
        self.works, self.case, self._clock = works, case, clock
        self._events = 100

    def say(self, text: str, to: Recipient = WEB, *, again: bool = False) -> str:
        """Put a notice of an event of its own, or of the last one `again`."""
        self._events += 0 if again else 1
        notice = Notice(
            template=Template.replied,
            number=self.case.number,
            kind=Kind.complaint,
            office="景田所",
            at=self._clock(),
            text=text,
        )
        with self.works.write() as work:
            row = put(work, self._events, self.case.id, to, notice)
            assert row is not None
            return row.id

    def claim(self, worker: str = "w1") -> list[Delivery]:
        request = ClaimRequest(worker=worker, platforms=(Platform.web, Platform.telegram))
        with self.works.write() as work:
            return claim(work, request)

    def texts(self, worker: str = "w1") -> list[str | None]:
        return [one.notice.text for one in self.claim(worker)]

    def report(self, delivery: str, worker: str = "w1", **said: Any) -> None:
        with self.works.write() as work:
            report(work, delivery, DeliveryReport(worker=worker, **{"delivered": False, **said}))


@pytest.fixture
def outbox(works: Works, open_cases: Callable[..., Any], clock: SettableClock) -> Outbox:
    (case,), _ = open_cases(filing())
    return Outbox(works, case, clock)
