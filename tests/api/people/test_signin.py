import threading

import pytest
from sqlmodel import select

from api.kit.errors import Refusal, TooMany, Unauthenticated
from api.kit.work import Works
from api.people import sessions
from api.people.officers import by_login, change_password, create_officer, ensure_demo_officers
from api.people.signin import sign_in
from api.people.tables import DeskSession, LoginAttempt, Officer
from api.people.throttle import admit
from knowledge.cities.load import load_city

from .conftest import PASSWORD, Clock


def _fail(works: Works, times: int, login: str = "futian1", address: str = "10.0.0.1") -> None:
    for _ in range(times):
        with pytest.raises(Unauthenticated):
            sign_in(works, login, "wrong", address)


def _wait_after(works: Works, login: str = "futian1", address: str = "10.0.0.1") -> int:
    with pytest.raises(TooMany) as refused:
        sign_in(works, login, PASSWORD, address)
    return int(refused.value.more["wait"])


def _pause(works: Works, login: str) -> int:
    """How long the account waits; only looked at, so that looking is not counted."""
    with works.read() as work:
        try:
            admit(work, login, "10.9.9.9")
        except TooMany as refused:
            return int(refused.more["wait"])
    return 0


def test_the_right_password_begins_a_session_of_its_officer(
    works: Works, officer: Officer
) -> None:
    token = sign_in(works, "futian1", PASSWORD, "10.0.0.1")
    with works.read() as work:
        found = sessions.find(work, token)
    assert found is not None
    assert found.officer.id == officer.id


def test_the_database_holds_a_hash_of_the_token_and_never_the_token(
    works: Works, officer: Officer
) -> None:
    token = sign_in(works, officer.login, PASSWORD, "10.0.0.1")
    with works.read() as work:
        stored = work.session.exec(select(DeskSession)).one()
    assert stored.token_hash == sessions.hash_token(token)
    assert token not in stored.model_dump_json()


def test_unknown_login_wrong_password_and_closed_account_get_one_answer(
    works: Works, officer: Officer
) -> None:
    with works.write() as work:
        closed = create_officer(
            work, login="gone", name="某某", office="SZ", roles=["handler"], password=PASSWORD
        )
        closed.active = False
    answers = set()
    for login, password in (("nobody", PASSWORD), (officer.login, "x"), ("gone", PASSWORD)):
        with pytest.raises(Unauthenticated) as refused:
            sign_in(works, login, password, "10.0.0.1")
        answers.add((refused.value.code, refused.value.detail, refused.value.status))
    assert len(answers) == 1


@pytest.mark.parametrize("login", ["futian1", "nobody"])
def test_five_failures_close_an_address_for_five_minutes_whoever_is_tried(
    works: Works, officer: Officer, clock: Clock, login: str
) -> None:
    assert officer.login == "futian1"
    for nth in range(5):
        _fail(works, 1, f"{login}{nth}")
    assert _wait_after(works) == 300
    clock.forward(seconds=299)
    assert _wait_after(works) == 1
    clock.forward(seconds=1)
    assert sign_in(works, "futian1", PASSWORD, "10.0.0.1")


def test_an_account_pauses_ever_longer_and_closes_after_ten_failures(
    works: Works, officer: Officer, clock: Clock
) -> None:
    waits = []
    for nth in range(10):
        _fail(works, 1, officer.login, f"10.0.0.{nth}")
        waits.append(_pause(works, officer.login))
        clock.forward(seconds=min(waits[-1], 60))
    assert waits[:9] == [0, 0, 2, 4, 8, 16, 24, 32, 42]
    assert waits[9] == 15 * 60 - sum(waits[:9])


def test_an_account_is_not_closed_by_another_ones_failures(works: Works, officer: Officer) -> None:
    for nth in range(4):
        _fail(works, 1, f"nobody{nth}", "10.0.0.1")
    assert sign_in(works, officer.login, PASSWORD, "10.0.0.2")


def test_success_forgets_the_accounts_failures_but_not_those_of_the_address(
    works: Works, officer: Officer
) -> None:
    _fail(works, 2)
    assert sign_in(works, officer.login, PASSWORD, "10.0.0.1")
    with works.read() as work:
        assert len(work.session.exec(select(LoginAttempt)).all()) == 2
    for nth in range(3):
        _fail(works, 1, f"nobody{nth}")
    assert _wait_after(works) == 300


