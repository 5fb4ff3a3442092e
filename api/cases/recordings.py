"""Voice, video and papers: known by how they begin, kept byte for byte, never shown as a page."""

from api.cases.evidence import MAX_BYTES
from api.kit.errors import NotAccepted, TooLarge

_BEGINNINGS = (
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"#!AMR", "audio/amr"),
    (4, b"ftypM4A ", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"%PDF-", "application/pdf"),
)
TYPES = frozenset(media_type for _, _, media_type in _BEGINNINGS)


def media_type_of(data: bytes) -> str | None:
    """What a file is, whatever its name says; None when it is nothing we keep as it is."""
    return next((kind for at, sign, kind in _BEGINNINGS if data.startswith(sign, at)), None)


def checked(data: bytes) -> str:
    """The media type of a recording or paper that may be kept.

    Raises:
        TooLarge: `too_large`.
        NotAccepted: `not_accepted`, it is neither.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge("too_large", "文件太大了，请发 20 MB 以内的。")
    kind = media_type_of(data)
    if kind is None:
        raise NotAccepted("not_accepted", "这种文件收不了，请发照片、语音、视频或 PDF。")
    return kind
