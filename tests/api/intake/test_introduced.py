"""What is introduced as a question and ends as one is a question."""

from datetime import UTC, datetime

import pytest

from api.contract.codes import Kind
from api.contract.understood import UnderstandRequest
from bot.root.reading import read_messages
from knowledge.cities.load import load_city

AT = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("我想问下 网上买的燕窝没有中文标签 能退吗", True),
        ("咨询一下，超市卖过期牛奶被我买到了，能赔多少钱？", True),
        ("网上买的燕窝没有中文标签，卖家不退", False),
    ],
)
def test_a_question_is_heard_as_one(text: str, asks: bool) -> None:  # noqa: FBT001 - a table
    reader = read_messages(load_city("shenzhen"))

    kinds = reader.understand(UnderstandRequest(text=text, at=AT)).kinds

    assert not asks or kinds == (Kind.query,)
    assert asks or kinds != (Kind.query,)
