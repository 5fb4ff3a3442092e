"""One family of refusals, rendered per edge: a problem+json at the API, a page at the desk."""

from typing import Any


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """Something was asked that can't be done; `detail` is Chinese and may be shown."""

    status = 400

    def __init__(self, code: str, detail: str, **more: Any) -> None:
        """Refuse with a stable code; `more` becomes further members of the problem."""
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.more = more


class NotFound(Refusal):
    """It does not exist, or the asker may not know that it does."""

    status = 404


class Forbidden(Refusal):
    """The asker may know of it, but not do this."""

    status = 403


class Unauthenticated(Refusal):
    """Nobody is signed in."""

    status = 401


class Conflict(Refusal):
    """Not in this state, or somebody was faster."""

    status = 409


class TooLarge(Refusal):
    """More bytes than we take."""

    status = 413


class NotAccepted(Refusal):
    """Content of a kind we don't take."""

    status = 415


class Unfit(Refusal):
    """Well-formed and allowed, but not fit to be done as it is."""

    status = 422


class TooMany(Refusal):
    """Too often."""

    status = 429
