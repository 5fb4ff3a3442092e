"""The fixed words of a limit: what is counted, from what to what, and what may be left out."""

from enum import StrEnum


class Unit(StrEnum):
    """What is counted."""

    working_day = "working_day"
    calendar_day = "calendar_day"
    hour = "hour"
    minute = "minute"
    year = "year"


class Status(StrEnum):
    """Whether the law sets the limit, or the office promises it."""

    statutory = "statutory"
    policy = "policy"


class Roll(StrEnum):
    """When the last calendar day moves on.

    Order 121 Art. 45 moves it off a statutory holiday, by which we take every day of the
    published block; whether it also moves off a plain weekend is not settled, so that it stays
    unless the office chose otherwise.
    """

    statutory_only = "statutory_only"
    any_nonworking = "any_nonworking"


class When(StrEnum):
    """When a duty without a number is due."""

    at_once = "at_once"
    promptly = "promptly"
    in_advance = "in_advance"
    by_set_date = "by_set_date"
    with_decision = "with_decision"
    always = "always"


class Sort(StrEnum):
    """What a rule without a number of its own is."""

    duty = "duty"
    ground = "ground"


class PauseReason(StrEnum):
    """Time a law leaves out of a limit."""

    testing = "testing"
    inspection = "inspection"
    quarantine = "quarantine"
    appraisal = "appraisal"
    verification = "verification"
    rights_holder = "rights_holder"
    suspension = "suspension"
    hearing = "hearing"
    public_notice = "public_notice"
    refund_order = "refund_order"


class TransitionChoice(StrEnum):
    """What governs a matter received under an old version and still open under the new one."""

    by_receipt = "by_receipt"
    earlier = "earlier"
    by_decision = "by_decision"
    """The version in force on the day of the decision itself."""
