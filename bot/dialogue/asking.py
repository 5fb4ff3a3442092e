"""The next thing to say about a draft: a question, an easier one, another way, the summary."""

import re
from dataclasses import replace

from api.contract.codes import Kind
from api.contract.models import ChannelRef, Reporter
from bot.dialogue import companions, filing
from bot.dialogue.conversation import Conversation, Draft, Filed, Snapshot, Stage
from bot.dialogue.identity import speaks_for
from bot.dialogue.kinds import MATTERS
from bot.dialogue.only_who import PERSONAL
from bot.dialogue.pending import OWN, again
from bot.dialogue.phones import phone_in
from bot.dialogue.plan import MOST, SKIPPABLE, is_let_go, is_open, next_question
from bot.dialogue.reported import disputed_in, violated_in
from bot.dialogue.script import in_plain
from bot.dialogue.turn import Turn
from bot.message import Reply
from bot.wording import emergency, intake, questions, several, summary
from bot.wording.asks import Ask
from bot.wording.summary import Outline

_FIRST = 4
"""Messages among which the one that tells most is looked for."""
_MOST_STEPS = 8
_MOST_REMINDERS = 2
DECLINABLE = SKIPPABLE | {Ask.demand}
"""What can be left open so that the rest is filed."""
_OWN = r"(?:信息|资料|姓名|名字|电话|手机号?|号码|联系方式|地址|住址)"
_EARLIER = r"(?:刚才|刚刚|上面|之前|前面|上次|上回|头先|上一?[个件条次单份])"
_UNCHANGED = r"(?:[也都全]?(?:是|还是|跟|和|同)?(?:一样|相同|同上|同前|照旧|不变|没变))"
_AS_BEFORE = re.compile(
    rf"(?<![店家铺的]){_OWN}(?:[^，,。；;！!\d]{{0,4}}{_EARLIER})?[^，,。；;！!\d]{{0,4}}(?<!不){_UNCHANGED}"
    rf"|(?:照|按|用|填|写|同|跟|和){_EARLIER}(?:那?[个件份])?(?:的|填的|写的|留的|给的)?(?:个人|联系)?(?:{_OWN}|一样|就行|填|写)"
    r"|还(?:是|系)我(?:本人|自己)?(?![\u4e00-\u9fff])|(?:^|[，,。；;\s])(?:信息|资料)?同上(?![\u4e00-\u9fff])"
)
"""信息跟刚才一样, 还是我: who filed before is who writes now."""


def outline(draft: Draft) -> Outline:
    """A draft as its summary shows it."""
    return Outline(
        kinds=draft.kinds,
        hazards=disputed_in(draft),
        reported=violated_in(draft),
        facts=draft.facts,
        reporter=draft.reporter,
        anonymous=draft.anonymous,
        report_unnamed=draft.report_unnamed,
        evidence=len(draft.evidence),
        words=_own_words(draft),
        amended=draft.amended,
        city=draft.city,
        for_another=any(map(speaks_for, in_plain(draft.said))),
    )


def _outlines(conversation: Conversation) -> tuple[Outline, ...]:
    return tuple(outline(one) for one in conversation.beside)


def _own_words(draft: Draft) -> str:
    """The message that says what is wrong, or tells most; not one that says who is speaking."""
    telling = f"{draft.telling}:s0"
    matter = next((one.text for one in draft.said if one.id == telling), None)
    if matter is not None:
        return matter
    told = [said.text for said in draft.said[:_FIRST] if phone_in(said.text) is None]
    return max(told, key=len, default="") or (draft.said[0].text if draft.said else "")


def remember(conversation: Conversation) -> Conversation:
    """Keep where the conversation stands, for 上一步; the words themselves are never undone."""
    draft = conversation.draft
    if draft is None:
        return conversation
    bare = Snapshot(stage=conversation.stage, draft=draft.but(said=(), evidence=()))
    return conversation.but(history=(*conversation.history, bare)[-_MOST_STEPS:])


def proceed(conversation: Conversation, draft: Draft, channel: ChannelRef, *lead: str) -> Turn:
    """Pass on what a filed emergency lacks, then ask for what is missing, or show the summary."""
    words = "\n".join(part for part in lead if part)
    if filing.unsent(draft):
        kept, request = filing.add_unsent(
            conversation.but(stage=Stage.collecting, draft=draft), draft, channel
        )
        return Turn(kept, (Reply(text=words),) if words else (), request)
    return ask_on(conversation, draft, words)


