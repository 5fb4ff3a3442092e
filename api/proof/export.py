"""A case as a file that proves itself without us: events, words, photos, anchors, signature.

Who reported stays masked, as everybody who works the case sees it.
"""

import base64
import hashlib
import json
from typing import Any

from api.cases.chain import link_of
from api.cases.events import EventKind
from api.cases.evidence import fetch
from api.cases.repository import by_id_for_change, events, evidence_of
from api.cases.service import append
from api.cases.tables import CaseRow
from api.cases.thread import thread
from api.kit.work import Work
from api.people import officers, reporters
from api.people.veil import veil
from api.proof import anchors, merkle
from api.proof.signing import current, keys, make_key, sign

FORMAT = "jiesu-case/1"


def export_case(work: Work, case_id: str, actor: str) -> dict[str, Any]:
    """Note that a case is taken out, and give it as it stands then."""
    case = by_id_for_change(work, case_id)
    append(work, case, EventKind.exported, actor=actor)
    body = {
        "format": FORMAT,
        "exported_at": work.now.isoformat(),
        "case": _case(case),
        "reporter": _reporter(work, case),
        "events": _events(work, case),
        "officers": _officers(work, case),
        "evidence": _evidence(work, case),
        "anchors": _anchors(work, case),
    }
    key = current(work) or make_key(work)
    signature = sign(work, bound(body))
    public = base64.b64encode(key.public).decode()
    return {**body, "signature": {"kid": key.kid, "public": public, "value": signature.value}}


def file_name(number: str) -> str:
    """What the file is called: the number alone."""
    return f"{number}.jiesu.json"


def written(body: dict[str, Any]) -> bytes:
    """The file."""
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def bound(body: dict[str, Any]) -> bytes:
    """What is signed: everything but the signature, in one form, for this purpose alone."""
    plain = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return b"jiesu/case/1\0" + hashlib.sha256(plain.encode()).digest()


def _case(case: CaseRow) -> dict[str, Any]:
    shown = case.model_dump(
        mode="json", exclude={"filing_key", "last_hash", "last_event", "handler_id"}
    )
    return {**shown, "handler": case.handler_id}


def _reporter(work: Work, case: CaseRow) -> dict[str, Any] | None:
    known = reporters.masked(work, case.id)
    return None if known is None else known.model_dump(exclude_none=True)


def _events(work: Work, case: CaseRow) -> list[dict[str, Any]]:
    given = reporters.ever_given(work, case.id)
    wholly = case.anonymous  # the identity may have been taken off later
    words = {
        entry.no: veil(entry.text, given, wholly=wholly)
        for entry in thread(work, case.id)
        if entry.text
    }
    return [
        {
            "no": event.no,
            "kind": str(event.kind),
            "at": event.at.isoformat(),
            "actor": event.actor,
            "key": event.key,
            "data": event.data,
            "sealed": link_of(event).sealed,
            "hash": event.hash,
            "words": words.get(event.no),
        }
        for event in events(work, case.id)
    ]


def _officers(work: Work, case: CaseRow) -> dict[str, str]:
    history = events(work, case.id)
    ids = {e.actor.removeprefix("officer:") for e in history if e.actor.startswith("officer:")}
    ids |= {str(e.data["handler"]) for e in history if e.data.get("handler")}
    return officers.names(work, ids)


def _evidence(work: Work, case: CaseRow) -> list[dict[str, Any]]:
    found = []
    for row in evidence_of(work, case.id):
        media_type, data = fetch(work, row.id)
        found.append(
            {
                "at": row.at.isoformat(),
                "media_type": media_type,
                "sha256": hashlib.sha256(data).hexdigest(),
                "data": base64.b64encode(data).decode(),
            }
        )
    return found


def _anchors(work: Work, case: CaseRow) -> list[dict[str, Any]]:
    return [
        {
            "no": row.no,
            "day": row.day.isoformat(),
            "before": row.before,
            "head": row.heads[place],
            "path": merkle.path(row.heads, place),
            "kid": row.kid,
            "public": _public(work, row.kid),
            "signature": row.signature,
        }
        for row, place in anchors.holding(work, case.number)
    ]


def _public(work: Work, kid: str) -> str:
    return next(base64.b64encode(key.public).decode() for key in keys(work) if key.kid == kid)
