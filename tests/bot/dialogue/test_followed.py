"""Cases of another chat, opened here by their receipt code."""

from datetime import UTC, datetime
from typing import Any

from api.contract.codes import Kind, Platform, Setting, State
from api.contract.models import CaseView, ChannelRef, Facts, ProgressRequest
from bot.dialogue import AskProgress, Conversation, resume, take_up
from tests.bot.dialogue.player import CITY

CHANNEL = ChannelRef(platform=Platform.web, address="here")


def view(number: str, **more: Any) -> CaseView:
    return CaseView(
        **{
            "number": number,
            "kind": Kind.report,
            "hazard": None,
            "further_hazards": (),
            "setting": Setting.unknown,
            "severity": None,
            "emergency": False,
            "state": State.received,
            "open": True,
            "office": "景田所",
            "received_at": datetime(2026, 11, 21, tzinfo=UTC),
            "deadlines": (),
            "facts": Facts(),
            **more,
        }
    )


def test_they_are_known_with_what_is_asked_and_what_has_ended() -> None:
    asks = view("SZ-20261121-0002", question="请补一张小票")
    over = view("SZ-20261121-0001", state=State.closed, open=False)
    known = take_up(Conversation(cases=("SZ-20261120-0009",)), [asks, over])
    assert known.cases == ("SZ-20261120-0009", "SZ-20261121-0001", "SZ-20261121-0002")
    assert known.running == ("SZ-20261120-0009", "SZ-20261121-0002")
    assert known.questions_by_number() == {"SZ-20261121-0002": "请补一张小票"}


def test_the_same_again_changes_nothing_and_an_answered_question_is_gone() -> None:
    asks = view("SZ-20261121-0002", question="请补一张小票")
    once = take_up(Conversation(), [asks])
    assert take_up(once, [asks]) == once
    assert take_up(once, [view("SZ-20261121-0002")]).questions == ()


def test_a_number_typed_with_its_code_lets_the_news_come_here_too() -> None:
    asked = AskProgress(
        body=ProgressRequest(
            number="SZ-20261121-0002", receipt_code="K7QM-2F9D-XW4T-8HPA", channel=CHANNEL
        )
    )
    found = [view("SZ-20261121-0002", question="请补一张小票")]
    turn = resume(Conversation(), asked, found, CITY)
    assert turn.conversation.cases == ("SZ-20261121-0002",)
    assert "以后的进展也会发到这里" in turn.replies[0].text
    again = resume(turn.conversation, asked, found, CITY)
    assert "以后的进展" not in again.replies[0].text
