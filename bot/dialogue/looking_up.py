"""Earlier cases: how they stand, what is added to them, what is taken back."""

import re
from datetime import timedelta

from api.contract.models import (
    CaseView,
    ChannelQuery,
    ChannelRef,
    Facts,
    ProgressRequest,
    Reporter,
    Said,
    Supplement,
)
from bot.dialogue import filing
from bot.dialogue.case_number import named_in
from bot.dialogue.commands import choice_of
from bot.dialogue.conversation import Conversation, Draft, Purpose, Stage
from bot.dialogue.facts import facts_of
from bot.dialogue.harm import level_in
from bot.dialogue.identity import introduced
from bot.dialogue.lacking import both, only_lacking
from bot.dialogue.meant_case import meant_of, named_cases
from bot.dialogue.pointing_back import goes_to_the_last
from bot.dialogue.position import position_in
from bot.dialogue.requests import AddToCase, AskProgress, ListMine
from bot.dialogue.traces import Carried
from bot.dialogue.turn import Heard, Turn
from bot.wording import progress

WHILE = timedelta(days=7)
"""For so long words without a matter of their own belong to the case that was spoken of last."""
_SHORT = 25
_MOST_OFFERED = 3
_MOST_CHOICES = 8
_ALSO_ENDED = frozenset({Purpose.progress, Purpose.supplement, Purpose.contact})
"""What is asked of ended cases too: how they ended, and what is said after it."""
_LOST = re.compile(
    r"^[^，,。]{0,6}(?:编号|查询码|单号|号码|那个码)[^，,。]{0,4}(?:忘|找不|丢|没了|没存|没记|不记得|不见|不晓得|不知)"
    r"|(?:编号|单号|查询码)(?:是)?(?:多少|啥|什么)"
    r"|^没有?(?:编号|查询码|单号)"
    r"|(?:忘|丢|找不到|没存|没记|不记得)了?[^，,。]{0,4}(?:编号|查询码|单号|那个码)"
)
_OF_A_SHOP = re.compile(r"(?:订|下|运|快递|小票)单?号|流水号|批号")
"""Numbers that no office gave."""


def look_up(conversation: Conversation, heard: Heard, purpose: Purpose) -> Turn:
    """Ask for the cases of this chat."""
    body = ChannelQuery(channel=heard.channel, open_only=purpose not in _ALSO_ENDED)
    kept = conversation.but(purpose=purpose, puzzled=0)
    if purpose is Purpose.withdraw:  # its words may name the case
        kept = kept.but(carried=Carried(text=heard.text))
    return Turn(kept, (), ListMine(body=body))


def progress_of(conversation: Conversation, heard: Heard) -> Turn:
    """By number and receipt code from anywhere, otherwise all of this chat."""
    named = named_in(heard.text)
    before = named_in(conversation.half or "")
    number = named.number or (before.number if named.code else None)
    code = named.code or (before.code if named.number else None)
    if number and code:
        body = ProgressRequest(number=number, receipt_code=code, channel=heard.channel)
        return Turn(conversation.but(half=None), (), AskProgress(body=body))
    if code:
        return Turn(conversation.but(half=code), (progress.number_wanted(),))
    if number and number not in conversation.cases:
        return Turn(conversation.but(half=number), (progress.code_wanted(),))
    return look_up(conversation, heard, Purpose.progress)


def lost_number(text: str) -> bool:
    """编号找不到了."""
    return len(text) <= _SHORT and _LOST.search(text) is not None


def without_number(conversation: Conversation, heard: Heard) -> Turn:
    """In the chat where a case was told no number is needed; elsewhere a person has to look."""
    if conversation.cases:
        return look_up(conversation, heard, Purpose.progress)
    return Turn(conversation.but(puzzled=0), (progress.number_lost(heard.city),))


def names_a_case(heard: Heard) -> bool:
    """Whether a number and a receipt code stand in the message."""
    named = named_in(heard.text)
    return named.number is not None and named.code is not None


def asked_by_number(conversation: Conversation, heard: Heard) -> Turn | None:
    """A number, a code or both, and nothing besides, ask how a case stands; in any stage."""
    foreign = _OF_A_SHOP.search(heard.text) is not None
    if heard.message.button is not None or foreign or not named_in(heard.text).alone:
        return None
    if conversation.choices and chooses(conversation, heard):
        return None
    return progress_of(conversation, heard)


