from datetime import date

import pytest

from knowledge.limits import (
    Duty,
    Sort,
    Status,
    When,
    counting_article,
    duties_for,
    limits_for,
    load_counting,
    load_duties,
    load_limits,
)
from knowledge.statutes import Confidence, load_sources

DUTIES = load_duties()
NEW, OLD = date(2026, 11, 21), date(2026, 4, 14)


def ids(prefix: str, numbers: str) -> set[str]:
    found = set()
    for part in numbers.split():
        first, _, last = part.partition("-")
        found |= {f"{prefix}{n:02d}" for n in range(int(first), int(last or first) + 1)}
    return found


def test_every_rule_with_a_clock_a_duty_or_a_ground_is_recorded() -> None:
    """What is absent: F04 is civil liability, W04-W09 are amounts, O12-O14 name no rule."""
    wanted = ids("C", "1-23") | ids("R", "1-4 6-28") | {"R05-OLD"} | ids("O", "1-3 5-11")
    wanted |= ids("W", "1-3 10-13") | ids("F", "1-3 5-18") | ids("H", "1-14") | ids("CAL", "1-7")
    records = (*load_limits(), *DUTIES, *load_counting().values())
    known = {record.group for record in records} | {r.old_id for r in records if r.old_id}

    assert wanted <= known
    assert {one for one in known if one not in wanted} == set()


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.version)
def test_a_duty_cites_what_is_recorded_and_was_in_force(duty: Duty) -> None:
    assert duty.source in load_sources()
    day = max(duty.checked, duty.in_force_from or duty.checked)
    day = min(day, duty.in_force_to or day)
    for entry in (*duty.basis[:1], *duty.grounds):
        instrument = entry.citation.instrument
        assert instrument.in_force_from is None or entry.citation.in_force(day)
    if duty.confidence in (Confidence.M, Confidence.I):
        assert duty.status is Status.policy


def test_the_grounds_of_refusing_are_seven_now_and_were_six() -> None:
    (now,) = duties_for("C03", NEW)
    (before,) = duties_for("C03", OLD)
    assert [g.article for g in now.grounds] == [f"16({n})" for n in "一二三四五六七"]
    assert (len(now.grounds), before.old_id) == (7, "O02")
    assert "没有材料不真实" in before.note


def test_the_grounds_of_ending_mediation_are_eight() -> None:
    (now,) = duties_for("C12", NEW)
    assert [g.citation.article for g in now.grounds] == [f"23(1)({n})" for n in "一二三四五六七八"]


def test_a_food_report_is_told_its_result_promptly_by_law_though_without_a_number() -> None:
    (duty,) = duties_for("R06", NEW)
    assert (duty.sort, duty.when, duty.statutory) == (Sort.duty, When.promptly, True)
    assert duty.article.endswith("第一百一十五条第一款")


def test_what_must_be_done_at_once_in_an_accident() -> None:
    at_once = {duty.rule for duty in DUTIES if duty.when is When.at_once}
    assert {"F07", "F08", "F09", "F10", "F11", "F12", "H14"} <= at_once


def test_an_office_without_power_only_told_where_to_go_and_now_also_transfers() -> None:
    assert "移交" not in duties_for("O08", OLD)[0].deed
    assert "移交并书面告知" in duties_for("R07", NEW)[0].deed


def test_a_limit_is_counted_by_the_article_of_its_own_instrument() -> None:
    assert counting_article(limits_for("C01", NEW), "CAL01").endswith("处理办法》第四十五条")
    assert counting_article(limits_for("R16", NEW), "CAL03").endswith("程序规定》第八十条")
    assert counting_article(limits_for("C01", OLD), "CAL01") == ""
    assert counting_article(limits_for("H02", NEW), "CAL01") == ""
    assert counting_article(limits_for("F05", NEW), "CAL01") == ""
