"""A number or a label answers the newest choice."""

from datetime import UTC, datetime

import pytest

from api.contract.codes import Platform
from bot.message import Button, InboundMessage, Line
from bot.wechat.choices import with_button

AT = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
KINDS = (
    Button(label="要退款或赔偿", payload="kind:complaint"),
    Button(label="要查处违法", payload="kind:report"),
)
SKIP = (Button(label="不清楚", payload="cmd:skip"),)


def _lines(*said: tuple[Button, ...] | str) -> list[Line]:
    """A string is the person's, buttons are ours."""
    return [
        Line(
            seq=number,
            at=AT,
            from_citizen=isinstance(one, str),
            text="…",
            buttons=() if isinstance(one, str) else one,
        )
        for number, one in enumerate(said, start=1)
    ]


def _answer(words: str, *said: tuple[Button, ...] | str) -> InboundMessage:
    message = InboundMessage(
        platform=Platform.wechat, address="o", external_id="1", at=AT, text=words
    )
    return with_button(message, _lines(*said))


@pytest.mark.parametrize("words", ["2", " 2 ", "２", "2.", "2、", "选2", "第2个", "要查处违法"])
def test_a_number_or_label_is_the_button(words: str) -> None:
    pressed = _answer(words, KINDS)

    assert (pressed.button, pressed.text) == ("kind:report", "要查处违法")


@pytest.mark.parametrize("words", ["0", "3", "12", "222", "2个人", "二", "13800138000", "2号店"])
def test_what_is_no_number_of_the_choice_stays_words(words: str) -> None:
    assert (_answer(words, KINDS).button, _answer(words, KINDS).text) == (None, words)


def test_a_single_button_has_no_number_because_a_number_may_be_the_answer() -> None:
    assert _answer("1", SKIP).button is None
    assert _answer("不清楚", SKIP).button == "cmd:skip"


def test_the_newest_choice_counts_also_when_more_was_said_since() -> None:
    assert _answer("1", SKIP, KINDS).button == "kind:complaint"
    assert _answer("1", KINDS, ()).button == "kind:complaint"
    assert _answer("1", KINDS, SKIP).button == "kind:complaint"


def test_a_choice_before_the_persons_last_words_is_over() -> None:
    assert _answer("1", KINDS, "别的", ()).button is None


def test_a_new_chat_has_no_choice() -> None:
    assert _answer("1").button is None
