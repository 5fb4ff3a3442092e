"""A registered trader that shares only the kind of food with the name told is not meant."""

import pytest

from nlp.match.merchants import shares_only_kind


@pytest.mark.parametrize(
    ("mention", "name", "only"),
    [
        ("肥姐酸菜鱼", "粤海一家人酸菜鱼", True),
        ("老街酸菜鱼馆", "粤海一家人酸菜鱼店", True),
        ("飞姐酸菜鱼", "肥姐酸菜鱼", False),  # written as it sounds
        ("酸菜鱼", "粤海一家人酸菜鱼", False),
        ("一家人酸菜鱼", "粤海一家人酸菜鱼", False),
        ("老陈记", "老陈记牛肉火锅（景田店）", False),
    ],
)
def test_the_own_part_of_a_name_tells(mention: str, name: str, *, only: bool) -> None:
    assert shares_only_kind(mention, name) is only
