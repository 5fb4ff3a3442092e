from datetime import date, timedelta
from itertools import pairwise

import pytest
from pydantic import ValidationError

from knowledge.codes import Kind
from knowledge.limits import (
    Limit,
    NotInForceError,
    Roll,
    Status,
    Transition,
    TransitionChoice,
    Unit,
    UnknownRuleError,
    limit_version,
    limits_for,
    limits_under,
    load_limits,
    load_policy,
)
from knowledge.statutes import Confidence, load_sources

LIMITS = load_limits()
LAST_OF_OLD = date(2026, 4, 14)
FIRST_OF_NEW = date(2026, 4, 15)
WD, CD = Unit.working_day, Unit.calendar_day


@pytest.mark.parametrize(
    ("rule", "received", "value", "unit", "article"),
    [
        ("C01", FIRST_OF_NEW, 7, WD, "第121号）第十五条第一款"),
        ("C01", LAST_OF_OLD, 7, WD, "第20号）第十四条"),
        ("C10", FIRST_OF_NEW, 60, CD, "第121号）第二十三条第一款第五项"),
        ("C10", LAST_OF_OLD, 45, WD, "第20号）第二十一条第一款第五项"),
        ("C13", FIRST_OF_NEW, 7, WD, "第121号）第二十三条第二款"),
        ("C13", LAST_OF_OLD, 7, WD, "第20号）第二十一条第二款"),
        ("C16", FIRST_OF_NEW, 15, WD, "第121号）第二十七条"),
        ("C16", LAST_OF_OLD, 15, WD, "第20号）第二十三条"),
        ("R01", FIRST_OF_NEW, 15, WD, "行政处罚程序规定》（市场监管总局令第2号）第十八条第一款"),
        ("R01", LAST_OF_OLD, 15, WD, "行政处罚程序规定》（市场监管总局令第2号）第十八条第一款"),
        ("R02", FIRST_OF_NEW, 15, WD, "第十八条第一款"),
        ("R05-OLD", LAST_OF_OLD, 5, WD, "第20号）第三十一条第二款"),
        ("R06", FIRST_OF_NEW, 5, WD, "内部办理目标，不是法定期限"),
        ("R09", FIRST_OF_NEW, 7, WD, "第121号）第三十三条"),
        ("R09", LAST_OF_OLD, 7, WD, "第20号）第三十条"),
        ("R16", FIRST_OF_NEW, 90, CD, "第六十四条"),
        ("R11", FIRST_OF_NEW, 15, WD, "第121号）第三十五条第二款"),
        ("R21", FIRST_OF_NEW, 7, WD, "第三十五条"),
        ("R21-REPORT", FIRST_OF_NEW, 24, Unit.hour, "第三十三条"),
        ("R25", FIRST_OF_NEW, 20, WD, "公示规定》第九条"),
        ("R26", FIRST_OF_NEW, 2, Unit.year, "行政处罚法》第三十六条"),
        ("R27-RETEST", FIRST_OF_NEW, 7, WD, "第三十条"),
        ("R28", FIRST_OF_NEW, 10, WD, "执法监督规定》第十七条"),
        ("W12", FIRST_OF_NEW, 30, WD, "不是法定期限"),
        ("W12", date(2021, 11, 30), 30, WD, "《食品药品违法行为举报奖励办法》第十四条"),
        ("F05", FIRST_OF_NEW, 2, Unit.hour, "《国家食品安全事故应急预案》4.2.2（1）"),
        ("F12", FIRST_OF_NEW, 2, Unit.hour, "突发公共卫生事件应对法》第三十条"),
        ("F12", LAST_OF_OLD.replace(year=2025), 2, Unit.hour, "应急条例》第十九条"),
        ("F17", date(2026, 12, 1), 24, Unit.hour, "第122号）第九条"),
        ("H02", FIRST_OF_NEW, 5, WD, "本地服务承诺，不是法定期限"),
    ],
)
def test_the_day_of_receipt_chooses_the_version(
    rule: str, received: date, value: int, unit: Unit, article: str
) -> None:
    limit = limits_for(rule, received)
    assert (limit.value, limit.unit) == (value, unit)
    assert article in limit.article


@pytest.mark.parametrize(
    ("old", "rule"),
    [("O01", "C01"), ("O03", "C10"), ("O05", "C13"), ("O06", "C16"), ("O07", "R05-OLD")],
)
def test_the_values_of_order_20_are_found_by_their_own_ids(old: str, rule: str) -> None:
    assert limits_for(old, LAST_OF_OLD) is limits_for(rule, LAST_OF_OLD)


def test_the_repealed_notice_of_filing_does_not_apply_to_a_new_report() -> None:
    with pytest.raises(NotInForceError, match="R05-OLD 不适用于 2026-04-15"):
        limits_for("R05-OLD", FIRST_OF_NEW)


def test_an_unknown_rule_is_refused_by_name() -> None:
    with pytest.raises(UnknownRuleError, match="没有编号为 C99"):
        limits_for("C99", FIRST_OF_NEW)


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.version)
def test_only_what_was_read_in_a_source_is_statutory(limit: Limit) -> None:
    sure = limit.confidence in (Confidence.V, Confidence.V2)
    cited = all(b.citation.confidence in (Confidence.V, Confidence.V2) for b in limit.basis)
    assert not limit.statutory or (sure and cited)
    assert limit.source in load_sources()


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.version)
def test_every_article_is_recorded_and_in_force_as_long_as_the_limit_is(limit: Limit) -> None:
    if limit.in_force_from is None:
        assert not limit.basis or limit.basis[0].citation.instrument.in_force_from is None
        assert not limit.basis or "未查到" in limit.note
        return
    last = limit.in_force_to or max(limit.checked, limit.in_force_from)
    for entry in (*limit.basis, *limit.see):
        instrument = entry.citation.instrument
        if instrument.in_force_from is None:
            # Such a law is only ever named beside one whose dates we know.
            assert limit.basis.index(entry) > 0
            continue
        assert limit.regions or entry.citation.in_force(limit.in_force_from)
        assert entry.citation.in_force(last)


