"""Voice, video and papers are kept as they are; nothing else passes for one."""

import pytest

from api.cases import evidence
from api.cases.recordings import checked, media_type_of
from api.kit.errors import NotAccepted, TooLarge
from api.kit.work import Works


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"OggS\x00\x02 voice", "audio/ogg"),
        (b"ID3\x04 song", "audio/mpeg"),
        (b"#!AMR\n", "audio/amr"),
        (b"\x00\x00\x00\x20ftypM4A \x00", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypisom\x00", "video/mp4"),
        (b"%PDF-1.7\n", "application/pdf"),
    ],
)
def test_a_recording_is_known_by_its_beginning(data: bytes, expected: str) -> None:
    assert checked(data) == expected


@pytest.mark.parametrize("data", [b"", b"<html>%PDF-", b"MZ\x90", b"PK\x03\x04", b"ftyp"])
def test_what_is_none_is_refused(data: bytes) -> None:
    assert media_type_of(data) is None
    with pytest.raises(NotAccepted):
        checked(data)


def test_a_recording_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge):
        checked(b"OggS" + b"\x00" * evidence.MAX_BYTES)


def test_a_recording_is_stored_sealed_and_comes_back_whole(works: Works) -> None:
    with works.write() as work:
        row = evidence.store(work, b"OggS voice of Lin", "audio/ogg")
    assert b"Lin" not in row.sealed
    with works.read() as work:
        assert evidence.fetch(work, row.id) == ("audio/ogg", b"OggS voice of Lin")
