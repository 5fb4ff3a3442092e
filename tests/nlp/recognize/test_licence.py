"""Licence numbers, with and without a right check digit."""

import pytest

from nlp.understanding import FindingKind
from tests.nlp.reading_of import findings


@pytest.mark.parametrize(
    ("text", "value", "checked"),
    [
        ("包装上写SC10644030600126", "SC10644030600126", True),
        ("食品生产许可证编号：sc 10644030600126", "SC10644030600126", True),
        ("经营许可证ＪＹ３４４０３０４００１２３４２", "JY34403040012342", True),
        ("SC10644030600127查不到", "SC10644030600127", False),
    ],
)
def test_a_licence_number_is_found_and_checked(text: str, value: str, *, checked: bool) -> None:
    found = findings(text, FindingKind.licence)

    assert [value] == [one.value for one in found]
    assert checked == (found[0].why == "licence.checked")


@pytest.mark.parametrize("text", ["SC123", "QS440306001234", "订单10644030600126", "没有SC编号"])
def test_other_numbers_are_no_licence(text: str) -> None:
    assert findings(text, FindingKind.licence) == []
