"""A stranger's words stay words."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.wording.plain import clean, clean_lines, fit, hide_phones, mask_phone, strip_bold


@given(st.text(max_size=300))
def test_cleaned_words_are_one_visible_line_without_bold(words: str) -> None:
    cleaned = clean(words)
    assert len(cleaned) <= 60
    assert "**" not in cleaned
    assert "\n" not in cleaned
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cf"}]


@given(st.text(max_size=3000))
def test_cleaned_lines_keep_their_breaks_and_their_limit(words: str) -> None:
    assert len(clean_lines(words, 500)) <= 500


def test_direction_marks_are_removed() -> None:
    assert clean("老陈\u202e记\u200b") == "老陈记"


def test_an_id_number_is_hidden() -> None:
    assert clean("我是440301199001011234") == "我是（证件号已隐去）"
    assert clean("44030119900101123X号") == "（证件号已隐去）号"


def test_a_case_number_is_not_taken_for_an_id_number() -> None:
    assert clean("SZ-20261121-0007") == "SZ-20261121-0007"


def test_phones_are_masked() -> None:
    assert mask_phone("13800138000") == "138××××8000"
    assert mask_phone("12") == "××××"
    assert hide_phones("打13800138000或0755-83212345") == "打138××××8000或075××××2345"


def test_bold_is_stripped_for_terminals() -> None:
    assert strip_bold("**请核对：**\n好") == "请核对：\n好"


def test_a_reply_never_exceeds_every_platforms_limit() -> None:
    assert len(fit("长" * 5000)) == 4096
