"""Several matters of one person: told in one message or in between, filed one after another."""

from dataclasses import replace

from api.contract.codes import Kind, VolunteerStanding
from api.contract.models import ChannelRef, CityInfo, Reporter
from api.contract.understood import Understood
from bot.dialogue import parting, tips
from bot.dialogue.asking import remind
from bot.dialogue.called import can_be_trader
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.kinds import CIVIL, MATTERS, VAGUE
from bot.dialogue.meaning import is_clear
from bot.dialogue.naming import quoted_in
from bot.dialogue.nearby import beside
from bot.dialogue.opening import begin_draft
from bot.dialogue.requests import ReadParts
from bot.dialogue.speaking import reporter_of
from bot.dialogue.traces import Waiting
from bot.dialogue.turn import Heard, Turn
from bot.message import InboundMessage
from bot.wording import several as words

_NAMED = {"投诉": Kind.complaint, "举报": Kind.report}


def parted(
    conversation: Conversation, request: ReadParts, read: tuple[Understood, ...], city: CityInfo
) -> Turn:
    """The parts of a message were understood: a matter each, or one matter after all."""
    whole = Heard(request.message, request.understood, city)
    told = zip(request.parts, read, strict=True)
    parts = [_part(whole, text, _as_named(whole, text, meant)) for text, meant in told]
    if not _are_matters(parts):
        return _begin(conversation, whole, Draft())
    kinds = tuple(dict.fromkeys(k for one in parts for k in one.understood.kinds if k in MATTERS))
    start = Draft(reporter=reporter_of(Draft(kinds=kinds), whole))
    later = tuple(
        _waiting(one, f"{conversation.key}:{n}") for n, one in enumerate(parts[1:], start=2)
    )
    kept = conversation.but(later=(*conversation.later, *later))
    turn = _begin(kept, parts[0], start)
    return turn.first(words.one_by_one([_named(one.understood) for one in parts]))


def put_off(conversation: Conversation, heard: Heard) -> Turn | None:
    """Another trader's matter while one is being told: kept for afterwards; None if it is none.

    旁边那家也不准 tells of the same as the first.
    """
    draft, meant = conversation.draft, heard.understood
    new, known = meant.merchant, draft.facts.merchant if draft else None
    if draft is None or new is None or known is None or new in known or known in new:
        return None
    another = parting.begins_another(heard.text) or _stands_alone(draft, heard)
    if draft.linked_to or not another:
        return None
    marked = parting.names_another(heard.text) and bool(set(MATTERS) & set(meant.kinds))
    if not (_tells_wrong(meant) or marked):
        if "也" not in heard.text or draft.hazards == ():
            return None
        same = {"hazards": draft.hazards, "kinds": draft.kinds, "confidence": 1.0}
        heard = replace(heard, understood=meant.model_copy(update=same))
    kept = conversation.but(later=(*conversation.later, _waiting(heard, conversation.key)))
    return remind(kept).first(words.afterwards(new))


def _stands_alone(draft: Draft, heard: Heard) -> bool:
    """今天在「可可里甜品」买的蛋糕是过期的: another shop, with its own food and its own fault."""
    food, ruled = heard.understood.food, set(heard.understood.ruled) - VAGUE
    own = food is not None and draft.facts.food is not None and food != draft.facts.food
    named = quoted_in(heard.text) == heard.understood.merchant
    return named and own and bool(ruled) and not parting.corrects(heard.text)


def next_matter(
    conversation: Conversation, channel: ChannelRef, city: CityInfo, before: Draft | None
) -> Turn | None:
    """Begin with what waits; its teller need not say again who he is. None if nothing waits."""
    if not conversation.later or conversation.draft is not None:
        return None
    first, *rest = conversation.later
    message = InboundMessage(
        platform=channel.platform,
        address=channel.address,
        external_id=first.key[:120],
        at=first.at,
        text=first.text,
    )
    complains = Kind.complaint in first.understood.kinds
    start = Draft(
        reporter=before.reporter if before else Reporter(),
        anonymous=bool(before and before.anonymous) and not complains,
        facts=beside(before, first.understood),
    )
    own = conversation.key
    heard = Heard(message, first.understood, city)
    kept = conversation.but(later=tuple(rest), key=first.key)
    turn = _begin(kept, heard, start)
    turn = replace(turn, conversation=turn.conversation.but(key=own))
    return turn.first(words.now(_named(first.understood)))


def _begin(conversation: Conversation, heard: Heard, start: Draft) -> Turn:
    """A volunteer's observation is a tip, anything else a matter of its own."""
    member = conversation.member
    approved = member is not None and member.standing is VolunteerStanding.approved
    if approved and tips.is_tip(heard):
        return tips.begin(conversation.but(carried=None), heard)
    return begin_draft(conversation, heard, start=start)


def _part(whole: Heard, text: str, meant: Understood) -> Heard:
    return Heard(whole.message.model_copy(update={"text": text}), meant, whole.city)


def _are_matters(parts: list[Heard]) -> bool:
    names = {one.understood.merchant for one in parts}
    if not all(name and can_be_trader(name) for name in names):  # 卖给小饭馆 is none
        return False
    told = all(_tells_wrong(one.understood) and is_clear(one) for one in parts)
    away = any(one.understood.emergency or one.understood.outside for one in parts)
    return told and not away and len(names) == len(parts)


def _tells_wrong(meant: Understood) -> bool:
    return bool(set(meant.hazards) - VAGUE) and bool({*MATTERS, Kind.tip} & set(meant.kinds))


def _as_named(whole: Heard, text: str, meant: Understood) -> Understood:
    """What the whole message calls a complaint, or a report, and nothing else, each part is."""
    called = [kind for word, kind in _NAMED.items() if word in whole.text]
    here = any(word in text for word in _NAMED)
    claims = bool(CIVIL & set(meant.demand)) and called == [Kind.report]
    if len(called) != 1 or here or claims or not set(MATTERS) & set(meant.kinds):
        return meant
    return meant.model_copy(update={"kinds": tuple(called)})


def _waiting(heard: Heard, key: str) -> Waiting:
    return Waiting(
        text=heard.message.text, at=heard.message.at, key=key, understood=heard.understood
    )


def _named(meant: Understood) -> str:
    return meant.merchant or meant.place or ""
