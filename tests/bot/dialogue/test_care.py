"""Whether to see a doctor is answered at once, and the advice fits what happened."""

import pytest

from bot.dialogue.also_ill import also_ill
from bot.dialogue.asks_doctor import asks_doctor, told_part
from bot.dialogue.harm import Harm, harm_in, hurt_in, nearly_hurt
from bot.dialogue.turn import Heard
from tests.bot.dialogue.player import CITY, Player, means

ASKS = [
    "那我要不要也去医院",
    "老婆要不要去挂急诊啊",
    "用打120吗",
    "要去看牙医吗",
    "我们这些一起吃的要不要洗胃",
    "在家观察行不行",
    "不去医院可以吗",
    "孩子用送急诊吗",
    "是不是该带老人去看医生",
    "有必要去医院检查吗",
    "我和婆婆也想吐，要不要去医院",
]
ASKS_OF_THE_ILL = ["严重吗", "会不会有事", "孩子也吃了怎么办", "怎么办啊", "那现在该怎么办"]
ASKS_NOT = [
    "要不要去医院开个证明",
    "你们要不要去医院调查",
    "需要医院的发票吗",
    "要不要把病历发给你们",
    "你们要不要去检查他家后厨",
    "要去医院现场拍照吗",
    "我们去了医院",
    "医院食堂能投诉吗",
    "可以赔120吗",
]
HARMS = [
    ("吃出一截钢丝，把嘴划破了一点", Harm.wound),
    ("牙被米饭里的石子崩掉半颗", Harm.wound),
    ("鱼刺卡住喉咙了", Harm.choke),
    ("吃月饼噎住了", Harm.choke),
    ("吃了花生碎浑身起疹子", Harm.allergy),
    ("吃完虾嘴唇肿了", Harm.allergy),
    ("把清洁剂当水端上来，我喝了一口", Harm.chemical),
    ("孩子误喝了洗洁精水，一直吐", Harm.chemical),
    ("吃了那个降压胶囊血压飙到190", Harm.remedy),
    ("喝了减肥茶心慌手抖", Harm.remedy),
    ("吃野蘑菇，我老公在ICU", Harm.poison),
    ("喝了散装白酒头晕", Harm.poison),
    ("吃完烧烤一直拉肚子", Harm.eaten),
    ("超市买的香菇炒菜吃了拉肚子", Harm.eaten),
]
ALSO = [
    ("我和婆婆也想吐", 2),
    ("我和婆婆也有点想吐", 2),
    ("我老公也拉了", 1),
    ("我妈也开始吐了", 1),
    ("两个孩子也发烧了", 2),
    ("我们俩也不舒服", 2),
    ("我老婆和孩子也开始吐了", 2),
    ("我娃也吐了，算在9个里面", 0),
    ("我也吃了", 0),
    ("我妈也在现场", 0),
    ("他也不承认", 0),
    ("我也想投诉", 0),
]


def _heard(text: str, **meant: object) -> Heard:
    return Heard(Player().message(text), means(**meant), CITY)


@pytest.mark.parametrize("text", ASKS)
def test_whether_to_see_a_doctor_is_asked(text: str) -> None:
    assert asks_doctor(_heard(text), ill=False)


@pytest.mark.parametrize("text", ASKS_OF_THE_ILL)
def test_what_may_come_is_asked_only_of_who_is_ill(text: str) -> None:
    assert asks_doctor(_heard(text), ill=True)
    assert not asks_doctor(_heard(text), ill=False)


@pytest.mark.parametrize("text", ASKS_NOT)
def test_papers_and_officers_are_another_matter(text: str) -> None:
    assert not asks_doctor(_heard(text), ill=True)


@pytest.mark.parametrize(("text", "harm"), HARMS)
def test_the_harm_is_what_happened(text: str, harm: Harm) -> None:
    assert harm_in(_heard(text)) is harm


def test_a_tooth_that_nearly_broke_is_no_harm() -> None:
    nearly = _heard("米饭里有石子，差点把牙崩了", kinds=["complaint"])
    broken = _heard("牙被石子崩掉半颗", kinds=["complaint"])

    assert nearly_hurt(nearly)
    assert not hurt_in(nearly)
    assert hurt_in(broken)


@pytest.mark.parametrize(("text", "heads"), ALSO)
def test_who_is_ill_too_is_counted_by_heads(text: str, heads: int) -> None:
    assert sum(also_ill(text).values()) == heads


def test_what_is_told_beside_a_question_is_kept_apart() -> None:
    assert told_part("是今天中午吃的，那我女儿明天还要不要去上学？") == "是今天中午吃的"
    assert told_part("要不要去医院") == ""