def test_attempts_at_once_are_all_counted(works: Works, officer: Officer) -> None:
    codes: list[str] = []

    def attempt() -> None:
        try:
            sign_in(works, officer.login, "wrong", "10.0.0.1")
        except Refusal as refused:
            codes.append(refused.code)

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(codes) == 12
    assert codes.count("wrong_login") <= 5


def test_no_login_or_address_is_stored_in_clear(works: Works, officer: Officer) -> None:
    _fail(works, 1, officer.login, "10.20.30.40")
    with works.read() as work:
        stored = [row.model_dump_json() for row in work.session.exec(select(LoginAttempt))]
    assert len(stored) == 2
    assert not any("futian1" in row or "10.20.30.40" in row for row in stored)


def test_a_session_ends_after_half_an_hour_without_use(
    works: Works, officer: Officer, clock: Clock
) -> None:
    token = sign_in(works, officer.login, PASSWORD, "10.0.0.1")
    clock.forward(minutes=30)
    with works.read() as work:
        assert sessions.find(work, token) is not None
    clock.forward(seconds=1)
    with works.read() as work:
        assert sessions.find(work, token) is None


def test_a_session_ends_after_twelve_hours_however_busy(
    works: Works, officer: Officer, clock: Clock
) -> None:
    token = sign_in(works, officer.login, PASSWORD, "10.0.0.1")
    for _ in range(12 * 4):
        clock.forward(minutes=15)
        with works.write() as work:
            assert sessions.find(work, token) is not None
            sessions.note_use(work, token)
    clock.forward(seconds=1)
    with works.read() as work:
        assert sessions.find(work, token) is None


def test_a_closed_account_loses_its_sessions(works: Works, officer: Officer) -> None:
    token = sign_in(works, officer.login, PASSWORD, "10.0.0.1")
    with works.write() as work:
        work.session.get_one(Officer, officer.id).active = False
    with works.read() as work:
        assert sessions.find(work, token) is None


def test_every_sign_in_has_a_token_of_its_own(works: Works, officer: Officer) -> None:
    tokens = {sign_in(works, officer.login, PASSWORD, "10.0.0.1") for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token) >= 43 for token in tokens)


def test_signing_out_ends_this_session_alone(works: Works, officer: Officer) -> None:
    here, there = (sign_in(works, officer.login, PASSWORD, "10.0.0.1") for _ in range(2))
    with works.write() as work:
        sessions.end(work, here)
    with works.read() as work:
        assert sessions.find(work, here) is None
        assert sessions.find(work, there) is not None


def test_a_new_password_ends_every_session_and_the_old_password(
    works: Works, officer: Officer
) -> None:
    token = sign_in(works, officer.login, PASSWORD, "10.0.0.1")
    with works.write() as work:
        change_password(work, officer.id, "a much better one")
    with works.read() as work:
        assert sessions.find(work, token) is None
    _fail(works, 1, officer.login, PASSWORD)
    assert sign_in(works, officer.login, "a much better one", "10.0.0.2")


@pytest.mark.parametrize("new", ["short", "x" * 129, "my-FUTIAN1-password"])
def test_a_weak_password_is_refused(works: Works, officer: Officer, new: str) -> None:
    with pytest.raises(Refusal) as refused, works.write() as work:
        change_password(work, officer.id, new)
    assert refused.value.code == "weak_password"


def test_the_demo_officers_are_made_once_each_with_a_password_of_its_own(works: Works) -> None:
    invented = load_city("shenzhen").officers[:3]
    with works.write() as work:
        made = ensure_demo_officers(work, invented, {"luohu1": PASSWORD})
    assert set(made) == {one.login for one in invented}
    assert made["luohu1"] == PASSWORD
    assert len(set(made.values())) == 3
    assert sign_in(works, "luohu2", made["luohu2"], "10.0.0.1")
    with works.write() as work:
        assert ensure_demo_officers(work, invented) == {}
        found = by_login(work, "luohu1")
    assert found is not None
    assert (found.office, found.roles) == ("SZ-LH", ["handler"])
