"""Batch numbers beside their label."""

import pytest

from nlp.understanding import FindingKind
from tests.nlp.reading_of import findings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("批号：20260301A", "20260301A"),
        ("生产批号是HB 260115", "HB260115"),
        ("LOT: 5C12", "5C12"),
        ("罐号H23071，店家说自己筛", "H23071"),
    ],
)
def test_a_batch_number_is_found(text: str, value: str) -> None:
    assert [value] == [one.value for one in findings(text, FindingKind.batch)]


@pytest.mark.parametrize("text", ["没有批号", "这批货20箱", "批发价12元"])
def test_other_numbers_are_no_batch(text: str) -> None:
    assert findings(text, FindingKind.batch) == []
