"""What the holder of a receipt code sees of a case: little, as the code may be stolen."""

from collections.abc import Sequence

from api.cases.tables import CaseRow
from api.contract.delivery import Notice
from api.contract.models import CaseView, Facts
from api.kit.work import Work
from api.people.reporters import ever_given
from api.people.veil import veil
from api.views.case import case_views
from knowledge.cities.city import City


def views_by_code(work: Work, city: City, cases: Sequence[CaseRow]) -> list[CaseView]:
    """State, dates, question and result; neither what was told nor who told it."""
    full = case_views(work, city, cases)
    return [_reduced(work, case, view) for case, view in zip(cases, full, strict=True)]


def notice_by_code(work: Work, case_id: str, notice: Notice) -> Notice:
    """The notice without the official form, the trader, and what was given of an identity."""
    hidden = {"paper": None, "merchant": None, "place": None}
    return notice.model_copy(update={**hidden, "text": _veiled(work, case_id, notice.text)})


def _reduced(work: Work, case: CaseRow, view: CaseView) -> CaseView:
    return view.model_copy(
        update={
            "hazard": None,
            "further_hazards": (),
            "severity": None,
            "facts": Facts(),
            "linked": (),
            "evidence": 0,
            "result": _veiled(work, case.id, view.result),
            "question": _veiled(work, case.id, view.question),
        }
    )


def _veiled(work: Work, case_id: str, text: str | None) -> str | None:
    return None if text is None else veil(text, ever_given(work, case_id), wholly=True)
