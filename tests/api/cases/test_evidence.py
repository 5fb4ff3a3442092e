"""What is stored is a picture and nothing else, and opens only with its key."""

import hashlib
import io
import struct
import zlib
from datetime import datetime

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sqlalchemy import text

from api.cases import evidence
from api.cases.tables import Evidence
from api.cases.taken import Taken, taken
from api.kit.database import Database
from api.kit.errors import NotAccepted, NotFound, TooLarge
from api.kit.work import Works

_GPS_TAG = 0x8825


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (120, 60, 20)).save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_pictures_of_all_usual_kinds_become_jpegs(kind: str) -> None:
    with Image.open(io.BytesIO(evidence.clean_photo(picture(kind)))) as clean:
        assert (clean.format, clean.size) == ("JPEG", (64, 48))


def test_hidden_data_and_appended_bytes_do_not_survive() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken by Lin Xiao"
    exif.get_ifd(_GPS_TAG)[1] = "N"
    dirty = picture(exif=exif) + b"<script>alert(1)</script>PK\x03\x04"

    clean = evidence.clean_photo(dirty)

    assert b"Lin Xiao" not in clean
    assert b"script" not in clean
    with Image.open(io.BytesIO(clean)) as opened:
        assert not opened.getexif()


def test_large_pictures_are_made_smaller_and_stand_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter

    with Image.open(io.BytesIO(evidence.clean_photo(picture(size=(4000, 1000), exif=exif)))) as it:
        assert it.size == (640, 2560)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "这是一个文本文件".encode(),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"%PDF-1.7 nothing",
        b"\xff\xd8\xff\xe0" + b"\x00" * 64,
        picture()[:200],
        b"GIF89a" + b"<script>alert(1)</script>",
    ],
)
def test_what_is_no_picture_is_not_accepted_whatever_its_name(data: bytes) -> None:
    with pytest.raises(NotAccepted):
        evidence.clean_photo(data)


def test_too_many_bytes_or_pixels_are_too_large() -> None:
    with pytest.raises(TooLarge):
        evidence.clean_photo(b"\xff" * (evidence.MAX_BYTES + 1))
    with pytest.raises(TooLarge):
        evidence.clean_photo(picture("PNG", size=(9000, 9000)))


def test_a_stored_picture_is_sealed_and_opens_whole(works: Works, database: Database) -> None:
    clean = evidence.clean_photo(picture())
    with works.write() as work:
        identifier = evidence.store(work, clean).id

    with works.read() as work:
        assert evidence.fetch(work, identifier) == ("image/jpeg", clean)
        with pytest.raises(NotFound):
            evidence.fetch(work, "none")
    with database.read() as session:
        wanted = text("SELECT sealed FROM evidence_content")
        sealed = session.connection().execute(wanted).scalar()
    assert bytes(sealed or b"")[12:14] != b"\xff\xd8"
    assert clean not in bytes(sealed or b"")


def test_the_same_picture_is_stored_once_however_often_it_comes(
    works: Works, database: Database
) -> None:
    clean = evidence.clean_photo(picture())
    with works.write() as work:
        one, other = (evidence.store(work, clean).id for _ in range(2))
        assert one != other
    with database.read() as session:
        connection = session.connection()
        digests = connection.execute(text("SELECT digest FROM evidence_content")).scalars().all()
    assert len(digests) == 1
    assert hashlib.sha256(clean).hexdigest() not in digests  # a keyed hash, not a plain one
    with works.write() as work:
        evidence.drop_loose(work, one)
    with works.read() as work:
        assert evidence.fetch(work, other) == ("image/jpeg", clean)
        with pytest.raises(NotFound):
            evidence.fetch(work, one)
    with works.write() as work:
        evidence.drop_loose(work, other)
    with database.read() as session:
        left = session.connection().execute(text("SELECT count(*) FROM evidence_content"))
        assert left.scalar() == 0


def snapshot(**gps: object) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 18:30:05"
    exif.get_ifd(_GPS_TAG).update(
        {1: "N", 2: (22.0, 32.0, 30.0), 3: "E", 4: (114.0, 3.0, 0.0), **gps}
    )
    return picture(exif=exif)


def test_when_and_where_a_photo_was_taken_is_kept_apart_and_sealed(
    works: Works, database: Database
) -> None:
    data = snapshot()
    found = taken(data)
    assert found == Taken(
        at=datetime(2026, 11, 20, 18, 30, 5),  # noqa: DTZ001 - the camera names no zone
        lat=22.541667,
        lon=114.05,
    )
    with works.write() as work:
        row = evidence.store(work, evidence.clean_photo(data), taken=found)
    with works.read() as work:
        stored = work.session.get_one(Evidence, row.id)
        assert evidence.taken_of(work, stored) == found
        assert stored.taken is not None
        assert b"2026" not in stored.taken
        _, plain = evidence.fetch(work, row.id)
    assert taken(plain) is None


@pytest.mark.parametrize(
    "data",
    [
        picture(),
        b"",
        b"no picture",
        snapshot()[:300],
        picture(exif=b"Exif\0\0II*\0\xff\xff\xff\xff"),
    ],
)
def test_a_photo_that_says_nothing_or_nonsense_has_no_time_and_place(data: bytes) -> None:
    assert taken(data) is None


@pytest.mark.parametrize("lat", [(999.0, 0.0, 0.0), "22", (float("nan"), 0.0, 0.0), (1.0,), None])
def test_a_place_that_can_not_be_is_none(lat: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """As other programs than ours may write it."""
    gps = {1: "N", 2: lat, 3: "E", 4: (114.0, 3.0, 0.0)}
    monkeypatch.setattr(Image.Exif, "get_ifd", lambda _, tag: gps if tag == _GPS_TAG else {})
    assert taken(picture()) is None


_SCRIPT = b"<html><script>alert(document.domain)</script></html>"


def _commented() -> bytes:
    """A JPEG whose comment is a page."""
    data = picture()
    segment = b"\xff\xfe" + (len(_SCRIPT) + 2).to_bytes(2, "big") + _SCRIPT
    return data[:2] + segment + data[2:]


def _chunked() -> bytes:
    """A PNG whose text is a page."""
    info = PngInfo()
    info.add_text("Comment", _SCRIPT.decode(), zip=False)
    return picture("PNG", pnginfo=info)


@pytest.mark.parametrize(
    "polyglot",
    [
        _commented(),
        _chunked(),
        picture() + _SCRIPT,
        picture("PNG") + b"PK\x05\x06" + b"\0" * 18,
        picture("GIF") + b"*/=1;alert(1)//",
        picture("BMP") + b"%PDF-1.7",
        picture("GIF", comment=_SCRIPT),
        picture(exif=b"Exif\0\0" + _SCRIPT),
    ],
)
def test_what_is_a_picture_and_something_else_becomes_a_picture_alone(polyglot: bytes) -> None:
    try:
        clean = evidence.clean_photo(polyglot)
    except NotAccepted:
        return  # refused is as good
    assert clean.startswith(b"\xff\xd8\xff")
    assert clean.endswith(b"\xff\xd9")
    for sign in (b"script", b"alert", b"PK\x05\x06", b"%PDF", b"<html"):
        assert sign not in clean


def test_a_bomb_of_a_picture_is_not_unpacked() -> None:
    """A few hundred kilobytes that would take gigabytes of memory."""
    head = b"\x89PNG\r\n\x1a\n"
    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", size), (b"IDAT", zlib.compress(b"\0" * 5_000_000)), (b"IEND", b"")]
    bomb = head + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    with pytest.raises(TooLarge):
        evidence.clean_photo(bomb)
