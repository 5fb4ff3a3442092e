from enum import StrEnum

import pytest

from knowledge.codes import LABELS
from knowledge.reading import folder

_LINES = folder("glossary.md").read_text(encoding="utf-8").splitlines()
_ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in _LINES if "|" in line]


@pytest.mark.parametrize(("code", "label"), LABELS.items(), ids=str)
def test_every_code_stands_in_the_glossary_under_its_label(code: StrEnum, label: str) -> None:
    assert any(row[:2] == [label, f"`{code}`"] for row in _ROWS)


def test_every_row_has_term_code_meaning_and_room() -> None:
    assert {4} == {len(row) for row in _ROWS}
    assert [row for row in _ROWS if not all(row)] == []


def test_no_term_stands_for_two_things() -> None:
    terms = [row[0] for row in _ROWS if row[0] not in ("中文", "---")]
    twice = {term for term in terms if terms.count(term) > 1}

    # 答复 is what a citizen asks for and what an officer gives.
    assert twice == {"答复"}
