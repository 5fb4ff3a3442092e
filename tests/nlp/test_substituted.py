"""A food or origin passed off for another is told by its frame, whatever the foods are."""

import pytest

from nlp.normalise.normalised import normalise
from nlp.reading import Cuts
from nlp.substituted import substituted


def _found(text: str) -> bool:
    normal = normalise(text).text
    return any(substituted(normal, Cuts.of(normal)))


@pytest.mark.parametrize(
    "text",
    [
        "菜单上写的是清蒸东星斑，每桌都收了488，结果上来的是老虎斑",
        "菜單寫澎湖進口石斑，我看到他們拿的是一般的冷凍羅非魚來做",
        "招牌写着现切澳洲谷饲牛排，后厨拆的是国产合成牛排",
        "说是土鸡蛋，我看见他从大箱子里倒出来的是普通蛋",
        "袋子上写的是五常大米，其实是安徽的籼米",
        "标的是野生大黄鱼，端上来的是养殖的",
        "菜牌寫住和牛，嚟到其實係普通肥牛",
        "号称是手打鲜肉丸，用的是冷冻丸",
    ],
)
def test_another_food_than_was_claimed_is_substituted(text: str) -> None:
    assert _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "菜单写的是微辣水煮鱼，上来的是爆辣的",
        "写着一斤的虾，称出来是七两",
        "说是新鲜的牛肉，上来的是臭的",
        "外卖写的是两份鸡腿，送来的是一份鸡腿",
        "页面写着牛奶今天生产，送来的是上个月的奶",
        "菜单写的是糖醋排骨，上来的是糖醋排骨，但是馊了",
        "说是买一送一的酸奶，其实是过期的酸奶",
        "店里写着明厨亮灶，其实是摆设",
    ],
)
def test_the_same_food_in_another_state_or_number_is_not(text: str) -> None:
    assert not _found(text)
