"""Whoever is ill gets the advice to seek care first, whatever else the message is about."""

from datetime import timedelta

from bot.dialogue.conversation import Conversation
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.traces import Cared
from bot.dialogue.turn import Heard
from bot.message import Reply
from bot.wording import emergency

_ENOUGH = timedelta(hours=12)
"""For so long the whole advice is not said again; a grave sign is answered each time."""


def care(conversation: Conversation, heard: Heard) -> tuple[Conversation, Reply | None]:
    """The conversation and the advice that goes before the answer, if any does."""
    level = illness_in(heard, known=knows_ill(conversation))
    if level is Illness.none:
        return conversation, None
    known = conversation.cared
    told = known is not None and heard.message.at - known.at < _ENOUGH
    if level is Illness.ill and told:
        return conversation, None
    kept = conversation.but(cared=Cared(at=heard.message.at, grave=level is Illness.grave))
    if level is Illness.grave:
        return kept, emergency.call_now(heard.city, briefly=told)
    return kept, emergency.advice(heard.city)


def knows_ill(conversation: Conversation) -> bool:
    """Whether somebody was said to be ill in what is being told, or in what was just filed."""
    draft = conversation.draft
    return conversation.cared is not None or bool(draft and draft.facts.people_ill)
