"""What a slot takes: only what looks like its kind."""

import pytest

from api.contract.codes import Demand
from bot.dialogue.demanding import changed
from bot.dialogue.identity import answered, is_address, is_bare_name
from bot.dialogue.naming import neighbour, trader_named, without_trader
from bot.dialogue.tone import is_time

R, C, A, P = Demand.refund, Demand.compensation, Demand.apology, Demand.punish


@pytest.mark.parametrize(
    "text", ["昨天", "上周六晚上", "3天前", "11月2号", "刚才那顿午饭", "最近"]
)
def test_a_time_is_taken_as_one(text: str) -> None:
    assert is_time(text)


@pytest.mark.parametrize(
    "text", ["王大力", "赵六", "退一赔十", "福田区梅林路1号", "13512345678", "道歉就行", "强记"]
)
def test_anything_else_is_no_time(text: str) -> None:
    assert not is_time(text)


@pytest.mark.parametrize("text", ["道歉就行", "不用退了，道歉就行", "电话错了 是", "我再想想吧"])
def test_a_sentence_is_no_address_though_it_was_asked(text: str) -> None:
    assert answered(text, (), alone=True).address is None


@pytest.mark.parametrize("text", ["阳光棕榈园", "东方电子厂", "福田区梅林路1号", "华为坂田基地"])
def test_a_home_or_a_workplace_is_an_address(text: str) -> None:
    assert answered(text, (), alone=True).address == text


@pytest.mark.parametrize("text", ["桂圆面馆", "李记卤味", "白石洲村", "谢谢"])
def test_a_shop_or_a_village_is_no_personal_name(text: str) -> None:
    assert not is_bare_name(text)


def test_a_street_with_a_number_is_one_address() -> None:
    assert is_address("龙岗区坂田街道五和大道1号")
    assert not is_address("昨天在梅林路吃出头发")


CLAIMS = [
    ((R,), "不用退了，道歉就行", (A,)),
    ((R,), "要求再加赔偿500", (R, C)),
    ((R, C), "算了，不要退款了，就要道歉", (A,)),
    ((R, C), "赔偿就不要了", (R,)),
    ((), "不用退钱，你们管管就行", (P,)),
    ((R,), "我不要钱", ()),
    ((R,), "他们不给退款", None),
    ((R,), "昨天买的", None),
]


@pytest.mark.parametrize(("known", "text", "now"), CLAIMS, ids=[row[1] for row in CLAIMS])
def test_claims_change_as_they_are_said(
    known: tuple[Demand, ...], text: str, now: tuple[Demand, ...] | None
) -> None:
    assert changed(known, text) == now


NAMES = [
    ("福田区华强北，叫阿婆牛杂", "阿婆牛杂", "福田区华强北"),
    ("店名是阿婆牛杂，福田区华强北路3号", "阿婆牛杂", "福田区华强北路3号"),
    ("招牌叫「海底捞火锅」", "海底捞火锅", ""),
    ("叫老板出来他不理", None, "叫老板出来他不理"),
    ("昨天吃的，叫王大力", None, "昨天吃的，叫王大力"),
]


@pytest.mark.parametrize(("text", "name", "rest"), NAMES, ids=[row[0] for row in NAMES])
def test_a_named_trader_ends_at_the_comma(text: str, name: str | None, rest: str) -> None:
    assert trader_named(text) == name
    assert without_trader(text) == rest


def test_what_a_trader_stands_beside_is_a_place() -> None:
    assert neighbour("昨天中午在麦当劳隔壁那家店吃出了头发", "麦当劳") == "麦当劳隔壁"
    assert neighbour("昨天在麦当劳吃出了头发", "麦当劳") is None
