"""A draft is being told: corrections, answers in any order, questions in between."""

import re
from dataclasses import replace

from api.contract.codes import Demand, Kind
from api.contract.models import Facts
from api.contract.understood import MerchantCandidate
from bot.dialogue import announcing, halves
from bot.dialogue.absorbing import absorb, keep_words, with_lacking, with_who_and_where
from bot.dialogue.asides import PARTICULAR, answered_in_between, aside, differs
from bot.dialogue.asking import ask_on, proceed, put, remember, remind, stage_of
from bot.dialogue.candidates import left_as_told, with_candidates
from bot.dialogue.commands import choice_of
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.correcting import correct
from bot.dialogue.demanding import first_claims
from bot.dialogue.facts import facts_of
from bot.dialogue.items import only_named, wrong_field
from bot.dialogue.kinds import CIVIL, MATTERS, hazards_with
from bot.dialogue.leaving_out import leave_out
from bot.dialogue.likeness import is_remark
from bot.dialogue.naming import is_maker
from bot.dialogue.of_the_filed import is_of_another
from bot.dialogue.only_who import PERSONAL
from bot.dialogue.opening import open_matter
from bot.dialogue.parting import opens_another
from bot.dialogue.patching import kinds_said
from bot.dialogue.plain_values import put_plainly
from bot.dialogue.position import position_in
from bot.dialogue.putting import Corrected, shown_of
from bot.dialogue.reported import disputed_now, violated_in, with_report
from bot.dialogue.sharing import shared
from bot.dialogue.speaking import introduced_of, mistyped
from bot.dialogue.staying_unnamed import report_unnamed_in, stays_unnamed
from bot.dialogue.taking import take
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import intake, questions
from bot.wording.asks import Ask
from bot.wording.plain import mask_phone

_ADDS = re.compile(
    r"补充|还有|另外|对了|而且|刚才忘|忘了说|今天(?:还|又)|我?(?:还|又)(?:看|发现|听)"
)
"""Before more of the story, while the summary stands: no other value for what was told."""
_ROAD = re.compile(r"[\u4e00-\u9fff]{2,}?(?:路|街|大道|巷)")


def hear(conversation: Conversation, heard: Heard) -> Turn:
    """One message while a draft is being filled in."""
    if is_of_another(conversation.draft or Draft(), heard):
        return open_matter(conversation.at_rest(), heard)
    apart = announcing.tells_them(conversation, heard) or shared(conversation, heard, hear_one)
    return apart or hear_one(conversation, heard)


def hear_one(conversation: Conversation, heard: Heard) -> Turn:
    """A message, or a part of one, of the matter in hand."""
    half = halves.unnamed(conversation, heard)
    half = half or leave_out(conversation, heard)
    return half or _mended(conversation, heard) or _told(conversation, heard)


def _mended(conversation: Conversation, heard: Heard) -> Turn | None:
    """A correction, another kind, or an item that is called wrong; None if it is none."""
    draft = conversation.draft or Draft()
    kinds = kinds_said(draft, heard.text)
    if kinds == (Kind.report,):  # 钱不要了，我只举报不投诉
        return _rekinded(conversation, draft.but(fixing=None), heard, kinds)
    if kinds == (Kind.complaint,) and draft.kinds in {MATTERS, (Kind.report,)}:  # 我没要举报
        return _rekinded(conversation, draft.but(fixing=None), heard, kinds)
    corrected = correct(draft, heard)
    draft = draft.but(fixing=None)
    conversation = conversation.but(draft=draft)
    adds = _ADDS.match(heard.text) or set(heard.understood.ruled) - set(draft.hazards)
    if corrected is None and conversation.stage is Stage.confirming and not adds:
        corrected = put_plainly(draft, heard)
    if corrected is not None:
        return _corrected(conversation, corrected, heard)
    if kinds is not None:
        return _rekinded(conversation, draft, heard, kinds)
    wrong = wrong_field(heard.text)
    if wrong is None and (draft.shown or conversation.stage is Stage.confirming):
        wrong = only_named(heard.text)
    if wrong is None:
        return None
    kept = keep_words(draft, heard, conversation.key).but(fixing=wrong)
    return Turn(conversation.but(draft=kept, puzzled=0), (intake.what_instead(wrong),))


def _told(conversation: Conversation, heard: Heard) -> Turn:
    """A choice, something beside the matter, an answer, or more of the story."""
    draft = (conversation.draft or Draft()).but(fixing=None)
    conversation = conversation.but(draft=draft)
    if draft.asking is Ask.which:
        chosen = _choose(conversation, draft, heard)
        if chosen is not None:
            return chosen
        if stays_unnamed(heard.text) or opens_another(heard.text):  # the trader stays as told
            draft = left_as_told(draft)
            conversation = conversation.but(draft=draft)
    turn = aside(conversation, draft, heard)
    if turn is not None:
        return turn
    asked = answered_in_between(heard)
    told = _taken(conversation, draft, heard)
    return told.first(asked) if asked is not None else told


