from hypothesis import given
from hypothesis import strategies as st

from api.proof.merkle import EMPTY, climb, path, root

LINES = st.lists(st.tuples(st.text(max_size=8), st.integers()), min_size=1, max_size=40)


@given(LINES, st.data())
def test_every_line_leads_to_the_root_and_no_other_does(
    lines: list[tuple[str, int]], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    steps = path(lines, at)
    assert climb(lines[at], steps) == root(lines)
    assert climb((lines[at][0], lines[at][1] + 1), steps) != root(lines)


def test_nothing_has_a_root_too() -> None:
    assert root([]) == EMPTY
    assert root([("a", 1)]) != EMPTY
