"""What can happen to a case, and the state each happening leaves it in."""

from enum import StrEnum

from api.contract.codes import State


class EventKind(StrEnum):
    """The kinds of events; names equal values, the column holds either."""

    opened = "opened"
    linked = "linked"
    assigned = "assigned"
    said = "said"
    """The citizen added words, facts, evidence or identity."""
    asked = "asked"
    replied = "replied"
    noted = "noted"
    accepted = "accepted"
    refused = "refused"
    extension_requested = "extension_requested"
    extended = "extended"
    testing_started = "testing_started"
    testing_ended = "testing_ended"
    transferred = "transferred"
    referred = "referred"
    settled = "settled"
    terminated = "terminated"
    filed = "filed"
    not_filed = "not_filed"
    concluded = "concluded"
    closed = "closed"
    withdrawn = "withdrawn"
    reminded = "reminded"
    breached = "breached"
    escalated = "escalated"
    recounted = "recounted"
    """A year's holidays were published, and a deadline moved or became sure."""
    identity_seen = "identity_seen"
    undelivered = "undelivered"
    """Something the citizen had to be told could not reach the chat."""


LEAVES: dict[EventKind, State] = {
    EventKind.opened: State.received,
    EventKind.accepted: State.accepted,
    EventKind.refused: State.refused,
    EventKind.referred: State.referred,
    EventKind.settled: State.settled,
    EventKind.terminated: State.terminated,
    EventKind.filed: State.filed,
    EventKind.not_filed: State.not_filed,
    EventKind.concluded: State.concluded,
    EventKind.closed: State.closed,
    EventKind.withdrawn: State.withdrawn,
}
"""Events that change the state; every other leaves it as it is."""
