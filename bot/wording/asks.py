"""What can be asked of a person."""

from enum import StrEnum


class Ask(StrEnum):
    """One question of the dialogue; each is put at most twice."""

    kind = "kind"
    """Dispute, violation or question?"""
    what = "what"
    """What happened."""
    merchant = "merchant"
    """Which trader."""
    which = "which"
    """Which of the registered traders."""
    place = "place"
    """Where a named trader is."""
    spot = "spot"
    """Trader or place, either will do."""
    closer = "closer"
    """A place known only roughly."""
    when = "when"
    demand = "demand"
    ill = "ill"
    """How many people are unwell."""
    contact = "contact"
    """Name, phone and address at once."""
    name = "name"
    phone = "phone"
    address = "address"
    anonymity = "anonymity"
    """Leave a number, or report without a name."""
