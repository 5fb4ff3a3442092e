"""A draft is being told: corrections, answers in any order, questions in between."""

from api.contract.codes import Agency, Demand, Kind
from api.contract.models import Facts
from api.contract.understood import MerchantCandidate
from bot.dialogue import looking_up, smalltalk
from bot.dialogue.absorbing import CIVIL, PERSONAL, absorb, keep_words, reporter_of
from bot.dialogue.asking import ask_on, proceed, put, remember, remind
from bot.dialogue.commands import choice_of
from bot.dialogue.conversation import Conversation, Draft, Purpose, Stage
from bot.dialogue.correcting import Corrected, correct, put_plainly
from bot.dialogue.identity import phone_attempt
from bot.dialogue.opening import SURE, with_candidates
from bot.dialogue.taking import is_question, take
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import answers, greeting, intake, questions, trouble
from bot.wording.asks import Ask
from bot.wording.plain import mask_phone

_SHORT = 15
"""An answer this short is taken as one even if it sounds like another department's business."""


def hear(conversation: Conversation, heard: Heard) -> Turn:
    """One message while a draft is being filled in."""
    draft = conversation.draft or Draft()
    corrected = correct(draft, heard)
    if corrected is None and conversation.stage is Stage.confirming:
        corrected = put_plainly(draft, heard)
    if corrected is not None:
        return _corrected(conversation, corrected, heard)
    if draft.asking is Ask.which:
        chosen = _choose(conversation, draft, heard)
        if chosen is not None:
            return chosen
    aside = _aside(conversation, draft, heard)
    return aside if aside is not None else _taken(conversation, draft, heard)


def _corrected(conversation: Conversation, done: Corrected, heard: Heard) -> Turn:
    told = keep_words(done.draft, heard, conversation.key)
    told = told.but(reporter=reporter_of(told, heard))
    draft = with_candidates(told, heard)
    words = intake.corrected(done.field, done.value)
    if done.field == "phone":
        words = intake.corrected_phone(mask_phone(done.value))
    elif done.field in {"name", "address"}:
        words = intake.corrected_silently()
    kept = remember(conversation).but(puzzled=0)
    return proceed(kept, draft.but(repeat=True), heard.channel, words)


def _choose(conversation: Conversation, draft: Draft, heard: Heard) -> Turn | None:
    words = choice_of(heard.message, "pick") or looking_up.position_in(heard.text)
    found = draft.candidates
    chosen: MerchantCandidate | None
    if words and words.isdecimal() and 1 <= int(words) <= len(found):
        chosen = found[int(words) - 1]
    else:
        named = [c for c in found if heard.text and (heard.text in c.name or c.name in heard.text)]
        chosen = named[0] if len(named) == 1 else None
    if chosen is None and words != "0" and "都不是" not in heard.text:
        return None
    kept = keep_words(draft, heard, conversation.key).but(candidates=())
    if chosen is not None:
        facts = kept.facts.model_dump() | {
            "merchant": chosen.name,
            "merchant_address": chosen.address or None,
            "district": kept.facts.district or chosen.district or None,
            "division": kept.facts.division or chosen.division,
            "street": chosen.street or kept.facts.street,
        }
        kept = kept.but(facts=Facts.model_validate(facts))
    words = intake.noted(chosen.name) if chosen else intake.as_told()
    return proceed(remember(conversation), kept, heard.channel, words)


def _aside(conversation: Conversation, draft: Draft, heard: Heard) -> Turn | None:
    """Something else in the middle: answered, and the thread taken up again."""
    if heard.message.button is not None or not heard.text:
        return None
    about_cases = _about_cases(conversation, heard)
    if about_cases is not None:
        return about_cases
    kept = _with_words(conversation, draft, heard)
    meant = heard.understood
    if meant.outside is not None and draft.asking not in PERSONAL:
        return Turn(kept, (trouble.other_city(meant.outside, heard.city),))
    if smalltalk.is_nod(heard.text) and _gains_nothing(conversation, draft, heard):
        return remind(kept)
    words = _words_aside(conversation, draft, heard)
    return remind(kept).first(words) if words is not None else None


