"""One-time codes by time: once each, near the clock, with codes for a lost phone."""

from datetime import timedelta

import pyotp
import pytest
from sqlmodel import select

from api.kit.errors import TooMany, Unauthenticated
from api.kit.work import Works
from api.people import second, sessions
from api.people.signin import show_code, sign_in
from api.people.tables import Officer, RecoveryCode

from .conftest import PASSWORD, Clock


@pytest.fixture
def enrolled(works: Works, officer: Officer, clock: Clock) -> tuple[pyotp.TOTP, tuple[str, ...]]:
    with works.write() as work:
        totp = pyotp.TOTP(second.begin(work, officer.id).secret)
    with works.write() as work:
        codes = second.confirm(work, officer.id, totp.at(clock.now))
    assert codes is not None
    clock.forward(seconds=30)
    return totp, codes


def _passes(works: Works, officer: Officer, code: str) -> bool:
    with works.write() as work:
        return second.passes(work, officer.id, code)


def test_a_secret_counts_only_after_a_right_code(
    works: Works, officer: Officer, clock: Clock
) -> None:
    with works.write() as work:
        totp = pyotp.TOTP(second.begin(work, officer.id).secret)
        assert second.confirm(work, officer.id, "000000") is None
    assert not _passes(works, officer, totp.at(clock.now))
    assert "jiesu_desk" not in sign_in(works, officer.login, PASSWORD, "10.0.0.1")
    with works.read() as work:
        assert sessions.find(work, sign_in(works, officer.login, PASSWORD, "10.0.0.1")) is not None


def test_a_code_lets_in_once(
    works: Works, officer: Officer, clock: Clock, enrolled: tuple[pyotp.TOTP, tuple[str, ...]]
) -> None:
    code = enrolled[0].at(clock.now)
    assert _passes(works, officer, f" {code[:3]} {code[3:]} ")
    assert not _passes(works, officer, code)
    clock.forward(seconds=30)
    assert not _passes(works, officer, code)
    assert _passes(works, officer, enrolled[0].at(clock.now))


@pytest.mark.parametrize(("drift", "right"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_off_by_half_a_minute(
    works: Works,
    officer: Officer,
    clock: Clock,
    enrolled: tuple[pyotp.TOTP, tuple[str, ...]],
    drift: int,
    *,
    right: bool,
) -> None:
    clock.forward(minutes=5)
    code = enrolled[0].at(clock.now + timedelta(seconds=drift))
    assert _passes(works, officer, code) is right


def test_a_recovery_code_stands_in_once(
    works: Works, officer: Officer, enrolled: tuple[pyotp.TOTP, tuple[str, ...]]
) -> None:
    codes = enrolled[1]
    assert len(set(codes)) == 10
    assert _passes(works, officer, codes[0].lower().replace("-", " "))
    assert not _passes(works, officer, codes[0])
    with works.read() as work:
        assert second.codes_left(work, officer.id) == 9


def test_neither_secret_nor_codes_are_stored_in_clear(
    works: Works, officer: Officer, enrolled: tuple[pyotp.TOTP, tuple[str, ...]]
) -> None:
    totp, codes = enrolled
    with works.read() as work:
        row = work.session.get_one(Officer, officer.id)
        assert row.totp_sealed is not None
        assert totp.secret.encode() not in row.totp_sealed
        stored = [one.blind for one in work.session.exec(select(RecoveryCode))]
    assert len(stored) == 10
    assert not set(stored) & set(codes)


@pytest.mark.parametrize("code", ["", "0", "000000", "abc", "１２３４５６", "\0", "9" * 40])
def test_anything_else_is_wrong(
    works: Works, officer: Officer, enrolled: tuple[pyotp.TOTP, tuple[str, ...]], code: str
) -> None:
    assert not _passes(works, officer, code)


def test_the_session_is_half_until_the_code_and_another_one_afterwards(
    works: Works, officer: Officer, clock: Clock, enrolled: tuple[pyotp.TOTP, tuple[str, ...]]
) -> None:
    half = sign_in(works, officer.login, PASSWORD, "10.0.0.1")
    with works.read() as work:
        found = sessions.find(work, half)
    assert found is not None
    assert not found.passed
    whole = show_code(works, half, enrolled[0].at(clock.now), "10.0.0.1")
    with works.read() as work:
        assert sessions.find(work, half) is None
        again = sessions.find(work, whole)
    assert again is not None
    assert again.passed


def test_a_half_session_ends_after_ten_minutes(
    works: Works, officer: Officer, clock: Clock, enrolled: tuple[pyotp.TOTP, tuple[str, ...]]
) -> None:
    half = sign_in(works, officer.login, PASSWORD, "10.0.0.1")
    clock.forward(minutes=10, seconds=1)
    with pytest.raises(Unauthenticated) as refused:
        show_code(works, half, enrolled[0].at(clock.now), "10.0.0.1")
    assert refused.value.code == "not_signed_in"


def test_codes_can_not_be_guessed_on_and_on(
    works: Works, officer: Officer, clock: Clock, enrolled: tuple[pyotp.TOTP, tuple[str, ...]]
) -> None:
    half = sign_in(works, officer.login, PASSWORD, "10.0.0.1")
    for nth in range(5):
        clock.forward(seconds=20)
        with pytest.raises(Unauthenticated):
            show_code(works, half, f"00000{nth}", "10.0.0.1")
    with pytest.raises(TooMany):
        show_code(works, half, enrolled[0].at(clock.now), "10.0.0.1")


def test_a_right_password_does_not_forget_wrong_codes(
    works: Works, officer: Officer, clock: Clock, enrolled: tuple[pyotp.TOTP, tuple[str, ...]]
) -> None:
    for nth in range(10):
        half = sign_in(works, officer.login, PASSWORD, f"10.0.1.{nth}")
        clock.forward(seconds=45)
        with pytest.raises(Unauthenticated):
            show_code(works, half, f"00000{nth}", f"10.0.1.{nth}")
    half = sign_in(works, officer.login, PASSWORD, "10.0.2.1")
    with pytest.raises(TooMany):
        show_code(works, half, enrolled[0].at(clock.now), "10.0.2.1")
