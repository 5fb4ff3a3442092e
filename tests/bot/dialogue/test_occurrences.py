"""Where words stand in a text."""

from bot.dialogue.naming import neighbour
from bot.dialogue.occurrences import occurrences


def test_every_place_is_found_from_the_left_and_they_may_overlap() -> None:
    assert list(occurrences("辣辣", "辣辣辣，辣辣")) == [0, 1, 4]
    assert list(occurrences("(店", "阿(店)")) == [1]
    assert list(occurrences("没有", "阿强肠粉")) == []


def test_a_neighbour_is_looked_for_at_each_place_where_the_name_stands() -> None:
    assert neighbour("麦当劳我常去，这家在麦当劳隔壁", "麦当劳") == "麦当劳隔壁"
    assert neighbour("麦当劳我常去", "麦当劳") is None
