"""Name, phone and address out of answers, in any order."""

import pytest

from api.contract.models import Reporter
from bot.dialogue.identity import answered, introduced
from bot.dialogue.phones import phone_attempt, phone_in

ANSWERS = [
    ("林女士，林晓，13800138000，地址景田花园3栋", ("林晓", "13800138000", "景田花园3栋")),
    ("林晓 138 0013 8000 景田路12号502", ("林晓", "13800138000", "景田路12号502")),
    (
        "我叫欧阳修，电话0755-83212345，住在翠竹路1号",
        ("欧阳修", "0755-83212345", "翠竹路1号"),
    ),
    (
        "姓名：张三丰 电话：13800138000 地址：科技园1号",
        ("张三丰", "13800138000", "科技园1号"),
    ),
    ("+86 13800138000", (None, "13800138000", None)),
    ("王先生", ("王先生", None, None)),
    ("哈哈哈", (None, None, None)),
    ("你好", (None, None, None)),
    ("景田花园", (None, None, "景田花园")),
    ("和平里3栋", (None, None, "和平里3栋")),
    ("虫雷岗地铁站旁5号楼", (None, None, "虫雷岗地铁站旁5号楼")),
    ("虫子在这里", (None, None, None)),
    ("照片里是那只虫子", (None, None, None)),
    ("发票在这里面，请看", (None, None, None)),
]


@pytest.mark.parametrize(("text", "expected"), ANSWERS, ids=[text for text, _ in ANSWERS])
def test_an_answer_gives_what_it_holds(
    text: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    name, phone, address = expected
    assert answered(text, (), alone=False) == Reporter(name=name, phone=phone, address=address)


def test_a_shops_number_is_not_the_persons() -> None:
    text = "店家电话13800138000，我的电话13900139000"
    assert phone_in(text) == "13900139000"


def test_unasked_only_what_is_marked_as_ones_own_is_taken() -> None:
    told = introduced("昨晚在福田区景田北街老陈记吃的，老板姓陈", ())
    assert told == Reporter()


@pytest.mark.parametrize("text", ["1380013800", "138001380001"])
def test_a_number_with_the_wrong_length_is_noticed(text: str) -> None:
    assert phone_in(text) is None
    assert phone_attempt(text) == text


def test_an_id_number_is_no_phone_number() -> None:
    assert phone_in("440301199001011234") is None
