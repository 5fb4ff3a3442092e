"""A place is kept as far as it is told; what only looks like one is none."""

import pytest

from nlp.understanding import FindingKind
from tests.nlp.reading_of import findings, understand


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("光明公明合水口的辽东饺子馆，吃出钢丝球", "公明合水口"),
        ("大鹏较场尾民宿吃的海鲜拉肚子", "较场尾"),
        ("宝安区新安的上川村，店名叫 阿水烧腊", "上川村"),
        ("罗湖口岸那家", "罗湖口岸"),
    ],
)
def test_a_place_goes_on_to_its_end(text: str, place: str) -> None:
    assert understand(text).place == place


def test_the_village_behind_its_street_is_found() -> None:
    found = findings(
        "宝安区沙井街道 马安山村一栋铁皮房里 有人做豆腐皮，没牌没证", FindingKind.place
    )

    assert [one.text for one in found] == ["沙井街道", "马安山村"]


@pytest.mark.parametrize(
    "text",
    [
        "我名字是柏小雪 松柏的柏",
        "我叫罗小福 罗湖的罗 福田的福",
        "我姓林 双木林",
        "洗菜池旁边就是蹲坑",
    ],
)
def test_no_place_is_invented(text: str) -> None:
    found = understand(text)

    assert (found.place, found.district) == (None, None)


def test_the_name_of_a_web_shop_keeps_its_dish() -> None:
    assert understand("网店叫 阿婆的月饼").merchant == "阿婆的月饼"
    assert understand("朋友圈叫 莲姐的卤味").merchant == "莲姐的卤味"
