"""What was learned may name nobody who is not meant, nor take the writer for the matter."""

import pytest

from tests.nlp.reading_of import understand


@pytest.mark.parametrize(
    "text",
    [
        "沙井万丰村后头有个黑作坊，半夜灌香肠，没有证",
        "举报龙华民治梅龙路烧烤店用死猪肉",
        "吃了虾嗓子发紧，嘴唇肿了",
        "举报南山科技园无证烧烤摊",
    ],
)
def test_no_trader_is_invented(text: str) -> None:
    assert understand(text).merchant is None


@pytest.mark.parametrize(
    "text",
    [
        "韩梅梅，13812345678，福田区景田花园3栋",
        "李梅 13577778888",
        "王小鱼，15912345678，罗湖区黄贝岭",
    ],
)
def test_who_writes_is_no_part_of_the_matter(text: str) -> None:
    found = understand(text)

    assert (found.merchant, found.food, found.when) == (None, None, None)


def test_a_name_beside_a_matter_leaves_the_matter() -> None:
    found = understand("我叫李娜，13322221111，在幸福西饼买的蛋糕有头发")

    assert (found.merchant, found.food) == ("幸福西饼", "蛋糕")
