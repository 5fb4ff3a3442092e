"""What can happen to a case, and the state each happening leaves it in."""

from collections.abc import Mapping
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
    note_undone = "note_undone"
    corrected = "corrected"
    """An officer put right how the message was understood."""
    # cases of one matter, handled together
    joined = "joined"
    """It follows another case."""
    parted = "parted"
    followed = "followed"
    """Another case follows it."""
    left = "left"
    companion_said = "companion_said"
    """The reporter of a case that follows it said something."""
    # competence
    competence_confirmed = "competence_confirmed"
    transferred = "transferred"
    dispatched = "dispatched"
    reported_back = "reported_back"
    referred = "referred"
    redirected = "redirected"
    competence_disputed = "competence_disputed"
    competence_agreed = "competence_agreed"
    competence_passed_up = "competence_passed_up"
    competence_designated = "competence_designated"
    # complaint
    accepted = "accepted"
    refused = "refused"
    papers_asked = "papers_asked"
    papers_taken = "papers_taken"
    agent_recorded = "agent_recorded"
    joint_recorded = "joint_recorded"
    consent_recorded = "consent_recorded"
    sent_to_police = "sent_to_police"
    withdrawn = "withdrawn"
    # mediation
    invited = "invited"
    complainant_agreed = "complainant_agreed"
    respondent_agreed = "respondent_agreed"
    delegated = "delegated"
    delegation_ended = "delegation_ended"
    recusal_asked = "recusal_asked"
    recusal_granted = "recusal_granted"
    recusal_rejected = "recusal_rejected"
    clue_found = "clue_found"
    settled = "settled"
    agreement_drawn = "agreement_drawn"
    terminated = "terminated"
    both_told = "both_told"
    called_back = "called_back"
    recovered = "recovered"
    """How much the complainant got back."""
    published = "published"
    """The complaint stands among the published ones, without any personal data."""
    # report
    extension_requested = "extension_requested"
    extended = "extended"
    extension_rejected = "extension_rejected"
    term_fixed = "term_fixed"
    testing_started = "testing_started"
    testing_ended = "testing_ended"
    suspended = "suspended"
    resumed = "resumed"
    filed = "filed"
    not_filed = "not_filed"
    concluded = "concluded"
    crime_transferred = "crime_transferred"
    repeated = "repeated"
    merged = "merged"
    new_facts = "new_facts"
    """Another report of the same reporter brought new facts (R11)."""
    closed = "closed"
    # the hotline's work order
    order_registered = "order_registered"
    order_signed = "order_signed"
    order_returned = "order_returned"
    # oversight
    reminded = "reminded"
    breached = "breached"
    breach_explained = "breach_explained"
    """Why a limit was not kept, in an officer's words."""
    escalated = "escalated"
    supervised = "supervised"
    supervision_answered = "supervision_answered"
    sent_back = "sent_back"
    override_asked = "override_asked"
    """The check before sending blocked an officer's words; a supervisor decides on them."""
    overridden = "overridden"
    """They go out as they are."""
    override_rejected = "override_rejected"
    rated = "rated"
    """The reporter said how content he is with the end."""
    rework_asked = "rework_asked"
    """He is not, and wants it handled again; a supervisor decides (H11)."""
    # food accident
    accident_suspected = "accident_suspected"
    accident_confirmed = "accident_confirmed"
    accident_dismissed = "accident_dismissed"
    health_notified = "health_notified"
    accident_reported = "accident_reported"
    accident_graded = "accident_graded"
    accident_ended = "accident_ended"
    chased = "chased"
    """Nobody has done it yet: those concerned were told again, and louder."""
    # what was said and seen
    paper_issued = "paper_issued"
    """An official form was filled and sent."""
    recounted = "recounted"
    """A year's holidays were published, and a deadline moved or became sure."""
    identity_seen = "identity_seen"
    identity_asked = "identity_asked"
    """An officer wants to look, and the custodian must agree first."""
    identity_granted = "identity_granted"
    identity_refused = "identity_refused"
    exported = "exported"
    """The case was taken out of the system as a file that proves itself."""
    erasure_wished = "erasure_wished"
    """The reporter wants the data erased, which has to wait for the case's end."""
    data_restricted = "data_restricted"
    data_anonymised = "data_anonymised"
    data_erased = "data_erased"
    undelivered = "undelivered"
    """Something the citizen had to be told could not reach the chat."""


LEAVES: Mapping[EventKind, State] = {
    EventKind.opened: State.received,
    EventKind.accepted: State.accepted,
    EventKind.refused: State.refused,
    EventKind.referred: State.referred,
    EventKind.redirected: State.referred,
    EventKind.crime_transferred: State.referred,
    EventKind.settled: State.settled,
    EventKind.terminated: State.terminated,
    EventKind.filed: State.filed,
    EventKind.not_filed: State.not_filed,
    EventKind.concluded: State.concluded,
    EventKind.repeated: State.merged,
    EventKind.merged: State.merged,
    EventKind.closed: State.closed,
    EventKind.withdrawn: State.withdrawn,
    EventKind.sent_back: State.rework,
}
"""Events that change the state; every other leaves it as it is."""