def carrying(conversation: Conversation, heard: Heard) -> Conversation:
    """The conversation with the message on its way to a case."""
    return conversation.but(carried=_carry(heard, conversation.key))


def carrying_words(conversation: Conversation, heard: Heard) -> Conversation:
    """The same without facts: how many are ill by now is for a person to work out."""
    return only_lacking(carrying(conversation, heard), None)


def supplement(conversation: Conversation, heard: Heard, *, asks: bool = False) -> Turn:
    """Something for an earlier case: straight to the one that asked, else to be found."""
    passing = conversation.draft is not None or asks
    kept = carrying_words(conversation, heard) if passing else carrying(conversation, heard)
    if kept.carried is not None and asks:
        kept = kept.but(carried=kept.carried.but(asks=True))
    if len(kept.questions) == 1:
        return add(kept, kept.questions[0].number, heard.channel)
    if kept.questions:
        numbers = tuple(dict.fromkeys(question.number for question in kept.questions))
        waiting = kept.but(stage=Stage.picking, purpose=Purpose.supplement, choices=numbers)
        return Turn(waiting, (progress.which_question(kept.questions_by_number()),))
    return look_up(kept, heard, Purpose.supplement)


def perhaps_supplement(conversation: Conversation, heard: Heard) -> Turn:
    """Words without a matter of their own, from somebody who has told one before."""
    numbers = conversation.running[-_MOST_OFFERED:] or conversation.cases[-_MOST_OFFERED:]
    waiting = conversation.but(
        stage=Stage.picking,
        purpose=Purpose.perhaps,
        choices=numbers,
        carried=_carry(heard, conversation.key).but(told=facts_of(heard)),
        puzzled=0,
    )
    return Turn(only_lacking(waiting, None), (progress.is_it_for(numbers),))


def add(conversation: Conversation, number: str, channel: ChannelRef) -> Turn:
    """Bring the carried message to a case."""
    carried = conversation.carried or Carried()
    conversation, key = conversation.next_key()
    body = Supplement(
        key=key,
        channel=channel,
        text=carried.text,
        at=carried.at or conversation.moment,
        facts=carried.facts,
        severity=carried.severity,
        reporter=carried.reporter,
        evidence=carried.evidence,
    )
    return Turn(conversation, (), AddToCase(number=number, body=body))


def found(conversation: Conversation, views: list[CaseView], channel: ChannelRef) -> Turn:
    """The cases of the chat came: do what they were looked up for."""
    purpose = conversation.purpose or Purpose.progress
    kept = conversation.but(purpose=None)
    if purpose is Purpose.progress:
        return Turn(kept, (progress.overview(views),))
    if purpose is Purpose.why:
        return Turn(kept, (progress.why(views),))
    return _for_one(kept.but(purpose=purpose), views, channel)


def picked(conversation: Conversation, heard: Heard) -> Turn:
    """One of the cases offered was chosen, or more was said that goes the same way."""
    number = _choice(conversation, heard)
    sure = (heard.evidence and not heard.text) or goes_to_the_last(conversation, heard)
    sure = sure and heard.message.button is None and conversation.purpose is Purpose.perhaps
    if sure and len(conversation.choices) == 1:  # what follows says whose doubtful words are
        before = conversation.carried or Carried()
        words = "\n".join(part for part in (before.text, heard.text) if part)[:20_000]
        evidence = (*before.evidence, *heard.evidence)
        gathered = before.but(text=words, evidence=evidence)
        kept = conversation.but(puzzled=0, carried=gathered)
        return _with(kept, conversation.choices[0], heard.channel)
    if number is not None:
        return _with(conversation.but(puzzled=0), number, heard.channel)
    times = conversation.puzzled + 1
    carried = conversation.carried
    if carried is not None:
        more = heard.message.text if heard.message.button is None else ""
        words = "\n".join(part for part in (carried.text, more) if part)[:20_000]
        evidence = (*carried.evidence, *heard.evidence)
        carried = carried.but(text=words, evidence=evidence, told=both(carried.told, heard))
    kept = conversation.but(puzzled=times, carried=carried)
    return Turn(kept, (progress.pick_again(conversation.choices, times),))


