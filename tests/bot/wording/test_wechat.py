"""Replies as WeChat shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import Button, Reply
from bot.wording.wechat import LIMIT, parts, text_of, together

TWO = (Button(label="提交", payload="a"), Button(label="再改改", payload="b"))


def test_several_buttons_are_numbers_and_one_is_a_word() -> None:
    asked = text_of(Reply(text="**好**吗", buttons=TWO))
    assert asked == "好吗\n回复数字就行：\n1. 提交\n2. 再改改"
    assert text_of(Reply(text="几个人？", buttons=TWO[:1])) == "几个人？\n（也可以回复：提交）"
    assert text_of(Reply(text="好")) == "好"


def test_only_the_newest_choice_of_one_message_has_numbers() -> None:
    text, count = together([Reply(text="一", buttons=TWO), Reply(text="二", buttons=TWO)])

    assert count == 2
    assert text == "一\n（也可以回复：提交 / 再改改）\n\n二\n回复数字就行：\n1. 提交\n2. 再改改"


def test_as_many_replies_go_together_as_fit() -> None:
    long = Reply(text="长" * 400)

    text, count = together([long, Reply(text="短", buttons=TWO), long])

    assert count == 2
    assert text.endswith("2. 再改改")
    assert together([Reply(text="长" * 700)]) == ("", 0)
    assert together([]) == ("", 0)


@given(st.text(alphabet="汉a😀。\n ", max_size=3000), st.integers(min_value=8, max_value=LIMIT))
def test_parts_fit_and_lose_nothing_but_blanks(text: str, limit: int) -> None:
    made = parts(text, limit)

    assert made
    assert all(0 < len(part.encode()) <= limit for part in made)
    if text.strip():
        kept = "".join("".join(made).split())
        assert kept == "".join(text.split())


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_is_shown_as_something(text: str) -> None:
    assert "".join(parts(text)).strip() in {"", "…"}
