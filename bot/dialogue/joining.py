"""A registration as a volunteer: four items in any order, a summary, and it is sent."""

from api.contract.volunteers import JoinRequest
from bot.dialogue import meaning
from bot.dialogue.commands import Command, command_of
from bot.dialogue.conversation import Conversation, Stage
from bot.dialogue.joining_items import complete, missing, read
from bot.dialogue.membership import Item, Joining
from bot.dialogue.opening import open_matter
from bot.dialogue.pending import again
from bot.dialogue.requests import JoinVolunteers
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard, Turn
from bot.message import Reply
from bot.wording import answers, greeting, volunteers

_MOST = 2
_SENDS = frozenset({Command.yes, Command.submit, Command.as_is})
_GOES_ON = frozenset({Command.go_on, Command.submit, Command.edit, Command.undo})
_OURS = frozenset({Command.cancel, Command.person, Command.progress})
"""Commands that mean here what they mean everywhere."""


def begin(conversation: Conversation, heard: Heard) -> Turn:
    """Somebody asks to be a volunteer, and may tell all of it at once."""
    if not heard.city.organisations:
        return Turn(conversation, (volunteers.not_open(heard.city),))
    fresh = conversation.at_rest().but(stage=Stage.registering, puzzled=0)
    told = read(Joining(), heard)
    turn = _ask(fresh, told, heard)
    return turn.first(Reply(text=volunteers.welcome()))


def commanded(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a command or button while a registration is filled in, or None."""
    joining = conversation.joining or Joining()
    button, command = heard.message.button, command_of(heard)
    if complete(joining) and (button == volunteers.SEND.payload or command in _SENDS):
        return _send(conversation, joining, heard)
    if button == volunteers.AGAIN.payload or command is Command.restart:
        return begin(conversation, heard)
    beside = {
        Command.why: Reply(text=volunteers.why_joining()),
        Command.help: greeting.help_(heard.city),
    }
    if command in beside:
        return Turn(conversation, (beside[command], again(conversation)))
    if command in _GOES_ON or (button is not None and command and command not in _OURS):
        return _ask(conversation, joining, heard, counted=False)
    return None


def hear(conversation: Conversation, heard: Heard) -> Turn:
    """An answer, a correction, a question in between, or a matter that comes first."""
    joining = conversation.joining or Joining()
    told = read(joining, heard)
    if told != joining:
        return _ask(conversation.but(puzzled=0), told, heard)
    meant = heard.understood
    found = meant.hazards and (meant.merchant or meant.place) and meaning.is_a_matter(heard)
    if heard.evidence and not heard.text:
        return Turn(conversation, (volunteers.no_photo(), again(conversation)))
    if found and meant.confidence >= meaning.SURE:
        return open_matter(conversation.at_rest(), heard).first(volunteers.put_down())
    if meant.answer is not None and is_question(heard.text):
        between = answers.answer_in_between(meant.answer)
        return Turn(conversation, (between, again(conversation)))
    return _ask(conversation, joining, heard)


def _ask(
    conversation: Conversation, joining: Joining, heard: Heard, *, counted: bool = True
) -> Turn:
    item = missing(joining)
    if item is None:
        kept = conversation.but(joining=joining.but(asking=None))
        return Turn(kept, (_summary(joining),))
    times = joining.asked.get(item, 0) + (1 if counted or item not in joining.asked else 0)
    if times > _MOST:
        kept = conversation.but(joining=joining.but(asking=item))
        return Turn(kept, (volunteers.joining_stuck(),))
    asked = joining.but(asking=item, asked={**joining.asked, item: times})
    kept = conversation.but(stage=Stage.registering, joining=asked)
    return Turn(kept, (_question(asked, item, times, heard),))


def _question(joining: Joining, item: Item, times: int, heard: Heard) -> Reply:
    if item is Item.kind:
        return volunteers.ask_kind(times)
    if item is Item.name:
        return volunteers.ask_name(times)
    if item is Item.phone:
        return volunteers.ask_phone(times)
    if joining.other:
        return volunteers.ask_other_organisation()
    listed = [one for one in heard.city.organisations if one.kind is joining.kind]
    return volunteers.ask_organisation(listed, times)


def _summary(joining: Joining) -> Reply:
    known = _whole(joining)
    return volunteers.summary(known.kind, known.organisation_name, known.name, known.phone)


def _send(conversation: Conversation, joining: Joining, heard: Heard) -> Turn:
    kept, key = conversation.next_key()
    whole = _whole(joining).model_copy(update={"key": key, "channel": heard.channel})
    return Turn(kept, (), JoinVolunteers(body=JoinRequest.model_validate(whole.model_dump())))


def _whole(joining: Joining) -> JoinRequest:
    """A registration of which nothing is missing; key and channel come when it is sent."""
    values = joining.model_dump(exclude={"asking", "asked", "other"})
    return JoinRequest.model_construct(**values)
