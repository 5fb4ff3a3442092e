"""`jiesu corrections`: what officers put right, for `jiesu eval`, without their writers."""

import json
from pathlib import Path

import pytest
from sqlmodel import select

from api.cases.correcting import correct, differences
from api.cases.tables import CaseRow, SearchRow
from api.contract.models import Said
from api.intake.filing import Filer, file_once
from api.kit.settings import Settings
from bot.root.demo import load_unusable
from bot.root.tracker import build
from tests.bot.root.test_commands import jiesu
from tests.fakes.clock import SettableClock
from tests.fakes.filing import complaint, filing

TEXT = "昨天在景田北街老陈记吃火锅，毛肚里有虫，我叫林晓，电话13800138000"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_corrected_messages_are_written_and_measured(tmp_path: Path, database_url: str) -> None:
    clock = SettableClock()
    rooms = build(Settings(data_dir=tmp_path, demo=False), clock)
    load_unusable(rooms.works, rooms.city)
    reader = rooms.reader
    filer = Filer(rooms.city, reader.explain, reader.hide, reader.named)
    said = (Said(id="m1", at=clock(), text=TEXT),)
    number = file_once(rooms.works, filer, filing(complaint(), messages=said))[0][0].number
    with rooms.works.write() as work:
        case = work.session.exec(select(CaseRow).where(CaseRow.number == number)).one()
        changes = differences(case, {"hazard": "hygiene"})
        correct(work, case, changes, district=None, actor="officer:x")
        for row in work.session.exec(select(SearchRow)):
            work.session.delete(row)
    rooms.database.close()

    out = tmp_path / "corrected.jsonl"
    done = jiesu("corrections", "--out", str(out), JIESU_DATA_DIR=str(tmp_path))

    assert done.returncode == 0, done.stderr
    (row,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert (row["id"], row["hazard"]) == (number, "hygiene")
    assert "毛肚里有虫" in row["text"]
    for secret in ("林晓", "13800138000"):
        assert secret not in row["text"]
    worst = tmp_path / "worst.jsonl"
    measured = jiesu("eval", str(out), "--worst", str(worst), "--city", "shenzhen")
    assert measured.returncode == 0, measured.stderr
    assert "hygiene" in measured.stdout
    again = build(Settings(data_dir=tmp_path, demo=False), clock)  # the first start after it
    with again.works.read() as work:
        assert len(work.session.exec(select(SearchRow)).all()) == 1
    again.database.close()
