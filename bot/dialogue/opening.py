"""The first message of a matter: what it wants decides what begins."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from api.contract.codes import Agency, Hazard, Kind
from api.contract.models import Facts, Said
from bot.dialogue import (
    announcing,
    elsewhere,
    filing,
    looking_up,
    questioning,
    smalltalk,
    who_first,
    wordless,
)
from bot.dialogue.absorbing import absorb, said_by
from bot.dialogue.after_filing import goes_to_a_case, withdraw
from bot.dialogue.asking import proceed, put
from bot.dialogue.beginning import begin_draft, begin_unsure
from bot.dialogue.called import can_be_trader
from bot.dialogue.commands import choice_of
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.illness import Illness, illness_in
from bot.dialogue.kinds import MATTERS, VAGUE
from bot.dialogue.meaning import (
    SURE,
    asks_progress,
    goes_on_from_answer,
    goes_on_unsurely,
    names_only,
    proposes,
    says_only_claim,
    says_what,
    tells_and_asks_how,
    tells_where,
    wishes,
)
from bot.dialogue.nearby import pointed_from, same_kind
from bot.dialogue.of_boss import as_called, only_names_boss
from bot.dialogue.of_others import calls_report
from bot.dialogue.parting import parts_in
from bot.dialogue.pointing_back import (
    claims_anew,
    goes_to_the_last,
    of_same_trader,
    points_back,
)
from bot.dialogue.questioning import answer_question, asks_on, from_question, goes_on_asking
from bot.dialogue.requests import ReadParts
from bot.dialogue.shrugging import shrug, something_wrong_with_food
from bot.dialogue.storytelling import begins_a_story
from bot.dialogue.tone import is_question, only_asks
from bot.dialogue.turn import Heard, Turn
from bot.dialogue.whereabouts import only_shows_where, says_only_where
from bot.wording import answers, emergency, greeting, trouble
from bot.wording.asks import Ask

KINDS_CHOSEN: Mapping[str, tuple[Kind, ...]] = {
    "complaint": (Kind.complaint,),
    "report": (Kind.report,),
    "both": MATTERS,
}
_A_FEW = 12
_AGAINST = re.compile(r"(?:我?要)?(?P<kind>投诉|举报)[:：\s]*(?P<name>\S{3,})")
_VAGUE = frozenset({Kind.query, Kind.chat, Kind.suggestion})
_ORDER = (
    Kind.withdraw,
    Kind.progress,
    Kind.complaint,
    Kind.report,
    Kind.tip,
    Kind.supplement,
    Kind.suggestion,
    Kind.query,
    Kind.out_of_scope,
    Kind.chat,
)
_OF_A_CASE = _VAGUE | {Kind.complaint, Kind.report, Kind.tip, Kind.suggestion}
"""What may be no more than a word on the case that was filed last."""


def open_matter(conversation: Conversation, heard: Heard) -> Turn:
    """Begin whatever the message wants."""
    chosen = choice_of(heard.message, "kind")
    if chosen is not None:
        return _chosen(conversation, heard, chosen)
    conversation = conversation.but(carried=None)
    if not heard.text or only_shows_where(heard):
        return wordless.begin(conversation, heard)
    small = smalltalk.small_talk(heard, new=conversation.heard <= 1)
    kinds = heard.understood.kinds
    wished = kinds == (Kind.suggestion,) and wishes(heard.text)
    courteous = set(kinds) <= {Kind.chat, Kind.query, Kind.suggestion} and not wished
    if announcing.announces_several(conversation, heard):
        return announcing.begin(conversation, heard, begin_unsure)
    if small is not None and (courteous or smalltalk.is_outcry(heard)):
        return Turn(conversation.but(puzzled=0), (small,))
    if asks_progress(conversation, heard):
        return looking_up.progress_of(conversation, heard)
    return who_first.begin(conversation, heard) or _told(conversation, heard)


def _told(conversation: Conversation, heard: Heard) -> Turn:
    """What the kind that was understood begins, unless the words say too little for one."""
    if says_only_claim(heard.text):
        return put(conversation.but(puzzled=0), Draft(started_at=heard.message.at), Ask.kind)
    bare = names_only(heard.text) or says_only_where(heard)
    if bare and not (conversation.cases or calls_report(heard.text)):
        return _unsure(conversation, heard)
    kinds = heard.understood.kinds
    kind = next((kind for kind in _ORDER if kind in kinds), Kind.chat)
    if kind in _VAGUE and calls_report(heard.text):
        return begin_draft(conversation, as_called(heard))
    if kind in _VAGUE and begins_a_story(heard) and not conversation.cases:
        return begin_unsure(conversation, heard)
    answered = kind is Kind.query and heard.understood.answer is not None
    of_the_last = kind in _OF_A_CASE and not answered and goes_to_the_last(conversation, heard)
    begin = looking_up.supplement if of_the_last else _BEGIN[kind]
    return begin(conversation, heard)


def _unsure(conversation: Conversation, heard: Heard) -> Turn:
    """宝安区…的全球购, after 奶粉没中文标签可以投诉吗: what was asked about is told of it."""
    start = from_question(conversation) if conversation.answered is not None else None
    return begin_unsure(conversation.but(answered=None), heard, start)


def refer(conversation: Conversation, heard: Heard) -> Turn:
    """Another department's business; the words are kept in case it is food after all."""
    ours = heard.understood.agency is Agency.market_regulation
    if ours and conversation.cases:
        return looking_up.perhaps_supplement(conversation, heard)
    if only_names_boss(heard.text) or elsewhere.is_called(heard):
        return begin_draft(conversation, as_called(heard))
    if not elsewhere.is_plain(heard) or (heard.understood.food and len(heard.text) <= _A_FEW):
        return begin_unsure(conversation, heard)  # 我买的奶粉有问题 says too little
    if ours:  # nobody is sent to where they are
        return questioning.other_goods(conversation, heard) or answer_question(conversation, heard)
    referral = heard.understood.referral
    draft = absorb(Draft(), heard, conversation.key).but(referral=referral)
    words = trouble.elsewhere(referral) if referral else trouble.elsewhere_unknown(heard.city)
    return Turn(conversation.but(stage=Stage.referred, draft=draft, puzzled=0), (words,))


