"""Evidence: checked by content, re-encoded so that no hidden data stays, sealed by its own key.

Bytes are stored once, under a keyed hash of themselves; every handing-in has an id of its own.
"""

import hashlib
import io
import secrets
import threading
import warnings
from datetime import datetime

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlmodel import col, delete, select

from api.cases.tables import CaseRow, Evidence, EvidenceContent, EvidenceLink
from api.cases.taken import Taken
from api.kit.errors import NotAccepted, NotFound, TooLarge
from api.kit.work import Work

MAX_BYTES = 20 * 1024 * 1024
JPEG = "image/jpeg"
_MAX_PIXELS = 40_000_000
_LONGEST_SIDE = 2560
_one_at_a_time = threading.Lock()
"""A large picture takes hundreds of megabytes while it is open."""


def clean_photo(data: bytes) -> bytes:
    """The picture alone, as a JPEG at most 2,560 pixels long: no EXIF, no appended bytes.

    Raises:
        TooLarge: `too_large`, more bytes or pixels than we take.
        NotAccepted: `not_accepted`, the content is no picture, whatever its name says.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge("too_large", "照片太大了，请发 20 MB 以内的照片。")
    try:
        with _one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _reencode(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge("too_large", "照片的尺寸太大了，请换一张小一些的。") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAccepted("not_accepted", "这个文件不是照片，请发照片或截图。") from error


def _reencode(data: bytes) -> bytes:
    formats = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
    with Image.open(io.BytesIO(data), formats=formats) as opened:
        if opened.width * opened.height > _MAX_PIXELS:
            raise Image.DecompressionBombError
        opened.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))  # a JPEG is read small at once
        opened.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.info.clear()  # comments and colour profiles would be written back
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def store(
    work: Work, clean: bytes, media_type: str = JPEG, *, taken: Taken | None = None
) -> Evidence:
    """Store a cleaned photo, or a checked recording, that belongs to no case yet.

    Args:
        work: The unit of work.
        clean: What `clean_photo` gave, or a recording as it came.
        media_type: What it is.
        taken: When and where it was taken, where its sender agreed that it is kept.
    """
    content = _content(work, clean, media_type)
    identifier = secrets.token_urlsafe(18)
    row = Evidence(id=identifier, at=work.now, digest=content.digest)
    if taken is not None:
        plain = taken.model_dump_json().encode()
        row.taken = work.keys.seal(content.wrapped, plain, f"taken/{identifier}")
    work.session.add(row)
    work.session.flush()
    return row


def _content(work: Work, clean: bytes, media_type: str) -> EvidenceContent:
    digest = digest_of(work, clean)
    found = work.session.get(EvidenceContent, digest)
    if found is not None:
        return found
    wrapped, place = work.keys.new_key(), f"evidence/{digest}"
    made = EvidenceContent(
        digest=digest,
        place=place,
        media_type=media_type,
        plain_bytes=len(clean),
        wrapped=wrapped,
        sealed=work.keys.seal(wrapped, clean, place),
    )
    work.session.add(made)
    work.session.flush()
    return made


def digest_of(work: Work, clean: bytes) -> str:
    """The keyed hash that a photo or recording is stored under."""
    return work.keys.blind(hashlib.sha256(clean).hexdigest(), "evidence")


def attach(work: Work, case: CaseRow, evidence_ids: tuple[str, ...]) -> int:
    """Tie stored evidence to a case and return how many were new.

    Raises:
        NotFound: `unknown_evidence`.
    """
    new = 0
    for identifier in dict.fromkeys(evidence_ids):
        if "\0" in identifier or work.session.get(Evidence, identifier) is None:
            raise NotFound("unknown_evidence", "没有找到这张照片，请重新发送。")
        if work.session.get(EvidenceLink, (case.id, identifier)) is None:
            link = EvidenceLink(case_id=case.id, evidence_id=identifier, at=work.now)
            work.session.add(link)
            new += 1
    return new


def tied_elsewhere(work: Work, case: CaseRow, evidence_ids: tuple[str, ...]) -> bool:
    """Whether a piece of evidence belongs to another case than this."""
    elsewhere = select(EvidenceLink.case_id).where(
        col(EvidenceLink.evidence_id).in_(evidence_ids), EvidenceLink.case_id != case.id
    )
    return work.session.exec(elsewhere).first() is not None


def forget_evidence(work: Work, case_id: str) -> None:
    """Take the evidence of a case away, but for what another case has too."""
    own = select(EvidenceLink.evidence_id).where(EvidenceLink.case_id == case_id)
    ids = list(work.session.exec(own))
    work.session.exec(delete(EvidenceLink).where(col(EvidenceLink.case_id) == case_id))
    shared = select(EvidenceLink.evidence_id).where(col(EvidenceLink.evidence_id).in_(ids))
    still = list(work.session.exec(shared))
    _drop(work, set(ids) - set(still))


def loose(work: Work, before: datetime) -> list[str]:
    """Ids of evidence stored before a moment that no case ever got."""
    tied = select(EvidenceLink.evidence_id)
    wanted = select(Evidence.id).where(col(Evidence.at) < before, col(Evidence.id).not_in(tied))
    return list(work.session.exec(wanted.order_by(col(Evidence.at))))


def drop_loose(work: Work, evidence_id: str) -> None:
    """Delete a piece of evidence, unless a case got it meanwhile."""
    tied = select(EvidenceLink.evidence_id).where(EvidenceLink.evidence_id == evidence_id)
    if work.session.exec(tied).first() is None:
        _drop(work, {evidence_id})


def _drop(work: Work, ids: set[str]) -> None:
    """Delete handings-in, and the bytes that no other one has."""
    wanted = select(Evidence.digest).where(col(Evidence.id).in_(ids))
    digests = list(work.session.exec(wanted))
    work.session.exec(delete(Evidence).where(col(Evidence.id).in_(ids)))
    left = select(Evidence.digest).where(col(Evidence.digest).in_(digests))
    still = list(work.session.exec(left))
    gone = set(digests) - set(still)
    work.session.exec(delete(EvidenceContent).where(col(EvidenceContent.digest).in_(gone)))


def fetch(work: Work, evidence_id: str) -> tuple[str, bytes]:
    """Media type and bytes of a piece of evidence; the caller has checked who asks.

    Raises:
        NotFound: `unknown_evidence`.
        ValueError: The stored bytes were altered.
    """
    content = content_of(work, evidence_id)
    return content.media_type, work.keys.open(content.wrapped, content.sealed, content.place)


def content_of(work: Work, evidence_id: str) -> EvidenceContent:
    """The stored content of a piece of evidence.

    Raises:
        NotFound: `unknown_evidence`.
    """
    row = None if "\0" in evidence_id else work.session.get(Evidence, evidence_id)
    if row is None:
        raise NotFound("unknown_evidence", "没有找到这张照片。")
    return work.session.get_one(EvidenceContent, row.digest)


def taken_of(work: Work, row: Evidence) -> Taken | None:
    """When and where a photo was taken, where its sender agreed that it is kept.

    Raises:
        ValueError: The stored bytes were altered.
    """
    if row.taken is None:
        return None
    wrapped = work.session.get_one(EvidenceContent, row.digest).wrapped
    return Taken.model_validate_json(work.keys.open(wrapped, row.taken, f"taken/{row.id}"))
