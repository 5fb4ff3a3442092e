import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.link.registry import Candidate, Registry
from tests.nlp.link.merchants import BRANDS, rows

NAMES = [str(row["name"]) for row in rows() if row["name"] != "金谷坊餐饮有限公司"]
GIVEN = {str(row["name"]): row for row in rows()}


def best(registry: Registry, text: str) -> str | None:
    found = registry.link(text)
    return found[0].name if found else None


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("海州市碧螺轩餐饮管理有限公司", "海州市碧螺轩餐饮管理有限公司"),
        ("海州碧螺轩餐饮", "海州市碧螺轩餐饮管理有限公司"),
        ("海州必罗宣餐饮", "海州市碧螺轩餐饮管理有限公司"),
        ("海州市碧轩餐饮管理", "海州市碧螺轩餐饮管理有限公司"),
        ("海州市螺碧轩餐饮管理", "海州市碧螺轩餐饮管理有限公司"),
        ("海州市碧螺軒餐飲管理有限公司", "海州市碧螺轩餐饮管理有限公司"),
        ("昨天在海州碧螺轩餐饮吃了顿饭，回来就拉肚子", "海州市碧螺轩餐饮管理有限公司"),
        ("我要举报海州必罗宣餐饮，卫生太差", "海州市碧螺轩餐饮管理有限公司"),
        ("海州的碧螺轩餐饮卖馊饭", "海州市碧螺轩餐饮管理有限公司"),
    ],
)
def test_a_mention_finds_its_merchant(registry: Registry, mention: str, name: str) -> None:
    assert best(registry, mention) == name


@pytest.mark.parametrize("merged", ["金碎源食品", "金穗原食品", "今穗源食品"])
def test_sounds_that_half_the_country_merges_are_found(registry: Registry, merged: str) -> None:
    assert "金穗源食品" in (best(registry, merged) or "")


def test_a_city_chooses_between_merchants_of_one_name(registry: Registry) -> None:
    anywhere = registry.link("碧螺轩")
    there = registry.link("碧螺轩", city="云陵市")

    assert len({one.city for one in anywhere}) > 1
    assert {one.city for one in there[:2]} == {"云陵"}


def test_a_wrong_city_still_leaves_room_for_the_one_meant(registry: Registry) -> None:
    found = registry.link("海州市碧螺轩餐饮管理有限公司", city="平沙")

    assert "海州市碧螺轩餐饮管理有限公司" in [one.name for one in found]


def test_a_district_lifts_those_that_lie_in_it(registry: Registry) -> None:
    assert registry.link("碧螺轩", district="东湖区")[0].district == "东湖区"


def test_a_branch_in_brackets_is_sought_in_the_address(registry: Registry) -> None:
    spring = registry.link("金谷坊（春水路店）")[0]
    autumn = registry.link("金谷坊（秋山路店）")[0]

    assert (spring.address, autumn.address) == ("海州市石门区春水路8号", "海州市石门区秋山路9号")


def test_merchants_that_can_not_be_told_apart_share_the_score(registry: Registry) -> None:
    first, second = registry.link("金谷坊餐饮")[:2]

    assert first.score == second.score
    assert first.score + second.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀",
        "a",
        "？！",
        "今天天气真好",
        "你好",
        "肯德基",
        "牛奶过期三天还能喝吗",
        "\ud800",
        "\ue000",
    ],
)
def test_none_of_these_is_an_answer(registry: Registry, text: str) -> None:
    assert [one for one in registry.link(text) if one.score >= 0.5] == []


def test_the_mention_is_the_stretch_that_names_the_merchant(registry: Registry) -> None:
    assert registry.link("昨天在碧螺轩食品买的糕点发霉了")[0].mention == "碧螺轩食品"


def test_the_limit_is_kept(registry: Registry) -> None:
    assert len(registry.link("海州食品有限公司", limit=2)) <= 2


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from(NAMES))
def test_a_full_name_is_its_own_best_match(registry: Registry, name: str) -> None:
    found = registry.link(name)[0]

    assert (found.name, found.uscc) == (name, GIVEN[name]["uscc"])


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from(NAMES), data=st.data())
def test_one_dropped_or_swapped_letter_leaves_the_merchant_among_five(
    registry: Registry, name: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(name) - 6))
    dropped = name[:place] + name[place + 1 :]
    swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]

    assert name in [one.name for one in registry.link(dropped)]
    assert name in [one.name for one in registry.link(swapped)]


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(max_size=300)
    | st.lists(st.sampled_from([*BRANDS, "的", "，", "（", "店）"])).map("".join)
)
def test_scores_fall_lie_between_0_and_1_and_make_at_most_1(registry: Registry, text: str) -> None:
    found: list[Candidate] = registry.link(text, limit=50)
    scores = [one.score for one in found]

    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert sum(scores) <= 1.001
    assert len({one.uscc for one in found}) == len(found)


@settings(max_examples=50, deadline=None)
@given(text=st.text(alphabet="海州碧螺轩金穗源食品餐饮（）店的 ，", max_size=30))
def test_the_same_text_gives_the_same_answer(registry: Registry, text: str) -> None:
    assert registry.link(text) == registry.link(text)