def _chosen(conversation: Conversation, heard: Heard, chosen: str) -> Turn:
    if chosen not in KINDS_CHOSEN:
        return Turn(conversation, (greeting.ask_away(),))
    draft = Draft(kinds=KINDS_CHOSEN[chosen], started_at=heard.message.at)
    carried = conversation.carried
    if carried is not None:  # told before the button was pressed
        said = Said(id=carried.key, at=carried.at or heard.message.at, text=carried.text)
        draft = draft.but(said=(said,) if carried.text else (), evidence=carried.evidence)
        draft = draft.but(facts=carried.facts or draft.facts)
    fresh = conversation.but(
        stage=Stage.collecting, draft=draft, handed=None, puzzled=0, carried=None
    )
    return proceed(fresh, draft, heard.channel)


def _query(conversation: Conversation, heard: Heard) -> Turn:
    if smalltalk.only_announces(heard.text):
        return Turn(conversation.but(puzzled=0), (greeting.ask_away(),))
    return _asked(conversation, heard)


def _asked(conversation: Conversation, heard: Heard) -> Turn:
    """A question, or a matter that sounds like one."""
    if heard.understood.confidence < SURE and heard.understood.answer is None:
        return begin_draft(conversation, heard)
    level = illness_in(heard)
    if level is Illness.grave or (heard.understood.answer is None and level is Illness.ill):
        return _fell_ill(conversation, heard)
    if tells_and_asks_how(heard):
        return _after_answer(conversation.but(answered=None), heard)
    if goes_on_from_answer(conversation, heard):
        return _after_answer(conversation, heard)
    if heard.understood.answer is None and not says_what(heard):
        return shrug(conversation, heard, asks=True)
    return answer_question(conversation, heard)


def _after_answer(conversation: Conversation, heard: Heard) -> Turn:
    named = "举报" in heard.text and "投诉" not in heard.text
    start = from_question(conversation).but(kinds=(Kind.report if named else Kind.complaint,))
    meant = heard.understood.model_copy(update={"confidence": 1.0})
    kept = conversation.but(answered=None)
    return begin_draft(kept, Heard(heard.message, meant, heard.city), start=start)


def _matter(conversation: Conversation, heard: Heard) -> Turn:
    return goes_to_a_case(conversation, heard) or _begun(conversation, heard)


