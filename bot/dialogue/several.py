"""Several matters of one person: told in one message or one after another, filed together."""

from dataclasses import replace

from api.contract.codes import Kind, VolunteerStanding
from api.contract.models import ChannelRef, CityInfo, Reporter
from api.contract.understood import Understood
from bot.dialogue import companions, telling, tips
from bot.dialogue.asking import proceed
from bot.dialogue.beginning import begin_draft
from bot.dialogue.called import can_be_trader
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.meaning import is_clear
from bot.dialogue.requests import ReadParts
from bot.dialogue.traces import Waiting
from bot.dialogue.turn import Heard, Turn
from bot.message import InboundMessage
from bot.wording import intake
from bot.wording import several as words


def parted(
    conversation: Conversation, request: ReadParts, read: tuple[Understood, ...], city: CityInfo
) -> Turn:
    """The parts of a message were understood: a matter each, or one matter after all."""
    whole = Heard(request.message, request.understood, city)
    told = zip(request.parts, read, strict=True)
    parts = [_part(whole, text, meant) for text, meant in told]
    if _is_volunteers(conversation, parts):
        return _tips(conversation, whole, parts)
    away = any(one.understood.emergency or one.understood.outside for one in parts)
    before = conversation.draft
    drafts = () if away else telling.drafts_of(whole, parts, conversation.key, before)
    first, *rest = drafts or (Draft(),)
    if not rest:
        return begin_draft(conversation, whole, start=before or Draft())
    kept = conversation.but(
        stage=Stage.collecting, draft=first, beside=tuple(rest), handed=None, puzzled=0
    )
    noted = intake.noted_kind(
        any(Kind.complaint in one.kinds for one in drafts),
        any(Kind.report in one.kinds for one in drafts),
    )
    kept, first = companions.all_know(kept, first)
    turn = proceed(kept, first, whole.channel, noted)
    return turn.first(words.one_by_one([_name(one) for one in drafts]))


def next_matter(
    conversation: Conversation, channel: ChannelRef, city: CityInfo, before: Draft | None
) -> Turn | None:
    """Go on with what was told beside the matter that is done. None if nothing was."""
    if conversation.draft is not None:
        return None
    if not conversation.beside:
        return _next_tip(conversation, channel, city)
    known = before.reporter if before is not None and not before.anonymous else Reporter()
    told = [companions.with_teller(one, known) for one in companions.in_order(conversation)]
    first = next((one for one in told if companions.is_whole(one)), told[0])
    rest = tuple(one for one in told if one is not first)
    kept = conversation.but(stage=Stage.collecting, draft=first, beside=rest, history=())
    turn = proceed(kept, first.but(asking=None, shown=False), channel)
    return turn.first(words.now(_name(first)))


def _next_tip(conversation: Conversation, channel: ChannelRef, city: CityInfo) -> Turn | None:
    if not conversation.later:
        return None
    first, *rest = conversation.later
    message = InboundMessage(
        platform=channel.platform,
        address=channel.address,
        external_id=first.key[:120],
        at=first.at,
        text=first.text,
    )
    own = conversation.key
    heard = Heard(message, first.understood, city)
    kept = conversation.but(later=tuple(rest), key=first.key, carried=None)
    turn = tips.begin(kept, heard) if tips.is_tip(heard) else begin_draft(kept, heard)
    turn = replace(turn, conversation=turn.conversation.but(key=own))
    return turn.first(words.now(first.understood.merchant or first.understood.place or ""))


def _is_volunteers(conversation: Conversation, parts: list[Heard]) -> bool:
    member = conversation.member
    approved = member is not None and member.standing is VolunteerStanding.approved
    return approved and all(tips.is_tip(one) for one in parts)


def _tips(conversation: Conversation, whole: Heard, parts: list[Heard]) -> Turn:
    """A volunteer's observations: one after another, or one after all."""
    names = {one.understood.merchant for one in parts}
    single = len(names) < len(parts) or not all(name and can_be_trader(name) for name in names)
    if single or not all(is_clear(one) for one in parts):
        return tips.begin(conversation.but(carried=None), whole)
    later = tuple(
        Waiting(
            text=one.text,
            at=one.message.at,
            key=f"{conversation.key}:{n}",
            understood=one.understood,
        )
        for n, one in enumerate(parts[1:], start=2)
    )
    kept = conversation.but(later=(*conversation.later, *later), carried=None)
    named = [one.understood.merchant or "" for one in parts]
    return tips.begin(kept, parts[0]).first(words.one_by_one(named))


def _part(whole: Heard, text: str, meant: Understood) -> Heard:
    return Heard(whole.message.model_copy(update={"text": text, "photos": ()}), meant, whole.city)


def _name(draft: Draft) -> str:
    return draft.facts.merchant or draft.facts.place or ""
