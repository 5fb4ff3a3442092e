"""Whoever watches the clocks also keeps the city's plan, once a day."""

from datetime import datetime
from pathlib import Path

import pytest

from api.cases.events import EventKind
from api.cases.repository import by_id_for_change
from api.cases.retained import level_of
from api.cases.service import append
from api.contract.privacy import Level
from api.intake.filing import Filer, file_once
from api.kit.settings import Settings
from bot.root.retaining import kept_in
from bot.root.ticking import keep
from bot.root.tracker import build
from tests.fakes.clock import SHANGHAI, SettableClock
from tests.fakes.filing import complaint, filing


def test_a_case_that_ended_long_ago_is_locked_up_in_the_night(tmp_path: Path) -> None:
    clock = SettableClock()
    rooms = build(Settings(data_dir=tmp_path, demo=False), clock)
    filer = Filer(rooms.city, rooms.reader.explain, rooms.reader.hide, rooms.reader.named)
    (case,), _ = file_once(rooms.works, filer, filing(complaint()))
    with rooms.works.write() as work:
        row = by_id_for_change(work, case.id)
        append(work, row, EventKind.refused, actor="officer:a", text="不予受理")
    clock.set(datetime(2026, 11, 22, 3, 0, tzinfo=SHANGHAI))
    assert keep(rooms.works, lambda: kept_in(rooms)) == 0
    clock.advance(days=400)
    assert keep(rooms.works, lambda: kept_in(rooms)) == 1
    assert keep(rooms.works, lambda: kept_in(rooms)) == 0
    with rooms.works.read() as work:
        assert level_of(work, case.id) is Level.restricted
    rooms.database.close()


def test_a_fault_is_told_in_the_log_without_its_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = SettableClock(datetime(2026, 11, 22, 3, 0, tzinfo=SHANGHAI))
    rooms = build(Settings(data_dir=tmp_path, demo=False), clock)

    def broken() -> None:
        raise ValueError("林晓 13800138000")

    assert keep(rooms.works, broken) == 0
    assert "retention will be tried again: ValueError" in caplog.text
    assert "13800138000" not in caplog.text
    rooms.database.close()