def _begun(conversation: Conversation, heard: Heard) -> Turn:
    """A matter of its own, or several, or only a question about one."""
    if (only_asks(heard) and not tells_and_asks_how(heard)) or asks_on(conversation, heard):
        return answer_question(conversation, heard)
    if goes_on_unsurely(conversation, heard):
        return _after_answer(conversation, heard)
    parts = parts_in(heard)
    if parts:
        read = ReadParts(message=heard.message, understood=heard.understood, parts=parts)
        return Turn(conversation, (), read)
    found = heard.understood.answer if Kind.query in heard.understood.kinds else None
    bare = VAGUE.issuperset(heard.understood.ruled) and heard.understood.food is None
    start = from_question(conversation) if bare else None
    again = points_back(conversation, heard) and claims_anew(conversation, heard)
    near = of_same_trader(conversation) if again else pointed_from(conversation.filed, heard)
    if start is None and near != Facts():
        start = Draft(facts=near, kinds=same_kind(conversation.filed, heard))
    turn = begin_draft(conversation.but(answered=None), heard, start=start)
    return turn if found is None else turn.first(answers.answer_in_between(found))


def _suggestion(conversation: Conversation, heard: Heard) -> Turn:
    if illness_in(heard) is Illness.grave:
        return _fell_ill(conversation, heard)
    meant = heard.understood
    told = bool(meant.food or meant.merchant or meant.place) and not proposes(heard.text)
    if meant.confidence < SURE or told:
        return begin_unsure(conversation, heard)
    if conversation.cases and smalltalk.says_no_more(heard.text):
        return Turn(conversation.but(puzzled=0), (greeting.thanks(),))
    if not proposes(heard.text) and smalltalk.length_of(heard.text) < _A_FEW:
        return shrug(conversation, heard)
    said = said_by(heard, conversation.key)
    kept, request = filing.file_suggestion(conversation, said, heard.channel)
    return Turn(kept.but(puzzled=0), (), request)


def _chat(conversation: Conversation, heard: Heard) -> Turn:
    """Noise, unless it is a question to which there is an answer, or goes on from one."""
    if heard.understood.answer is not None and is_question(heard.text):
        return answer_question(conversation, heard)
    if conversation.answered is not None and goes_on_from_answer(conversation, heard):
        return _after_answer(conversation, heard)
    against = _only_against(heard)
    if against is not None:
        return _matter(conversation, against)
    return _hardly_noise(conversation, heard)


def _only_against(heard: Heard) -> Heard | None:
    """投诉茉莉町 as the complaint that it opens: whom it is about, and nothing more yet."""
    said, name = _AGAINST.fullmatch(heard.text), heard.understood.merchant
    if said is None or not name or said["name"] != name or not can_be_trader(name):
        return None
    kind = Kind.complaint if said["kind"] == "投诉" else Kind.report
    meant = heard.understood.model_copy(update={"kinds": (kind,), "confidence": 1.0})
    return replace(heard, understood=meant)


def _hardly_noise(conversation: Conversation, heard: Heard) -> Turn:
    """A word on a case, an illness, or a place told among noise."""
    named = heard.understood.merchant and (heard.understood.place or heard.understood.district)
    if looking_up.lost_number(heard.text):
        return looking_up.without_number(conversation, heard)
    if conversation.cases and smalltalk.says_something(heard.text) and not named:
        return looking_up.perhaps_supplement(conversation, heard)
    if illness_in(heard) is not Illness.none:
        return _fell_ill(conversation, heard)
    if tells_where(heard) or (something_wrong_with_food(heard.text) and not only_asks(heard)):
        return _unsure(conversation, heard)
    goes_on = conversation.answered is not None and goes_on_asking(heard.text)
    return shrug(conversation, heard, asks=goes_on)


def _fell_ill(conversation: Conversation, heard: Heard) -> Turn:
    """有人吃坏了: no more was said, and it is no question; nothing is asked in great danger."""
    if illness_in(heard) is Illness.grave:
        return Turn(conversation, (emergency.after_call(),))
    start = Draft(kinds=(Kind.complaint,), hazards=(Hazard.poisoning,))
    meant = heard.understood.model_copy(update={"confidence": 1.0})
    return begin_draft(conversation, Heard(heard.message, meant, heard.city), start=start)


_BEGIN: Mapping[Kind, Callable[[Conversation, Heard], Turn]] = {
    Kind.complaint: _matter,
    Kind.report: _matter,
    Kind.tip: _matter,
    Kind.query: _query,
    Kind.suggestion: _suggestion,
    Kind.out_of_scope: refer,
    Kind.progress: looking_up.progress_of,
    Kind.withdraw: withdraw,
    Kind.supplement: looking_up.supplement,
    Kind.chat: _chat,
}
