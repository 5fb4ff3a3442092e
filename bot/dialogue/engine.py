"""What happens to a conversation: a message comes in, or the tracker's result."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from api.contract.codes import Kind
from api.contract.models import CityInfo
from api.contract.understood import Understood
from bot.dialogue import (
    choosing,
    collecting,
    companions,
    describing,
    looking_up,
    meaning,
    obeying,
    offered,
    opening,
    own_data,
    referral,
    results,
    smalltalk,
    unnamed_after,
    volunteering,
    whose,
)
from bot.dialogue.asking import remind
from bot.dialogue.beginning import begin_with_carried
from bot.dialogue.care_question import answer_care, with_answer
from bot.dialogue.caring import care
from bot.dialogue.case_number import named_in
from bot.dialogue.claiming import claim_after_report
from bot.dialogue.commands import Command, choice_of, command_of
from bot.dialogue.conversation import Conversation, Draft, Filed, Stage
from bot.dialogue.dropping import drop_one
from bot.dialogue.earlier import about_an_earlier_one
from bot.dialogue.housed import with_stall
from bot.dialogue.lapsing import FRESH, take_from_shelf
from bot.dialogue.leaving import confirms, keeps
from bot.dialogue.left_number import with_number
from bot.dialogue.mending_filed import new_contact, put_right
from bot.dialogue.nameless import decided
from bot.dialogue.new_matter import is_new, is_only_phone, tells_own
from bot.dialogue.nobody_ill import call_off, unless_ill
from bot.dialogue.only_who import without_who
from bot.dialogue.ordered import hear_and_obey
from bot.dialogue.own_food import hear as hear_own_food
from bot.dialogue.own_food import with_what_was_told
from bot.dialogue.passing import begin_beside, come_to_the_point, without_aside
from bot.dialogue.rating import hear_rating, hear_why
from bot.dialogue.requests import Request
from bot.dialogue.subjects import says_where
from bot.dialogue.taking_back import take_back
from bot.dialogue.taking_over import take_over
from bot.dialogue.turn import Heard, Turn, key_of
from bot.dialogue.turning import turned
from bot.dialogue.undone import with_what_was_undone
from bot.dialogue.with_officer import hear_officer
from bot.message import InboundMessage, Reply
from bot.wording import greeting, intake, progress, trouble
from bot.wording import own_data as own_words
from bot.wording.asks import Ask

_LONG = 3000


def welcome(city: CityInfo) -> Reply:
    """The first words in a new chat."""
    return greeting.welcome(city)


def step(
    conversation: Conversation, message: InboundMessage, understood: Understood, city: CityInfo
) -> Turn:
    """Answer one message.

    Args:
        conversation: What is remembered of the chat.
        message: What came in; its photos are stored already, or refused.
        understood: What its text means.
        city: The office it was sent to.

    Returns:
        The conversation afterwards, what to say, and what the tracker is to do; its result
        goes to `resume`. The same arguments always give the same turn.
    """
    heard = without_aside(Heard(message, understood, city))
    before = conversation.at or message.at
    fresh = conversation.but(
        at=message.at,
        key=key_of(message),
        count=0,
        heard=conversation.heard + 1,
        reminded=False,
        filed=_of_today(conversation, message.at),
        unsold=conversation.unsold if message.at - before < FRESH else None,
    )
    fresh, heard = with_what_was_told(with_what_was_undone(fresh, heard), heard)
    fresh, heard = unless_ill(fresh, heard)
    fresh, heard = whose.answered(fresh, heard)
    fresh, advice = care(fresh, heard)
    told = (one for one in companions.in_order(fresh) if says_where(one, heard.text))
    turn = _answer(fresh, with_stall(without_who(next(told, fresh.draft), heard)), before)
    turn = with_number(fresh, turn, heard)
    if not named_in(heard.text).alone:  # a receipt code is kept no longer than it is needed
        turn = replace(turn, conversation=turn.conversation.but(half=None))
    return turn.first(*((advice,) if advice else ()), *_notes(heard))


def _of_today(conversation: Conversation, now: datetime) -> Filed | None:
    """What was filed within a day; it holds who told it, and is kept no longer."""
    filed = conversation.filed
    return filed if filed is not None and now - filed.at < FRESH else None


def resume(
    conversation: Conversation, request: Request, result: results.Result, city: CityInfo
) -> Turn:
    """Go on with what the tracker answered to a request."""
    return results.resume(conversation, request, result, city)


def _answer(conversation: Conversation, heard: Heard, before: datetime) -> Turn:
    """Trouble, emergency, command, then whatever the stage makes of it: in this order."""
    nothing = not (heard.text or heard.evidence or heard.message.location or heard.message.phone)
    if nothing and heard.message.button is None:
        return _nothing_came(conversation, heard)
    for first in (
        whose.hear,
        call_off,
        hear_own_food,
        take_over,
        answer_care,
        looking_up.asked_by_number,
        hear_rating,
        come_to_the_point,
    ):
        turn = first(conversation, heard)
        if turn is not None:
            return (
                with_answer(turn, conversation, heard)
                if first in {take_over, hear_own_food}
                else turn
            )
    draft = conversation.draft
    if conversation.shelved is not None and draft is None:
        return _from_shelf(conversation, heard)
    if draft is not None and heard.message.at - before > FRESH:
        return _later(conversation, draft, heard)
    return _obeyed_or_heard(conversation, heard)


def _from_shelf(conversation: Conversation, heard: Heard) -> Turn:
    """A draft lies on the shelf: 继续 takes it up, and so do words that belong to nothing else."""
    restored = take_from_shelf(conversation)
    draft = restored.draft or Draft()
    command = command_of(heard)
    if command is Command.go_on:
        began = draft.started_at or heard.message.at
        return remind(restored).first(intake.taken_up(began))
    small = smalltalk.small_talk(heard, new=False)
    wish = volunteering.wish_of(heard) or own_data.wish_of(heard)[0]
    aside = command is not None or small is not None or wish is not None
    elsewhere = conversation.stage is not Stage.idle or bool(conversation.questions)
    own = meaning.is_a_matter(heard) or Kind.query in heard.understood.kinds
    if aside or elsewhere or own or is_new(heard):
        return _obeyed_or_heard(conversation, heard)
    return _later(restored, draft, heard)


def _later(conversation: Conversation, draft: Draft, heard: Heard) -> Turn:
    """A draft of an earlier day: taken up again, or put down for a new matter."""
    began = draft.started_at or heard.message.at
    if is_new(heard) and meaning.is_a_matter(heard):
        return _begin(conversation.at_rest(), heard).first(intake.put_down(began))
    return _obeyed_or_heard(conversation, heard).first(intake.taken_up(began))


def _obeyed_or_heard(conversation: Conversation, heard: Heard) -> Turn:
    own = own_data.first(conversation, heard) or volunteering.first(conversation, heard)
    own = own or unnamed_after.hear(conversation, heard) or drop_one(conversation, heard)
    own = own or turned(conversation, heard, _idle)
    if own is not None:
        return own
    command = decided(conversation, heard, command_of(heard))
    hear = HEARS[conversation.stage]
    if command is None:
        turn = hear_and_obey(conversation, heard, hear)
    else:
        turn = obeying.obey(conversation, heard, command)
    return hear(conversation, heard) if turn is None else turn


def _nothing_came(conversation: Conversation, heard: Heard) -> Turn:
    said = () if heard.message.photos else (trouble.empty(),)
    return remind(conversation).first(*said) if conversation.draft else Turn(conversation, said)


def _notes(heard: Heard) -> tuple[Reply, ...]:
    """What has to be said of the message itself, whatever it means."""
    refused = dict.fromkeys(photo.refused for photo in heard.message.photos if photo.refused)
    notes = [trouble.photo_refused(reason) for reason in refused if reason]
    if len(heard.text) > _LONG:
        notes.append(trouble.too_long())
    return tuple(Reply(text=note) for note in notes)


def _idle(conversation: Conversation, heard: Heard) -> Turn:
    if volunteering.goes_before_officer(conversation, heard):
        return _begin(conversation, heard)
    claim = claim_after_report(conversation, heard)
    if claim is not None:
        return claim
    earlier = put_right(conversation, heard) or about_an_earlier_one(conversation, heard)
    return earlier or hear_officer(conversation, heard) or _begin(conversation, heard)


def _begin(conversation: Conversation, heard: Heard) -> Turn:
    first = volunteering.tip_of(conversation, heard) or begin_beside(conversation, heard)
    return first or opening.open_matter(conversation, heard)


def _stuck(conversation: Conversation, heard: Heard) -> Turn:
    draft = conversation.draft or Draft()
    return (
        choosing.hear(conversation, heard)
        if draft.asking is Ask.kind
        else collecting.hear(conversation, heard)
    )


def _elsewhere(conversation: Conversation, heard: Heard) -> Turn:
    return referral.hear(conversation, heard, _idle)


def _picking(conversation: Conversation, heard: Heard) -> Turn:
    """Words that name none are kept with what waits; a wish to withdraw is let go of."""
    if is_only_phone(heard) and len(conversation.choices) == 1:
        return new_contact(conversation.back_to_draft(), heard)
    lost = conversation.puzzled > 0 and conversation.carried is None
    own = tells_own(conversation, heard)
    if looking_up.chooses(conversation, heard) or not (lost or own or is_new(heard)):
        return looking_up.picked(conversation, heard)
    if tells_own(conversation, heard):
        return begin_with_carried(conversation, heard)
    kept = conversation.back_to_draft().but(puzzled=0)
    return HEARS[kept.stage](kept, heard)


def _withdrawing(conversation: Conversation, heard: Heard) -> Turn:
    """Yes in other words; else the case stays, and the message is heard for itself."""
    if confirms(heard.text):
        return take_back(conversation, heard)
    if keeps(heard.text):
        return obeying.leave_be(conversation)
    kept = conversation.back_to_draft()
    if is_new(heard):
        return HEARS[kept.stage](kept, heard).first(progress.kept())
    return Turn(conversation, (progress.confirm_withdrawal(conversation.choices[0]),))


def _erasing(conversation: Conversation, heard: Heard) -> Turn:
    """Neither yes nor no: nothing is erased, and the message is heard for itself."""
    kept = own_data.leave(conversation)
    return HEARS[kept.stage](kept, heard).first(own_words.unchanged())


def _reviewing(conversation: Conversation, heard: Heard) -> Turn:
    """Why the end is not to the liking, unless it is something else."""
    if is_new(heard) and choice_of(heard.message, "redo") is None:
        kept = conversation.back_to_draft()
        return HEARS[kept.stage](kept, heard)
    return hear_why(conversation, heard)


HEARS: Mapping[Stage, Callable[[Conversation, Heard], Turn]] = {
    Stage.idle: _idle,
    Stage.choosing: choosing.hear,
    Stage.collecting: collecting.hear,
    Stage.stuck: _stuck,
    Stage.confirming: collecting.hear,
    Stage.offering: offered.hear,
    Stage.referred: _elsewhere,
    Stage.describing: describing.hear,
    Stage.picking: _picking,
    Stage.withdrawing: _withdrawing,
    Stage.erasing: _erasing,
    Stage.reviewing: _reviewing,
    **volunteering.HEARS,
}
