"""How marked messages are read."""

import pytest

from knowledge.lexicon.tagged_messages import POINTS, Marked, load_tagged, read_line
from knowledge.reading import KnowledgeError


def test_there_are_enough_of_them_and_each_point_is_made() -> None:
    made = {point for message in load_tagged() for point in message.points or ()}

    assert len(load_tagged()) > 1_000
    assert set(POINTS) == made


def test_a_line_is_read_with_its_marks_and_points() -> None:
    found = read_line("some.txt", "refund ill|⟦w:昨晚⟧在⟦m:老陈记⟧⏎吃吐了，退钱")

    assert found.text == "昨晚在老陈记\n吃吐了，退钱"
    assert (Marked(0, 2, "w"), Marked(3, 6, "m")) == found.marks
    assert {"refund", "ill"} == found.points


@pytest.mark.parametrize("line", ["没有竖线", "ill|⟦x:什么⟧", "|⟦m:没关", "money|退钱"])
def test_a_wrong_line_is_refused(line: str) -> None:
    with pytest.raises(KnowledgeError):
        read_line("some.txt", line)
