"""Verifies an exported case without any database: chain, photos, anchors, signature. Pure."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.cases.chain import GENESIS, Link
from api.proof import anchors, merkle
from api.proof.export import FORMAT, bound
from api.proof.signing import is_right, kid_of


class NoExportError(ValueError):
    """It is no exported case; the message is one line."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a file says of itself, and whether that is true."""

    number: str
    exported_at: str
    key: str
    """The key that signed, to be compared with the published ones."""
    events: int
    photos: int
    anchored: tuple[str, ...]
    faults: tuple[str, ...]


def verify_file(data: bytes) -> Verified:
    """Check an exported case.

    Raises:
        NoExportError: It is something else.
    """
    try:
        body = json.loads(data)
        if body["format"] != FORMAT:
            raise NoExportError("it is of a format that this version does not know")
        return _verified(body)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        if isinstance(fault, NoExportError):
            raise
        raise NoExportError("it is no exported case, or only a part of one") from fault


def _verified(body: dict[str, Any]) -> Verified:
    signature = body["signature"]
    public = base64.b64decode(signature["public"], validate=True)
    faults = [
        *_chain(body),
        *_photos(body["evidence"]),
        *_anchors(body),
        *_signature(body, public),
    ]
    return Verified(
        number=str(body["case"]["number"]),
        exported_at=str(body["exported_at"]),
        key=kid_of(public),
        events=len(body["events"]),
        photos=len(body["evidence"]),
        anchored=tuple(str(one["day"]) for one in body["anchors"]),
        faults=tuple(faults),
    )


def _chain(body: Mapping[str, Any]) -> Iterator[str]:
    before = GENESIS
    for expected, event in enumerate(body["events"], start=1):
        link = Link(
            case=body["case"]["id"],
            no=event["no"],
            kind=event["kind"],
            at=datetime.fromisoformat(event["at"]),
            actor=event["actor"],
            key=event["key"],
            data=event["data"],
            sealed=event["sealed"],
        )
        if event["no"] != expected:
            yield f"event {expected} is missing"
            return
        if link.hash(before) != event["hash"]:
            yield f"event {expected} was altered or does not follow the one before"
            return
        before = event["hash"]


def _photos(photos: list[Mapping[str, Any]]) -> Iterator[str]:
    for no, photo in enumerate(photos, start=1):
        data = base64.b64decode(photo["data"])
        if hashlib.sha256(data).hexdigest() != photo["sha256"]:
            yield f"photo {no} was altered"


def _anchors(body: Mapping[str, Any]) -> Iterator[str]:
    hashes = {event["no"]: event["hash"] for event in body["events"]}
    for anchor in body["anchors"]:
        number, no, head = anchor["head"]
        root = merkle.climb(anchor["head"], [(side, one) for side, one in anchor["path"]])
        digest = anchors.digest_of(anchor["no"], anchor["day"], root, anchor["before"])
        public = base64.b64decode(anchor["public"], validate=True)
        signed = is_right(public, anchor["signature"], anchors.bound(digest))
        fits = number == body["case"]["number"] and hashes.get(no) == head
        if not (signed and fits and kid_of(public) == anchor["kid"]):
            yield f"the anchor of {anchor['day']} does not fit"


def _signature(body: dict[str, Any], public: bytes) -> Iterator[str]:
    signature = body["signature"]
    unsigned = {name: value for name, value in body.items() if name != "signature"}
    if kid_of(public) != signature["kid"]:
        yield "the signature names another key than its own"
    elif not is_right(public, signature["value"], bound(unsigned)):
        yield "the signature does not fit: something was altered since the export"
