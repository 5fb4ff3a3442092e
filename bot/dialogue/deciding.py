"""What a person decides about the draft: to submit, to leave open, to stay unnamed."""

import re

from api.contract.codes import Kind
from bot.dialogue import collecting, companions, filing, halves, unnamed_after
from bot.dialogue.absorbing import absorb, keep_words
from bot.dialogue.asides import differs, uncounted
from bot.dialogue.asking import (
    DECLINABLE,
    ask_on,
    known_before,
    outline,
    proceed,
    remember,
    remind,
)
from bot.dialogue.beginning import begin_draft
from bot.dialogue.candidates import left_as_told
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.kinds import CIVIL, MATTERS, VAGUE
from bot.dialogue.leaving import wants_to_leave
from bot.dialogue.nameless import asks_about_it
from bot.dialogue.only_who import PERSONAL
from bot.dialogue.patching import kinds_said
from bot.dialogue.plan import MISSING, MOST, SKIPPABLE, next_question, plan_of
from bot.dialogue.script import in_plain
from bot.dialogue.taking_back import take_back
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import greeting, intake, questions, several, summary
from bot.wording.asks import Ask

_ASKED = frozenset({Stage.collecting, Stage.stuck})
_REPORT = (Kind.report,)
_MEAL = re.compile(r"[饭菜餐厨肉奶]|食[品物堂]|吃|配餐")
_A_FEW_WORDS = 16
_A_REPORT = re.compile("举报|提交")
_CHOSEN = re.compile("匿名|举报|提交")
"""Where no more than 不想留 was said, nothing goes out before its summary was seen."""
_LACKING = {Ask.name: "真实姓名", Ask.phone: "手机号", Ask.address: "联系地址"}
_ORDERS = re.compile(r"提交|^[^确]{0,5}交")


