"""An officer's reason as others at the desk read it."""

from api.cases.thread import thread
from api.kit.work import Work
from api.people.reporters import ever_given
from api.people.veil import veil


def reason(work: Work, case_id: str, event_no: int) -> str:
    """The words of an event, with what they may quote of the person hidden."""
    entry = next((one for one in thread(work, case_id) if one.no == event_no), None)
    return veil((entry and entry.text) or "", ever_given(work, case_id))
