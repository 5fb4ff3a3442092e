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
