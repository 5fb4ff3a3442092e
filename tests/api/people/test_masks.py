"""What everybody else reads of a name, a number and an address."""

import pytest

from api.people.reporters import _digits, _mask_name, _mask_phone, _to_the_district


@pytest.mark.parametrize(
    ("given", "shown"), [("林晓", "林*"), ("欧阳小敏", "欧***"), ("林", "林*"), ("L", "L*")]
)
def test_a_name_shows_its_first_sign(given: str, shown: str) -> None:
    assert _mask_name(given) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("13800138000", "138****8000"),
        ("+86 138 0013 8000", "138****8000"),
        ("0755-82345678", "075*****5678"),
        ("82345678", "******78"),
        ("12345", "***45"),
        ("110", "***"),
        ("none", "*"),
    ],
)
def test_a_number_shows_too_little_to_call_it(given: str, shown: str) -> None:
    assert _mask_phone(given) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("福田区景田街1号", "福田区***"),
        ("广东省深圳市福田区景田街1号", "广东省深圳市福田区***"),
        ("深圳市景田街1号", "深圳市***"),
        ("景田小区3栋", "***"),
        ("福田区景田小区3栋", "福田区***"),
        ("莆田市仙游县鲤城街道", "莆田市仙游县***"),
        ("城市花园3栋", "***"),
        ("南山", "***"),
        ("", "***"),
    ],
)
def test_an_address_shows_nothing_below_the_district(given: str, shown: str) -> None:
    assert _to_the_district(given) == shown


def test_a_number_is_one_number_however_it_is_written() -> None:
    assert {_digits(one) for one in ("138-0013-8000", "+8613800138000", "138 0013 8000")} == {
        "13800138000"
    }
