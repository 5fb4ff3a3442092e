"""Holds words back that the check objects to, and lets them out on a supervisor's word.

A warning goes out when its writer says so. What is blocked waits as an event of the case until
somebody else, who supervises, lets it out as it is or gives it back; both are events too.
"""

from api.cases.events import EventKind
from api.cases.legal import EVENT_OF
from api.cases.service import append, officer_actor
from api.cases.tables import CaseRow
from api.cases.thread import thread
from api.contract.codes import Move
from api.contract.desk import LawfulMove, MoveRequest, Objection
from api.desk.particulars import words_of
from api.kit.errors import Conflict, Unfit
from api.kit.work import Work
from api.people.tables import Officer
from api.quality.check import blocks, check
from api.quality.gather import matter_of
from knowledge.cities.city import City

DECIDE = frozenset({Move.override, Move.reject_override})
"""Moves of a supervisor on words that wait."""
_KEPT = ("move", "ground", "office", "on", "case")
"""What a waiting move is made from again, beside its words."""
_DOUBTFUL = "发送前检查有提醒，请看过后修改，或者确认仍然发送。"
_BLOCKED = "发送前检查没有通过，请修改，或者请主管放行。"


def objections(
    work: Work, city: City, case: CaseRow, move: str, text: str
) -> tuple[Objection, ...]:
    """What the check says of words that are about to go out with a move."""
    return check(text, matter_of(work, city, case, move))


def fit(work: Work, city: City, case: CaseRow, request: MoveRequest, text: str) -> bool:
    """Whether the words may go out now; False where a supervisor is to be asked.

    Raises:
        Unfit: `text_doubtful` or `text_blocked`; the objections are with it.
    """
    found = objections(work, city, case, request.move, text)
    if not blocks(found):
        if found and not request.anyway:
            raise _unfit("text_doubtful", _DOUBTFUL, found)
        return True
    if not request.override:
        raise _unfit("text_blocked", _BLOCKED, found)
    return False


def ask_override(
    work: Work, city: City, case: CaseRow, officer: Officer, request: MoveRequest, text: str
) -> None:
    """Keep the words as an event, for a supervisor to decide on."""
    found = objections(work, city, case, request.move, text)
    kept = request.model_dump(mode="json", include=set(_KEPT), exclude_none=True)
    grave = dict.fromkeys(one.name for one in found if one.severity == "block")
    append(
        work,
        case,
        EventKind.override_asked,
        actor=officer_actor(officer.id),
        text=text,
        data={
            **kept,
            "officer": officer.id,
            "rules": sorted({one.rule for one in found}),
            "ground_text": "、".join(grave),
        },
        key=request.key,
    )


def decide(
    work: Work, case: CaseRow, officer: Officer, request: MoveRequest, lawful: LawfulMove
) -> tuple[Officer, MoveRequest] | None:
    """Record the supervisor's word; the waiting move and its author, where it is let out.

    Raises:
        Conflict: `nothing_waits`, when the words are no longer kept.
        Refusal: `text_needed`, without a reason.
    """
    asked = next(
        one for one in reversed(thread(work, case.id)) if one.kind is EventKind.override_asked
    )
    author = work.session.get(Officer, str(asked.data["officer"]))
    if asked.text is None or author is None:
        raise Conflict("nothing_waits", "待放行的内容已经不在了。")
    append(
        work,
        case,
        EVENT_OF[request.move],
        actor=officer_actor(officer.id),
        text=words_of(lawful, request),
        data={"officer": author.id, "decides": asked.no},
        key=request.key,
    )
    if request.move is Move.reject_override:
        return None
    kept = {key: asked.data[key] for key in _KEPT if key in asked.data}
    key = f"override-{asked.no}"
    return author, MoveRequest.model_validate({**kept, "text": asked.text, "key": key})


def _unfit(code: str, detail: str, found: tuple[Objection, ...]) -> Unfit:
    return Unfit(code, detail, objections=[one.model_dump() for one in found])
