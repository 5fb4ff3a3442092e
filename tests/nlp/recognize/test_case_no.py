"""Case numbers as people type, speak and shorten them."""

import pytest

from nlp.understanding import FindingKind
from tests.nlp.reading_of import findings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("补一张小票，对应 2026-JS-00871，我付的是46", "2026JS00871"),
        ("请查询投诉 幺三零 零七二 五五八 的进展", "130072558"),
        ("编号SP20261106-31。谁办的？", "SP2026110631"),
        ("登记号：蜀-CD-07-2026-5531 ，撤一下", "CD0720265531"),
        ("单号【TS】2025/06/30/015", "TS20250630015"),
        ("编号TS贰零贰伍零捌壹陆那件，撤掉", "TS20250816"),
        ("回执尾号是四四洞九", "4409"),
        ("尾数6O6，撤掉吧", "606"),
        ("撤诉，445那件是我看错了", "445"),
        ("案子JB-3381，报告出来了", "JB3381"),
        ("Adding to TS-7741: the receipt", "TS7741"),
    ],
)
def test_a_case_number_is_found_however_it_is_said(text: str, value: str) -> None:
    assert [value] == [one.value for one in findings(text, FindingKind.case_no)]


@pytest.mark.parametrize(
    "text",
    [
        "骑手编号R0417，刚取餐",
        "订单尾号3319，送来的是坏的",
        "许可证编号JY34403040012342",
        "电话13800001111",
        "2026.11.21吃的",
    ],
)
def test_numbers_of_other_things_are_none(text: str) -> None:
    assert findings(text, FindingKind.case_no) == []
