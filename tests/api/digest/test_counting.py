from datetime import UTC, datetime, timedelta

from api.digest.counting import Open, loads, sort_out

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TONIGHT = datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)


def one(name: str, due: datetime | None, who: str | None = "a", *, urgent: bool = False) -> Open:
    return Open(name, "SZ", who, urgent, due)


def test_the_day_ends_at_midnight_in_china() -> None:
    cases = [
        one("late", NOW),
        one("tonight", TONIGHT),
        one("tomorrow", TONIGHT + timedelta(seconds=1)),
        one("never", None, None, urgent=True),
    ]
    found = sort_out(cases, NOW)
    assert [c.id for c in found.late] == ["late"]
    assert [c.id for c in found.due_today] == ["tonight"]
    assert [c.id for c in found.unassigned] == ["never"]
    assert [c.id for c in found.emergencies] == ["never"]


def test_who_is_late_stands_first_and_strangers_are_left_out() -> None:
    cases = [
        one("1", TONIGHT, "a"),
        one("2", TONIGHT, "a"),
        one("3", NOW, "b"),
        one("4", NOW, "x"),
    ]
    found = loads(cases, NOW, {"a": ("甲", "所"), "b": ("乙", "所")})
    assert [(load.name, load.open, load.due_today, load.late) for load in found] == [
        ("乙", 1, 0, 1),
        ("甲", 2, 2, 0),
    ]
