"""What an answer can be, and whose address it is."""

import pytest

from api.contract.understood import Finding
from bot.dialogue.called import can_be_trader, reads_as_name
from bot.dialogue.identity import answered, is_bare_name
from bot.dialogue.likeness import can_be_place
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import own_spans, theirs, without_own
from tests.bot.dialogue.player import CITY, Player, means

TRADERS = [
    "味多美",
    "老陈记火锅",
    "7-11便利店",
    "85度C",
    "不是饭馆",
    "你我他奶茶店",
    "沃尔玛",
    "张记",
    "夫妻肺片王",
]
NO_TRADERS = [
    "5岁",
    "<script>alert(1)</script>",
    "drop table cases",
    "没有实体店",
    "谢谢你",
    "花了五十多",
    "不能让他知道是我",
    "店就在楼下",
    "那家店",
    "淘宝上",
    "一对夫妻",
    "C座1203",
    "门的面馆",
]
BARE = [
    "便宜坊",
    "老北门",
    "茶亦浓",
    "阿龙生蚝",
    "山那边土特产店",
    "金陵果木烤鸭",
    "麦香人家",
    "醉江南（东门店）",
]
TALK = [
    "48块",
    "小票还在抽屉里",
    "整只的",
    "尾巴都在",
    "没喝",
    "还好没喝",
    "味道就是糖水",
    "金额很小",
    "孩子不肯吃了",
    "三十八块钱呢",
    "牙都咬不动",
    "排队买的",
    "你让我想想",
    "老板笑嘻嘻",
    "看着油亮亮的",
    "上次也这样，忍了",
    "下班路上买的",
    "每斤便宜三块",
    "横岭四区",
    "等我找一下",
    "天天都这样",
]
PLACES = [
    "八卦岭",
    "景田地铁站B口",
    "福华路12号",
    "万象城负一楼",
    "坂田",
]
NO_PLACES = [
    "不能让他知道是我",
    "我怕被报复",
    "自己山上采的",
    "已经打了120",
    "谢谢",
    "楼下",
    "就在我家楼下",
    "退钱",
    "5岁",
]


@pytest.mark.parametrize("text", TRADERS)
def test_a_name_of_a_shop_is_one(text: str) -> None:
    assert can_be_trader(text)


@pytest.mark.parametrize("text", NO_TRADERS)
def test_a_remark_a_measure_or_code_is_no_shop(text: str) -> None:
    assert not can_be_trader(text)


@pytest.mark.parametrize("text", BARE)
def test_few_words_of_which_none_is_a_sentences_read_as_a_name(text: str) -> None:
    assert reads_as_name(text)


@pytest.mark.parametrize("text", TALK)
def test_that_a_shop_was_asked_for_makes_no_talk_a_name(text: str) -> None:
    assert not reads_as_name(text)


@pytest.mark.parametrize("text", PLACES)
def test_a_place_is_one(text: str) -> None:
    assert can_be_place(text)


@pytest.mark.parametrize("text", NO_PLACES)
def test_fear_haste_and_ones_own_door_are_no_place(text: str) -> None:
    assert not can_be_place(text)


@pytest.mark.parametrize("text", ["谢谢你", "我怕", "怎么了", "还没有"])
def test_thanks_and_fear_are_no_name(text: str) -> None:
    assert not is_bare_name(text)
    assert answered(text, (), alone=False).name is None


def test_a_number_that_is_spelt_out_is_a_phone_number() -> None:
    told = answered("欧阳小红，一三八零零一三八零零零，福田区福华路8号", (), alone=False)
    assert (told.name, told.phone) == ("欧阳小红", "13800138000")


OWN = [
    ("我住梅林一村5栋301，店就在楼下", "店就在楼下"),
    ("商家在锡林浩特，我人在上海浦东", "商家在锡林浩特"),
    ("我住罗湖", ""),
    ("我是湖南人，在东门买的", "在东门买的"),
    ("我在福田区华强北吃的", "我在福田区华强北吃的"),
    ("我住的小区门口", "我住的小区门口"),
]


@pytest.mark.parametrize(("text", "rest"), OWN, ids=[text for text, _ in OWN])
def test_where_the_writer_lives_is_set_apart(text: str, rest: str) -> None:
    assert without_own(text) == rest
    assert bool(own_spans(text)) == (text != rest)


def test_a_case_goes_nowhere_because_of_the_writers_address() -> None:
    text = "赵丽，13712345678，罗湖区人民北路"
    found = (
        Finding(kind="district", start=15, end=18, text="罗湖区", value="440303"),
        Finding(kind="place", start=18, end=22, text="人民北路", value="人民北路"),
    )
    meant = means(place="人民北路", district="罗湖区", division="440303", findings=found)
    heard = Heard(Player().message(text), meant, CITY)
    assert set(theirs(heard, "罗湖区人民北路")) == {None}
    assert theirs(heard).district == "罗湖区"
