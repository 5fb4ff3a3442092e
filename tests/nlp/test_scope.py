"""Denied, asked, feared, praised: words that mean their opposite."""

import pytest

from tests.nlp.reading_of import understand


@pytest.mark.parametrize(
    "text",
    ["后厨一只苍蝇都没有", "没有发现任何异物", "吃了没拉肚子", "从没吃到过过期的东西", "冇甴曱"],
)
def test_what_is_denied_is_no_hazard(text: str) -> None:
    assert understand(text).hazards == ()


def test_a_missing_licence_is_not_taken_for_a_denial() -> None:
    assert tuple(map(str, understand("这家店没有营业执照").hazards)) == ("unlicensed",)


@pytest.mark.parametrize(
    "text", ["吃野生菌会不会中毒送医院？", "怕孩子吃了住院", "没有人住院", "万一吃死人怎么办"]
)
def test_what_is_feared_asked_or_denied_is_no_emergency(text: str) -> None:
    assert not understand(text).emergency


@pytest.mark.parametrize(
    "text",
    [
        "孩子吃完一直吐",
        "三个人吃完都吐了",
        "老人吃了住院了",
        "吃完人已经送医院抢救",
        "喝了假酒眼睛看不见了，我舅舅中毒了",
    ],
)
def test_real_harm_is_an_emergency(text: str) -> None:
    assert understand(text).emergency


def test_traditional_and_wide_characters_meet_the_same_words() -> None:
    expected = understand("买的酸奶过期了，要求退款")
    actual = understand("買的酸奶過期了，要求退款")

    assert (expected.kinds, expected.hazards) == (actual.kinds, actual.hazards)


def test_hidden_characters_do_not_hide_a_word() -> None:
    assert tuple(map(str, understand("卖过\u200b期\u202e面包").hazards)) == ("expired",)
