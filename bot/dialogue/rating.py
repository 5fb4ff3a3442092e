"""How content the person is with the end of a case, and the wish to have it done again."""

import re

from api.contract.client import TrackerError
from api.contract.codes import Satisfaction, State
from api.contract.models import CaseView, Rating
from bot.dialogue import smalltalk
from bot.dialogue.asking import remind
from bot.dialogue.commands import choice_of
from bot.dialogue.conversation import Conversation, Stage
from bot.dialogue.requests import RateCase
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import rating as words

_SAID = re.compile(
    r"(?:我|对?这?个?结果|处理)*(?P<how>(?:很|非常|十分|挺|比较|还算|太)?满意"
    r"|基本满意|还行吧?|还可以|一般|凑合"
    r"|(?:很|非常|十分|太|极其|一点也|一点都)?不(?:太|怎么|是很)?满意)"
)
_FAIRLY = re.compile(r"基本|还|一般|凑合|比较")
_AFTER = re.compile(r"^[了的啦呀啊。，,！!\s]+")
_OF_ENDS = {State.closed, State.refused, State.referred}
"""Ends that a supervisor can send back."""


def hear_rating(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a message that rates a case, by a button or in words, or None."""
    pressed = choice_of(heard.message, "rate")
    if pressed is not None:
        step, _, named = pressed.partition(":")
        known = step in Satisfaction.__members__
        return _rate(conversation, heard, named, Satisfaction(step), "") if known else None
    number = conversation.unrated
    if conversation.stage is not Stage.idle or heard.message.button:
        return None
    said = _SAID.match(heard.text)
    if said is None:
        return None
    if number is None:
        return _before_any_end(conversation, heard, said)
    score, rest = _score(said["how"]), _AFTER.sub("", heard.text[said.end() :])
    if rest and score is not Satisfaction.unsatisfied:
        return None
    return _rate(conversation, heard, number, score, heard.text if rest else "")


def _before_any_end(conversation: Conversation, heard: Heard, said: re.Match[str]) -> Turn | None:
    """满意 alone while nothing waits to be rated: no proposal, and no praise to be filed."""
    rest = _AFTER.sub("", heard.text[said.end() :])
    if rest and not smalltalk.is_thanks(rest):
        return None
    running = conversation.running
    reply = words.nothing_to_rate(_score(said["how"]), running[-1] if running else None)
    return Turn(conversation.but(puzzled=0), (reply,))


def hear_why(conversation: Conversation, heard: Heard) -> Turn:
    """After a bad rating: the reason goes to the supervisors as a wish to have it redone."""
    number = conversation.choices[0]
    redo = choice_of(heard.message, "redo")
    if redo == "no":
        return let_be(conversation)
    tells = heard.evidence or smalltalk.says_something(heard.text)
    if redo is None and not tells:
        return Turn(conversation, (words.what_is_wrong(number),))
    return ask_redo(conversation, heard)


def ask_redo(conversation: Conversation, heard: Heard) -> Turn:
    """Hand the wish on, with the reason if one was given."""
    said = heard.text if heard.message.button is None else ""
    return _rate(
        conversation, heard, conversation.choices[0], Satisfaction.unsatisfied, said, redo=True
    )


def let_be(conversation: Conversation) -> Turn:
    """The rating stands, and nothing more is wanted."""
    kept = conversation.back_to_draft()
    thanks = words.thanks(Satisfaction.unsatisfied)
    return Turn(kept, (thanks,)) if kept.draft is None else remind(kept).first(thanks)


def rated(conversation: Conversation, request: RateCase, view: CaseView) -> Turn:
    """The tracker kept it."""
    score, number = request.body.score, request.number
    kept = conversation.but(
        unrated=None if conversation.unrated == number else conversation.unrated
    )
    if request.body.rework:
        return _after(kept, words.rework_wanted(number))
    if score is Satisfaction.unsatisfied and view.state in _OF_ENDS:
        waiting = kept.but(stage=Stage.reviewing, choices=(number,), purpose=None, carried=None)
        return Turn(waiting, (words.what_is_wrong(number, told=bool(request.body.text)),))
    return _after(kept, words.thanks(score))


def not_rated(conversation: Conversation, request: object, error: TrackerError) -> Turn | None:
    """Why the tracker did not take a rating, or None if it says nothing of one."""
    if not isinstance(request, RateCase):
        return None
    if error.code == "still_open":
        return _after(conversation, words.not_ended(request.number))
    if error.code == "nothing_to_redo":
        return _after(conversation, words.cannot_redo(request.number))
    return None


def _rate(
    conversation: Conversation,
    heard: Heard,
    number: str,
    score: Satisfaction,
    said: str,
    *,
    redo: bool = False,
) -> Turn:
    kept, key = conversation.next_key()
    body = Rating(
        key=key,
        channel=heard.channel,
        score=score,
        text=said[:20_000],
        evidence=heard.evidence,
        rework=redo,
    )
    return Turn(kept, (), RateCase(number=number, body=body))


def _after(conversation: Conversation, reply: Reply) -> Turn:
    kept = conversation.back_to_draft()
    return Turn(kept, (reply,)) if kept.draft is None else remind(kept).first(reply)


def _score(said: str) -> Satisfaction:
    if "不" in said:
        return Satisfaction.unsatisfied
    return Satisfaction.fairly if _FAIRLY.search(said) else Satisfaction.satisfied
