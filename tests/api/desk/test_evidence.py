"""Photos from the spot go with a note, to a case that the officer may work."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from api.cases import evidence
from api.cases.events import EventKind
from api.cases.repository import evidence_count
from api.cases.tables import CaseRow
from api.cases.thread import thread
from api.contract.codes import Move, Platform
from api.contract.delivery import ClaimRequest, Notice
from api.contract.desk import MoveRequest
from api.contract.models import Supplement
from api.desk.moving import move_case
from api.intake.telling import supplement
from api.kit.errors import NotFound, Refusal
from api.kit.work import Works
from api.outbox.service import claim
from api.people.staffchat import bind, make_code
from api.people.tables import Officer
from api.verify import faults
from knowledge.cities.city import City
from tests.fakes.filing import CHANNEL, complaint, report

Open, Desk = Callable[..., CaseRow], Callable[..., Any]


def _photo(works: Works) -> str:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "navy").save(out, "PNG")
    with works.write() as work:
        return evidence.store(work, evidence.clean_photo(out.getvalue())).id


def test_a_photo_with_a_note_is_evidence_and_the_citizen_hears_nothing(
    works: Works, open_one: Open, city: City
) -> None:
    case, photo = open_one(), _photo(works)
    request = MoveRequest(move=Move.note, key="same", text="后厨现场", evidence=(photo,))
    for _ in range(2):
        with works.write() as work:
            officer = work.session.get_one(Officer, "futian")
            move_case(work, city, officer, case.number, request)
    with works.read() as work:
        assert evidence_count(work, case.id) == 1
        (noted,) = [one for one in thread(work, case.id) if one.kind is EventKind.noted]
        assert (noted.text, noted.data["evidence"]) == ("后厨现场", 1)
        assert list(faults(work)) == []
    with works.write() as work:
        assert claim(work, ClaimRequest(worker="w", platforms=(Platform.web,))) == []


def test_photos_go_with_a_note_alone(works: Works, open_one: Open, desk: Desk) -> None:
    case, photo = open_one(), _photo(works)
    with pytest.raises(Refusal, match="evidence_with_note"):
        desk("futian", case.number, Move.reply, text="给您看", evidence=(photo,))
    with pytest.raises(NotFound, match="unknown_evidence"):
        desk("futian", case.number, Move.note, text="没有", evidence=("no-such-photo",))


def test_nobody_brings_a_picture_of_another_case_to_see_it(
    works: Works, open_one: Open, desk: Desk
) -> None:
    case, other, photo = open_one(), open_one(), _photo(works)
    desk("futian", other.number, Move.note, text="现场", evidence=(photo,))
    with pytest.raises(NotFound, match="unknown_evidence"):
        desk("futian", case.number, Move.note, text="想看看", evidence=(photo,))


@pytest.mark.parametrize(("kind", "left"), [("complaint", "林"), ("report", "")])
def test_an_officer_is_told_of_new_words_without_the_writers_name(
    works: Works, open_one: Open, kind: str, left: str
) -> None:
    case = open_one(complaint() if kind == "complaint" else report())
    with works.write() as work:
        bind(work, make_code(work, "futian"), "4242")
    with works.write() as work:
        said = Supplement(
            key="s1", channel=CHANNEL, text="我是林晓，电话13800138000，又发现一只虫", at=work.now
        )
        supplement(work, case.number, said)
    with works.write() as work:
        sent = claim(work, ClaimRequest(worker="w", platforms=(Platform.staff,)))
    (text,) = [one.notice.text for one in sent if isinstance(one.notice, Notice)]
    assert text is not None
    assert "又发现一只虫" in text
    assert "林晓" not in text
    assert "13800138000" not in text
    assert ("林" in text) == bool(left)
