"""The main hazard of a matter that is told in several messages."""

from datetime import UTC, datetime

import pytest

from api.contract.codes import Demand, Hazard
from api.contract.models import Said
from api.contract.understood import Understood
from bot.dialogue.conversation import Draft
from bot.dialogue.whole_story import by_the_whole, stories_with, told_before
from tests.bot.dialogue.player import means

AT = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
TOLD = Draft(
    said=tuple(
        Said(id=name, at=AT, text=text)
        for name, text in (("a", "我要投诉"), ("b", "花甲有股味"), ("c", "换都不给换！"))
    ),
    stories=frozenset({"b", "c"}),
    hazards=(Hazard.price_weight,),
)

SO_FAR = "花甲有股味。换都不给换！"


def test_only_what_tells_the_story_is_heard_again() -> None:
    assert told_before(TOLD) == SO_FAR
    assert told_before(None) is None


def test_where_nothing_told_a_story_all_is_heard_again() -> None:
    vague = Draft(said=TOLD.said, hazards=(Hazard.service,))

    assert told_before(vague) == "我要投诉。花甲有股味。换都不给换！"
    assert told_before(vague.but(hazards=(Hazard.hygiene,))) is None


def test_a_very_long_story_is_not_heard_again() -> None:
    long = Draft(said=(Said(id="a", at=AT, text="臭" * 2_000),), stories=frozenset({"a"}))

    assert told_before(long) is None


@pytest.mark.parametrize(
    ("meant", "text", "kept"),
    [
        (means(kinds=("complaint",), hazards=("spoilage",)), "花甲臭了", True),
        (means(kinds=("complaint",), hazards=("service",)), "不肯换", False),
        (means(kinds=("chat",)), "张三", False),
        (
            means(kinds=("complaint",), hazards=("price_weight",), demand=(Demand.refund,)),
            "收了165，退我",
            False,
        ),
    ],
    ids=["story", "vague", "no case", "claim"],
)
def test_a_claim_or_a_name_tells_no_story(meant: Understood, text: str, *, kept: bool) -> None:
    assert ("new" in stories_with(TOLD, meant, text, ("new",))) is kept


def test_a_guess_gives_way_to_what_the_whole_story_tells() -> None:
    meant = means(kinds=("complaint",), hazards=("spoilage",), whole=("spoilage",), told=SO_FAR)
    merged = (Hazard.price_weight, Hazard.spoilage)

    assert by_the_whole(TOLD, meant, "换都不给换！", merged, (Hazard.price_weight,)) == (
        Hazard.spoilage,
    )


def test_what_plain_words_said_stays_main_while_the_whole_tells_of_it() -> None:
    meant = means(
        kinds=("complaint",),
        hazards=("hygiene",),
        whole=("hygiene", "foreign_object"),
        told=SO_FAR,
    )
    merged = (Hazard.foreign_object, Hazard.hygiene)

    assert by_the_whole(TOLD, meant, "换都不给换！", merged, ()) == merged


def test_what_only_a_part_sounds_like_is_no_further_wrong() -> None:
    known = TOLD.but(hazards=(Hazard.counterfeit,))
    both = ("counterfeit", "price_weight")
    meant = means(kinds=("complaint",), hazards=both, whole=("counterfeit",), told=SO_FAR)
    merged = (Hazard.counterfeit, Hazard.price_weight)

    assert by_the_whole(known, meant, "菜单上写的是羔羊", merged, ()) == (Hazard.counterfeit,)


def test_a_claim_does_not_change_what_is_wrong() -> None:
    claim = means(
        kinds=("complaint",),
        hazards=("spoilage",),
        whole=("spoilage",),
        told=SO_FAR,
        demand=(Demand.refund,),
    )
    merged = (Hazard.price_weight,)

    assert by_the_whole(TOLD, claim, "退我165", merged, merged) == merged


def test_the_whole_of_another_matter_changes_nothing() -> None:
    meant = means(
        kinds=("complaint",), hazards=("spoilage",), whole=("spoilage",), told="奶茶里有蟑螂。"
    )
    merged = (Hazard.price_weight, Hazard.spoilage)

    assert by_the_whole(TOLD, meant, "换都不给换！", merged, merged) == merged


def test_nothing_changes_without_a_story_before() -> None:
    meant = means(kinds=("complaint",), hazards=("spoilage",), whole=("spoilage",), told=SO_FAR)

    assert by_the_whole(Draft(), meant, "换都不给换！", (Hazard.label,), (Hazard.label,)) == (
        Hazard.label,
    )


def test_nobody_becomes_ill_by_the_whole() -> None:
    meant = means(kinds=("complaint",), hazards=("spoilage",), whole=("poisoning",), told=SO_FAR)

    assert by_the_whole(TOLD, meant, "换都不给换！", (Hazard.spoilage,), (Hazard.spoilage,)) == (
        Hazard.spoilage,
    )