def hand_carried(conversation: Conversation, heard: Heard) -> Turn:
    """What belongs to nobody knows which case goes to a person."""
    carried = conversation.carried or Carried()
    said = Said(id=carried.key or conversation.key, at=heard.message.at, text=carried.text)
    draft = Draft(said=(said,), evidence=carried.evidence)
    over = not conversation.running and conversation.cases
    draft = draft.but(linked_to=conversation.cases[-1] if over else None)
    kept, request = filing.file_for_person(conversation.at_rest(), draft, heard.channel)
    return Turn(kept, (), request)


def chooses(conversation: Conversation, heard: Heard) -> bool:
    """Whether the message names one of the cases offered."""
    return _choice(conversation, heard) is not None


def _for_one(conversation: Conversation, views: list[CaseView], channel: ChannelRef) -> Turn:
    withdrawing = conversation.purpose is Purpose.withdraw
    if not views:
        words = progress.nothing_to_withdraw() if withdrawing else progress.nothing_to_add_to()
        carried = None if withdrawing else conversation.carried
        return Turn(conversation.but(purpose=None, carried=carried), (words,))
    views = [view for view in views if view.open] or views[:1]
    known = named_cases(views) if conversation.purpose is Purpose.contact else []
    if known and (len(known) == 1 or not known[0].anonymous):
        return _to_all(conversation, known, channel)
    views = meant_of(conversation.carried, views)
    if withdrawing:
        conversation = conversation.but(carried=None)
    if len(views) == 1:
        return _with(only_lacking(conversation, views[0].facts), views[0].number, channel)
    if not withdrawing and (near := _near(conversation, views)):
        return _to_all(only_lacking(conversation, near[0].facts), near, channel)
    if not withdrawing and _of_one_filing(conversation, views):
        return _to_all(only_lacking(conversation, views[0].facts), views, channel)
    choices = tuple(view.number for view in views[:_MOST_CHOICES])
    conversation = only_lacking(conversation, None)
    named = progress.pick_case(views, "要撤回哪一件" if withdrawing else "这些补充到哪一件")
    return Turn(conversation.but(stage=Stage.picking, choices=choices), (named,))


def _near(conversation: Conversation, views: list[CaseView]) -> list[CaseView]:
    """The case that was spoken of last, with the other half of its message."""
    engaged, filed = conversation.engaged, conversation.filed
    if engaged is None or conversation.moment - engaged.at >= WHILE:
        return []
    twins = filed.numbers if filed is not None and engaged.number in filed.numbers else ()
    return [view for view in views if view.number in {engaged.number, *twins}]


def _of_one_filing(conversation: Conversation, views: list[CaseView]) -> bool:
    """A dispute and a violation of one message: what is added belongs to both."""
    filed = conversation.filed
    return filed is not None and {view.number for view in views} <= set(filed.numbers)


def _to_all(conversation: Conversation, views: list[CaseView], channel: ChannelRef) -> Turn:
    """The same message to each of them, one after another."""
    first, *rest = (view.number for view in reversed(views))
    carried = (conversation.carried or Carried()).but(also=tuple(rest))
    return add(conversation.but(carried=carried), first, channel)


def _with(conversation: Conversation, number: str, channel: ChannelRef) -> Turn:
    if conversation.purpose is Purpose.withdraw:
        kept = conversation.but(stage=Stage.withdrawing, choices=(number,))
        return Turn(kept, (progress.confirm_withdrawal(number),))
    return add(conversation, number, channel)


def _choice(conversation: Conversation, heard: Heard) -> str | None:
    choices = conversation.choices
    words = choice_of(heard.message, "pick") or position_in(heard.text)
    if words and words.isdecimal() and 1 <= int(words) <= len(choices):
        return choices[int(words) - 1]
    text = heard.text.upper()
    whole = [number for number in choices if number in text]
    tail = [number for number in choices if len(text) >= 3 and number.endswith(text)]  # noqa: PLR2004 - fewer digits fit too many
    found = whole or tail
    return found[0] if len(found) == 1 else None


def _carry(heard: Heard, key: str) -> Carried:
    """Photos and words; facts only if the message has some."""
    facts = facts_of(heard)
    own = introduced(heard.text, heard.understood.findings)
    phone = heard.message.phone or own.phone
    reporter = Reporter(name=own.name, phone=phone, address=own.address)
    return Carried(
        text=(heard.message.written or heard.message.text)[:20_000],
        facts=facts if facts != Facts() else None,
        severity=level_in(heard),
        reporter=reporter if reporter != Reporter() else None,
        evidence=heard.evidence,
        at=heard.message.at,
        key=key,
    )
