"""Of two places told of one shop the closer is kept, or both."""

import pytest

from api.contract.models import Facts
from bot.dialogue.closer import its_road, nearer
from bot.dialogue.conversation import Draft


@pytest.mark.parametrize(
    ("known", "new", "kept"),
    [
        ("龙田", "龙田 兴业街", "龙田 兴业街"),
        ("高新园", "科兴南二道", "高新园科兴南二道"),
        ("厂门口", "荔园路", "荔园路，厂门口"),
        ("同一条街", "碧眼路", "碧眼路"),
        ("中心幼儿园对面", "和平里街", "和平里街，中心幼儿园对面"),
        ("荔园路", "大树下", "荔园路"),
        ("公明下村", "下村松柏旧村二巷", "公明下村松柏旧村二巷"),
    ],
)
def test_what_is_told_later_makes_a_place_more_exact(known: str, new: str, kept: str) -> None:
    assert nearer(Draft(), known, new) == kept


def test_a_road_told_alone_is_added_to_a_mall() -> None:
    assert nearer(Draft(), "星河城购物中心", "翠园路 8号", alone=True).endswith("翠园路 8号")


@pytest.mark.parametrize(
    ("text", "its"),
    [
        ("在文汇路", True),
        ("翠园北路那家", True),
        ("龙田 翠园北路那家", True),
        ("翠园路上头那间", True),
        ("翠园北路", False),
        ("住在文汇路", False),
    ],
)
def test_whose_road_it_is(text: str, *, its: bool) -> None:
    assert (its_road(Draft(facts=Facts(place="龙田")), text) is not None) is its
