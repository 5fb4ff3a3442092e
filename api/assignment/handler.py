"""Which officer takes a case: the one at the office with the fewest open cases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.cities.city import City
from knowledge.cities.schema import Office


@dataclass(frozen=True, slots=True)
class HandlerLoad:
    """A handler and the number of open cases in their hands now."""

    officer_id: str
    name: str
    office_code: str
    open_cases: int
    absent: bool
    hazards: tuple[str, ...] = ()
    """What alone is given to them; empty is everything."""

    def takes(self, hazard: str | None) -> bool:
        """Whether a matter of this hazard may be theirs."""
        return not self.hazards or hazard in self.hazards


@dataclass(frozen=True, slots=True)
class HandlerChoice:
    """The handler chosen.

    The rule is `lightest`, `parent` when the office itself had nobody, or `linked` when the same
    person's other case lies with the handler already.
    """

    officer_id: str
    name: str
    office_code: str
    reason: str
    rule: str


def choose_handler(
    city: City,
    office_code: str,
    handlers: Sequence[HandlerLoad],
    linked: Mapping[str, str] | None = None,
) -> HandlerChoice | None:
    """The present handler with the lightest load at the office, else at the nearest one above.

    Equal loads are decided by `officer_id`, so that the same facts always give the same choice.
    None if nobody is present up to the top.

    Args:
        city: The city pack.
        office_code: The office that is competent.
        handlers: Everybody who may be chosen.
        linked: Who works the other cases of the same matter at this office, with the number of
            each; a handler who is present keeps the matter together.

    Raises:
        KeyError: The pack has no office with this code.
    """
    start = city.office(office_code)
    for one in handlers:
        if linked and one.officer_id in linked and not one.absent:
            reason = f"关联案件 {linked[one.officer_id]} 由{one.name}办理，一并办理。"
            return HandlerChoice(one.officer_id, one.name, one.office_code, reason, "linked")
    for office in _upwards(city, start):
        present = [h for h in handlers if h.office_code == office.code and not h.absent]
        if present:
            best = min(present, key=lambda h: (h.open_cases, h.officer_id))
            return _explained(best, start, office)
    return None


def _upwards(city: City, office: Office) -> Iterator[Office]:
    step: Office | None = office
    while step is not None:
        yield step
        step = city.parent(step)


def _explained(handler: HandlerLoad, start: Office, office: Office) -> HandlerChoice:
    here = office.code == start.code
    climbed = "" if here else f"{start.short}没有在岗的经办人员，由上级{office.short}办理；"
    reason = (
        f"{climbed}{handler.name}在办 {handler.open_cases} 件，是{office.short}在岗人员中最少的。"
    )
    return HandlerChoice(
        handler.officer_id,
        handler.name,
        office.code,
        reason,
        "lightest" if here else "parent",
    )
