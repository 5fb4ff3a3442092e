"""What is told after a filing and belongs to it: more of a case, or the claim of an emergency."""

import re

from api.contract.codes import Hazard, Kind
from bot.dialogue import looking_up
from bot.dialogue.absorbing import absorb
from bot.dialogue.asking import proceed
from bot.dialogue.conversation import Conversation, Purpose, Stage
from bot.dialogue.demanding import asked_by
from bot.dialogue.kinds import VAGUE
from bot.dialogue.leaving import keeps
from bot.dialogue.meaning import adds_only, goes_on
from bot.dialogue.turn import Heard, Turn
from bot.wording import progress

_OWN = re.compile(r"地址|住|家在")
_ILL = frozenset({Hazard.poisoning})
_UNNAMED_REPORT = re.compile(
    r"(?:改|转|换|变|当|作)[成为作]?(?:一个?|个)?匿名举报|匿名举报(?:就好|就行|吧|好了)"
)


def goes_to_a_case(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a complaint or report that is no matter of its own, or None."""
    return (
        _claim_after(conversation, heard)
        or unnamed_already(conversation, heard)
        or _more_of_a_case(conversation, heard)
    )


def _claim_after(conversation: Conversation, heard: Heard) -> Turn | None:
    """医药费要赔: the emergency has all that was told, and its dispute begins with that."""
    told, urgent = conversation.urgent_told, conversation.urgent
    wants = asked_by(heard)
    meant = heard.understood
    elsewhere = meant.place and not _OWN.search(heard.text)
    another = meant.merchant or elsewhere or set(meant.hazards) - {*_ILL, *VAGUE}
    if told is None or urgent is None or not wants or another:
        return None
    start = told.but(
        kinds=(Kind.complaint,), asking=None, asked={}, reminded={}, shown=False, anonymous=False
    )
    kept = conversation.but(urgent_told=None)
    draft = absorb(start, heard, conversation.key).but(kinds=(Kind.complaint,))
    return proceed(kept.but(stage=Stage.collecting, draft=draft), draft, heard.channel)


def unnamed_already(conversation: Conversation, heard: Heard) -> Turn | None:
    """那就改成匿名举报吧, of a matter that has just gone out as one: more of it."""
    filed, meant = conversation.filed, heard.understood
    if filed is None or not (filed.draft.anonymous and _UNNAMED_REPORT.search(heard.text)):
        return None
    other = set(meant.hazards) - {*filed.draft.hazards, *VAGUE}
    another = meant.merchant or meant.place or meant.district or other
    return None if another else looking_up.supplement(conversation, heard)


def _more_of_a_case(conversation: Conversation, heard: Heard) -> Turn | None:
    """What goes to a case of this chat, for sure or perhaps."""
    claims = adds_only(heard) and bool(heard.understood.demand)
    if conversation.running and (claims or goes_on(heard)):
        return looking_up.supplement(conversation, heard)
    if conversation.cases and adds_only(heard):
        return looking_up.perhaps_supplement(conversation, heard)
    return None


def withdraw(conversation: Conversation, heard: Heard) -> Turn:
    """Which case is to be taken back; 不撤了 takes none."""
    if conversation.cases and keeps(heard.text):
        return Turn(conversation, (progress.kept(),))
    return looking_up.look_up(conversation, heard, Purpose.withdraw)
