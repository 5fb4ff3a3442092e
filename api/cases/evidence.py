"""Evidence: checked by content, re-encoded so that no hidden data stays, sealed by its own key."""

import hashlib
import io
import secrets
import threading
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from api.cases.tables import CaseRow, Evidence, EvidenceLink
from api.kit.errors import NotAccepted, NotFound, TooLarge
from api.kit.work import Work

MAX_BYTES = 20 * 1024 * 1024
_MAX_PIXELS = 40_000_000
_LONGEST_SIDE = 2560
_one_at_a_time = threading.Lock()
"""A large picture takes hundreds of megabytes while it is open."""
JPEG = "image/jpeg"


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
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def store(work: Work, clean: bytes, media_type: str = JPEG) -> Evidence:
    """Store a cleaned photo, or a checked recording, that belongs to no case yet."""
    identifier, wrapped = secrets.token_urlsafe(18), work.keys.new_key()
    row = Evidence(
        id=identifier,
        at=work.now,
        media_type=media_type,
        plain_sha256=hashlib.sha256(clean).hexdigest(),
        plain_bytes=len(clean),
        wrapped=wrapped,
        sealed=work.keys.seal(wrapped, clean, f"evidence/{identifier}"),
    )
    work.session.add(row)
    return row


def attach(work: Work, case: CaseRow, evidence_ids: tuple[str, ...]) -> int:
    """Tie stored evidence to a case and return how many were new.

    Raises:
        NotFound: `unknown_evidence`.
    """
    new = 0
    for identifier in dict.fromkeys(evidence_ids):
        if work.session.get(Evidence, identifier) is None:
            raise NotFound("unknown_evidence", "没有找到这张照片，请重新发送。")
        if work.session.get(EvidenceLink, (case.id, identifier)) is None:
            link = EvidenceLink(case_id=case.id, evidence_id=identifier, at=work.now)
            work.session.add(link)
            new += 1
    return new


def fetch(work: Work, evidence_id: str) -> tuple[str, bytes]:
    """Media type and bytes of a piece of evidence; the caller has checked who asks.

    Raises:
        NotFound: `unknown_evidence`.
        ValueError: The stored bytes were altered.
    """
    row = work.session.get(Evidence, evidence_id)
    if row is None:
        raise NotFound("unknown_evidence", "没有找到这张照片。")
    return row.media_type, work.keys.open(row.wrapped, row.sealed, f"evidence/{evidence_id}")
