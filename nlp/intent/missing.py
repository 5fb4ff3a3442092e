"""Which fields a case of the first kind still wants."""

from collections.abc import Sequence

from knowledge.codes import Kind
from nlp.understanding import Finding, FindingKind

_WANTED: dict[Kind, tuple[FindingKind, ...]] = {
    Kind.complaint: (
        FindingKind.merchant,
        FindingKind.place,
        FindingKind.when,
        FindingKind.demand,
        FindingKind.person,
        FindingKind.phone,
        FindingKind.address,
    ),
    Kind.report: (FindingKind.merchant, FindingKind.place, FindingKind.when),
    Kind.tip: (FindingKind.merchant, FindingKind.place),
    Kind.progress: (FindingKind.case_no,),
    Kind.supplement: (FindingKind.case_no,),
    Kind.withdraw: (FindingKind.case_no,),
}


def missing(kinds: Sequence[Kind], findings: Sequence[Finding]) -> tuple[str, ...]:
    """Names of the fields not found, in the order to ask for them."""
    have = {finding.kind for finding in findings}
    return (
        tuple(str(field) for field in _WANTED.get(kinds[0], ()) if field not in have)
        if kinds
        else ()
    )
