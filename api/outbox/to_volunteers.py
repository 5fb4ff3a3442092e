"""A volunteer is told what was decided about them, in the chat they registered from."""

from api.contract.codes import Kind, Template
from api.contract.delivery import Notice
from api.kit.work import Work
from api.outbox.service import Recipient, put
from api.people.volunteers import (
    VOLUNTEER,
    Decided,
    Decision,
    channel_of,
    number_of,
    volunteer_out,
)
from knowledge.cities.city import City

_SAYS = {
    Decision.approve: Template.volunteer_approved,
    Decision.refuse: Template.volunteer_refused,
    Decision.suspend: Template.volunteer_suspended,
    Decision.restore: Template.volunteer_restored,
}


def tell_volunteer(city: City, work: Work, happening: Decided) -> None:
    """Put the notice of a decision into the outbox, sealed by the volunteer's key."""
    volunteer, event = happening.volunteer, happening.event
    channel = channel_of(work, volunteer)
    if channel is None:
        return
    notice = Notice(
        template=_SAYS[happening.decision],
        number=number_of(volunteer) or "",
        kind=Kind.tip,
        office=city.office(volunteer.office).name,
        at=event.at,
        text=happening.reason,
        volunteer=volunteer_out(volunteer),
    )
    recipient = Recipient(VOLUNTEER, channel.platform, channel.address)
    put(work, event.id or 0, volunteer.id, recipient, notice)
