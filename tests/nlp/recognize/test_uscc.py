"""Unified social credit codes: only those whose check sign is right."""

import pytest

from nlp.understanding import FindingKind
from tests.nlp.reading_of import findings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("统一社会信用代码91350100M000100Y43", "91350100M000100Y43"),
        ("代码是 91440300ma5fabc12f ，查一下", "91440300MA5FABC12F"),
    ],
)
def test_a_code_is_found(text: str, value: str) -> None:
    assert [value] == [one.value for one in findings(text, FindingKind.uscc)]


@pytest.mark.parametrize(
    "text", ["91350100M000100Y44", "运单号913501000001000143", "91350100M000100Y4", "没有执照"]
)
def test_a_wrong_check_sign_or_length_is_none(text: str) -> None:
    assert findings(text, FindingKind.uscc) == []
