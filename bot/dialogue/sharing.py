"""A message while several matters are told: what of it belongs to which, and a new one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from api.contract.codes import Kind
from api.contract.models import CityInfo
from api.contract.understood import Understood
from bot.dialogue import companions, marking, parting, telling
from bot.dialogue.absorbing import absorb, keep_words
from bot.dialogue.another import expects_more, is_another
from bot.dialogue.asking import proceed, remind
from bot.dialogue.called import can_be_trader, reads_as_name
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.kinds import CIVIL
from bot.dialogue.naming import quoted_in, trader_named
from bot.dialogue.only_who import PERSONAL, only_who
from bot.dialogue.phones import phone_in
from bot.dialogue.plan import next_question
from bot.dialogue.requests import ReadParts
from bot.dialogue.shared_facts import corrected_too, in_the_same_quarter
from bot.dialogue.stall_told import with_stall_told
from bot.dialogue.subjects import (
    Owners,
    says_where,
    speaks_of_self,
    whose,
    without_subject,
)
from bot.dialogue.turn import Heard, Turn
from bot.dialogue.unnamed_matter import check_for, claims_for, lacking, place_for
from bot.message import Reply
from bot.wording import intake
from bot.wording import several as words
from bot.wording.asks import Ask

Hear = Callable[[Conversation, Heard], Turn]
NEW = -1
"""In the place of an owner: a trader of whom nothing was told before."""
_LEAST = 6


def shared(conversation: Conversation, heard: Heard, hear: Hear) -> Turn | None:
    """The turn of a message that speaks of another than the matter in hand."""
    draft = conversation.draft
    if draft is None or heard.message.button is not None or not heard.text:
        return None
    if draft.linked_to:
        return _of_those_told(conversation, draft, heard, hear)
    return (
        _only_compared(conversation, draft, heard)
        or _only_related(conversation, draft, heard, hear)
        or _new(conversation, draft, heard, hear)
        or _of_those_told(conversation, draft, heard, hear)
    )


def _of_those_told(
    conversation: Conversation, draft: Draft, heard: Heard, hear: Hear
) -> Turn | None:
    told = companions.in_order(conversation)
    placed = any(says_where(one, heard.text) for one in told)
    if not conversation.beside or (only_who(draft, heard) is not None and not placed):
        return None
    private = companions.unnamed_beside(conversation, heard.text)
    if private is not None:
        return _unnamed(private, heard, hear)
    return _given_out(conversation, draft, heard, hear)


def _unnamed(conversation: Conversation, heard: Heard, hear: Hear) -> Turn:
    """举报那个匿名，投诉用我名字：…: who is writing is heard too."""
    rest = companions.without_unnamed(conversation, heard.text)
    more = replace(heard, message=heard.message.model_copy(update={"text": rest}))
    noted = words.unnamed_report()
    if only_who(conversation.draft, more) is None:
        return _again(conversation, heard, noted)
    return hear(conversation, more).first(Reply(text=noted))


def read_apart(
    conversation: Conversation,
    request: ReadParts,
    read: tuple[Understood, ...],
    city: CityInfo,
    hear: Hear,
) -> Turn:
    """Each part of a message is heard by the matters of which it speaks."""
    last = len(request.parts) - 1
    told = []
    for n, (part, meant) in enumerate(zip(request.parts, read, strict=True)):
        photos = request.message.photos if n == last else ()
        message = request.message.model_copy(update={"text": part, "photos": photos})
        told.append((Heard(message, meant, city), frozenset(request.owners[n])))
    return _hear_each(conversation, told, hear)


def _new(conversation: Conversation, draft: Draft, heard: Heard, hear: Hear) -> Turn | None:
    """Another trader's matter, told while one is in hand: kept beside it."""
    if with_stall_told(draft, heard) is not None:
        return None  # 二毛炒货 进门左手第三家, after 南门市场
    told = companions.in_order(conversation)
    name = telling.trader_in(heard) or _waited_for(told, heard)
    if any(_is_known(one, name) for one in told) or not is_another(draft, told, heard, name):
        return None
    start = parting.where_another_begins(heard.message.text, name)
    before = heard.message.text[:start].strip(" ，,。；;")
    if len(before) < _LEAST:
        return _hear_each(conversation, [(heard, frozenset({NEW}))], hear)
    rest = heard.message.text[start:]
    at = told.index(draft)
    read = ReadParts(
        message=heard.message,
        understood=heard.understood,
        parts=(before, rest),
        owners=((at,), (NEW,)),
    )
    return Turn(conversation, (), read)


def _waited_for(told: Sequence[Draft], heard: Heard) -> str | None:
    """What stands before a colon, as long as not all that were announced are told."""
    head = marking.before_colon(heard.text)
    waits = head is not None and expects_more(told) and reads_as_name(head)
    return head if waits and can_be_trader(str(head)) else None


def _only_compared(conversation: Conversation, draft: Draft, heard: Heard) -> Turn | None:
    """隔壁「阿嫲煲仔饭」就不会这样: words on the matter in hand, and no name of its trader."""
    name = telling.trader_in(heard)
    known = draft.facts.merchant is not None and not _is_known(draft, name)
    if not known or name is None:
        return None
    stood_by = draft.asking in PERSONAL and parting.is_witness(heard.text, name)
    stood_by = stood_by and phone_in(heard.text) is None and not heard.understood.ruled
    if not (stood_by or parting.compares(heard.text, name)):
        return None
    kept = conversation.but(draft=keep_words(draft, heard, conversation.key))
    return remind(kept).first(intake.kept_remark())


