from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.assignment.handler import HandlerLoad, choose_handler
from knowledge.cities.load import load_city

CITY = load_city("shenzhen")
OFFICES = ["SZ-FT-008", "SZ-FT", "SZ", "SZ-NS"]


def load(officer: str, office: str, cases: int, *, absent: bool = False) -> HandlerLoad:
    return HandlerLoad(officer, f"{officer}号", office, cases, absent)


@pytest.mark.parametrize(
    ("handlers", "officer", "rule"),
    [
        ([load("a", "SZ-FT", 3), load("b", "SZ-FT", 1)], "b", "lightest"),
        ([load("b", "SZ-FT", 1), load("a", "SZ-FT", 1)], "a", "lightest"),
        ([load("a", "SZ-FT", 0, absent=True), load("b", "SZ-FT", 9)], "b", "lightest"),
        ([load("a", "SZ-NS", 0), load("b", "SZ-FT", 9)], "b", "lightest"),
        ([load("a", "SZ-FT", 0, absent=True), load("b", "SZ", 9)], "b", "parent"),
        ([load("a", "SZ", 2), load("b", "SZ-FT-008", 0)], "a", "parent"),
    ],
)
def test_the_lightest_present_handler_of_the_nearest_office_takes_the_case(
    handlers: list[HandlerLoad], officer: str, rule: str
) -> None:
    choice = choose_handler(CITY, "SZ-FT", handlers)

    assert choice is not None
    assert (choice.officer_id, choice.rule) == (officer, rule)


@pytest.mark.parametrize(
    "handlers",
    [[], [load("a", "SZ-NS", 0)], [load("a", "SZ-FT", 0, absent=True)]],
)
def test_nobody_present_up_to_the_top_gives_nobody(handlers: list[HandlerLoad]) -> None:
    assert choose_handler(CITY, "SZ-FT", handlers) is None


def test_a_street_office_without_handlers_climbs_two_steps_and_says_so() -> None:
    choice = choose_handler(CITY, "SZ-FT-008", [load("甲", "SZ", 4)])

    assert choice is not None
    assert choice.office_code == "SZ"
    assert choice.reason == (
        "福田监管局莲花所没有在岗的经办人员，由上级深圳市市场监管局办理；"
        "甲号在办 4 件，是深圳市市场监管局在岗人员中最少的。"
    )


def test_an_office_the_pack_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        choose_handler(CITY, "SZ-GONE", [])


loads = st.lists(
    st.builds(
        HandlerLoad,
        officer_id=st.text("abcdefgh", min_size=1, max_size=4),
        name=st.just("某人"),
        office_code=st.sampled_from(OFFICES),
        open_cases=st.integers(0, 50),
        absent=st.booleans(),
    ),
    unique_by=lambda handler: handler.officer_id,
    max_size=12,
)


@given(handlers=loads, order=st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_the_handlers(
    handlers: list[HandlerLoad], order: Random
) -> None:
    shuffled = list(handlers)
    order.shuffle(shuffled)

    assert choose_handler(CITY, "SZ-FT-008", shuffled) == choose_handler(
        CITY, "SZ-FT-008", handlers
    )


@given(handlers=loads)
def test_nobody_present_at_the_chosen_office_has_fewer_cases(handlers: list[HandlerLoad]) -> None:
    choice = choose_handler(CITY, "SZ-FT-008", handlers)

    line = ["SZ-FT-008", "SZ-FT", "SZ"]
    present = [h for h in handlers if not h.absent and h.office_code in line]
    if choice is None:
        assert present == []
        return
    nearest = min(line.index(h.office_code) for h in present)
    assert choice.office_code == line[nearest]
    fewest = min(h.open_cases for h in present if h.office_code == line[nearest])
    chosen = next(h for h in handlers if h.officer_id == choice.officer_id)
    assert (chosen.open_cases, chosen.absent) == (fewest, False)
