"""The number of the ill put right, and what is only a part of them."""

import pytest

from bot.dialogue.ill_righted import righted


@pytest.mark.parametrize(
    ("text", "known", "right"),
    [
        ("更正一下，刚问了一圈，是4个人，有一个是本来就感冒", 5, 4),
        ("我说错了，吐的只有三个，我女儿没事", 4, 3),
        ("刚又问了下，其中一个是自己着凉，实际7个人", 8, 7),
        ("更正一下，有一个是本来就感冒，不算", 5, 4),
        ("没那么多，就4个", 6, 4),
        ("她早上就不舒服，只有我一个", 2, 1),
        ("数错了，腹泻的是6个人", 5, 6),
        ("更正，住院的是2个人", 8, None),
        ("刚问了，另外5个没事", 5, None),
        ("不对，我们一共去了10个人吃饭", 3, None),
        ("记错了，是昨天中午", 5, None),
        ("核实了吗？到底几个人？", 5, None),
        ("说错地址了，是2号楼", 5, None),
    ],
)
def test_only_a_number_of_all_the_ill_is_put_right(
    text: str, known: int, right: int | None
) -> None:
    assert righted(text, known) == right
