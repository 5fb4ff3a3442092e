"""A violation found while mediating becomes a report of its own (Order 121 Art. 27, rule C16)."""

import secrets

from api.cases.events import EventKind
from api.cases.facts import set_facts
from api.cases.numbers import next_number
from api.cases.repository import link
from api.cases.service import append, open_case
from api.cases.tables import CaseRow
from api.contract.codes import Kind
from api.kit.work import Work
from api.people.casekeys import make_case_key

_OF_THE_TRADER = frozenset(
    {"merchant", "merchant_address", "place", "district", "division", "street", "food", "location"}
)


def open_from_clue(
    work: Work, city_code: str, complaint: CaseRow, text: str | None, actor: str
) -> CaseRow:
    """Open the report of a clue, with what is known of the trader and nothing of the complainant.

    It has neither reporter nor chat: the office found the clue itself, so that its course can
    reach nobody who does not work on it.
    """
    facts = {key: value for key, value in complaint.facts.items() if key in _OF_THE_TRADER}
    case = CaseRow(
        id=secrets.token_hex(16),
        number=next_number(work, city_code, work.now),
        filing_key=f"clue:{complaint.id}",
        kind=Kind.report,
        hazard=complaint.hazard,
        further_hazards=list(complaint.further_hazards),
        setting=complaint.setting,
        severity=complaint.severity,
        emergency=False,
        agency=complaint.agency,
        facts={},
        anonymous=True,
        received_at=work.now,
        lexicon_version=complaint.lexicon_version,
        state="",
        marks=[],
        last_event=0,
        last_hash="",
    )
    set_facts(case, facts)
    make_case_key(work, case.id)
    data = {"number": case.number, "kind": case.kind, "hazard": case.hazard, "ex_officio": True}
    open_case(work, case, text=text, data=data, actor=actor)
    link(work, complaint, case)
    append(work, case, EventKind.linked, actor=actor, data={"case": complaint.number})
    return case
