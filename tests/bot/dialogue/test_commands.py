"""Words and buttons that are commands, and words that only look like ones."""

import pytest

from bot.dialogue.commands import Command, command_of
from bot.dialogue.turn import Heard
from tests.bot.dialogue.player import CITY, Player, means

SAID = [
    ("取消", Command.cancel),
    ("我要取消", Command.cancel),
    ("重来", Command.restart),
    ("上一步", Command.undo),
    ("转人工", Command.person),
    ("帮我转个人工客服", Command.person),
    ("进度", Command.progress),
    ("查一下进度", Command.progress),
    ("为什么？", Command.why),
    ("为什么是这一天？", Command.why),
    ("怎么是12月11日", Command.why),
    ("这个日期怎么算的", Command.why),
    ("帮助", Command.help),
    ("提交。", Command.submit),
    ("别啰嗦了提交", Command.submit),
    ("好的提交吧，麻烦你们了", Command.submit),
    ("帮我报上去吧", Command.submit),
    ("就匿名提交吧谢谢", Command.anonymous),
    ("匿名", Command.anonymous),
    ("我不想留名字", Command.anonymous),
    ("不愿意透露姓名", Command.anonymous),
    ("能匿名吗", Command.anonymous),
    ("那就匿名举报吧", Command.anonymous),
    ("不知道", Command.skip),
    ("我留吧", Command.real_name),
]
NOT_SAID = [
    "先不提交",
    "提交了吗",
    "怎么提交",
    "已经提交了",
    "我要提交证据",
    "提交的话要多久",
    "园岭新村12栋，提交",
    "昨天在老陈记买的",
    "我要投诉",
    "取消订单不退钱",
    "为什么食堂是这样",
    "人工智能餐厅的菜有头发，我要求退款",
    "",
    "林晓",
]


def heard(text: str, button: str | None = None) -> Heard:
    return Heard(Player().message(text, button=button), means(), CITY)


@pytest.mark.parametrize(("text", "command"), SAID, ids=[text for text, _ in SAID])
def test_words_are_commands(text: str, command: Command) -> None:
    assert command_of(heard(text)) is command


@pytest.mark.parametrize("text", NOT_SAID)
def test_a_story_is_no_command(text: str) -> None:
    assert command_of(heard(text)) is None


def test_a_button_is_its_payload_whatever_its_label() -> None:
    assert command_of(heard("取消", button="cmd:submit")) is Command.submit
    assert command_of(heard("取消", button="cmd:unheard-of")) is None
    assert command_of(heard("取消", button="pick:1")) is None
