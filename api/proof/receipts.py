"""A receipt: the office's signature under what was filed and when.

It holds no word of the citizen: the numbers, the moment, a hash of the receipt code, and of each
case the hash of its first event, which covers the filing as it was stored.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import UTC

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from api.cases.repository import by_number, events
from api.cases.tables import CaseRow
from api.contract.proof import CheckedCase, CheckedReceipt, Verdict
from api.kit.work import Work
from api.proof.signing import current, is_right, keys, make_key, sign, to_bytes, to_text

_FORM = re.compile(r"JIESU1\.([A-Za-z0-9_-]{20,4000})\.([A-Za-z0-9_-]{80,100})")
_FOUND = re.compile(r"JIESU1\.[A-Za-z0-9_.-]+")


class _Line(BaseModel):
    """One case of a receipt: its number, and the hash of its first event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    n: str = Field(max_length=40)
    h: str = Field(pattern=r"^[0-9a-f]{64}$")


class _Payload(BaseModel):
    """What is signed; short names, because people copy it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    k: str = Field(pattern=r"^[0-9a-f]{16}$")
    t: AwareDatetime
    c: str = Field(pattern=r"^[0-9a-f]{64}$")
    f: tuple[_Line, ...] = Field(min_length=1, max_length=10)


def receipt(work: Work, cases: Sequence[CaseRow], code: str) -> str:
    """The signed receipt of a filing; the same filing gets the same one while the key is."""
    body: dict[str, object] = {
        "t": min(case.received_at for case in cases).astimezone(UTC).isoformat(),
        "c": hashlib.sha256(code.encode()).hexdigest(),
        "f": [{"n": case.number, "h": events(work, case.id)[0].hash} for case in cases],
    }
    signing = current(work) or make_key(work)
    message = _canonical({**body, "k": signing.kid})
    return f"JIESU1.{to_text(message)}.{sign(work, _bound(message)).value}"


def check(work: Work, pasted: str, code: str = "") -> CheckedReceipt:
    """Read a receipt as it was pasted, and compare it with the records."""
    found = _FOUND.search("".join(pasted.split()))
    form = _FORM.fullmatch(found[0]) if found else None
    if form is None:
        return CheckedReceipt(verdict=Verdict.unreadable)
    try:
        message = to_bytes(form[1])
        payload = _Payload.model_validate_json(message)
    except (ValueError, ValidationError):
        return CheckedReceipt(verdict=Verdict.unreadable)
    public = {row.kid: row.public for row in keys(work)}.get(payload.k)
    if public is None or not is_right(public, form[2], _bound(message)):
        return CheckedReceipt(verdict=Verdict.forged)
    cases = tuple(
        CheckedCase(number=line.n, as_filed=_is_as_filed(work, line)) for line in payload.f
    )
    right = hashlib.sha256(code.strip().upper().encode()).hexdigest() == payload.c
    return CheckedReceipt(
        verdict=Verdict.genuine,
        filed_at=payload.t,
        cases=cases,
        key=payload.k,
        code_fits=right if code.strip() else None,
    )


def _is_as_filed(work: Work, line: _Line) -> bool:
    case = by_number(work, line.n)
    history = events(work, case.id) if case else []
    return bool(history) and history[0].no == 1 and history[0].hash == line.h


def _canonical(body: dict[str, object]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def _bound(message: bytes) -> bytes:
    """Signed for this purpose alone."""
    return b"jiesu/receipt/1\0" + message
