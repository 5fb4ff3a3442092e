"""One flipped byte anywhere in what is sealed is found and named."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from api.cases import evidence
from api.cases.tables import CaseRow
from api.contract.codes import Platform, Template
from api.contract.delivery import Notice
from api.contract.models import ChannelRef
from api.contract.news import ChatNews
from api.intact import altered
from api.kit.database import Database
from api.kit.work import Works
from api.outbox import personal
from api.outbox.service import Recipient, put
from api.people.followers import follow
from api.people.officers import create_officer
from tests.api.cases.test_evidence import picture
from tests.fakes.filing import complaint, filing
from tests.fakes.flipping import flip

Open = Callable[..., Any]


@pytest.fixture
def case(works: Works, open_cases: Open) -> CaseRow:
    with works.write() as work:
        photo = evidence.store(work, evidence.clean_photo(picture())).id
    (made,), _ = open_cases(filing(complaint(), evidence=(photo,)))
    with works.write() as work:
        notice = Notice(
            template=Template.replied,
            number=made.number,
            kind="complaint",  # type: ignore[arg-type] # a code
            office="景田所",
            at=work.now,
            text="您好",
        )
        put(work, 1, made.id, Recipient("citizen", Platform.web, "chat"), notice)
        follow(work, made.id, ChannelRef(platform=Platform.telegram, address="99887766"))
    return made  # type: ignore[no-any-return] # as the fixture gives it


def _found(works: Works) -> list[str]:
    with works.read() as work:
        return list(altered(work))


def test_what_nobody_touched_opens(works: Works, case: CaseRow) -> None:
    assert _found(works) == []


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("reporter", "sealed", "the identity was altered"),
        ("channel", "sealed", "the chat was altered"),
        ("further_channel", "sealed", "a further chat was altered"),
        ("case_origin", "sealed", "the conversation was altered"),
        ("outbox_row", "sealed", "(replied) was altered"),
        ("case_key", "wrapped", "its key was altered or is gone"),
        ("evidence_content", "sealed", "was altered or is gone"),
        ("evidence_content", "wrapped", "was altered or is gone"),
    ],
)
def test_a_flipped_byte_is_named_with_its_case(
    works: Works, case: CaseRow, database: Database, table: str, column: str, said: str
) -> None:
    flip(database, table, column)
    found = _found(works)
    assert found
    assert all(fault.startswith(case.number) for fault in found)
    assert said in found[0]


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE outbox_row SET recipient = 'officer:x'",
        "UPDATE outbox_row SET event_id = 2",
        "UPDATE outbox_row SET template = 'refused'",
        "UPDATE outbox_row SET platform = 'telegram'",
    ],
)
def test_a_notice_can_not_be_given_to_somebody_else(
    works: Works, case: CaseRow, database: Database, edit: str
) -> None:
    with database.write() as session:
        session.connection().execute(text(edit))
    assert any("notice" in fault and fault.startswith(case.number) for fault in _found(works))


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE outbox_row SET recipient = 'officer:x'",
        "UPDATE outbox_row SET template = 'digest'",
        "UPDATE outbox_row SET wrapped = NULL",
    ],
)
def test_news_about_no_case_are_bound_to_their_officer(
    works: Works, database: Database, edit: str
) -> None:
    with works.write() as work:
        officer = create_officer(
            work, login="one", name="某", office="SZ", roles=["handler"], password="x" * 12
        )
        personal.tell(work, officer, ChatNews(news="chat_bound", at=work.now, chat="某的电话"))
    assert _found(works) == []
    with database.write() as session:
        session.connection().execute(text(edit))
    assert [fault.partition(":")[0] for fault in _found(works)] == ["no case"]