def _about_cases(conversation: Conversation, heard: Heard) -> Turn | None:
    meant = heard.understood
    if looking_up.names_a_case(heard) or meant.kinds == (Kind.progress,):
        return looking_up.progress_of(conversation, heard)
    if meant.kinds == (Kind.withdraw,):
        return _withdraw(conversation, heard)
    return None


def _withdraw(conversation: Conversation, heard: Heard) -> Turn:
    """An earlier case if there is one, otherwise what is being filled in."""
    if conversation.cases or heard.understood.case_no:
        return looking_up.look_up(conversation, heard, Purpose.withdraw)
    return Turn(conversation.at_rest(), (greeting.cancelled(None),))


def _words_aside(conversation: Conversation, draft: Draft, heard: Heard) -> Reply | None:
    """Small talk, a question, another department's business; None if it is part of the matter."""
    meant, asks = heard.understood, is_question(heard.text)
    nothing_new = _gains_nothing(conversation, draft, heard)
    small = smalltalk.small_talk(heard, new=False, busy=True)
    if small is not None and nothing_new and take(draft, heard) is draft:
        return small
    if meant.answer is not None and asks and not {Kind.complaint, Kind.report} & set(meant.kinds):
        return answers.answer_in_between(meant.answer)
    if meant.kinds == (Kind.query,) and asks and nothing_new:
        return answers.passed_along()
    elsewhere = Kind.out_of_scope in meant.kinds and meant.agency is not Agency.market_regulation
    if elsewhere and meant.referral and len(heard.text) > _SHORT and meant.confidence >= SURE:
        return trouble.elsewhere_in_between(meant.referral)
    return None


def _taken(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    """The message as an answer, or as more of the story."""
    known = take(draft, heard)
    told = with_candidates(absorb(known, heard, conversation.key), heard)
    told, claim_words = _settle(draft, told)
    gained = _differs(draft, told)
    kept = remember(conversation).but(puzzled=0)
    lead = [claim_words, *_received(draft, told)]
    if gained:
        part = told.asking in PERSONAL and told.reporter != draft.reporter
        waiting = told.asking is not None and told.asking in questions.QUESTIONS and not part
        return proceed(kept, told.but(repeat=waiting), heard.channel, *lead)
    return _nothing_gained(conversation.but(draft=told), told, heard)


def _nothing_gained(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    almost = phone_attempt(heard.text) if draft.asking in PERSONAL | {Ask.anonymity} else None
    if almost is not None:
        return Turn(conversation, (intake.bad_phone(len(almost)),))
    if conversation.stage is Stage.confirming:
        return proceed(conversation, draft, heard.channel, intake.kept_words())
    if draft.asking is Ask.closer:
        return proceed(
            conversation, draft.but(skipped=draft.skipped | {Ask.closer}), heard.channel
        )
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


def _received(before: Draft, told: Draft) -> list[str]:
    words = []
    if len(told.evidence) > len(before.evidence):
        words.append(intake.photos(len(told.evidence)))
    if told.facts.location != before.facts.location:
        words.append(intake.located())
    if told.reporter != before.reporter:
        words.append(intake.noted_down())
    return words


def _differs(before: Draft, told: Draft) -> bool:
    def essence(draft: Draft) -> tuple[object, ...]:
        return (
            draft.facts,
            draft.reporter,
            draft.evidence,
            draft.kinds,
            draft.hazards,
            draft.skipped,
        )

    return essence(before) != essence(told)


def _gains_nothing(conversation: Conversation, draft: Draft, heard: Heard) -> bool:
    return not _differs(draft, absorb(draft, heard, conversation.key))


def _with_words(conversation: Conversation, draft: Draft, heard: Heard) -> Conversation:
    return conversation.but(draft=keep_words(draft, heard, conversation.key), puzzled=0)


def go_on(conversation: Conversation, draft: Draft) -> Turn:
    """Take the pending question up again, without counting it as put anew."""
    if draft.asking is None:
        return ask_on(conversation, draft)
    if draft.asking in questions.QUESTIONS:
        kept = conversation.but(stage=Stage.collecting, draft=draft)
        return Turn(kept, (questions.waiting(draft.asking),))
    return put(conversation, draft, draft.asking)
