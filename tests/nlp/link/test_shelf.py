import csv
import gzip
from pathlib import Path

import pytest

from nlp.link.build import COLUMNS, build_registry
from nlp.link.shelf import Shelf
from nlp.link.source import SourceError, count_rows, read
from tests.nlp.link.merchants import rows


def written(file: Path, heading: tuple[str, ...] = COLUMNS) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, heading, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows())
    return file


def test_rows_are_read_with_their_lines_plain_or_gzipped(tmp_path: Path) -> None:
    plain = written(tmp_path / "merchants.csv")
    packed = tmp_path / "merchants.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))

    assert list(read(plain)) == list(read(packed)) == list(enumerate(rows(), start=2))
    assert count_rows(packed) == len(rows())


def test_a_spoilt_line_does_not_stop_the_rest(tmp_path: Path) -> None:
    file = written(tmp_path / "merchants.csv")
    file.write_bytes(file.read_bytes() + b"\xff\xfe,1\n" + b'"' + b"x" * 200_000 + b'"\n')
    report = build_registry(read(file), tmp_path / "index")

    assert report.loaded == len(rows())
    assert [line for line, _ in report.bad] == [len(rows()) + 2, len(rows()) + 3]


def test_a_file_that_lacks_a_column_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path / "merchants.csv", ("name", "uscc", "city"))

    with pytest.raises(SourceError, match="no column province, district, address"):
        list(read(file))


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="can't be read"):
        Shelf(tmp_path).place_for(tmp_path / "nothing.csv")


def test_the_index_used_last_is_the_one_in_use_and_the_one_before_goes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    first = shelf.place_for(written(tmp_path / "one.csv"))
    (tmp_path / "two.csv").write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    second = shelf.place_for(tmp_path / "two.csv")
    assert shelf.in_use() is None

    for place, source in ((first, "one.csv"), (second, "two.csv")):
        build_registry(read(tmp_path / source), place)
        shelf.use(place)

    assert shelf.in_use() == second
    assert not first.exists()


def test_the_same_content_has_the_same_place(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)

    assert shelf.place_for(written(tmp_path / "a.csv")) == shelf.place_for(
        written(tmp_path / "b.csv")
    )
