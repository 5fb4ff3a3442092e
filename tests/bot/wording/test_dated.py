"""A time as it was said, with the day that it was."""

import pytest

from bot.wording.times import dated

SAID = [
    ("昨晚", "2026-11-20 evening", "昨晚（11月20日）"),
    ("周日", "2026-11-15", "周日（11月15日）"),
    ("18号", "2026-11-18", "18号（11月18日）"),
    ("11月18日", "2026-11-18", "11月18日"),
    ("上个月", "上个月", "上个月"),
    ("最近", "", "最近"),
]


@pytest.mark.parametrize(("words", "value", "shown"), SAID, ids=[row[0] for row in SAID])
def test_a_time_is_shown_with_its_day_unless_it_names_it(
    words: str, value: str, shown: str
) -> None:
    assert dated(words, value) == shown
