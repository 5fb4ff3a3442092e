"""Volunteers in the chat: what they can ask for at any time, and when a message is a tip."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from api.contract.codes import VolunteerStanding
from api.contract.volunteers import VolunteerOut, VolunteerRequest
from bot.dialogue import joining, tip_hearing, tips
from bot.dialogue.asking import remind
from bot.dialogue.commands import Command, command_of
from bot.dialogue.conversation import Conversation, Draft, Stage
from bot.dialogue.membership import Member, Tip
from bot.dialogue.opening import open_matter
from bot.dialogue.parting import parts_in
from bot.dialogue.requests import LeaveVolunteers, MyTips, ReadParts
from bot.dialogue.turn import Heard, Turn
from bot.wording import tips as words
from bot.wording import volunteers

_S = VolunteerStanding
_LONGEST = 60
_NOBODY = frozenset({_S.refused, _S.left})
_TOLD = frozenset({_S.pending, _S.suspended})
"""Whose tips are ordinary reports, which they are told."""


class Wish(StrEnum):
    """What a volunteer, or somebody who wants to be one, asks for."""

    register = "register"
    tell = "tell"
    mine = "mine"
    quit = "quit"


_WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    (
        Wish.quit,
        re.compile(r"^我?(?:要|想)?(?:退出|注销|取消|不(?:想)?(?:当|做)了?)(?:我的)?志愿者"),
    ),
    (
        Wish.mine,
        re.compile(
            r"^(?:查|看|查看|看看|查一下|看一下)?我的(?:所有|全部)?线索(?:进度|记录|列表)?$"
            r"|^(?:查|看|查看)线索$|^/tips$"
        ),
    ),
    (
        Wish.tell,
        re.compile(
            r"^我?(?:要|想|来)?(?:交|报|提供|上报|反映|新)(?:一?[条个])?线索$|^线索$|^/tip$"
        ),
    ),
    (
        Wish.register,
        re.compile(
            r"^/volunteer$|^(?!.*(?:已经|不是|有没有|那个|投诉|举报|证明|证书|时长)).{0,10}"
            r"(?:(?:当|做|成为|注册|登记|加入|申请|报名)(?:成为|一?个|一名|为)*(?:食品安全)?"
            r"(?:骑手|巡查|外卖)?志愿者|(?:骑手|巡查|外卖)?志愿者(?:登记|注册|报名|申请)"
            r"|骑手(?:登记|注册|报名))"
        ),
    ),
)
_BY_BUTTON = {
    volunteers.JOIN.payload: Wish.register,
    volunteers.NEW_TIP.payload: Wish.tell,
    volunteers.MY_TIPS.payload: Wish.mine,
}


def first(conversation: Conversation, heard: Heard) -> Turn | None:
    """What comes before every command: a stage's own buttons, and a volunteer's wishes."""
    wish = wish_of(heard)
    if wish is not None:
        return _granted(conversation, heard, wish)
    own = _COMMANDED.get(conversation.stage)
    return own(conversation, heard) if own is not None else None


def wish_of(heard: Heard) -> Wish | None:
    """The wish that a button or words tell."""
    if heard.message.button is not None:
        return _BY_BUTTON.get(heard.message.button)
    text = re.sub(r"[\s。！!~～]+$", "", heard.text)
    if not text or len(text) > _LONGEST:
        return None
    return next((wish for wish, pattern in _WISHES if pattern.search(text)), None)


def tip_of(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a volunteer's observation, or None if the message is none."""
    member = conversation.member
    if member is None or not tips.is_tip(heard):
        return None
    if member.standing is _S.approved:
        parts = parts_in(heard)
        if parts:
            read = ReadParts(message=heard.message, understood=heard.understood, parts=parts)
            return Turn(conversation, (), read)
        return tips.begin(conversation.but(carried=None), heard)
    if member.standing not in _TOLD:
        return None
    return open_matter(conversation, heard).first(words.as_report(member.standing))


def goes_before_officer(conversation: Conversation, heard: Heard) -> bool:
    """Whether an observation is new though an officer wrote lately; an open question waits."""
    member = conversation.member
    approved = member is not None and member.standing is _S.approved
    return approved and not conversation.questions and tips.is_tip(heard)


def told_standing(conversation: Conversation, volunteer: VolunteerOut) -> Conversation:
    """Remember what was decided."""
    return conversation.but(member=Member.model_validate(volunteer.model_dump()))


def _granted(conversation: Conversation, heard: Heard, wish: Wish) -> Turn:
    if wish is Wish.mine:
        body = VolunteerRequest(channel=heard.channel)
        busy = conversation.draft is not None or conversation.joining is not None
        return Turn(conversation if busy else conversation.at_rest(), (), MyTips(body=body))
    if conversation.draft is not None:
        return remind(conversation).first(volunteers.finish_first())
    return _GRANTS[wish](conversation, heard)


def _register(conversation: Conversation, heard: Heard) -> Turn:
    member = conversation.member
    if member is None or member.standing in _NOBODY:
        return joining.begin(conversation, heard)
    known = volunteers.already(member.kind, member.number, member.standing)
    return Turn(conversation, (known,))


def _quit(conversation: Conversation, heard: Heard) -> Turn:
    if conversation.member is None or conversation.member.standing in _NOBODY:
        return Turn(conversation.at_rest(), (volunteers.not_yet(heard.city),))
    kept = conversation.at_rest().but(stage=Stage.quitting)
    return Turn(kept, (volunteers.confirm_leaving(),))


def _tell(conversation: Conversation, heard: Heard) -> Turn:
    """交线索, and nothing told yet."""
    member = conversation.member
    if member is None or member.standing in _NOBODY:
        return Turn(conversation.at_rest(), (volunteers.not_yet(heard.city),))
    if member.standing is not _S.approved:
        return Turn(conversation.at_rest(), (words.as_report(member.standing),))
    draft = Draft(tip=Tip(), started_at=heard.message.at)
    return tips.proceed(conversation.at_rest(), tips.settled(draft, heard), heard)


_GRANTS: Mapping[Wish, Callable[[Conversation, Heard], Turn]] = {
    Wish.register: _register,
    Wish.quit: _quit,
    Wish.tell: _tell,
}


def _leaving(conversation: Conversation, heard: Heard) -> Turn | None:
    """To be a volunteer no longer: only a clear yes does it."""
    button, command = heard.message.button, command_of(heard)
    typed = command is Command.yes or (command is Command.submit and button is None)
    if button == volunteers.YES_LEAVE.payload or typed or heard.text == volunteers.YES_LEAVE.label:
        body = VolunteerRequest(channel=heard.channel)
        return Turn(conversation, (), LeaveVolunteers(body=body))
    if button == volunteers.STAY.payload or command in {Command.no, Command.cancel}:
        return Turn(conversation.at_rest(), (volunteers.stayed(),))
    return None


def _still_leaving(conversation: Conversation, heard: Heard) -> Turn:
    """Neither yes nor no: everything stays, and the message is heard for itself."""
    kept = conversation.at_rest()
    turn = tip_of(kept, heard) or open_matter(kept, heard)
    return turn.first(volunteers.stayed())


_COMMANDED: Mapping[Stage, Callable[[Conversation, Heard], Turn | None]] = {
    Stage.registering: joining.commanded,
    Stage.tipping: tip_hearing.commanded,
    Stage.quitting: _leaving,
}
HEARS: Mapping[Stage, Callable[[Conversation, Heard], Turn]] = {
    Stage.registering: joining.hear,
    Stage.tipping: tip_hearing.hear,
    Stage.quitting: _still_leaving,
}
"""Who hears what is no command, in the stages of volunteers."""
