"""Talking with an officer: the answer to a question, and a reply to what an officer told.

A question stays open until something comes that can answer it: words that tell something, a
photo, a place. A promise to look, thanks, or a question back leave it open.
"""

import re
from datetime import timedelta

from api.contract.codes import Kind
from bot.dialogue import looking_up, smalltalk
from bot.dialogue.conversation import Conversation, Purpose
from bot.dialogue.kinds import VAGUE
from bot.dialogue.tone import is_empty_talk, is_question, only_asks
from bot.dialogue.turn import Heard, Turn
from bot.wording import progress

_SOON = timedelta(hours=1)
"""For so long more of an answer may follow, which names a trader or what was wrong."""
_SHORT = 18
_LATER = re.compile(
    r"稍等|等[一我会下几]|等等|马上|这就|我(?:去|先|再|得)?(?:找|看|拍|问|翻|想)|找找|找一下|回头|晚点|晚些|一会|待会|过会"
    r"|(?:现在|暂时|手头)(?:没|不)|在(?:外面|上班|开会|路上)|(?:明天|今晚|下班|回家|到家)(?:再)?(?:就)?(?:发|拍|给|找|补)?"
)
_TELLS = re.compile(r"\d|[一二三四五六七八九十两]+(?:月|号|点|块|元|瓶|包)|是[^不，,]{2,}|叫")
_WHY = re.compile(r"为什么|为啥|为何|干嘛|干什么|有什么用|做什么用|凭什么|什么意思")
_WORDS_OF_A_CLAIM = re.compile(r"投诉|举报")
_A_STORY = 25


def hear_officer(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a message that belongs to what an officer asked or told, or None."""
    if heard.message.button is not None:
        return None
    if conversation.questions and not _is_another(heard, asked=True):
        return answer(conversation, heard)
    engaged = conversation.engaged
    since = heard.message.at - engaged.at if engaged is not None else looking_up.WHILE
    more = engaged is not None and engaged.asked and since < _SOON
    courtesy = smalltalk.small_talk(heard, new=False) is not None
    if engaged is None or since >= looking_up.WHILE or courtesy or _is_another(heard, asked=more):
        return None
    kept = looking_up.carrying_words(conversation, heard)
    if engaged.number in conversation.running and len(conversation.running) > 1:
        return looking_up.look_up(kept, heard, Purpose.supplement)  # its words may name another
    return looking_up.add(kept, engaged.number, heard.channel)


def answer(conversation: Conversation, heard: Heard) -> Turn:
    """To a question that is open: an answer goes to its case, the rest leaves it open."""
    asked = conversation.questions_by_number()
    brought = heard.evidence or heard.message.location
    if not brought and puts_off(heard.text):
        return Turn(conversation, (progress.take_your_time(asked),))
    if not brought and is_question(heard.text):
        if _WHY.search(heard.text) and len(heard.text) <= _SHORT:
            return Turn(conversation, (progress.why_officer_asks(asked),))
        return looking_up.supplement(conversation, heard, asks=True)
    return looking_up.supplement(conversation, heard)


def puts_off(text: str) -> bool:
    """Whether words only promise an answer, nod, greet or thank."""
    if not text or len(text) > _SHORT or _TELLS.search(text):
        return False
    return bool(_LATER.search(text)) or smalltalk.is_nod(text) or is_empty_talk(text)


def _is_another(heard: Heard, *, asked: bool) -> bool:
    """Whether a message has a concern of its own, so that it is no word to an officer."""
    text = heard.text
    if not text:
        return False
    if _is_for_us(heard, asked=asked) or _is_matter(heard, asked=asked):
        return True
    return not (asked or heard.evidence or smalltalk.says_something(text) or is_question(text))


def _is_for_us(heard: Heard, *, asked: bool) -> bool:
    """Progress, a withdrawal, small talk, a general question: answered here."""
    meant, text = heard.understood, heard.text
    if {Kind.progress, Kind.withdraw}.intersection(meant.kinds):
        return True
    if only_asks(heard) and meant.answer is not None:
        return True
    small = smalltalk.small_talk(heard, new=False) is not None
    elsewhere = Kind.out_of_scope in meant.kinds and len(text) > _SHORT
    return (small and not (asked and puts_off(text))) or (elsewhere and not asked)


def _is_matter(heard: Heard, *, asked: bool) -> bool:
    """Another matter; an answer to a question may well name a trader and what was wrong."""
    meant, text = heard.understood, heard.text
    if not {Kind.complaint, Kind.report, Kind.tip}.intersection(meant.kinds):
        return False
    claimed = _WORDS_OF_A_CLAIM.search(text) is not None
    named = meant.merchant or meant.place
    if asked:
        return bool(meant.hazards and named) and (claimed or len(text) > _A_STORY)
    return bool(named or claimed) or not VAGUE.issuperset(meant.hazards)
