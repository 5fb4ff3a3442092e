"""What was understood is understood once, in whichever process."""

from datetime import UTC, datetime, timedelta

import pytest

from api.intake.remembered import Remembered
from nlp import pipeline
from nlp.understanding import Understanding

AT = datetime(2026, 9, 1, 8, 0, 5, tzinfo=UTC)
TEXT = "昨晚在老陈记吃了三文鱼，两个人拉肚子"


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def remembered(asked: list[str]) -> Remembered:
    def understand(text: str, at: datetime | None) -> Understanding:
        asked.append(text)
        return pipeline.load("putian").understand(text, at)

    return Remembered(understand)


def test_the_same_text_in_the_same_minute_is_read_once(
    remembered: Remembered, asked: list[str]
) -> None:
    first = remembered.understand(TEXT, AT)

    assert remembered.understand(TEXT, AT + timedelta(seconds=40)) is first
    assert asked == [TEXT]


def test_another_minute_or_another_text_is_read(remembered: Remembered, asked: list[str]) -> None:
    remembered.understand(TEXT, AT)
    remembered.understand(TEXT, AT + timedelta(minutes=1))
    remembered.understand("你好", AT)
    remembered.understand("你好", None)

    assert asked == [TEXT, TEXT, "你好", "你好"]


def test_what_another_process_understood_is_not_read_again(
    remembered: Remembered, asked: list[str]
) -> None:
    there = Remembered(pipeline.load("putian").understand)
    remembered.unpack(TEXT, AT, there.pack(TEXT, AT))

    assert remembered.understand(TEXT, AT) == there.understand(TEXT, AT)
    assert not asked


def test_what_lies_far_back_is_forgotten(remembered: Remembered, asked: list[str]) -> None:
    for number in range(40):
        remembered.understand(f"第{number}条", AT)
    remembered.understand("第0条", AT)
    remembered.understand("第39条", AT)

    assert asked.count("第0条") == 2
    assert asked.count("第39条") == 1
