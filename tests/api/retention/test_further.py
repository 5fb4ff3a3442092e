"""What a further chat of a reporter leaves behind goes with the case's data."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from api.cases.events import EventKind
from api.cases.repository import by_id_for_change
from api.cases.service import append
from api.contract.codes import Platform, Template
from api.contract.delivery import Notice
from api.contract.models import ChannelRef
from api.contract.news import ChatNews
from api.contract.privacy import Level
from api.intact import altered
from api.kit.work import Works
from api.outbox import personal
from api.outbox.service import Recipient, further_citizen, put
from api.outbox.tables import OutboxRow
from api.people.crediting import credit
from api.people.followers import follow, followed, followers
from api.people.officers import create_officer
from api.people.reporters import channel_blind
from api.people.volunteer_tables import Tip, Volunteer
from api.retention.deeds import take_away
from tests.fakes.filing import filing

PHONE = ChannelRef(platform=Platform.telegram, address="99887766")


@pytest.mark.parametrize("level", [Level.anonymised, Level.erased])
def test_nothing_leads_from_a_case_to_a_further_chat_or_a_volunteer_any_more(
    works: Works, open_cases: Callable[..., Any], level: Level
) -> None:
    (case,), _ = open_cases(filing())
    with works.write() as work:
        volunteer = Volunteer(
            id="v1", kind="patrol", office="SZ", standing="approved", registered_at=work.now
        )
        work.session.add(volunteer)
        work.session.flush()
        credit(work, volunteer, case.id)
        follow(work, case.id, PHONE)
        (one,) = followers(work, case.id)
        notice = Notice(
            template=Template.replied,
            number=case.number,
            kind="complaint",  # type: ignore[arg-type] # a code
            office="景田所",
            at=work.now,
            text="您好",
        )
        for template in (Template.replied, Template.accepted):
            told = notice.model_copy(update={"template": template})
            who = further_citizen(one.blind)
            put(work, 1, case.id, Recipient(who, PHONE.platform, PHONE.address), told)
        append(work, by_id_for_change(work, case.id), EventKind.refused, actor="officer:a")
    with works.write() as work:
        assert take_away(work, case.id, level, lambda text, _: text, actor="system", why={})
    with works.read() as work:
        blind = channel_blind(work, PHONE)
        assert followers(work, case.id) == []
        assert followed(work, PHONE) == []
        assert work.session.get_one(Tip, case.id).volunteer_id is None
        rows = list(work.session.exec(select(OutboxRow).where(OutboxRow.case_id == case.id)))
        assert len(rows) == 2
        assert all(row.done_at is not None and row.sealed == b"" for row in rows)
        assert not any(blind in str(row.model_dump()) for row in rows)
        assert all(row.recipient.startswith(further_citizen("")) for row in rows)
        assert list(altered(work)) == []


def test_news_to_officers_are_kept_for_a_while_and_no_longer(works: Works) -> None:
    with works.write() as work:
        officer = create_officer(
            work, login="one", name="某", office="SZ", roles=["handler"], password="x" * 12
        )
        personal.tell(work, officer, ChatNews(news="chat_bound", at=work.now, chat="某的电话"))
    with works.write() as work:
        assert (personal.older(work, work.now), personal.drop_older(work, work.now)) == (0, 0)
        later = work.now + timedelta(seconds=1)
        assert (personal.older(work, later), personal.drop_older(work, later)) == (1, 1)
        none = select(OutboxRow).where(col(OutboxRow.case_id).is_(None))
        assert list(work.session.exec(none)) == []