def ask_on(conversation: Conversation, draft: Draft, words: str = "") -> Turn:
    """Ask for what is missing, or show the summary."""
    draft, twofold = _twofold(draft)
    lead = "\n".join(part for part in (words, twofold) if part)
    asked = draft.asking
    if draft.repeat and asked in SKIPPABLE and draft.reminded.get(asked, 0) >= _MOST_REMINDERS:
        draft = draft.but(skipped=draft.skipped | {asked}, repeat=False)
    if draft.repeat and asked is not None and is_open(asked, draft):
        if asked is Ask.anonymity and not draft.shown and not draft.linked_to:
            return _unnamed(conversation, draft.but(repeat=False), lead)
        kept = conversation.but(stage=Stage.collecting, draft=draft.but(repeat=False))
        return _led(lead, remind(kept))
    draft = draft.but(repeat=False)
    ask = next_question(draft)
    while ask is not None and is_let_go(ask, draft):
        draft = draft.but(skipped=draft.skipped | {ask})
        ask = next_question(draft)
    if ask in PERSONAL and (known := known_before(conversation, draft)) is not None:
        draft = draft.but(reporter=known)
        lead = "\n".join(part for part in (lead, intake.same_person()) if part)
        ask = next_question(draft)
    if ask in {None, Ask.anonymity} and conversation.beside and not draft.linked_to:
        conversation, draft = companions.all_know(conversation, draft)
        turned = companions.turned_to_lacking(conversation, draft)
        if turned is not None:
            return ask_on(*turned, lead)
        ask = next_question(draft)
    if ask is None:
        return _all_told(conversation, draft, lead)
    if draft.asked.get(ask, 0) >= MOST:
        return offer_other_way(conversation, draft.but(asking=ask), lead)
    return put(conversation, draft, ask, lead)


def known_before(conversation: Conversation, draft: Draft) -> Reporter | None:
    """Who filed the last matter of this chat, unless somebody else speaks, or is spoken for."""
    filed, now = conversation.filed, draft.reporter
    if filed is None or filed.draft.anonymous or filed.draft.reporter == Reporter():
        return None
    before = filed.draft.reporter
    others = any(map(speaks_for, in_plain((*draft.said, *filed.draft.said))))
    if others and now.name is None:
        return None
    again = any(map(_AS_BEFORE.search, in_plain(draft.said)))
    if not again and (others or not _is_the_same(now, before)):
        return None
    return before.model_copy(update=now.model_dump(exclude_none=True))


def _is_the_same(now: Reporter, before: Reporter) -> bool:
    """Who says nothing of himself, or gives the name or the number again and no other."""
    told = [(now.name, before.name), (now.phone, before.phone)]
    given = [(new, old) for new, old in told if new is not None]
    return now == Reporter() or (bool(given) and all(new == old for new, old in given))


def stage_of(ask: Ask) -> Stage:
    """Where a conversation stands while a question waits."""
    return Stage.choosing if ask is Ask.kind else Stage.collecting


def put(conversation: Conversation, draft: Draft, ask: Ask, lead: str = "") -> Turn:
    """Put one question and count it."""
    times = draft.asked.get(ask, 0) + 1
    asked = draft.but(asking=ask, asked={**draft.asked, ask: times})
    stage = stage_of(ask)
    if ask is Ask.which:
        reply = questions.which(draft.candidates, times)
    elif ask is Ask.whose and draft.doubt.held is not None:
        reply = questions.whose(draft.doubt.held.words, name=draft.doubt.held.name)
    elif ask is Ask.anonymity and times == 1 and not draft.linked_to:
        reply = summary.summary_unnamed(outline(draft), _outlines(conversation))
        asked = asked.but(shown=True)
    else:
        reply = questions.question(ask, times, draft.setting)
        if conversation.beside and ask not in PERSONAL and draft.facts.merchant:
            lead = "\n".join(part for part in (lead, several.about(draft.facts.merchant)) if part)
    if times == 1 and not draft.linked_to and _tells_back(ask, draft):
        lead = "\n".join(part for part in (lead, summary.noted(outline(draft))) if part)
    return Turn(conversation.but(stage=stage, draft=asked), (with_lead(lead, reply),))


