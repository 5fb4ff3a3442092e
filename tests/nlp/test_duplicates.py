"""Two messages about one matter, and two that only sound alike."""

from datetime import timedelta

from nlp import pipeline
from nlp.duplicates import Sameness, same_matter

DAY = timedelta(days=1)


def compared(one: str, other: str, apart: timedelta = DAY) -> Sameness:
    read = pipeline.load("shenzhen").understand
    return same_matter(read(one), read(other), apart)


def test_the_same_shop_and_hazard_is_one_matter() -> None:
    found = compared("福田区老陈记火锅店后厨有老鼠", "老陈记火锅店的厨房老鼠乱窜，请查处")

    assert found.score >= 0.7
    assert "same place or trader" in found.why


def test_copied_words_about_another_shop_are_another_matter() -> None:
    found = compared("老陈记火锅店后厨有老鼠，请查处", "小李家火锅店后厨有老鼠，请查处")

    assert found.score == 0.0


def test_what_lies_far_apart_in_time_counts_half() -> None:
    text = "福田区老陈记火锅店后厨有老鼠"

    assert compared(text, text, DAY * 90).score == compared(text, text).score / 2


def test_the_same_name_in_another_district_is_another_matter() -> None:
    one = compared("福田区阿强烧腊店用过期肉", "南山区阿强烧腊店用过期肉")

    assert one == Sameness(0.0, ("another place or trader",))
    assert not one.likely


def test_another_wrong_at_the_same_shop_is_less_surely_one_matter() -> None:
    rats = "老陈记火锅店后厨有老鼠"
    same = compared(rats, "老陈记火锅店的厨房里老鼠乱窜")
    other = compared(rats, "老陈记火锅店办的卡不退钱")

    assert same.likely
    assert "same hazard" not in other.why
    assert other.score < same.score


def test_names_in_the_beginning_tell_letters_of_like_wording_apart() -> None:
    about = "{}一楼开了饭店，油烟直排，夜里十二点还在划拳，业主多次反映无人管理，请严肃查处。"
    one = compared(about.format("翠竹湾小区"), about.format("锦绣麓苑小区"))
    same = compared(about.format("翠竹湾小区"), "翠竹湾小区楼下饭馆油烟呛人，吵到半夜没人管")

    assert same.score > one.score
    assert "same place or trader" not in one.why


def test_it_does_not_matter_which_came_first() -> None:
    one, other = "福田区老陈记火锅店后厨有老鼠", "老陈记火锅店的厨房老鼠乱窜，请查处"

    assert compared(one, other) == compared(other, one)
