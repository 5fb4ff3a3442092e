"""Who is ill gets advice first; what is denied, feared or only disgusting is no illness."""

import pytest

from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.turn import Heard
from bot.dialogue.urgent_news import more_ill
from tests.bot.dialogue.player import CITY, Player, means

ILL = [
    "吃完烧烤肚子疼得厉害，要赔偿500",
    "我崽喝了奶茶一直拉肚子",
    "八个人吃完都不舒服",
    "吃了生蚝拉了三天了",
    "有人吃坏了",
    "孕妇喝了过期酸奶肚子痛",
    "我妈现在还在医院输液",
]
GRAVE = [
    "叫不醒了",
    "又有一个孩子抽搐了",
    "老人吃汤圆噎住了脸都紫了",
    "鱼刺卡在喉咙里，喘不上气",
    "她昏迷了",
    "开始便血",
]
WELL = [
    "会不会拉肚子",
    "怕吃了拉肚子",
    "幸好没拉肚子",
    "看着就想吐",
    "服务态度让人不舒服",
    "咬到一根头发，吐了出来",
    "卫生越来越差，越来越严重",
    "万一食物中毒怎么办",
]


def heard(text: str) -> Heard:
    return Heard(Player().message(text), means(), CITY)


@pytest.mark.parametrize("text", ILL)
def test_an_illness_that_is_told_is_noticed(text: str) -> None:
    assert illness_in(heard(text)) is Illness.ill


@pytest.mark.parametrize("text", GRAVE)
def test_a_grave_sign_is_told_from_a_lesser_one(text: str) -> None:
    assert illness_in(heard(text)) is Illness.grave


@pytest.mark.parametrize("text", WELL)
def test_what_is_denied_feared_or_disgusting_is_no_illness(text: str) -> None:
    assert illness_in(heard(text)) is Illness.none


def test_getting_worse_is_grave_only_where_somebody_is_ill() -> None:
    assert illness_in(heard("现在越来越严重了"), known=True) is Illness.grave
    assert illness_in(heard("现在越来越严重了")) is Illness.none


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("后来又有我爸也吐了", 1),
        ("又有一个孩子抽搐了", 1),
        ("还有两个同事也拉", 2),
        ("孩子吐了", 0),
    ],
)
def test_a_further_person_is_counted(text: str, number: int) -> None:
    assert more_ill(text) == number
