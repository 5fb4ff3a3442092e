"""The rooms and their doors stay as the design draws them."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import api
import bot
import knowledge
import nlp

_ROOT = Path(__file__).parents[2]
_PACKAGES = ("bot", "api", "nlp", "knowledge")
_LONGEST_FILE = 300
_SOURCES = sorted(path for name in _PACKAGES for path in (_ROOT / name).rglob("*.py"))


def test_the_import_contracts_are_kept() -> None:
    # A process of its own: import-linter sets logging up anew, and would silence ours.
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(  # noqa: S603 - our own tool, without arguments from outside
        [linter, "--no-cache"], check=False, cwd=_ROOT, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout


def test_the_packages_are_ours() -> None:
    for package in (bot, api, nlp, knowledge):
        assert Path(str(package.__file__)).is_relative_to(_ROOT)


@pytest.mark.parametrize(
    "room",
    [path.parent for path in _SOURCES if path.name == "__init__.py"],
    ids=lambda path: str(path.relative_to(_ROOT)),
)
def test_every_room_says_what_it_takes_gives_owns_and_never_does(room: Path) -> None:
    if room.name == "versions":
        return
    said = ast.get_docstring(ast.parse((room / "__init__.py").read_text())) or ""

    labels = [line.split(":")[0] for line in said.splitlines() if line[:1].isupper()]

    assert [label for label in labels if label in ("Takes", "Gives", "Owns", "Never")] == [
        "Takes",
        "Gives",
        "Owns",
        "Never",
    ]


def test_no_source_file_outgrows_its_reason() -> None:
    long = [
        str(path.relative_to(_ROOT))
        for path in _SOURCES
        if "versions" not in path.parts and len(path.read_text().splitlines()) > _LONGEST_FILE
    ]

    assert long == []


def test_no_module_is_called_what_nothing_belongs_into() -> None:
    assert [p for p in _SOURCES if p.stem in {"utils", "helpers", "common", "misc"}] == []


def test_every_sentence_of_the_bots_lies_in_wording() -> None:
    strays = []
    for path in (_ROOT / "bot").rglob("*.py"):
        if "wording" in path.parts:
            continue
        tree = ast.parse(path.read_text())
        docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if _has_doc(node)}
        for node in ast.walk(tree):
            said = node.value if isinstance(node, ast.Constant) else None
            if isinstance(said, str) and said not in docs and _is_sentence(said):
                strays.append(f"{path.relative_to(_ROOT)}:{node.lineno} {said}")

    assert strays == []


def test_every_exception_to_a_rule_carries_its_reason() -> None:
    bare = [
        f"{path.relative_to(_ROOT)}:{number}"
        for path in _SOURCES
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if ("# noqa: " in line and " - " not in line.split("# noqa: ")[1])
        or ("# type: ignore" in line and "#" not in line.split("# type: ignore")[1])
    ]

    assert bare == []


def _has_doc(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)


def _is_sentence(said: str) -> bool:
    """Chinese characters with an end; words and patterns to match with are no sentences."""
    spoken = sum("一" <= sign <= "鿿" for sign in said) > 4 and any(s in said for s in "。？！，")
    return spoken and not any(sign in said for sign in "[]()|\\")
