"""Every word for a day that the lexicon knows fixes one."""

from datetime import date, datetime, timedelta, timezone

import pytest

from knowledge.lexicon.loader import load_lexicon
from nlp.pipeline import gatherer

_AT = datetime(2026, 11, 21, 20, tzinfo=timezone(timedelta(hours=8)))
_DAYS = load_lexicon().names["relative_day"]


@pytest.mark.parametrize("word", _DAYS)
def test_a_word_for_a_day_has_its_date(word: str) -> None:
    found = gatherer("shenzhen").facts(f"{word}买的肉是臭的", _AT).findings

    (when,) = (one for one in found if one.kind == "when")
    day = date.fromisoformat(when.value[:10])
    assert abs((day - _AT.date()).days) <= 3, when


@pytest.mark.parametrize("word", _DAYS)
def test_no_word_for_a_day_breaks_a_message(word: str) -> None:
    assert gatherer("china").facts(f"今日卖唔晒，{word}又攞出嚟卖", _AT).findings is not None
