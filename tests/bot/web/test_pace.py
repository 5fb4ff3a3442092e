"""How fast one may write."""

import pytest

from bot.web.pace import Pace


def test_a_burst_is_taken_and_then_one_waits_as_long_as_one_is_told() -> None:
    now = 0.0
    pace = Pace(burst=3, per_minute=30, clock=lambda: now)
    assert [pace.wait("a") for _ in range(4)] == [0, 0, 0, 2]
    assert pace.wait("b") == 0
    now = 2.0
    assert pace.wait("a") == 0


def test_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.pace._REMEMBERED", 2)
    pace = Pace(burst=1, per_minute=1, clock=lambda: 0.0)
    for who in ("a", "b", "c"):
        pace.wait(who)
    assert pace.wait("a") == 0
    assert pace.wait("c") == 60
