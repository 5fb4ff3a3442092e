"""What follows for people from a registration or a decision about a volunteer."""

from collections.abc import Iterator

from sqlmodel import col, select

from api.contract.codes import Kind, Platform, Template
from api.contract.delivery import Notice
from api.kit.work import Work
from api.outbox.service import Recipient, put
from api.people.absences import present
from api.people.tables import Officer
from api.people.volunteer_tables import Volunteer, VolunteerEvent
from api.people.volunteers import (
    VOLUNTEER,
    Decided,
    Decision,
    Registered,
    channel_of,
    number_of,
    volunteer_out,
)
from knowledge.cities.city import City
from knowledge.cities.schema import Office

_SAYS = {
    Decision.approve: Template.volunteer_approved,
    Decision.refuse: Template.volunteer_refused,
    Decision.suspend: Template.volunteer_suspended,
    Decision.restore: Template.volunteer_restored,
}


def tell_volunteer(city: City, work: Work, happening: Decided) -> None:
    """Tell a volunteer what was decided, in the chat they registered from."""
    volunteer, event = happening.volunteer, happening.event
    channel = channel_of(work, volunteer)
    if channel is None:
        return
    notice = _notice(city, volunteer, event, _SAYS[happening.decision], happening.reason)
    recipient = Recipient(VOLUNTEER, channel.platform, channel.address)
    put(work, event.id or 0, volunteer.id, recipient, notice)


def tell_deciders(city: City, work: Work, happening: Registered) -> None:
    """Tell the nearest supervisors, at the desk, that somebody waits; not who it is."""
    volunteer, event = happening.volunteer, happening.event
    notice = _notice(city, volunteer, event, Template.volunteer_registered, None)
    for officer in _deciders(work, city, volunteer.office):
        recipient = Recipient(f"officer:{officer.id}", Platform.desk, officer.id)
        put(work, event.id or 0, volunteer.id, recipient, notice)


def _notice(
    city: City, volunteer: Volunteer, event: VolunteerEvent, template: Template, text: str | None
) -> Notice:
    return Notice(
        template=template,
        number=number_of(volunteer) or "",
        kind=Kind.tip,
        office=city.office(volunteer.office).name,
        at=event.at,
        text=text,
        volunteer=volunteer_out(volunteer),
    )


def _deciders(work: Work, city: City, code: str) -> list[Officer]:
    """The present supervisors of an office, or of the next one up that has any."""
    everybody = work.session.exec(select(Officer).where(col(Officer.active).is_(True))).all()
    staff = [one for one in present(work, everybody) if "supervisor" in one.roles]
    here = ([one for one in staff if one.office == office.code] for office in _up(city, code))
    return next((found for found in here if found), [])


def _up(city: City, code: str) -> Iterator[Office]:
    office: Office | None = city.office(code)
    while office is not None:
        yield office
        office = city.parent(office)
