"""`jiesu import calendar`: a year's notice, for this installation and all its processes."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import select

from api.cases.events import EventKind
from api.cases.tables import CaseRow, Event
from api.cases.verify import verify
from api.clock.calendars import adopt
from api.clock.service import deadlines
from api.contract.codes import Template
from api.intake.filing import Filer, file_once
from api.kit.settings import Settings
from api.outbox.tables import OutboxRow
from bot.root.demo import load_unusable
from bot.root.ticking import tick
from bot.root.tracker import Rooms, build
from knowledge.calendar import read_holiday_cn
from tests.bot.root.test_commands import _lines, jiesu
from tests.fakes.clock import SHANGHAI, SettableClock
from tests.fakes.filing import filing, report

NEW_YEAR = ["2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04"]
FIXED = ["2027-05-01", "2027-05-02", "2027-10-01", "2027-10-02", "2027-10-03"]


def notice(place: Path, *, published: bool = True) -> Path:
    """A notice in the shape of holiday-cn; an unpublished one is an empty shell."""
    days = [{"name": "节", "date": day, "isOffDay": True} for day in (*NEW_YEAR, *FIXED)]
    file = place / "2027.json"
    papers = ["https://www.gov.cn/invented"] if published else []
    content = {
        "$schema": "https://x/schema.json",
        "year": 2027,
        "papers": papers,
        "days": days if published else [],
    }
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


@pytest.fixture
def rooms(tmp_path: Path, database_url: str) -> Iterator[Rooms]:
    """A running tracker in December 2026, with a report whose R01 ends in 2027."""
    clock = SettableClock(datetime(2026, 12, 14, 10, tzinfo=SHANGHAI))
    settings = Settings(data_dir=tmp_path, database_url=SecretStr(database_url), demo=False)
    made = build(settings, clock)
    load_unusable(made.works, made.city)
    filer = Filer(
        made.city,
        lambda *_: {"kinds": [], "why": [], "lexicon_version": "t"},
        lambda text, _: text,
    )
    file_once(made.works, filer, filing(report()))
    yield made
    made.database.close()


def environment(rooms: Rooms) -> dict[str, str]:
    return {
        "JIESU_DATA_DIR": str(rooms.settings.data_dir),
        "JIESU_DATABASE_URL": rooms.settings.database(),
    }


def due(rooms: Rooms) -> tuple[str, bool]:
    with rooms.works.read() as work:
        (case,) = work.session.exec(select(CaseRow)).all()
        (clock,) = [one for one in deadlines(work, [case.id])[case.id] if one.rule == "R01"]
    return clock.due_on.isoformat(), clock.provisional


def test_a_notice_moves_the_date_in_a_running_process_and_the_handler_is_told(
    rooms: Rooms, tmp_path: Path
) -> None:
    assert due(rooms) == ("2027-01-05", True)

    done = jiesu("import", "calendar", str(notice(tmp_path)), **environment(rooms))

    assert done.returncode == 0, done.stderr
    assert done.stdout == "2027 loaded: 2 clocks counted again, 1 changed, 1 moved\n"
    assert due(rooms) == ("2027-01-06", False)
    with rooms.works.read() as work:
        moved = select(Event).where(Event.kind == EventKind.recounted)
        (event,) = work.session.exec(moved).all()
        told = select(OutboxRow.recipient).where(OutboxRow.template == Template.recounted)
        assert event.data["due_on"] == "2027-01-06"
        assert all(who.startswith("officer:") for who in work.session.exec(told))
        assert work.session.exec(told).first() is not None
        assert list(verify(work)) == []

    again = jiesu("import", "calendar", str(notice(tmp_path)), **environment(rooms))

    assert again.stdout.startswith("2027 was loaded already: ")
    assert again.stdout.endswith(" 0 changed, 0 moved\n")
    assert tick(rooms.works, "w", rooms.city) >= 0


def test_a_tick_counts_what_a_killed_import_left(rooms: Rooms, tmp_path: Path) -> None:
    year = read_holiday_cn(notice(tmp_path).read_text(encoding="utf-8"), date(2026, 12, 1))
    with rooms.works.write() as work:
        adopt(work, year)
    assert due(rooms) == ("2027-01-05", True)
    tick(rooms.works, "w", rooms.city)
    assert due(rooms) == ("2027-01-06", False)


def test_the_deadline_command_counts_by_the_imported_year(rooms: Rooms, tmp_path: Path) -> None:
    asked = ("deadline", "R01", "--received", "2026-12-14", "--json")
    (before,) = _lines(jiesu(*asked, **environment(rooms)))
    jiesu("import", "calendar", str(notice(tmp_path)), **environment(rooms))
    (after,) = _lines(jiesu(*asked, **environment(rooms)))

    assert (before["due"][:10], before["provisional"]) == ("2027-01-05", True)
    assert (after["due"][:10], after["provisional"]) == ("2027-01-06", False)


def test_an_unpublished_year_is_refused_in_one_line_and_dates_stay_provisional(
    rooms: Rooms, tmp_path: Path
) -> None:
    empty = notice(tmp_path, published=False)

    done = jiesu("import", "calendar", str(empty), **environment(rooms))

    assert done.returncode == 1
    assert done.stderr == "jiesu: 2027 年的放假安排尚未公布，文件里没有通知\n"
    assert due(rooms) == ("2027-01-05", True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "can't be read"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"[]", "放假安排文件有误"),
        (b'{"year": 2027, "papers": ["x"], "days": [{"name": "x"}]}', "放假安排文件有误"),
        (
            (
                b'{"year": 2027, "papers": ["x"], "days": [{"name": "\xe5\x85\x83\xe6\x97\xa6",'
                b' "date": "2027-01-01", "isOffDay": true}]}'
            ),
            "缺少劳动节",
        ),
    ],
)
def test_a_bad_file_is_told_in_one_line(tmp_path: Path, content: bytes | None, told: str) -> None:
    file = tmp_path / "year.json"
    if content is not None:
        file.write_bytes(content)

    done = jiesu("import", "calendar", str(file), JIESU_DATA_DIR=str(tmp_path / "data"))

    assert done.returncode == 1
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
