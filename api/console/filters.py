"""What a list of cases is narrowed by: every code, a clock, and words."""

from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import ColumnElement
from sqlmodel import and_, col, true

from api.cases.tables import CaseRow
from api.cases.words import facet, words_asked
from api.clock.tables import ClockRow
from api.console.scopes import Scope, with_clock
from api.contract.codes import Agency, Hazard, Kind, Setting, Severity, State

_COLUMNS = {
    "kind": "kind",
    "hazard": "hazard",
    "setting": "setting",
    "severity": "severity",
    "agency": "agency",
    "division": "division",
    "state": "state",
    "office": "office",
    "handler": "handler_id",
}
"""What is filtered by, and the column that holds it."""


def _given(value: object) -> object:
    """A field of a form that was left empty is not given."""
    return None if value == "" else value


_E = BeforeValidator(_given)
_Division = Annotated[str, Field(pattern=r"^\d{6}$")]
_Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,40}$")]
_Rule = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]{1,20}$")]


class Filters(BaseModel):
    """What was chosen; the address of the list holds it, and a saved filter keeps it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    kind: Annotated[Kind | None, _E] = None
    hazard: Annotated[Hazard | None, _E] = None
    setting: Annotated[Setting | None, _E] = None
    severity: Annotated[Severity | None, _E] = None
    agency: Annotated[Agency | None, _E] = None
    division: Annotated[_Division | None, _E] = None
    state: Annotated[State | None, _E] = None
    office: Annotated[_Id | None, _E] = None
    handler: Annotated[_Id | None, _E] = None
    clock: Annotated[_Rule | None, _E] = None
    q: Annotated[str, Field(max_length=200)] = ""

    def codes(self) -> dict[str, str]:
        """The codes that were chosen, by name."""
        chosen = {name: getattr(self, name) for name in _COLUMNS}
        return {name: str(code) for name, code in chosen.items() if code is not None}

    def words(self) -> frozenset[str]:
        """What must be found: the words, and the codes as words."""
        return words_asked(self.q) | {facet(name, code) for name, code in self.codes().items()}

    def expression(self) -> ColumnElement[bool]:
        """The codes and the clock, as SQL."""
        wanted = [
            col(getattr(CaseRow, _COLUMNS[name])) == code for name, code in self.codes().items()
        ]
        if self.clock is not None:
            runs = and_(ClockRow.rule == self.clock, col(ClockRow.stopped_at).is_(None))
            wanted.append(with_clock(runs))
        return and_(true(), *wanted)

    @property
    def searches(self) -> bool:
        """Whether there is a word to look for."""
        return bool(self.q.strip())

    @property
    def without_words(self) -> "Filters":
        """The same, looking for nothing."""
        return self.model_copy(update={"q": ""})

    def __getitem__(self, name: str) -> str:
        return str(getattr(self, name) or "")

    @property
    def count(self) -> int:
        """How many were chosen, the words left out."""
        return len(self.codes()) + (self.clock is not None)


def query(filters: Filters, scope: Scope, *, closed: bool = False, page: int = 1) -> str:
    """The part of a list's address after the question mark."""
    fields = {"scope": str(scope), **filters.codes()}
    fields |= {"clock": filters.clock} if filters.clock else {}
    fields |= {"q": filters.q.strip()} if filters.searches else {}
    fields |= {"closed": "true"} if closed else {}
    fields |= {"page": str(page)} if page > 1 else {}
    return urlencode(fields)
