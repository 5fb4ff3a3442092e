"""Receipt codes as they are shown again: compared evenly, and guessed at only a few times."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlmodel import col, delete, select

from api.contract.models import ProgressRequest
from api.kit.errors import TooMany
from api.kit.work import Work
from api.people import tables
from api.people.throttle import KEPT, Allowance, take_turns, times_of, wait_for

WRONG_CODES = Allowance(5, timedelta(minutes=15))
"""Of one chat, and of one network for one case: a new chat costs nothing."""
WRONG_FROM_NETWORK = Allowance(50, timedelta(minutes=15))
"""Of one network for all cases: many people may share its address."""
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Guess:
    """A counted attempt: the blinded chat and network it came from."""

    subjects: Mapping[str, Allowance]


def admit(work: Work, request: ProgressRequest) -> Guess:
    """Count an attempt before the code is looked at; this must be committed before it is.

    Raises:
        TooMany: `too_many_codes`; this chat or this network has been wrong too often.
    """
    blind = partial(work.keys.blind, purpose="receipt-attempt")
    guess = Guess({blind(who): allowed for who, allowed in _who(request)})
    for subject in sorted(guess.subjects):
        take_turns(work, subject)
    work.session.exec(
        delete(tables.LoginAttempt).where(col(tables.LoginAttempt.at) < work.now - KEPT)
    )
    wait = max(
        wait_for(times_of(work, subject), allowed, work.now)
        for subject, allowed in guess.subjects.items()
    )
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


def _who(request: ProgressRequest) -> Iterable[tuple[str, Allowance]]:
    yield f"chat:{request.channel.platform}:{request.channel.address}", WRONG_CODES
    if request.network is not None:
        yield f"network:{request.network}:{_plain(request.number)}", WRONG_CODES
        yield f"network:{request.network}", WRONG_FROM_NETWORK


def _plain(number: str) -> str:
    """However a number is typed, its guesses are counted together."""
    return "".join(sign for sign in number.upper() if sign.isascii() and sign.isalnum())


def _as_given(typed: str) -> str:
    """A receipt code as people type it, brought to the form it was given out in."""
    signs = [sign for sign in typed.upper() if sign.isascii() and sign.isalnum()]
    return "-".join("".join(signs[at : at + _GROUP]) for at in range(0, len(signs), _GROUP))
