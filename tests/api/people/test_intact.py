"""One flipped byte in what is sealed of volunteers and officers is found and named."""

import pytest

from api.kit.database import Database
from api.kit.work import Works
from api.people import second, volunteers
from api.people.staffchat import bind, make_code
from api.people.tables import Officer
from api.people.verify import verify_officers, verify_volunteers
from api.people.volunteers import Decision
from knowledge.cities.load import load_city
from tests.fakes.flipping import flip
from tests.fakes.volunteers import CHAT, decided, joined


def _of_volunteers(works: Works) -> list[str]:
    with works.read() as work:
        return list(verify_volunteers(work))


def _of_officers(works: Works) -> list[str]:
    with works.read() as work:
        return list(verify_officers(work))


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("volunteer", "sealed", "who it is was altered"),
        ("volunteer", "channel", "the chat was altered"),
        ("volunteer_event", "sealed", "the reason of event 2 was altered"),
        ("case_key", "wrapped", "the key was altered"),
    ],
)
def test_what_is_altered_of_a_volunteer_is_named(
    works: Works, database: Database, table: str, column: str, said: str
) -> None:
    who = joined(works, load_city("shenzhen"))
    decided(works, who, Decision.refuse, "材料对不上，请补充")
    assert _of_volunteers(works) == []
    flip(database, table, column)
    assert _of_volunteers(works) == [f"volunteer {who}: {said}"]


def test_a_volunteer_who_left_leaves_nothing_to_open(works: Works) -> None:
    who = joined(works, load_city("shenzhen"))
    decided(works, who, Decision.refuse, "材料对不上，请补充")
    with works.write() as work:
        volunteers.leave(work, CHAT)
    assert _of_volunteers(works) == []


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("totp_sealed", "the secret of one-time codes was altered"),
        ("totp_key", "the secret of one-time codes was altered"),
        ("staff_chat_sealed", "the tied chat was altered"),
        ("staff_chat_title", "the tied chat was altered"),
        ("staff_chat_key", "the tied chat was altered"),
    ],
)
def test_what_is_altered_of_an_officer_is_named(
    works: Works, database: Database, officer: Officer, column: str, said: str
) -> None:
    with works.write() as work:
        second.begin(work, officer.id)
        bind(work, make_code(work, officer.id), "424242")
    assert _of_officers(works) == []
    flip(database, "officer", column)
    assert _of_officers(works) == [f"officer futian1: {said}"]
