"""A filing from a volunteer's chat: hidden wherever it names them, credited if it is a tip."""

import re
from datetime import timedelta

from api.cases.tables import CaseRow
from api.contract.codes import Kind, VolunteerStanding
from api.contract.models import FileRequest, Reporter, Said, Supplement
from api.kit.errors import TooMany
from api.kit.work import Work, Works
from api.people.crediting import is_credited, sent_since
from api.people.veil import veil
from api.people.volunteer_tables import Volunteer
from api.people.volunteers import as_reporter, by_channel
from knowledge.cities.city import City

_HOUR = timedelta(hours=1)
_NUMBERED = re.compile(r"(志愿者 )\d{4,}")


def unnamed(works: Works, request: FileRequest) -> FileRequest:
    """An anonymous filing without name, phone and number of the volunteer whose chat it is.

    Whoever works the case must not learn who told it, though the bot called them by their number.
    """
    if request.reporter is not None:
        return request
    with works.read() as work:
        volunteer = by_channel(work, request.channel)
        who = as_reporter(work, volunteer) if volunteer is not None else None
    if who is None:
        return request

    def hidden(said: Said) -> Said:
        return said.model_copy(update={"text": _hidden(said.text, who)})

    return request.model_copy(
        update={
            "earlier": (*request.earlier, who)[-50:],
            "messages": tuple(hidden(said) for said in request.messages),
            "talk": tuple(hidden(said) for said in request.talk),
        }
    )


def unnamed_words(work: Work, case: CaseRow, said: Supplement) -> str:
    """What is added to an anonymous case, without who the volunteer is whose chat it is."""
    volunteer = by_channel(work, said.channel) if case.anonymous else None
    who = as_reporter(work, volunteer) if volunteer is not None else None
    return said.text if who is None or said.reporter is not None else _hidden(said.text, who)


def _hidden(text: str, who: Reporter) -> str:
    return _NUMBERED.sub(r"\1****", veil(text, (who,), wholly=True))


def teller(work: Work, city: City, request: FileRequest) -> Volunteer | None:
    """The volunteer to whom the cases of a filing are credited, or None.

    Raises:
        TooMany: `too_many_tips`, more than the city takes of one volunteer in an hour; an
            emergency is always taken.
    """
    if not request.tip or any(matter.kind is not Kind.report for matter in request.matters):
        return None
    volunteer = by_channel(work, request.channel)
    if volunteer is None or volunteer.standing != VolunteerStanding.approved:
        return None
    most = city.volunteering.tips_per_hour if city.volunteering else 0
    lately = sent_since(work, volunteer, work.now - _HOUR)
    if len(lately) >= most and not any(matter.emergency for matter in request.matters):
        wait = max(int((lately[-most] + _HOUR - work.now).total_seconds()), 1) if most else 3600
        raise TooMany(
            "too_many_tips",
            f"这一小时已经收了您 {len(lately)} 条线索（每人每小时最多 {most} 条，"
            f"这是本单位的规定）。请 {-(-wait // 60)} 分钟后再提交，填好的都留着。",
            wait=wait,
        )
    return volunteer


def credit_of(work: Work, request: FileRequest, case_id: str) -> VolunteerStanding | None:
    """How a tip was taken: `approved` if it was credited, else where its sender stands."""
    if not request.tip:
        return None
    if is_credited(work, case_id):
        return VolunteerStanding.approved
    volunteer = by_channel(work, request.channel)
    return None if volunteer is None else VolunteerStanding(volunteer.standing)
