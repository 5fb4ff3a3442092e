"""Officers' days, told as data; dispatcher, wording, desk and database are real."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlmodel import col, select

from api.cases.repository import events, evidence_count
from api.cases.tables import CaseRow
from api.verify import faults
from tests.bot.staff.cast import CAST, NOBODY, SECRETS, people
from tests.bot.staff.house import House
from tests.bot.staff.phones import Phone
from tests.bot.staff.stage import Stage

FOLDER = Path(__file__).parent / "stories"
FILES = {
    file.name: yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in sorted(FOLDER.glob("*.yaml"))
}
STORIES = [story for told in FILES.values() for story in told]
AT_LEAST = 60
_MASKED = "林＊"


@pytest.fixture(scope="session")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The tracker over a migrated database in which the cast works already."""
    folder = tmp_path_factory.mktemp("officers")
    shutil.copy(sqlite_template, folder / "template.db")
    people(folder / "template.db")
    made = House(folder / "template.db", folder)
    yield made
    made.rooms.database.close()


@pytest.mark.parametrize("story", STORIES, ids=[story["story"] for story in STORIES])
async def test_a_story_ends_as_it_should(story: dict[str, Any], house: House) -> None:
    async with house.stage() as stage:
        for matter in story.get("filed", []):
            await stage.file(matter)
        await stage.pass_on()
        for turn in story["turns"]:
            await _play(stage, turn)
            _check(stage, turn)
        _check_cases(stage, story.get("cases", []))
        _check_secrets(stage)


async def _play(stage: Stage, turn: dict[str, Any]) -> None:
    phone = stage.phone(turn.get("by", "chen"))
    stage.told.clear()
    if not turn.keys() <= _LOOKS:
        for one in stage.telegram.phones.values():
            one.toasts.clear()
        phone.unread.clear()
    if turn.get("away"):
        with stage.away():
            await _act(stage, phone, turn)
    else:
        await _act(stage, phone, turn)
    await stage.pass_on()


_FOLLOWS = frozenset({"assigned", "linked"})
"""What a move brings with it."""
_LOOKS = frozenset({"by", "hear", "not", "buttons", "without", "told"})
"""A turn of these alone looks at what came since the officer's own last deed."""


async def _act(stage: Stage, phone: Phone, turn: dict[str, Any]) -> None:
    to = phone.with_words(turn["to"]) if "to" in turn else None
    match turn:
        case {"say": words}:
            await stage.say(phone, words * turn.get("times", 1), to)
        case {"press": label}:
            await stage.press(phone, label, to)
        case {"press_stale": label}:
            await stage.press(phone, label, stale=True)
        case {"borrows": label, "of": owner}:
            await stage.borrow(phone, label, stage.phone(owner))
        case {"photos": count}:
            await stage.photos(phone, count, turn.get("caption", ""), to)
        case {"voice": _}:
            await stage.voice(phone)
        case {"blocks": how}:
            await stage.block(phone, told=how == "told")
        case _:
            await _happen(stage, turn)


async def _happen(stage: Stage, turn: dict[str, Any]) -> None:
    """What nobody does from a phone of ours."""
    match turn:
        case {"again": _}:
            await stage.again()
        case {"restart": _}:
            await stage.restart()
        case {"file": matter}:
            await stage.file(matter)
        case {"citizen": deed}:
            await stage.citizen(deed)
        case {"code": login}:
            stage.make_code(login)
        case {"closed": login}:
            stage.close_account(login)
        case {"wait": by}:
            stage.wait(**by)
        case {"until": moment}:
            stage.wait_until(moment)
        case _:
            assert turn.keys() <= _LOOKS, f"nothing is done in {turn}"


def _check(stage: Stage, turn: dict[str, Any]) -> None:
    phone = stage.phone(turn.get("by", "chen"))
    said = "\n".join(shown.text for shown in phone.unread)
    for words in turn.get("hear", ()):
        assert words in said, f"{turn} → {said}"
    for words in turn.get("not", ()):
        assert words not in said, f"{turn} → {said}"
    if turn.get("silent"):
        assert not said, f"{turn} → {said}"
    labels = phone.labels()
    for label in turn.get("buttons", ()):
        assert label in labels, f"{turn} → {labels}"
    for label in turn.get("without", ()):
        assert label not in labels, f"{turn} → {labels}"
    if "toast" in turn:
        assert phone.toasts == [turn["toast"]], f"{turn} → {phone.toasts}"
    told = "\n".join(stage.told)
    for words in turn.get("told", ()):
        assert words in told, f"{turn} → {told}"
    if turn.get("untold"):
        assert not told, f"{turn} → {told}"


def _check_cases(stage: Stage, expected: list[dict[str, Any]]) -> None:
    with stage.rooms.works.read() as work:
        rows = work.session.exec(select(CaseRow).order_by(col(CaseRow.number))).all()
        assert len(rows) == len(expected)
        for row, case in zip(rows, expected, strict=True):
            by_officers = [e.kind for e in events(work, row.id) if e.actor.startswith("officer:")]
            found = {
                "made": [kind for kind in by_officers if kind not in _FOLLOWS],
                "evidence": evidence_count(work, row.id),
                "asked": row.asked_at is not None,
                "open": row.ended_at is None,
                "handler": row.handler_id,
            }
            for name, value in case.items():
                is_ = found[name] if name in found else getattr(row, name)
                assert is_ == value, f"{row.number}: {name} is {is_}, not {value}"
        assert list(faults(work)) == []


def _check_secrets(stage: Stage) -> None:
    """Who wrote never reaches a chat; of a report not even the first sign of the name does."""
    said = "\n".join(stage.telegram.said)
    assert not [secret for secret in SECRETS if secret in said]
    assert "林" not in re.sub("林＊|梅林", "", said)
    with stage.rooms.works.read() as work:
        kinds = set(work.session.exec(select(CaseRow.kind)))
    assert _MASKED not in said or "complaint" in kinds


def test_there_are_enough_stories_and_each_has_its_own_name() -> None:
    names = [story["story"] for story in STORIES]
    assert len(names) >= AT_LEAST
    assert len(set(names)) == len(names)


def test_each_file_is_played_and_says_first_what_it_shows() -> None:
    assert set(FILES) == {file.name for file in FOLDER.iterdir()}
    assert all(FILES.values())
    for name in FILES:
        first = (FOLDER / name).read_text(encoding="utf-8").partition("\n")[0]
        assert first.startswith("# "), name
        assert first.endswith("."), name


def test_each_story_begins_with_what_it_shows_and_checks_something() -> None:
    for story in STORIES:
        assert next(iter(story)) == "story"
        assert any(turn.keys() & _CHECKS for turn in story["turns"]), story["story"]
        assert {turn.get("by", "chen") for turn in story["turns"]} <= {*CAST, NOBODY}
        assert {part for turn in story["turns"] for part in turn} <= _PARTS, story["story"]


_CHECKS = frozenset({"hear", "not", "buttons", "without", "toast", "told", "untold", "silent"})
_DEEDS = frozenset(
    [
        "say",
        "press",
        "press_stale",
        "borrows",
        "photos",
        "voice",
        "blocks",
        "again",
        "restart",
        "file",
        "citizen",
        "code",
        "closed",
        "wait",
        "until",
    ]
)
_PARTS = _CHECKS | _DEEDS | {"by", "to", "of", "times", "caption", "away"}
