"""Whoever is ill gets the advice to seek care first, whatever else the message is about."""

import re
from datetime import timedelta

from bot.dialogue.also_ill import also_ill
from bot.dialogue.asks_doctor import asks_doctor
from bot.dialogue.conversation import Conversation
from bot.dialogue.harm import harm_in, hurt_in, nearly_hurt
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.script import in_plain
from bot.dialogue.traces import Cared
from bot.dialogue.turn import Heard
from bot.message import Reply
from bot.wording import care as words
from bot.wording.care import Harm

_ENOUGH = timedelta(hours=12)
"""For so long the whole advice is not said again; a grave sign is answered each time."""


def care(conversation: Conversation, heard: Heard) -> tuple[Conversation, Reply | None]:
    """The conversation and the advice that goes before the answer, if any does."""
    known = knows_ill(conversation)
    level = _level(heard, known=known)
    ill = known or level is not Illness.none
    doctor = asks_doctor(heard, ill=ill) and (ill or not says_to_seek_care(heard))
    if level is Illness.none and not doctor:
        return conversation, None
    before, harm = conversation.cared, _harm(conversation, heard)
    told = before is not None and heard.message.at - before.at < _ENOUGH
    kept = conversation
    if level is not Illness.none and not (told and level is Illness.ill):
        cared = Cared(at=heard.message.at, grave=level is Illness.grave, harm=harm)
        kept = conversation.but(cared=cared)
    if level is Illness.grave:
        return kept, words.call_now(heard.city, harm, briefly=told)
    if doctor:
        return kept, words.go(heard.city, harm)
    if told:
        return kept, words.those_too(heard.city, harm) if also_ill(heard.text) else None
    return kept, words.advice(heard.city, harm)


def _level(heard: Heard, *, known: bool) -> Illness:
    """How ill, or as badly hurt: a wound that nearly happened is none."""
    level = illness_in(heard, known=known)
    if level is Illness.none and (hurt_in(heard) or (known and also_ill(heard.text))):
        return Illness.ill
    return Illness.none if level is Illness.ill and nearly_hurt(heard) else level


def knows_ill(conversation: Conversation) -> bool:
    """Whether somebody was said to be ill in what is being told, or in what was just filed."""
    draft = conversation.draft
    ill = conversation.cared is not None or conversation.urgent is not None
    return ill or bool(draft and draft.facts.people_ill)


def says_to_seek_care(heard: Heard) -> bool:
    """吃了过期面包要去医院吗: the answer to it says when to see a doctor."""
    found = heard.understood.answer
    return found is not None and re.search(r"就医|医院|120", found.text) is not None


def _harm(conversation: Conversation, heard: Heard) -> Harm:
    """What befell them: as it is told now, with what was told of the same matter."""
    draft, before = conversation.draft, conversation.cared
    harm = harm_in(heard, "\n".join(in_plain(draft.said)) if draft else "")
    if before is None or harm is not Harm.eaten or heard.understood.merchant:
        return harm
    return before.harm
