"""What officers exchange with the tracker, from the console and from their bot."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from api.contract.codes import Hazard, Kind, Mark, Move, Setting, Severity, State
from api.contract.models import Deadline, Facts, Key, Short, Strict, Text


class Registered(Strict):
    """A trader of the imported registry that a case may mean."""

    uscc: str
    """Unified social credit code, the number of the licence."""
    name: str
    address: str
    district: str
    score: float
    """How likely it is meant, 0 to 1."""


class BindRequest(Strict):
    """A one-time code from the console, sent from an officer's bot chat."""

    code: Annotated[str, Field(min_length=6, max_length=40)]
    chat: Annotated[str, Field(min_length=1, max_length=60)]
    title: Short = ""
    """The chat as Telegram shows it, for the officer to recognise."""


class OfficerOut(Strict):
    """An officer, as colleagues see one."""

    login: str
    name: str
    office: str
    roles: tuple[str, ...]


class SignIn(Strict):
    """An officer's login and password."""

    login: Annotated[str, Field(max_length=60)]
    password: Annotated[str, Field(max_length=1000)]
    code: Annotated[str, Field(max_length=40)] | None = None
    """The one-time code, or a recovery code, where one is set up."""


class DeskSession(Strict):
    """A session began; `csrf` goes into the header `x-csrf-token` of every change."""

    csrf: str
    officer: OfficerOut


Amount = Annotated[Decimal, Field(ge=0, le=100_000_000, decimal_places=2)]


class MoveRequest(Strict):
    """One move; which of the further fields it needs is told by `LawfulMove.needs`."""

    move: Move
    key: Key
    """Repeating a move with the same key changes nothing."""
    ground: Short | None = None
    """Code of a listed ground, such as `C03-1` or `C12-3`."""
    text: Text | None = None
    """The question, reply, note, reason or result, as its addressee reads it."""
    office: Short | None = None
    on: date | None = None
    """The day by which something is wanted, or on which it happens."""
    case: Short | None = None
    """Number of another case, such as the earlier one of a repeated report."""
    amount: Amount | None = None
    """Yuan that the complainant got back."""
    evidence: tuple[Key, ...] = Field(default=(), max_length=10)
    """Stored photos that go with a note, such as those of an inspection on the spot."""
    seen: int | None = None
    """Number of the last event the officer saw; a newer one makes the move a conflict."""
    anyway: bool = False
    """Send the words although the check warns; what it blocks is not sent by this."""
    override: bool = False
    """Where the check blocks the words, ask a supervisor to let them out as they are."""


class Objection(Strict):
    """What the check before sending holds against a text."""

    rule: str
    """Its id, such as `Q12`."""
    name: str
    severity: Literal["warn", "block"]
    """Its writer may send it all the same (`anyway`), or asks a supervisor (`override`)."""
    start: int
    """Where in the text, half-open; both 0 for the text as a whole."""
    end: int
    why: str


class Article(Strict):
    """An article of a recorded law, to be cited."""

    citation: str
    """As it is written into a text."""
    says: str
    """In our own words."""
    in_force: bool
    """On the day that is asked about."""
    dates: str
    source: str
    sure: bool
    """Read in the text itself."""


class EarlierAnswer(Strict):
    """What was told in a case like this one, without what names a person."""

    number: str
    title: str
    on: date
    text: str


class AssignRequest(Strict):
    """Give cases to a handler."""

    numbers: Annotated[tuple[Short, ...], Field(min_length=1, max_length=200)]
    handler: Short
    """Id of an officer, or `lightest` for whoever has the fewest open cases."""


class Assigned(Strict):
    """What came of it."""

    given: int
    left: tuple[str, ...]
    """Numbers of the cases that were not given: over, unknown, or of another office."""


class CorrectRequest(Strict):
    """Put right how a case was understood; what is not given stays."""

    key: Key
    kind: Kind | None = None
    hazard: Hazard | None = None
    setting: Setting | None = None
    severity: Severity | None = None
    division: Annotated[str, Field(pattern=r"^\d{6}$")] | None = None
    place: Short | None = None
    seen: int | None = None


class LeadRequest(Strict):
    """Handle a case together with another, which leads."""

    lead: Short
    """Number of the case that leads."""


class Choice(Strict):
    """One listed value and its wording."""

    code: str
    text: str


class LawfulMove(Strict):
    """A move that the law allows now, and what it asks for."""

    move: Move
    label: str
    needs: tuple[str, ...]
    """Of `ground`, `text`, `office`, `date` (the field `on`), `case`, `amount`."""
    article: str
    grounds: tuple[Choice, ...] = ()
    hint: str = ""
    group: str = ""
    """Under which heading officers look for it."""
    done: str = ""
    """What the officer reads when it is made."""


class QueueItem(Strict):
    """One line of a queue."""

    number: str
    kind: Kind
    hazard: Hazard | None
    severity: Severity | None
    emergency: bool
    state: State
    office: str
    handler: str | None
    merchant: str | None
    place: str | None
    received_at: AwareDatetime
    next_due: Deadline | None
    """The law's limit that runs out first; a promise where no limit by law runs."""
    waiting: bool
    """The citizen was asked something and has not answered."""
    promise: Deadline | None = None
    """The service promise that runs beside a limit by law."""
    marks: tuple[Mark, ...] = ()
    """What stands on the case beside its state."""
    urgent: bool = False
    """An emergency, or an accident stands on it."""
    open: bool = True


class QueuePage(Strict):
    """A page of an officer's open cases, what runs out first on top."""

    scope: str
    """`mine`, `office` or `all`."""
    page: int
    pages: int
    totals: dict[str, int]
    """How many open cases each scope holds."""
    items: tuple[QueueItem, ...]


class Latest(Strict):
    """What somebody did to a case last."""

    title: str
    who: str
    at: AwareDatetime


class CaseCard(Strict):
    """A case as an officer may see it; the reporter's identity is not in it."""

    number: str
    kind: Kind
    hazard: Hazard | None
    severity: Severity | None
    emergency: bool
    state: State
    open: bool
    office: str
    handler: str | None
    facts: Facts
    deadlines: tuple[Deadline, ...]
    moves: tuple[LawfulMove, ...]
    evidence: int
    seen: int
    linked: tuple[str, ...]
    marks: tuple[Mark, ...] = ()
    """What stands on the case beside its state."""
    reporter: str | None = None
    """The complainant's masked name; of whoever reported a violation nothing at all."""
    latest: Latest | None = None
    hints: tuple[str, ...] = ()
    """Factors of Order 121 Art. 17 that a person may weigh; they decide nothing."""


class Figure(Strict):
    """One rate or sum of a month; a rate is how many of how many, and none of nothing."""

    code: str
    name: str
    met: int
    total: int
    amount: Decimal | None = None
    """Of a sum of yuan, which has no rate; `total` is how many were added."""
    promise: bool = False
    """Measures a service promise, not a limit by law."""

    @property
    def rate(self) -> float | None:
        """Of 1; None where nothing was to be done."""
        return self.met / self.total if self.total else None


class Compliance(Strict):
    """How an office, or one of its handlers, kept the limits in a month."""

    office: str
    handler: str | None = None
    """None is the office as a whole."""
    figures: tuple[Figure, ...]


class PaperOut(Strict):
    """An official form made out from a case; the reporter is masked."""

    code: str
    name: str
    number: str
    to: str
    rows: tuple[tuple[str, str], ...]
    body: tuple[str, ...]
    basis: tuple[str, ...]
    office: str
    on: date
    text: str
    """All of it as lines for a chat."""
