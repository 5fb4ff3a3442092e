"""What is stored is a picture and nothing else, and opens only with its key."""

import io

import pytest
from PIL import Image
from sqlalchemy import text

from api.cases import evidence
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
        sealed = session.connection().execute(text("SELECT sealed FROM evidence")).scalar()
    assert bytes(sealed or b"")[12:14] != b"\xff\xd8"
    assert clean not in bytes(sealed or b"")
