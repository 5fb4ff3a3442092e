"""What the tracker answered about a volunteer, and what follows."""

from api.contract.client import TrackerError, TrackerUnreachableError
from api.contract.codes import VolunteerStanding
from api.contract.models import CityInfo, Receipt
from api.contract.volunteers import Membership
from bot.dialogue.asking import remind
from bot.dialogue.conversation import Conversation, Stage
from bot.dialogue.membership import Member
from bot.dialogue.requests import JoinVolunteers, LeaveVolunteers, MyTips, Request
from bot.dialogue.turn import Turn
from bot.message import Reply
from bot.wording import tips, trouble, volunteers


def is_ours(request: Request) -> bool:
    """Whether a request is about a volunteer."""
    return isinstance(request, JoinVolunteers | MyTips | LeaveVolunteers)


def resume(conversation: Conversation, request: Request, mine: Membership) -> Turn:
    """Where the person stands now, and what they asked for."""
    known = remembered(conversation, mine)
    if isinstance(request, LeaveVolunteers):
        return Turn(known.at_rest(), (volunteers.gone(),))
    if isinstance(request, JoinVolunteers):
        return Turn(known.at_rest(), (_joined(mine),))
    turn = Turn(known, (volunteers.my_tips(mine),))
    waits = known.draft is not None or known.joining is not None
    return remind(known).first(*turn.replies) if waits else turn


def remembered(conversation: Conversation, mine: Membership) -> Conversation:
    """The conversation with what is known of the volunteer now."""
    who = mine.volunteer
    member = Member.model_validate(who.model_dump()) if who is not None else None
    return conversation.but(member=member)


def tip_filed(conversation: Conversation, receipt: Receipt) -> tuple[Conversation, Reply]:
    """A tip was handed in; it counts, or is a report like anybody's."""
    if receipt.credit is VolunteerStanding.approved:
        return conversation, tips.filed(receipt)
    member = conversation.member
    if receipt.credit is None:
        member = None
    elif member is not None:
        member = member.but(standing=receipt.credit)
    return conversation.but(member=member), tips.filed_uncredited(receipt)


def failed(conversation: Conversation, error: TrackerError, city: CityInfo) -> Turn:
    """The registration stays as it was filled in; of the rest nothing happened."""
    unreachable = isinstance(error, TrackerUnreachableError)
    if unreachable and conversation.stage is Stage.registering:
        return Turn(conversation, (trouble.unreachable(city.hotline),))
    said = (
        trouble.look_up_failed(city.hotline)
        if unreachable
        else trouble.refused(error.detail, city.hotline)
    )
    kept = conversation.back_to_draft()
    return (
        remind(kept).first(said) if kept.draft is not None or kept.joining else Turn(kept, (said,))
    )


def _joined(mine: Membership) -> Reply:
    who = mine.volunteer
    if who is None or who.standing is VolunteerStanding.pending:
        return volunteers.joined()
    return volunteers.already(who.kind, who.number, who.standing)
