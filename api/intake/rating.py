"""How content the reporter is with the end of a case, and the wish to have it done again."""

from api.cases import evidence
from api.cases.events import EventKind
from api.cases.service import CITIZEN, append, done_before
from api.cases.states import TRANSITIONS, is_open
from api.cases.tables import CaseRow
from api.contract.codes import Kind, Satisfaction, State
from api.contract.models import Rating
from api.intake.telling import own_case
from api.kit.errors import Conflict
from api.kit.work import Work


def rate(work: Work, number: str, said: Rating) -> CaseRow:
    """Keep what a reporter says of the end of his case; the last word counts.

    The hotlines call back and count 满意率 (H09), and what the caller is not content with can be
    sent back (H11): that stays a supervisor's move, the wish only reaches him.

    Raises:
        NotFound: `unknown_case`, `unknown_evidence`.
        Conflict: `still_open`, there is no end to speak of yet; `nothing_to_redo`, he is
            content, or took the case back himself.
    """
    case = own_case(work, said.channel, number)
    if done_before(work, case.id, said.key):
        return case
    if is_open(case):
        raise Conflict("still_open", "这个案件还在办理，办结后再请您评价。")
    if said.rework and not _can_be_redone(case, said.score):
        raise Conflict("nothing_to_redo", "这个案件不能申请重办；有新的情况，可以另外告诉我。")
    kind = EventKind.rework_asked if said.rework else EventKind.rated
    added = evidence.attach(work, case, said.evidence)
    data = {"score": str(said.score), "evidence": added}
    append(work, case, kind, actor=CITIZEN, text=said.text or None, data=data, key=said.key)
    return case


def _can_be_redone(case: CaseRow, score: Satisfaction) -> bool:
    leads_to = TRANSITIONS[Kind(case.kind)][State(case.state)]
    return score is Satisfaction.unsatisfied and State.rework in leads_to
