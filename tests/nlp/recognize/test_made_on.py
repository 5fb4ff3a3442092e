"""The day a product was made, seen from Saturday 2026-11-21."""

import pytest

from nlp.understanding import FindingKind
from tests.nlp.reading_of import findings


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("生产日期2026年3月5日", "2026年3月5日", "2026-03-05"),
        ("生产日期：20260305，保质期六个月", "20260305", "2026-03-05"),
        ("生产日期写的是2026-03-05", "2026-03-05", "2026-03-05"),
        ("盒上印着12月1号生产的", "12月1号", "2025-12-01"),
        ("出厂日期是三月五日", "三月五日", "2026-03-05"),
        ("生产日期2月30日", "2月30日", "2月30日"),
    ],
)
def test_the_day_of_making_is_found(text: str, words: str, value: str) -> None:
    found = findings(text, FindingKind.made_on)

    assert [(words, value)] == [(one.text, one.value) for one in found]


@pytest.mark.parametrize("text", ["3月5日买的", "没有生产日期", "保质期到2026年3月5日"])
def test_other_dates_are_none(text: str) -> None:
    assert findings(text, FindingKind.made_on) == []
