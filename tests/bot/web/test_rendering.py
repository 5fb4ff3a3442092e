"""Words on the page."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import Button, Line
from bot.web.rendering import answer_in, bubbles, offered, rich


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("普通", ["普通"]),
        ("**粗**体", ["<strong>粗</strong>体"]),
        ("a\nb", ["a", "b"]),
        ("a\n\nb", ["a", "", "b"]),
        ("**a\nb**", ["<strong>a</strong>", "<strong>b</strong>"]),
        ("2**3", ["2**3"]),
        ("**a** b**c", ["<strong>a</strong> b**c"]),
        ("<b>&\"'", ["&lt;b&gt;&amp;&#34;&#39;"]),
        (
            "（**SZ-20261121-0001、SZ-20261121-0002**）",
            [
                (
                    '（<strong><span class="code">SZ-20261121-0001</span>、'
                    '<span class="code">SZ-20261121-0002</span></strong>）'
                )
            ],
        ),
        ("XSZ-20261121-00011234", ["XSZ-20261121-00011234"]),
        ("", []),
    ],
)
def test_only_bold_and_rows_and_case_numbers_become_markup(text: str, html: list[str]) -> None:
    assert rich(text) == "".join(f'<span class="para">{row}</span>' for row in html)


def test_a_line_that_begins_with_a_wide_space_is_indented_as_a_whole() -> None:
    assert rich("a\n\u3000**b** c") == (
        '<span class="para">a</span><span class="para in"><strong>b</strong> c</span>'
    )


@given(st.text(alphabet="<>&\"'*\n\u3000字a"))
def test_no_tag_but_our_own_ever_appears(text: str) -> None:
    bare = str(rich(text))
    for tag in (
        "<strong>",
        "</strong>",
        '<span class="para">',
        '<span class="para in">',
        "</span>",
    ):
        bare = bare.replace(tag, "")
    assert "<" not in bare
    assert ">" not in bare


def line(seq: int, at: datetime, *buttons: str, own: bool = False) -> Line:
    offers = tuple(Button(label=b, payload=b) for b in buttons)
    return Line(seq=seq, at=at, from_citizen=own, text="x", buttons=offers)


def test_days_are_marked_where_they_begin_in_china() -> None:
    now = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    moments = [
        datetime(2025, 12, 31, 4, 0, tzinfo=UTC),
        now - timedelta(days=2),
        datetime(2026, 11, 20, 15, 59, tzinfo=UTC),
        datetime(2026, 11, 20, 16, 0, tzinfo=UTC),
        now,
    ]
    made = bubbles([line(n, at) for n, at in enumerate(moments)], now)
    assert [b.day for b in made] == ["2025年12月31日", "11月19日", "昨天", "今天", None]
    assert [b.time for b in made][2:4] == ["23:59", "00:00"]


def test_the_last_offer_since_the_person_wrote_stands_open() -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    said = [line(1, at, "old"), line(2, at, own=True), line(3, at, "a", "b"), line(4, at)]
    assert [b.payload for b in offered(said)] == ["a", "b"]
    assert offered([*said, line(5, at, own=True)]) == ()
    assert offered([]) == ()


def test_the_first_line_since_the_person_wrote_is_read_next() -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    ours, theirs = line(1, at), line(2, at, own=True)
    assert answer_in(()) is None
    assert answer_in((ours,)) == 0
    assert answer_in((ours, theirs)) is None
    assert answer_in((ours, theirs, ours, ours)) == 2
