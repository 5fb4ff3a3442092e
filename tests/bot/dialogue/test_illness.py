"""Who is ill gets advice first; what is denied, feared or only disgusting is no illness."""

import pytest

from api.contract.codes import Kind
from bot.dialogue.ill_count import more_ill
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.turn import Heard
from tests.bot.dialogue.player import CITY, Player, means
from tests.bot.dialogue.reading import understood

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
    "我妈吃年糕卡住说不出话",
    "汤圆卡住了",
    "吃了虾嗓子发紧，嘴唇肿了",
    "喉咙紧喘气费劲",
    "吃了蘑菇不认识人了",
    "他看到好多小人在跳舞",
    "吃了见手青看到小人",
    "老公喝了散装白酒看不清东西了",
    "喝了酒看不见了怎么办",
    "眼睛看不见了",
]
NO_SIGN = [
    "生产日期看不清",
    "买的白酒生产日期看不清",
    "气得我说不出话",
    "我在小人国餐厅吃的",
    "喝假酒会失明吗",
    "机器卡住了",
]
AT_ONCE = [
    "老公喝了散装白酒看不清东西了",
    "喝了酒看不见了怎么办",
    "吃了虾嗓子发紧，嘴唇肿了",
    "吃了蘑菇不认识人了",
    "吃了见手青看到小人",
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


@pytest.mark.parametrize("text", NO_SIGN)
def test_what_only_sounds_grave_calls_no_ambulance(text: str) -> None:
    assert illness_in(heard(text)) is not Illness.grave


@pytest.mark.parametrize("before", [(), ("举报梅林路强记无证",), ("你好",)])
@pytest.mark.parametrize("text", GRAVE)
def test_the_ambulance_comes_before_anything_else(text: str, before: tuple[str, ...]) -> None:
    player = Player()
    for said in (*before, text):
        message = player.message(said)
        player.hear(message, understood(message, player.conversation.near))
    assert "请现在就打 120" in player.replies[0].text


@pytest.mark.parametrize("text", AT_ONCE)
def test_a_grave_sign_after_a_meal_is_reported_at_once(text: str) -> None:
    player = Player()
    message = player.message(text)
    player.hear(message, understood(message))
    (case,) = player.tracker.cases.values()
    assert (case.kind, case.emergency, case.facts.people_ill) == (Kind.report, True, 1)


@pytest.mark.parametrize("kind", ["chat", "query", "suggestion", "progress", "withdraw"])
def test_whatever_a_grave_message_was_taken_for(kind: str) -> None:
    player = Player()
    player.hear(player.message("喉咙紧喘气费劲"), means(kinds=[kind], confidence=0.9))
    assert "请现在就打 120" in player.replies[0].text
    assert not player.tracker.cases


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


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("这7个里面一个就是我小孩，另外有两个去了医院", 0),
        ("其中两个住院了", 0),
        ("另外还有三个孩子拉肚子", 3),
    ],
)
def test_who_is_among_the_counted_is_not_counted_again(text: str, more: int) -> None:
    assert more_ill(text) == more
