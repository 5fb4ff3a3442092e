"""Small things that a conversation keeps in mind; they travel as JSON with it."""

from typing import Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict

from api.contract.codes import Hazard, Severity
from api.contract.models import Facts, Reporter, Said
from api.contract.understood import Understood
from bot.wording.asks import Ask
from bot.wording.care import Harm


class Remembered(BaseModel):
    """The base: unchangeable, and deaf to fields that another version wrote."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    def but(self, **changes: Any) -> Self:
        """A copy with some fields changed."""
        return self.model_copy(update=changes)


class OpenQuestion(Remembered):
    """What an officer asked about a case and nobody answered yet."""

    number: str
    text: str


class Carried(Remembered):
    """A message on its way to a case that is still to be found or chosen."""

    text: str = ""
    facts: Facts | None = None
    severity: Severity | None = None
    """The level by what it says of people who are ill."""
    reporter: Reporter | None = None
    evidence: tuple[str, ...] = ()
    at: AwareDatetime | None = None
    key: str = ""
    told: Facts | None = None
    """What it says, should it be a matter of its own."""
    asks: bool = False
    """It asks an officer something back, and leaves the officer's question open."""
    also: tuple[str, ...] = ()
    """Further cases to which it is brought after the first."""
    brought: tuple[str, ...] = ()
    """Cases that have it already."""
    mends: str | None = None
    """The item of the filing that it corrects."""
    value: str = ""
    """What stands there now, as it may be repeated."""


class Answered(Remembered):
    """The last question that was answered, in case the answer did not help."""

    question: Said
    before: tuple[Said, ...] = ()
    """Earlier questions about the same, whose story it goes on from."""
    told: Facts = Facts()
    hazard: Hazard | None = None
    answer: str | None = None
    handed: bool = False
    """Nothing answered it: an officer has it."""


class Waiting(Remembered):
    """A matter that was told and is taken up when the one before it is done."""

    text: str
    at: AwareDatetime
    key: str
    understood: Understood


class Unclear(Waiting):
    """A bare name or address of which it was asked whether it is the shop's or the person's."""

    words: str
    """The name or the address itself."""
    name: bool = False
    asked: Ask | None = None
    """What was asked before it came."""


class Doubt(Remembered):
    """What may be the person's own name or home, and what became of such doubts before."""

    held: Unclear | None = None
    """What is asked about now."""
    supposed: tuple[Unclear, ...] = ()
    """What is taken for the person's own, as nothing was said when it was asked."""
    theirs: tuple[str, ...] = ()
    """What was said to be the shop's."""


class Urgent(Remembered):
    """The last emergency that was filed from this chat."""

    number: str
    at: AwareDatetime
    ill: int | None = None
    """How many were said to be ill so far."""
    shown: int | None = None
    """How many the person was last told to be on record."""
    also: tuple[str, ...] = ()
    """Who was said to be ill too, since it was filed."""
    unnamed: bool = False
    """Its reporter chose to leave no name with it."""
    facts: Facts = Facts()
    """What its officers were last told of the matter."""
    who: int = 0
    """How much they were told of who reports it."""


class Engaged(Remembered):
    """The case of which an officer wrote last, or to which the person added last."""

    number: str
    at: AwareDatetime
    asked: bool = False
    """An officer's question was just answered; more of the answer may follow."""


class Cared(Remembered):
    """The last advice to seek care."""

    at: AwareDatetime
    grave: bool = False
    harm: Harm = Harm.eaten
