"""Words that end with an order: 电话是139…，匿名提交."""

import re
from collections.abc import Callable
from dataclasses import replace

from api.contract.codes import Kind
from bot.dialogue import obeying
from bot.dialogue.asides import differs
from bot.dialogue.commands import Command, command_of
from bot.dialogue.conversation import Conversation, Stage
from bot.dialogue.facts import FIELDS
from bot.dialogue.requests import ReadParts
from bot.dialogue.turn import Heard, Turn

_LAST = re.compile(
    r"\s*(?P<told>.*?[^\s，,。.！!；;、])[\s，,。.！!；;、]+"
    r"(?P<order>[^\s，,。.！!；;、]{0,6}(?:提交[^\s，,。.！!；;、]{0,8}|匿名[^\s，,。.！!；;、]{0,3}))"
    r"(?:[\s，,。.！!；;]+(?:谢谢|多谢|麻烦|辛苦|拜托)[^\s，,。]{0,4})?[\s。.！!]*",
    re.DOTALL,
)
_ORDERS = frozenset({Command.submit, Command.anonymous})
_NAMES = ("merchant", "place", "food", "when")
_TELLING = frozenset(
    {
        Stage.idle,
        Stage.choosing,
        Stage.collecting,
        Stage.stuck,
        Stage.confirming,
        Stage.offering,
    }
)


def hear_and_obey(
    conversation: Conversation, heard: Heard, hear: Callable[[Conversation, Heard], Turn]
) -> Turn | None:
    """Hear what is told, then do what is ordered; None for a message without such an end.

    Where nothing can be handed in yet, what is missing was asked for: the order is let go of.
    """
    found = _LAST.fullmatch(heard.text)  # 138…，题交 is an order too
    if found is None or heard.message.button is not None or conversation.stage not in _TELLING:
        return None
    order = _alone(heard, found["order"])
    command = command_of(order)
    if command not in _ORDERS:
        return None
    if command is Command.submit and _stands_beside_emergency(conversation):
        return obeying.obey(conversation, heard, command)  # the rest goes along as words
    return _heard_first(conversation, heard, hear, command, found)


def _stands_beside_emergency(conversation: Conversation) -> bool:
    draft = conversation.draft
    if draft is None or draft.linked_to is None:
        return False
    return conversation.stage is Stage.confirming or Kind.complaint in draft.kinds


def _heard_first(
    conversation: Conversation,
    heard: Heard,
    hear: Callable[[Conversation, Heard], Turn],
    command: Command,
    found: re.Match[str],
) -> Turn | None:
    """What is told, and then the order, unless something else has to be said first."""
    order = _alone(heard, found["order"])
    words = heard.message.text.strip()[slice(*found.span("told"))]  # names as they are written
    told = hear(conversation, _without(_alone(heard, words), found["order"]))
    after = told.conversation
    if command is Command.anonymous and isinstance(told.request, ReadParts):
        return None  # of which matter it is said stands in the whole
    if told.request is not None or after.draft is None or after.stage is Stage.referred:
        return told
    changed = conversation.draft is None or differs(conversation.draft, after.draft)
    unseen = after.but(draft=after.draft.but(shown=after.draft.shown and not changed))
    done = obeying.obey(unseen, _without_facts(order), command)
    if done is None or (done.request is None and command is Command.submit):
        return told
    if done.request is None:
        return done
    return done.first(*told.replies[:-1])  # the last asks what is answered by the order


def _without_facts(order: Heard) -> Heard:
    """The order, without what was recognised in the words before it, which were heard."""
    nothing = dict.fromkeys(FIELDS) | {"findings": ()}
    return replace(order, understood=order.understood.model_copy(update=nothing))


def _alone(heard: Heard, words: str) -> Heard:
    return replace(heard, message=heard.message.model_copy(update={"text": words}))


def _without(heard: Heard, order: str) -> Heard:
    """What was recognised in the order itself is no part of the matter."""
    meant = heard.understood
    drop = {field: None for field in _NAMES if order in (getattr(meant, field) or "")}
    findings = tuple(one for one in meant.findings if order not in one.text)
    now = meant.model_copy(update={**drop, "findings": findings})
    return replace(heard, understood=now)
