"""The registry of merchants on the command line."""

import csv
import json
from pathlib import Path

from nlp.link.build import COLUMNS
from tests.bot.root.test_commands import jiesu
from tests.nlp.link.merchants import rows


def written(folder: Path, last: str = "") -> Path:
    file = folder / "merchants.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS)
        writer.writeheader()
        writer.writerows(rows())
        opened.write(last)
    return file


def test_a_registry_is_imported_once_and_bad_lines_are_told(tmp_path: Path) -> None:
    file = written(tmp_path, "坏行,没有\n")
    first = jiesu("import", "merchants", str(file), JIESU_DATA_DIR=str(tmp_path / "data"))
    again = jiesu("import", "merchants", str(file), JIESU_DATA_DIR=str(tmp_path / "data"))

    assert first.stdout == f"{len(rows())} merchants loaded, 1 lines refused\n"
    assert f"line {len(rows()) + 2}: no province, city, district, address\n" in first.stderr
    assert (again.returncode, again.stdout) == (0, "these merchants are loaded already\n")


def test_link_answers_line_by_line_with_candidates_or_none(tmp_path: Path) -> None:
    asked = [
        {"id": 1, "text": "昨天在海州必罗宣餐饮吃坏了肚子"},
        {"id": "b", "text": "碧螺轩", "city": "云陵", "district": "东湖区"},
        {"id": None, "text": "今天天气真好"},
    ]
    done = jiesu(
        "link",
        "--registry",
        str(written(tmp_path)),
        "--jsonl",
        said="".join(json.dumps(one, ensure_ascii=False) + "\n" for one in asked),
        JIESU_DATA_DIR=str(tmp_path / "data"),
    )
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())

    assert list(first) == ["id", "candidates"]
    assert list(first["candidates"][0]) == ["uscc", "name", "score"]
    assert first["candidates"][0]["name"] == "海州市碧螺轩餐饮管理有限公司"
    assert second["candidates"][0]["name"].startswith("云陵市碧螺轩")
    assert third == {"id": None, "candidates": []}


def test_a_file_that_is_no_registry_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("name,uscc\n甲,乙\n", encoding="utf-8")

    for words in (
        ("import", "merchants", str(file)),
        ("link", "--registry", str(file), "--jsonl"),
    ):
        done = jiesu(*words, JIESU_DATA_DIR=str(tmp_path / "data"))
        refusal = f"jiesu: {file} has no column province, city, district, address"
        assert (done.returncode, done.stderr.strip()) == (1, refusal)
