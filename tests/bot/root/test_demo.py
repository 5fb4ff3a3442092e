"""The demonstration has one volunteer who waits and one who is approved, made once."""

from pathlib import Path

from pydantic import SecretStr
from sqlmodel import select

from api.kit.settings import Settings
from api.people.volunteer_tables import Volunteer
from api.verify import faults
from bot.root.demo import load_demo
from bot.root.tracker import build


def test_the_invented_volunteers_are_made_once(tmp_path: Path, database_url: str) -> None:
    settings = Settings(
        data_dir=tmp_path, database_url=SecretStr(database_url), city="shenzhen", demo=True
    )
    rooms = build(settings)

    for _ in range(2):
        load_demo(rooms.works, rooms.city, tmp_path)

    with rooms.works.read() as work:
        found = list(work.session.exec(select(Volunteer)))
        assert sorted(one.standing for one in found) == ["approved", "pending"]
        assert list(faults(work)) == []
    rooms.database.close()
