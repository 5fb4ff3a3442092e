"""What may speak against a purchase for daily life (Order 121 Art. 17): shown, never applied."""

from datetime import timedelta

from api.cases.repository import about_same_trader, by_ids, evidence_count
from api.cases.tables import CaseRow
from api.contract.codes import Kind
from api.kit.work import Work
from api.people.reporters import alike
from knowledge.forms import load_factors

_DECIDING = frozenset({"received", "accepted", "rework"})


def hints(work: Work, case: CaseRow) -> tuple[str, ...]:
    """The factors that hold for a complaint while it is decided on, as sentences."""
    if case.kind != Kind.complaint or case.state not in _DECIDING:
        return ()
    factors, amount = load_factors(), case.facts.get("amount")
    counts = {
        "phone": _same_phone(work, case, factors["phone"].days),
        "trader": _same_trader(work, case, factors["trader"].days),
        "purchase": int(evidence_count(work, case.id) == 0),
        "quantity": int(amount) if isinstance(amount, int | float) else 0,
    }
    return tuple(
        factors[code].text.replace("{count}", str(count))
        for code, count in counts.items()
        if count >= factors[code].at_least
    )


def _same_phone(work: Work, case: CaseRow, days: int) -> int:
    """Cases of other messages with the same phone; those of one message are one matter."""
    since = work.now - timedelta(days=days)
    found = by_ids(work, alike(work, case.id))
    return sum(one.received_at >= since and one.filing_key != case.filing_key for one in found)


def _same_trader(work: Work, case: CaseRow, days: int) -> int:
    found = about_same_trader(work, case, work.now - timedelta(days=days), case.hazard)
    return sum(one.id != case.id and one.kind == Kind.complaint for one in found)