def test_what_was_not_read_is_a_policy_and_says_so() -> None:
    for limit in LIMITS:
        if limit.confidence in (Confidence.M, Confidence.I):
            assert limit.status is Status.policy
        if limit.status is Status.policy:
            assert any(word in limit.article for word in ("不是法定", "示例", "内部", "不在条例"))


def test_policy_limits_are_exactly_these() -> None:
    groups = {limit.group for limit in LIMITS if limit.status is Status.policy}
    assert groups == {
        "R06", "R27", "W11", "W12", "F06", "F13", "F16", "H02", "H03", "H04", "H05", "H08",
    }  # fmt: skip


def test_a_kind_chooses_between_the_limits_of_a_rule() -> None:
    assert limits_for("H04", FIRST_OF_NEW, Kind.query).rule == "H04-CONSULT"
    assert limits_for("H04", FIRST_OF_NEW, Kind.report).rule == "H04-CASE"
    assert limits_for("R27", FIRST_OF_NEW).value == 20
    with pytest.raises(UnknownRuleError, match="H04 有几个期限，请指明一个：H04-CASE、"):
        limits_for("H04", FIRST_OF_NEW)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("C02", "没有规定天数"),
        ("O08", "没有规定天数"),
        ("CAL02", "是计算规则"),
        ("Z99", "没有编号"),
    ],
)
def test_a_rule_without_a_number_says_so(rule: str, said: str) -> None:
    with pytest.raises(UnknownRuleError, match=said):
        limits_for(rule, FIRST_OF_NEW)


def test_versions_of_a_rule_follow_each_other_without_a_gap() -> None:
    for before, after in pairwise(LIMITS):
        if before.rule == after.rule:
            assert before.in_force_to is not None
            assert after.in_force_from is not None
            assert before.in_force_to + timedelta(1) == after.in_force_from


def test_waiting_for_the_citizen_pauses_no_decision_on_a_complaint() -> None:
    assert limits_for("C01", FIRST_OF_NEW).pauses == ()


def test_only_testing_and_appraisal_pause_mediation_now_and_four_things_before() -> None:
    assert [p.value for p in limits_for("C10", FIRST_OF_NEW).pauses] == ["testing", "appraisal"]
    assert len(limits_for("C10", LAST_OF_OLD).pauses) == 4


def test_an_extension_adds_its_days_once() -> None:
    limit = limits_for("R16", FIRST_OF_NEW)
    assert limit.extended(0) is limit
    assert limit.extended().value == 120
    with pytest.raises(ValueError, match="办案期限（R16）不能延长 2 次"):
        limit.extended(2)


def test_a_limit_without_extension_refuses_one() -> None:
    with pytest.raises(ValueError, match="不能延长 1 次"):
        limits_for("C01", FIRST_OF_NEW).extended()


def test_a_version_is_found_again_by_its_stored_name() -> None:
    assert limit_version("C10@2026-04-15").value == 60
    with pytest.raises(UnknownRuleError, match="C10@1999"):
        limit_version("C10@1999-01-01")


def test_the_transition_of_mediation_compares_both_versions() -> None:
    earlier, by_receipt = TransitionChoice.earlier, TransitionChoice.by_receipt
    assert load_policy().transition("C10") is earlier
    assert load_policy().transition("C01") is by_receipt
    assert [x.value for x in limits_under("C10", LAST_OF_OLD, earlier)] == [45, 60]
    assert [x.value for x in limits_under("C10", LAST_OF_OLD, by_receipt)] == [45]
    assert [x.value for x in limits_under("C10", FIRST_OF_NEW, earlier)] == [60]
    assert [x.value for x in limits_under("O03", LAST_OF_OLD, earlier)] == [45]


def test_a_city_may_choose_otherwise_for_a_rule_and_keep_the_rest() -> None:
    own = Transition(rule="C10", choice=TransitionChoice.by_receipt, note="x")
    policy = load_policy().with_choices([own], Roll.any_nonworking)
    assert policy.transition("C10") is TransitionChoice.by_receipt
    assert policy.transition("R05-OLD") is TransitionChoice.by_decision
    assert policy.roll is Roll.any_nonworking
    assert load_policy().with_choices([], None) == load_policy()


def changed(**changes: object) -> Limit:
    return Limit.model_validate(limits_for("C01", FIRST_OF_NEW).model_dump() | changes)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"confidence": "M"}, "statutory needs an article"),
        ({"basis": ()}, "statutory needs an article"),
        ({"status": "policy"}, "cites no basis"),
        ({"in_force_to": "2020-01-01"}, "ends before it begins"),
        ({"value": 0}, "greater than 0"),
    ],
)
def test_a_limit_that_claims_too_much_is_refused(changes: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        changed(**changes)


def test_a_limit_on_an_unrecorded_article_is_refused() -> None:
    with pytest.raises(LookupError, match="no recorded article '99'"):
        changed(basis=({"instrument": "order121", "article": "99"},))
