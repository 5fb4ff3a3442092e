"""An emergency that was reported at once becomes the complaint that its reporter makes of it.

Who is ill is told before anything else, and the office on duty hears it as a report. Where its
reporter then wants money of the trader and asks for no check, one matter was told: it stays one
case, with its number, its evidence, and those who were alarmed.
"""

from api.cases.correcting import correct, differences, is_settled
from api.cases.service import CITIZEN, done_before
from api.cases.tables import CaseRow
from api.contract.codes import Kind
from api.contract.models import FileRequest, Supplement
from api.intake.telling import own_case, supplement
from api.kit.work import Work


def converted(work: Work, request: FileRequest) -> CaseRow | None:
    """The case that a filing converts into a complaint; None if it opens one of its own.

    A report that its office works on already stays what it is.

    Raises:
        NotFound: `unknown_case`, `unknown_evidence`.
    """
    if request.converts is None:
        return None
    case = own_case(work, request.channel, request.converts.number)
    if done_before(work, case.id, request.key) is not None:
        return case
    if case.kind != Kind.report or is_settled(case):
        return None
    matter, since = request.matters[0], request.messages[request.converts.told :]
    words = "\n".join(said.text for said in since)
    more = Supplement(
        key=request.key,
        channel=request.channel,
        text=words[:20_000],
        at=since[-1].at if since else work.now,
        facts=matter.facts,
        severity=matter.severity,
        reporter=request.reporter,
        evidence=request.evidence,
    )
    supplement(work, case.number, more)
    changes = differences(case, {"kind": Kind.complaint, "hazard": matter.hazard or case.hazard})
    correct(work, case, changes, district=None, actor=CITIZEN)
    return case
