"""Receipt codes as they are shown again: compared evenly, and guessed at only a few times."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, delete, select

from api.contract.models import ProgressRequest
from api.kit.errors import TooMany
from api.kit.work import Work
from api.people import tables
from api.people.throttle import KEPT, Allowance, take_turns, times_of, wait_for

WRONG_CODES = Allowance(5, timedelta(minutes=15))
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Guess:
    """A counted attempt: the blinded chat and network it came from."""

    subjects: tuple[str, ...]


def admit(work: Work, request: ProgressRequest) -> Guess:
    """Count an attempt before the code is looked at; this must be committed before it is.

    Raises:
        TooMany: `too_many_codes`; this chat or this network has been wrong too often.
    """
    guess = Guess(tuple(sorted(work.keys.blind(one, "receipt-attempt") for one in _who(request))))
    for subject in guess.subjects:
        take_turns(work, subject)
    work.session.exec(
        delete(tables.LoginAttempt).where(col(tables.LoginAttempt.at) < work.now - KEPT)
    )
    waits = (wait_for(times_of(work, one), WRONG_CODES, work.now) for one in guess.subjects)
    wait = max(waits, default=0)
    if wait > 0:
        minutes = -(-wait // 60)
        raise TooMany(
            "too_many_codes", f"编号和查询码试得太多次了，请过 {minutes} 分钟再试。", wait=wait
        )
    for subject in guess.subjects:
        work.session.add(tables.LoginAttempt(subject_blind=subject, at=work.now))
    return guess


def take_back(work: Work, guess: Guess) -> None:
    """The code was right: this attempt does not count; those that were wrong still do."""
    for subject in guess.subjects:
        last = work.session.exec(
            select(tables.LoginAttempt)
            .where(tables.LoginAttempt.subject_blind == subject)
            .order_by(col(tables.LoginAttempt.id).desc())
        ).first()
        if last is not None:
            work.session.delete(last)


def cases_of_code(work: Work, case_id: str | None, typed: str) -> list[str]:
    """Ids of the cases of a filing, when the code is that of the case; else none.

    The same is looked up and compared whether the case, the code or neither is known.
    """
    blind = work.keys.blind(_as_given(typed), "receipt")
    mine = work.session.get(tables.Channel, case_id or "-")
    fits = hmac.compare_digest(blind, mine.receipt_blind if mine else "-" * len(blind))
    same = select(tables.Channel.case_id).where(tables.Channel.receipt_blind == blind)
    found = list(work.session.exec(same))
    return found if fits else []


def _who(request: ProgressRequest) -> Iterable[str]:
    yield f"chat:{request.channel.platform}:{request.channel.address}"
    if request.network is not None:
        yield f"network:{request.network}"


def _as_given(typed: str) -> str:
    """A receipt code as people type it, brought to the form it was given out in."""
    signs = [sign for sign in typed.upper() if sign.isascii() and sign.isalnum()]
    return "-".join("".join(signs[at : at + _GROUP]) for at in range(0, len(signs), _GROUP))