def ask_what_is_wanted(conversation: Conversation, draft: Draft, lead: str = "") -> Turn:
    """The choice among the kinds, or another way when it failed twice."""
    if draft.asked.get(Ask.kind, 0) >= MOST:
        return offer_other_way(conversation, draft.but(asking=Ask.kind), lead)
    return put(conversation, draft, Ask.kind, lead)


def _unnamed(conversation: Conversation, draft: Draft, lead: str) -> Turn:
    """The summary again, after something in it changed, with the choice beneath it."""
    told = summary.summary_unnamed(outline(draft), _outlines(conversation))
    reply = with_lead(lead, told)
    kept = conversation.but(stage=Stage.collecting, draft=draft.but(shown=True))
    return Turn(kept, (reply,))


def _tells_back(ask: Ask, draft: Draft) -> bool:
    """A report with a rough place is told back with the question for a closer one."""
    if Kind.complaint in draft.kinds:
        return False
    return ask is Ask.closer


def offer_other_way(conversation: Conversation, draft: Draft, lead: str = "") -> Turn:
    """A question failed twice: leave it open, or take a person."""
    ask = draft.asking or Ask.kind
    times = draft.reminded.get(ask, 0) + 1
    reply = intake.stuck(can_submit=ask in DECLINABLE | {Ask.anonymity}, times=times)
    if ask is Ask.kind:
        reply = intake.stuck_on_kind()
    kept = draft.but(asking=ask, reminded={**draft.reminded, ask: times})
    return Turn(conversation.but(stage=Stage.stuck, draft=kept), (with_lead(lead, reply),))


def remind(conversation: Conversation) -> Turn:
    """Come back to the pending question after something else."""
    draft = conversation.draft
    if conversation.stage in OWN:
        return Turn(conversation, (again(conversation),))
    if draft is None:
        return Turn(conversation)
    if conversation.stage is Stage.confirming:
        return Turn(conversation, (summary.confirm_again(2),))
    ask = draft.asking
    shown = _own_question(draft)
    if shown is not None:
        return Turn(conversation, (shown,))
    times = draft.reminded.get(ask, 0) + 1 if ask else 0
    if (
        ask is None
        or ask is Ask.which
        or times > _MOST_REMINDERS
        or ask not in questions.QUESTIONS
    ):
        submittable = Kind.complaint not in draft.kinds and draft.linked_to is None
        return Turn(conversation, (intake.no_hurry(submittable),))
    kept = draft.but(reminded={**draft.reminded, ask: times})
    return Turn(conversation.but(draft=kept), (questions.again(ask, draft.facts.food),))


def _own_question(draft: Draft) -> Reply | None:
    """Put again, a question that shows what it asks about."""
    if draft.asking is Ask.which and draft.candidates:
        return questions.which(draft.candidates, 2)
    held = draft.doubt.held if draft.asking is Ask.whose else None
    return questions.whose(held.words, name=held.name) if held is not None else None


def _led(lead: str, turn: Turn) -> Turn:
    if not turn.replies:
        return turn
    first, *rest = turn.replies
    return replace(turn, replies=(with_lead(lead, first), *rest))


def with_lead(lead: str, reply: Reply) -> Reply:
    """One message of what was noted and what is asked."""
    return reply.model_copy(update={"text": f"{lead}\n{reply.text}"}) if lead else reply


def _twofold(draft: Draft) -> tuple[Draft, str]:
    if draft.kinds != MATTERS or draft.told_twofold:
        return draft, ""
    shown = outline(draft)
    return draft.but(told_twofold=True), intake.twofold(
        summary.claim(shown), summary.violation(shown)
    )


def _all_told(conversation: Conversation, draft: Draft, lead: str) -> Turn:
    if draft.linked_to is not None and not draft.kinds:
        done = emergency.complete(draft.linked_to)
        known = Filed(numbers=(draft.linked_to,), draft=draft, at=conversation.moment)
        urgent = conversation.urgent and conversation.urgent.but(unnamed=draft.anonymous)
        rest = conversation.at_rest().but(urgent_told=draft, filed=known, urgent=urgent)
        return Turn(rest, (with_lead(lead, done),))
    if draft.shown:
        reply = summary.confirm_again(1)
    else:
        reply = summary.summary(outline(draft), _outlines(conversation))
    kept = draft.but(shown=True, asking=None)
    return Turn(conversation.but(stage=Stage.confirming, draft=kept), (with_lead(lead, reply),))
