import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import Button
from bot.wording.telegram_html import parts, rows


def seen(part: str) -> str:
    """What Telegram shows: tags gone, entities read."""
    return html.unescape(re.sub(r"</?b>", "", part))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**已受理**，谢谢", "<b>已受理</b>，谢谢"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("**A & B <店>**", "<b>A &amp; B &lt;店&gt;</b>"),
        ("3 ** 4 = 12", "3 ** 4 = 12"),
        ("**没有闭合", "**没有闭合"),
        ("一**二**三**四**", "一<b>二</b>三<b>四</b>"),
        ("**跨\n行**", "**跨\n行**"),
    ],
)
def test_bold_is_the_only_markup(text: str, expected: str) -> None:
    assert parts(text) == [expected]


def test_an_empty_reply_is_still_a_message() -> None:
    assert parts("  \n") == ["…"]


def test_a_long_text_is_cut_between_paragraphs() -> None:
    first, second = "甲" * 3000, "乙" * 3000
    assert parts(f"{first}\n\n{second}") == [first, second]


def test_bold_goes_on_after_a_cut() -> None:
    made = parts(f"**{'字' * 15}**", limit=10)
    assert made == [f"<b>{'字' * 10}</b>", f"<b>{'字' * 5}</b>"]


def test_a_sign_outside_the_basic_plane_counts_as_two() -> None:
    assert [seen(part) for part in parts("🍜" * 6, limit=10)] == ["🍜" * 5, "🍜"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), st.integers(2, 40))
def test_nothing_is_lost_and_every_part_fits(text: str, limit: int) -> None:
    made = parts(text, limit)
    assert all(0 < units(seen(part)) <= limit for part in made)
    shown = "".join(seen(part) for part in made)
    if text.strip():
        wanted = re.sub(r"\*\*([^*\n]+)\*\*", r"\1", text)
        assert "".join(shown.split()) == "".join(wanted.split())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_tags_are_balanced_and_nothing_else_is_a_tag(text: str) -> None:
    for part in parts(text, 20):
        assert part.count("<b>") == part.count("</b>")
        assert "<" not in re.sub(r"</?b>", "", part)


def test_short_buttons_share_a_row_and_long_ones_have_their_own() -> None:
    labels = ["提交", "再改改", "取消", "老陈记牛肉火锅（景田店）景田南街 12 号", "都不是"]
    buttons = tuple(Button(label=label, payload="x") for label in labels)
    assert [[b.label for b in row] for row in rows(buttons)] == [
        ["提交", "再改改", "取消"],
        ["老陈记牛肉火锅（景田店）景田南街 12 号"],
        ["都不是"],
    ]
