"""For how many a portion is, or how many pay, tells of nobody who is ill."""

import pytest

from nlp.pipeline import load


@pytest.mark.parametrize(
    "text",
    [
        "就我和女朋友两个人 非要我们点6个人的套餐 小份半份一律不卖 剩了一大桌 连打包都不让",
        "包间最低消费12人，我们才7个人，硬收了12人的餐位费",
        "团购4人餐，到店说只能2个人用",
        "一盆小龙虾说是三斤，我们4个人吃了两口就没了",
        "今天是西湖区「川香小馆」，我亲眼看见他们把客人吃剩的酸菜鱼汤倒回锅里",
    ],
)
def test_a_portion_counts_nobody_ill(text: str) -> None:
    found = load("shenzhen").understand(text)
    assert found.people_ill is None
    assert not found.emergency


@pytest.mark.parametrize(
    ("text", "ill"),
    [
        ("点了6个人的套餐 吃完我和女朋友都拉肚子", 2),
        ("10个人的席 吃完有4个人上吐下泻", 4),
        ("吃了一锅菌子，两个人全倒了", 2),
        ("我们四个吃完全倒下了", 4),
    ],
)
def test_who_fell_ill_of_a_portion_is_counted(text: str, ill: int) -> None:
    assert load("shenzhen").understand(text).people_ill == ill