def _rekinded(
    conversation: Conversation, draft: Draft, heard: Heard, kinds: tuple[Kind, ...]
) -> Turn:
    """It is a report, not a complaint; or the other way round; or both."""
    told = absorb(draft, heard, conversation.key)
    unnamed = kinds == MATTERS and report_unnamed_in(heard.text)
    told = told.but(kinds=kinds, shown=False, asking=None, report_unnamed=unnamed)
    told = disputed_now(draft, told, heard.understood, heard.text)
    if Kind.complaint not in kinds:  # 我只举报不投诉: nothing is asked of the trader any more
        left = tuple(one for one in told.facts.demand if one not in CIVIL)
        told = told.but(facts=told.facts.model_copy(update={"demand": left}))
        told = told.but(anonymous=told.anonymous or stays_unnamed(heard.text))
        if draft.kinds == MATTERS:  # what it is about comes before the dispute
            first = dict.fromkeys((*violated_in(draft), *told.hazards))
            told = told.but(hazards=tuple(first))
    if Kind.report not in kinds:  # 我没要举报，只要退钱: nothing is checked
        left = tuple(one for one in told.facts.demand if one is not Demand.punish)
        told = told.but(facts=told.facts.model_copy(update={"demand": left}), anonymous=False)
    words = intake.noted_kind(Kind.complaint in kinds, Kind.report in kinds) if kinds else ""
    return proceed(remember(conversation).but(puzzled=0), told, heard.channel, words)


def _corrected(conversation: Conversation, done: Corrected, heard: Heard) -> Turn:
    told = keep_words(done.draft, heard, conversation.key).but(fixing=None)
    told = told.but(reporter=introduced_of(told, heard))
    if done.field == "demand":  # 再查一下有没有泡甲醛 names what is to be checked
        told = told.but(hazards=hazards_with(told, heard.understood.ruled))
        told = told.but(facts=with_who_and_where(told, facts_of(heard)))
        told = with_report(told, heard.understood, heard.text)
        told = disputed_now(conversation.draft or Draft(), told, heard.understood, heard.text)
    if done.field == "merchant" and told.asking not in PERSONAL:
        told = told.but(facts=with_lacking(told.facts, facts_of(heard), where=True))
    if done.field in {"place", "when", "district", "words", "food"}:  # 不是过期，是臭蛋，花了32.8
        named = done.field not in {"words", "food"}
        told = told.but(facts=with_lacking(told.facts, facts_of(heard), named=named))
    if done.field in {"merchant", "place", "when", "amount"}:
        told = told.but(facts=first_claims(told.facts, heard))
    again = with_candidates(told, heard).but(repeat=True, shown=False)
    words = _confirmed(conversation, replace(done, draft=again))
    return proceed(remember(conversation).but(puzzled=0), again, heard.channel, words)


def _confirmed(conversation: Conversation, done: Corrected) -> str:
    """Say what stands now, of each item that was put right."""
    if done.more:
        values = [shown_of(one) for one in (*done.more, done)]
        return intake.corrected_several([value for value in values if value])
    return _confirmed_one(conversation, done)


def _confirmed_one(conversation: Conversation, done: Corrected) -> str:
    """Say what stands now; a personal detail is not repeated."""
    before = conversation.draft.kinds if conversation.draft else ()
    if done.field == "demand":
        changed = Kind.complaint in before and Kind.complaint not in done.draft.kinds
        if done.draft.kinds == MATTERS != before and not done.draft.told_twofold:
            return ""  # what is asked of whom is said of both
        return intake.only_report() if changed else intake.demand_now(done.value)
    if done.field == "words":
        return intake.retold(done.value)
    if done.field in {"name", "address"} or (done.first and done.field == "phone"):
        return intake.noted_down() if done.first else intake.corrected_silently()
    if done.field == "phone":
        return intake.corrected_phone(mask_phone(done.value))
    return intake.noted(done.value) if done.first else intake.corrected(done.field, done.value)


