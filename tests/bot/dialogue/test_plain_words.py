"""Small pieces that the dialogue reads texts by."""

import pytest

from api.contract.codes import Platform
from bot.dialogue.clauses import groups_in
from bot.dialogue.script import plain
from bot.dialogue.turn import Heard
from bot.message import InboundMessage, Photo
from bot.wording.intake import received
from tests.bot.dialogue.player import CITY, START, means


def test_everyday_words_are_turned_one_for_one_and_names_are_left() -> None:
    text = "唔係金記，三個人，電話錯咗，要佢賠醫藥費"
    assert plain(text) == "唔系金記，三个人，电话错咗，要佢赔医药费"
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("不是福田，是罗湖", ["不是福田，是罗湖"]),
        (
            "不是福田华强北 是罗湖的笋岗 ，店名也错了 叫老重庆",
            ["不是福田华强北，是罗湖的笋岗", "店名也错了，叫老重庆"],
        ),
        (
            "电话错了，13900001111，也不是昨天，是前天",
            ["电话错了，13900001111", "也不是昨天，是前天"],
        ),
    ],
)
def test_what_is_wrong_stands_with_what_is_right(text: str, groups: list[str]) -> None:
    assert groups_in(text) == groups


def test_evidence_is_counted_by_what_it_is() -> None:
    assert received(3, ()) == "已收到 3 张照片。"
    assert received(1, ("audio/ogg",)) == "已收到 1 条语音。"
    several = ("audio/ogg", "video/mp4", "application/pdf")
    assert received(5, several) == "已收到 2 张照片、1 条语音、1 段视频、1 份文件。"


def test_a_refused_file_is_no_recording() -> None:
    photos = (
        Photo(ref="", evidence="e1"),
        Photo(ref="", evidence="e2", media="audio/ogg"),
        Photo(ref="", refused="too_large", media="application/pdf"),
    )
    message = InboundMessage(
        platform=Platform.web, address="chat-1", external_id="m1", at=START, photos=photos
    )
    assert Heard(message, means(), CITY).recordings == ("audio/ogg",)
