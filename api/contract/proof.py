"""What is told of a receipt that somebody shows."""

from enum import StrEnum

from pydantic import AwareDatetime

from api.contract.models import Strict


class SignedFiling(Strict):
    """The signed receipt of one filing of a chat."""

    numbers: tuple[str, ...]
    token: str
    link: str
    """Empty where the office has no public address."""


class Verdict(StrEnum):
    """What a receipt is worth."""

    genuine = "genuine"
    """We signed it."""
    forged = "forged"
    """It looks like one, and was not signed by us or was changed."""
    unreadable = "unreadable"
    """It is no receipt, or only a part of one."""


class CheckedCase(Strict):
    """One case of a genuine receipt."""

    number: str
    as_filed: bool
    """What we store of its filing is what the receipt was signed for."""


class CheckedReceipt(Strict):
    """A receipt, read and compared with the records."""

    verdict: Verdict
    filed_at: AwareDatetime | None = None
    cases: tuple[CheckedCase, ...] = ()
    key: str | None = None
    """The name of the key that signed."""
    code_fits: bool | None = None
    """Whether a receipt code that was given with it is its own."""