def _file(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    """Send a draft off."""
    kept, request = filing.file_draft(conversation, draft, heard.channel)
    return Turn(kept.but(stage=Stage.confirming), (), request)


def submit(conversation: Conversation, heard: Heard) -> Turn | None:
    """File if all is there; otherwise leave open what may be left open, and ask for the rest."""
    if conversation.stage is Stage.withdrawing and heard.message.button is None:
        return take_back(conversation, heard)
    draft = conversation.draft
    if draft is None or not _is_ours(conversation, draft):
        return Turn(conversation, (_nothing_to_submit(conversation),))
    if draft.kinds == MATTERS and kinds_said(draft, heard.text) in {_REPORT, (Kind.complaint,)}:
        return None  # 只提交举报就好: one half goes out first
    return remind(conversation) if _tells_nothing(draft) else _submit(conversation, draft, heard)


def _submit(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    if not draft.kinds and draft.linked_to is None:
        if not (draft.facts.merchant or draft.facts.place):
            return remind(conversation)
        draft = draft.but(kinds=_REPORT)  # handed in as it is: to be looked into
    told = keep_words(draft, heard, conversation.key)
    if conversation.stage is Stage.offering:  # no name is given, and it is to go all the same
        told = told.but(kinds=() if told.linked_to else _REPORT, anonymous=True, shown=False)
    told = told.but(skipped=told.skipped | DECLINABLE, candidates=())
    conversation, told = _with_others(conversation, told)
    known = known_before(conversation, told)
    if next_question(told) in PERSONAL and known is not None:
        told = told.but(reporter=known)
    if next_question(told) is Ask.anonymity:
        told = told.but(anonymous=True)
    claims = CIVIL.intersection(told.facts.demand)
    if told.kinds == MATTERS and not claims and next_question(told) in PERSONAL:
        told = told.but(kinds=_REPORT, shown=False)  # nothing is asked of the trader
    # what is whole goes now, in the order it was told; the rest when what it lacks is told
    conversation, told = companions.turned_to_whole(conversation, told) or (conversation, told)
    ordered = told.shown or _ORDERS.search(heard.text) is not None
    if next_question(told) is None and told.kinds and ordered:
        return _handed_in(conversation, told, heard)
    lead = intake.still_lacking(_lacking(told)) if ordered else ""
    return proceed(remember(conversation), told, heard.channel, lead)


def _tells_nothing(draft: Draft) -> bool:
    """我举报, and no word of whom or of what: there is nothing that could be looked into."""
    facts = draft.facts.model_dump(exclude={"demand"}, exclude_none=True)
    known = facts or draft.evidence or draft.linked_to or set(draft.hazards) - VAGUE
    return not known and all(len(said.text) <= _A_FEW_WORDS for said in draft.said)


def _lacking(told: Draft) -> tuple[str, ...]:
    """What of a person is still missing, by its name, once all else is told or left open."""
    asks = (ask for ask in plan_of(told) if ask in _LACKING and MISSING[ask](told))
    return tuple(_LACKING[ask] for ask in asks) if next_question(told) in PERSONAL else ()


def _with_others(conversation: Conversation, told: Draft) -> tuple[Conversation, Draft]:
    """What is told along with it goes too, as it is."""
    conversation, told = companions.all_know(conversation, told)
    ready = (
        one.but(skipped=one.skipped | DECLINABLE, candidates=()) for one in conversation.beside
    )
    others = tuple(
        companions.unnamed(one) if next_question(one) is Ask.anonymity else one for one in ready
    )
    return conversation.but(beside=others), told


def _handed_in(conversation: Conversation, told: Draft, heard: Heard) -> Turn:
    """File; who has not seen the summary yet gets it with the number."""
    turn = _file(remember(conversation), told, heard)
    return turn if told.shown else turn.first(summary.filed_as(outline(told)))


def _is_whole(told: Draft) -> bool:
    """A matter of its own with nothing missing."""
    return bool(told.kinds) and told.linked_to is None and next_question(told) is None


def _is_ours(conversation: Conversation, draft: Draft) -> bool:
    """What was sent elsewhere is handed in all the same where it is about a named meal."""
    if conversation.stage is not Stage.referred:
        return True
    eaten = any(map(_MEAL.search, in_plain(draft.said)))
    return draft.referral is not None and eaten and draft.facts.merchant is not None


def _nothing_to_submit(conversation: Conversation) -> Reply:
    if conversation.draft is None and conversation.cases:
        return greeting.filed_already(conversation.cases[-1])
    return greeting.nothing_open()


def edit(conversation: Conversation, _heard: Heard) -> Turn | None:
    """Something in the summary is to be changed."""
    draft = conversation.draft
    beneath = draft is not None and draft.shown and draft.asking is Ask.anonymity
    if conversation.stage is not Stage.confirming and not beneath:
        return None
    return Turn(conversation, (summary.what_to_change(),))


def skip(conversation: Conversation, heard: Heard) -> Turn | None:
    """Not known: leave the question open, if it may be."""
    draft = conversation.draft
    if draft is None or draft.asking is None or conversation.stage not in _ASKED:
        return None
    if draft.asking is Ask.anonymity:
        return put_again(conversation, heard)
    if draft.asking not in SKIPPABLE:
        return None
    told = absorb(draft, heard, conversation.key)
    told = told.but(skipped=told.skipped | {draft.asking}, candidates=())
    return proceed(remember(conversation), told, heard.channel)


def go_on(conversation: Conversation, _heard: Heard) -> Turn | None:
    """Take the waiting question up again."""
    draft = conversation.draft
    return None if draft is None else collecting.go_on(conversation, draft)


def anonymous(conversation: Conversation, heard: Heard) -> Turn | None:
    """Stay unnamed: lawful for a report, not for a complaint."""
    draft = conversation.draft
    after = unnamed_after.said(conversation, heard) if draft is None else None
    if after is not None:
        return after
    if draft is None or not _is_ours(conversation, draft):
        return begin_draft(conversation, heard) if Kind.report in heard.understood.kinds else None
    if draft.refused_name and wants_to_leave(heard.text) and "匿名" not in heard.text:
        return None  # 不给名字就不能办，那算了: nothing is to go out
    if conversation.stage is Stage.offering:
        again = asks_about_it(heard.text) and "投诉" in heard.text  # 匿名不能投诉吗
        return _offer_report(conversation, draft) if again else to_report(conversation, heard)
    if asks_about_it(heard.text) and draft.asking not in PERSONAL:
        told = (
            questions.why_identity if Kind.complaint in draft.kinds else questions.may_be_unnamed
        )
        return uncounted(conversation, Reply(text=told()))
    draft = left_as_told(draft)
    private = _unnamed_reports(conversation, draft, heard)
    others = tuple(companions.unnamed(one) for one in conversation.beside)
    return private or _unnamed(conversation.but(beside=others), draft, heard)


def _unnamed_reports(conversation: Conversation, draft: Draft, heard: Heard) -> Turn | None:
    """匿名 while a complaint is told beside a report: the report goes without a name."""
    reports = any(one.kinds == (Kind.report,) for one in conversation.beside)
    if Kind.complaint not in draft.kinds or not reports:
        return None
    others = tuple(companions.unnamed(one) for one in conversation.beside)
    told = keep_words(draft, heard, conversation.key).but(repeat=True, shown=False)
    kept = conversation.but(beside=others)
    return proceed(kept, told, heard.channel, several.unnamed_report())


def _unnamed(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    """What to stay unnamed means for the matter that is being told."""
    more = absorb(draft, heard, conversation.key)  # 匿名，是夜里两点开工的
    told = (
        more.but(shown=False)
        if differs(draft, more)
        else keep_words(draft, heard, conversation.key)
    )
    if Kind.complaint in told.kinds:
        return _unnamed_complaint(conversation, told, heard)
    if draft.anonymous and _stands_whole(conversation, told):
        return _file(remember(conversation), told, heard)
    told = told.but(anonymous=True, kinds=told.kinds or _REPORT)
    if draft.asking is not None and draft.asked.get(draft.asking, 0) >= MOST:
        told = told.but(skipped=told.skipped | DECLINABLE)  # no more is known of where it is
    if told.linked_to is not None:
        told = told.but(kinds=draft.kinds)
    asked = draft.kinds == _REPORT and bool(draft.asked)  # nothing is left to be asked
    if _is_whole(told) and (asked or "提交" in heard.text):
        return _handed_in(conversation, told, heard)
    if draft.asking is not Ask.anonymity:
        told = told.but(shown=False)
    return proceed(remember(conversation), told, heard.channel)


def _unnamed_complaint(conversation: Conversation, told: Draft, heard: Heard) -> Turn:
    """Not lawful: the way of a report is offered, and taken where somebody chose it."""
    half = halves.unnamed(conversation, heard)
    if half is not None:
        return half
    if kinds_said(told, heard.text) == _REPORT:  # 匿名就行，钱不要了
        return collecting.hear_one(conversation, heard)
    claims = CIVIL.intersection(told.facts.demand)
    chosen = told.refused_name and _A_REPORT.search(heard.text)  # both ways were explained
    if chosen or not claims:  # no money was ever asked: there is nothing to explain
        return to_report(conversation, heard) or _offer_report(conversation, told)
    return _offer_report(remember(conversation), told)


def _stands_whole(conversation: Conversation, draft: Draft) -> bool:
    """Whether the summary stands, with nothing missing."""
    shown = conversation.stage is Stage.confirming and draft.shown
    return shown and next_question(draft) is None and bool(draft.kinds)


def put_again(conversation: Conversation, heard: Heard) -> Turn:
    """Neither a number nor 匿名: the choice is put once more, and nothing is filed."""
    draft = absorb(conversation.draft or Draft(), heard, conversation.key)
    return proceed(remember(conversation), draft, heard.channel)


def _offer_report(conversation: Conversation, draft: Draft) -> Turn:
    times = draft.refused_name + 1
    kept = conversation.but(stage=Stage.offering, draft=draft.but(refused_name=times))
    return Turn(kept, (intake.name_refused(times),))


def to_report(conversation: Conversation, heard: Heard) -> Turn | None:
    """Go on without a name, as a report."""
    draft = conversation.draft
    if draft is None or Kind.complaint not in draft.kinds:
        return None
    kinds = () if draft.linked_to else (Kind.report,)
    told = keep_words(draft, heard, conversation.key)
    told = told.but(kinds=kinds, anonymous=True, shown=False, candidates=())
    asked = bool(draft.asked) and not CIVIL.intersection(draft.facts.demand)
    asked = asked and _CHOSEN.search(heard.text) is not None
    if _is_whole(told) and (asked or "提交" in heard.text):
        return _handed_in(conversation, told, heard)
    return proceed(remember(conversation), told, heard.channel, intake.became_report())


def real_name(conversation: Conversation, _heard: Heard) -> Turn | None:
    """Go on as a complaint, with the name."""
    draft = conversation.draft
    if draft is None or Kind.complaint not in draft.kinds:
        return None
    if draft.asking in PERSONAL:
        return collecting.go_on(conversation, draft)
    return ask_on(conversation, draft)


def leave_phone(conversation: Conversation, _heard: Heard) -> Turn | None:
    """A number is to be left with a report."""
    draft = conversation.draft
    if draft is None or Kind.complaint in draft.kinds or not (draft.kinds or draft.linked_to):
        return None
    told = draft.but(asking=Ask.anonymity, skipped=draft.skipped | {Ask.closer})
    kept = conversation.but(stage=Stage.collecting, draft=told)
    return Turn(kept, (intake.leave_phone(),))