def _only_related(
    conversation: Conversation, draft: Draft, heard: Heard, hear: Hear
) -> Turn | None:
    """厂家叫「…」, after the shop is known: more of the story, and no other name for the shop."""
    known = draft.facts.merchant
    name = quoted_in(heard.text) or trader_named(heard.text)
    related = name and known and not _is_known(draft, name)
    if not related or not parting.only_related(heard.text, str(name)):
        return None
    if conversation.stage is Stage.confirming:
        kept = keep_words(draft, heard, conversation.key)
        return proceed(conversation, kept, heard.channel, intake.kept_words())
    turn = hear(conversation, heard)
    after = turn.conversation.draft
    if after is None or after.facts.merchant == known:
        return turn
    facts = after.facts.model_copy(update={"merchant": known, "place": draft.facts.place})
    return replace(turn, conversation=turn.conversation.but(draft=after.but(facts=facts)))


def _is_known(draft: Draft, name: str | None) -> bool:
    known = draft.facts.merchant
    return bool(name and known) and (str(name) in str(known) or str(known) in str(name))


def _given_out(conversation: Conversation, draft: Draft, heard: Heard, hear: Hear) -> Turn | None:
    """What of a message is said of which matter; None if all of it is of the one in hand."""
    told = companions.in_order(conversation)
    at = told.index(draft)
    last = max(range(len(told)), key=lambda n: (_spoken_of(told[n]), n == at))
    own = frozenset({at})
    found = whose(told, heard.text, last)
    beside_who = draft.asking in PERSONAL and any(of is not None for _, of in found)
    for_last = claims_for(draft, told[last], heard.text) or place_for(draft, told[last], heard)
    for_last = for_last or check_for(draft, told[last], heard.text)
    silent = frozenset({last}) if for_last else own
    all_of = lacking(draft, told, heard) if [of for _, of in found] == [None] else frozenset()
    if [of for _, of in found] == [None] and not all_of:
        silent |= corrected_too(draft, told, heard)
    groups = [(text, all_of or silent if of is None else of) for text, of in found]
    if all(of == own for _, of in groups) and not beside_who:
        return None
    whole = without_subject(groups[0][0])
    if len(groups) == 1 and whole == groups[0][0]:
        return _hear_each(conversation, [(heard, groups[0][1])], hear)
    read = ReadParts(
        message=heard.message,
        understood=heard.understood,
        parts=tuple(without_subject(text) for text, _ in groups),
        owners=tuple(tuple(sorted(of)) for _, of in groups),
    )
    return Turn(conversation, (), read)


def _spoken_of(draft: Draft) -> datetime:
    return draft.said[-1].at if draft.said else datetime.min.replace(tzinfo=UTC)


def _hear_each(
    conversation: Conversation, told: Sequence[tuple[Heard, Owners]], hear: Hear
) -> Turn:
    """Every matter hears its part; the one in hand last, and what is asked is of it."""
    draft = conversation.draft or Draft()
    order = companions.in_order(conversation)
    own = order.index(draft)
    others, noted, new = list(order), [], []
    for n, (heard, owners) in enumerate(told):
        key = f"{conversation.key}:{n}"
        for at in sorted(owners - {own, NEW}):
            others[at] = _quietly(conversation.but(key=key), others[at], heard, hear)
            noted.append(others[at])
        if NEW in owners:
            name = telling.trader_in(heard) or _waited_for(order, heard)
            begun = telling.begun(draft, heard, key, name)
            new.append(in_the_same_quarter(begun, order))
    beside = tuple(one for n, one in enumerate(others) if n != own)
    kept = conversation.but(beside=(*beside, *new), puzzled=0)
    lead = [words.kept_too(name_of(one)) for one in new]
    lead += [words.noted_of([name_of(one) for one in beside if one in noted])] if noted else []
    turn: Turn | None = None
    for n, (heard, owners) in enumerate(told):
        aside = draft.asking in PERSONAL and not speaks_of_self(heard.text)
        if own in owners and aside:  # where the shops are is no answer to who is writing
            now = kept.draft or draft
            quiet = _quietly(kept.but(key=f"{conversation.key}:{n}"), now, heard, hear)
            kept = kept.but(draft=quiet.but(asking=draft.asking, shown=draft.shown))
        elif own in owners and (turn is None or turn.request is None):
            at_hand = turn.conversation if turn is not None else kept
            turn = hear(at_hand.but(key=f"{conversation.key}:{n}"), heard)
            turn = replace(turn, conversation=turn.conversation.but(key=conversation.key))
    if turn is None:
        return _again(kept, told[-1][0], "\n".join(lead))
    return turn.first(Reply(text="\n".join(lead))) if lead else turn


def _quietly(conversation: Conversation, draft: Draft, heard: Heard, hear: Hear) -> Draft:
    """A matter that is not in hand hears what is said of it, and asks nothing."""
    ask = next_question(draft)
    ask = None if ask in PERSONAL | {Ask.anonymity, Ask.closer, Ask.what} else ask
    alone = conversation.but(
        stage=Stage.collecting, draft=draft.but(asking=ask), beside=(), later=(), history=()
    )
    after = hear(alone, heard)
    told = after.conversation.draft
    if told is None or after.request is not None or after.conversation.stage is Stage.referred:
        told = absorb(draft, heard, conversation.key)
    if telling.only_report(heard.text) and not CIVIL & set(told.facts.demand):
        told = told.but(kinds=(Kind.report,))
    return told.but(
        asked=draft.asked, reminded=draft.reminded, asking=None, repeat=False, shown=False
    )


def _again(conversation: Conversation, heard: Heard, lead: str) -> Turn:
    """Back to the matter in hand, or the summary of all as they stand now."""
    draft = conversation.draft or Draft()
    return proceed(conversation, draft.but(repeat=True, shown=False), heard.channel, lead)


def name_of(draft: Draft) -> str:
    """By what a matter is called when it is spoken of."""
    return draft.facts.merchant or draft.facts.food or ""
