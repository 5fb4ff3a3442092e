import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.link.build import build_registry
from nlp.link.registry import RegistryError, open_registry
from tests.nlp.link.merchants import row, rows


def test_every_good_row_is_loaded_and_progress_ends_at_the_last(tmp_path: Path) -> None:
    told: list[int] = []
    report = build_registry(enumerate(rows(), start=2), tmp_path / "index", told.append)

    assert (report.loaded, report.bad) == (len(rows()), [])
    assert told[-1] == len(rows())
    assert len(open_registry(tmp_path / "index")) == len(rows())


def test_bad_rows_are_told_by_line_and_the_rest_loads(tmp_path: Path) -> None:
    good = row("海州市碧螺轩餐饮有限公司", 1, "海州", "石门区")
    given = [
        (2, good),
        (3, {**good, "name": "  "}),
        (4, {**good, "uscc": "没有"}),
        (7, {**good, "address": None}),
        (8, {**good, "name": "又一家店"}),
        (9, {**good, "uscc": "92000000000000002X", "city": "海\udcff州"}),
        (10, {**good, "uscc": "92000000000000003x", "address": "一\t二\n三"}),
    ]
    report = build_registry(given, tmp_path / "index")

    assert report.loaded == 2
    assert [line for line, _ in report.bad] == [3, 4, 7, 8, 9]
    assert "line 2" in dict(report.bad)[8]
    found = open_registry(tmp_path / "index").link("海州市碧螺轩餐饮有限公司")
    assert {one.address: one.uscc for one in found}["一 二 三"] == "92000000000000003X"


def test_an_empty_registry_links_nothing(tmp_path: Path) -> None:
    build_registry([], tmp_path / "index")
    registry = open_registry(tmp_path / "index")

    assert (len(registry), registry.link("碧螺轩食品")) == (0, [])


def test_building_again_replaces_and_leaves_readers_alone(tmp_path: Path) -> None:
    build_registry(enumerate(rows()), tmp_path / "index")
    before = open_registry(tmp_path / "index")
    build_registry([(2, row("海州市新来的店有限公司", 1, "海州", "石门区"))], tmp_path / "index")

    assert before.link("海州碧螺轩餐饮")[0].name == "海州市碧螺轩餐饮管理有限公司"
    assert len(open_registry(tmp_path / "index")) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["index"]


def test_a_failure_midway_leaves_the_old_index_and_nothing_else(tmp_path: Path) -> None:
    build_registry(enumerate(rows()), tmp_path / "index")

    def broken() -> Iterator[tuple[int, dict[str, str | None]]]:
        yield 2, rows()[0]
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        build_registry(broken(), tmp_path / "index")
    assert len(open_registry(tmp_path / "index")) == len(rows())
    assert [entry.name for entry in tmp_path.iterdir()] == ["index"]


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="holds no registry"):
        open_registry(tmp_path)


def _build(folder: Path) -> int:
    return build_registry(enumerate(rows()), folder).loaded


def _link(folder: Path) -> str:
    return open_registry(folder).link("海州碧螺轩餐饮")[0].name


def test_two_processes_build_and_read_the_same_folder_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        loaded = pool.map(_build, [tmp_path / "index"] * 4)
        named = pool.map(_link, [tmp_path / "index"] * 4)

    assert loaded == [len(rows())] * 4
    assert named == ["海州市碧螺轩餐饮管理有限公司"] * 4
    assert [entry.name for entry in tmp_path.iterdir()] == ["index"]
