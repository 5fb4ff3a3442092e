"""Setting the facts of a case, and the columns that are told from them."""

from collections.abc import Mapping

from api.cases.tables import CaseRow


def set_facts(case: CaseRow, facts: Mapping[str, object]) -> None:
    """Give a case its facts; the district and the trader's key follow."""
    case.facts = dict(facts)
    case.division, case.trader_key = division_of(facts), trader_key(facts)


def with_new(facts: Mapping[str, object], new: Mapping[str, object]) -> dict[str, object]:
    """The facts with new ones; a street of the old district goes when it becomes another."""
    merged = {**facts, **new}
    division, street = merged.get("division"), merged.get("street")
    moved = "division" in new and "street" not in new and street is not None
    if moved and not str(street).startswith(str(division)):
        merged.pop("street")
    return {name: value for name, value in merged.items() if value is not None}


def division_of(facts: Mapping[str, object]) -> str | None:
    """The code of the district."""
    division = facts.get("division")
    return division if isinstance(division, str) else None


def trader_key(facts: Mapping[str, object]) -> str | None:
    """Whom a case is about: the trader or, where none is named, the place."""
    return _squeezed(facts.get("merchant")) or _squeezed(facts.get("place")) or None


def _squeezed(name: object) -> str:
    """A name without the signs that people set or leave out."""
    return "".join(s for s in name if s.isalnum()).casefold() if isinstance(name, str) else ""