def _choose(conversation: Conversation, draft: Draft, heard: Heard) -> Turn | None:
    words = choice_of(heard.message, "pick") or position_in(heard.text)
    found = draft.candidates
    chosen: MerchantCandidate | None
    if words and words.isdecimal() and 1 <= int(words) <= len(found):
        chosen = found[int(words) - 1]
    else:
        named = [c for c in found if heard.text and (heard.text in c.name or c.name in heard.text)]
        chosen = named[0] if len(named) == 1 else None
    other = _another_trader(draft, heard)
    if chosen is None and other is None and words != "0" and "都不是" not in heard.text:
        return None
    kept = keep_words(draft, heard, conversation.key).but(candidates=())
    if chosen is None and other is not None:
        kept = absorb(kept.but(asking=None), heard, conversation.key)
        kept = kept.but(facts=kept.facts.model_copy(update={"merchant": other}))
    if chosen is not None:
        facts = kept.facts.model_dump() | {
            "merchant": chosen.name,
            "merchant_address": chosen.address or None,
            "place": _place_beside(kept.facts.place, chosen),
            "district": kept.facts.district or chosen.district or None,
            "division": kept.facts.division or chosen.division,
            "street": chosen.street or kept.facts.street,
        }
        kept = kept.but(facts=Facts.model_validate(facts))
    words = intake.noted(chosen.name) if chosen else intake.as_told()
    return proceed(remember(conversation), kept, heard.channel, words)


def _another_trader(draft: Draft, heard: Heard) -> str | None:
    """The name of a shop that is none of those offered: 就华润万家呗."""
    name = None if opens_another(heard.text) else facts_of(heard).merchant
    offered = any(name and name in one.name for one in draft.candidates)
    eaten = name == heard.understood.food  # 好像是鸡蛋炒饭
    if name is None or offered or eaten or name in (draft.facts.merchant or ""):
        return None
    return None if is_maker(heard.text, name) else name


def _place_beside(place: str | None, chosen: MerchantCandidate) -> str | None:
    """The place as told, unless the chosen trader is in another street."""
    road = _ROAD.search(place) if place else None
    own = _ROAD.search(chosen.address.removeprefix(chosen.district))
    if road is None or own is None or road[0] in chosen.address:
        return place
    return chosen.address.removeprefix(chosen.district).strip()


def _taken(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    """The message as an answer, or as more of the story."""
    known = take(draft, heard)
    told = with_candidates(absorb(known, heard, conversation.key), heard)
    told, claim_words = _settle(draft, told)
    gained = differs(draft, told)
    told = told.but(shown=told.shown and not _reworded(draft, told))
    kept = remember(conversation).but(puzzled=0)
    lead = [claim_words, *_received(draft, told, heard)]
    if gained:
        part = told.asking in PERSONAL and told.reporter != draft.reporter
        waiting = told.asking in questions.QUESTIONS and not part
        return proceed(kept, told.but(repeat=waiting), heard.channel, *lead)
    return _nothing_gained(conversation.but(draft=told), told, heard)


def _nothing_gained(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    digits = mistyped(draft, heard)
    if digits is not None:
        return Turn(conversation, (Reply(text=intake.bad_phone(digits)),))
    beside = is_remark(heard.text) or PARTICULAR.search(heard.text)
    if beside and draft.linked_to is not None:  # the officers of an emergency hear it at once
        return proceed(conversation, draft.but(repeat=True), heard.channel)
    if conversation.stage is not Stage.confirming and beside:
        return remind(conversation).first(intake.kept_remark())
    if conversation.stage is Stage.confirming:
        return proceed(conversation, draft, heard.channel, intake.kept_words())
    if draft.asking is Ask.closer:
        draft = draft.but(skipped=draft.skipped | {Ask.closer})
    return proceed(conversation, draft, heard.channel)


def _settle(before: Draft, told: Draft) -> tuple[Draft, str]:
    """A claim that is only to punish is a report; one that is also that is both."""
    demand = set(told.facts.demand)
    if (
        before.asking is not Ask.demand
        or Demand.punish not in demand
        or told.kinds != (Kind.complaint,)
    ):
        return told, ""
    if CIVIL & demand:
        return told.but(kinds=(Kind.complaint, Kind.report)), ""
    if told.linked_to is not None:
        return told.but(kinds=()), ""
    return told.but(kinds=(Kind.report,)), intake.only_report()


def _received(before: Draft, told: Draft, heard: Heard) -> list[str]:
    words = []
    if len(told.evidence) > len(before.evidence):
        words.append(intake.received(len(told.evidence), told.recordings))
    if told.facts.location != before.facts.location:
        words.append(intake.located())
    if told.reporter != before.reporter:
        words.append(intake.noted_down())
    digits = mistyped(told, heard)
    return words if digits is None else [*words, intake.bad_phone(digits)]


def _reworded(before: Draft, told: Draft) -> bool:
    """Something that the summary shows is another now."""
    return (before.facts, before.reporter, before.kinds) != (told.facts, told.reporter, told.kinds)


def go_on(conversation: Conversation, draft: Draft) -> Turn:
    """Take the pending question up again, without counting it as put anew."""
    if draft.asking is None:
        return ask_on(conversation, draft)
    if draft.asking in questions.QUESTIONS:
        kept = conversation.but(stage=stage_of(draft.asking), draft=draft)
        return Turn(kept, (questions.waiting(draft.asking),))
    return put(conversation, draft, draft.asking)
