from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.people.passwords import LONGEST, hash_password, is_outdated, is_right, make_password
from tests.fakes.hashing import QUICK, SLOW

STORED = SLOW.hash("kavo-nite-ruzo-bemi")


@pytest.fixture(scope="module", autouse=True)
def _the_products_own() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.people.passwords.hasher", SLOW)
        yield


def test_a_hash_takes_what_is_advised() -> None:
    assert (SLOW.memory_cost, SLOW.time_cost, SLOW.parallelism) == (65536, 3, 4)
    assert hash_password("kavo-nite-ruzo-bemi").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_made_password_is_four_readable_groups_and_never_the_same() -> None:
    made = {make_password() for _ in range(200)}
    assert len(made) == 200
    assert all([len(group) for group in one.split("-")] == [4, 4, 4, 4] for one in made)


def test_a_hash_is_argon2id_and_opens_to_its_password_alone() -> None:
    assert STORED.startswith("$argon2id$")
    assert is_right(STORED, "kavo-nite-ruzo-bemi")
    assert not is_right(STORED, "kavo-nite-ruzo-bema")


def test_nobody_has_no_password_at_all() -> None:
    assert not is_right(None, "")
    assert not is_right(None, "kavo-nite-ruzo-bemi")


def test_a_hash_with_other_costs_is_outdated() -> None:
    assert not is_outdated(STORED)
    assert is_outdated(STORED.replace("t=3", "t=1"))
    assert is_outdated(QUICK.hash("kavo-nite-ruzo-bemi"))


def test_a_password_longer_than_we_hash_is_wrong_even_when_cut_it_were_right() -> None:
    assert not is_right(hash_password("x" * LONGEST), "x" * (LONGEST + 1))


@settings(max_examples=5, deadline=None)
@given(st.text(max_size=200))
def test_no_other_text_is_right(text: str) -> None:
    assert is_right(STORED, text) == (text == "kavo-nite-ruzo-bemi")
