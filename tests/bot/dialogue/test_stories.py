"""Whole conversations, told as data; the dialogue and its wording are real."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.contract.codes import Template, VolunteerStanding
from api.contract.delivery import Notice
from api.contract.understood import UnderstandRequest, Understood
from api.contract.volunteers import VolunteerOut
from bot.dialogue import Conversation, told_before
from bot.dialogue.volunteering import told_standing
from bot.message import InboundMessage
from bot.root.reading import read_messages
from knowledge.cities.load import load_city
from tests.bot.dialogue.on_telegram import OnTelegram
from tests.bot.dialogue.on_web import OnWeb
from tests.bot.dialogue.player import Player, means, text_of

STORIES = [
    story
    for file in sorted((Path(__file__).parent / "stories").glob("*.yaml"))
    for story in yaml.safe_load(file.read_text(encoding="utf-8"))
]
AT_LEAST = 60
Stage = Player | OnTelegram | OnWeb
"""Where a story may be played."""


def _notice(data: dict[str, Any], player: Stage) -> Notice:
    return Notice(
        template=Template(data["template"]),
        number=data.get("number", ""),
        kind="complaint",
        office="福田监管局景田所",
        at=player.at,
        text=data.get("text"),
        tip=data.get("tip"),
        volunteer=data.get("volunteer"),
    )


def _understood(
    message: InboundMessage, turn: dict[str, Any], before: Conversation, *, real: bool
) -> Understood:
    if not real:
        return means(**turn.get("means", {}))
    reader = read_messages(load_city("shenzhen"))
    asked = UnderstandRequest(
        text=message.text,
        at=message.at,
        near=before.near,
        location=message.location,
        told=told_before(before.draft),
    )
    return reader.understand(asked)


def _play(player: Stage, turn: dict[str, Any], *, real: bool) -> None:
    player.tracker.fails = turn.get("fails")
    if turn.get("suspend") and player.tracker.volunteer is not None:
        now = {"standing": VolunteerStanding.suspended}
        player.tracker.volunteer = player.tracker.volunteer.model_copy(update=now)
    if "notice" in turn:
        notice = _notice(turn["notice"], player)
        player.tracker.ended(notice)
        player.delivered(notice)
        player.replies = ()
    elif "press" in turn:
        player.press(turn["press"])
    else:
        more = {
            k: turn[k] for k in ("photos", "refused", "location", "phone", "button") if k in turn
        }
        text = turn.get("say", "") * turn.get("times", 1)
        message = player.message(text, **more)
        player.hear(message, _understood(message, turn, player.conversation, real=real))


def _check(player: Stage, turn: dict[str, Any]) -> None:
    said = text_of(player.replies)
    for words in turn.get("hear", ()):
        assert words in said, f"{turn} → {said}"
    for words in turn.get("not", ()):
        assert words not in said, f"{turn} → {said}"
    for label in turn.get("buttons", ()):
        labels = [button.label for reply in player.replies for button in reply.buttons]
        assert any(shown.startswith(label) for shown in labels), f"{turn} → {labels}"
    if "stage" in turn:
        assert player.conversation.stage == turn["stage"], f"{turn} → {said}"


def _check_cases(player: Stage, expected: list[dict[str, Any]]) -> None:
    views = [view.model_dump(mode="json") for view in player.tracker.cases.values()]
    assert [view["kind"] for view in views] == [case["kind"] for case in expected]
    for view, case in zip(views, expected, strict=True):
        for name, value in case.items():
            found = view[name] if name in view else view["facts"][name]
            assert found == value, f"{view['number']}: {name} is {found}, not {value}"


NAMED = pytest.mark.parametrize("story", STORIES, ids=[story["story"] for story in STORIES])


@NAMED
def test_a_story_ends_as_it_should(story: dict[str, Any]) -> None:
    _tell(Player(), story)


@NAMED
def test_a_story_ends_as_it_should_on_telegram(
    story: dict[str, Any],
    sqlite_template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if any(turn.get("fails") == "unreachable" for turn in story["turns"]):
        pytest.skip("the inbox waits for an absent tracker; tests/bot/inbox tells that story")
    shutil.copy(sqlite_template, tmp_path / "jiesu.db")
    with OnTelegram(tmp_path / "jiesu.db") as player:
        monkeypatch.setattr("bot.inbox.answering.perform", player.perform)
        # A stopping process lets go of slow answers; a busy machine's are still wanted here.
        monkeypatch.setattr("bot.delivery.waiting._GRACE", 60)
        _tell(player, story)


_NOT_IN_A_BROWSER = frozenset({"fails", "refused", "phone"})
"""Told elsewhere: an absent tracker, what the page refuses, cards of a phone book."""


def _in_a_browser(story: dict[str, Any]) -> bool:
    parts = {part for turn in story["turns"] for part in turn}
    empty = any("say" in turn and not turn["say"].strip() for turn in story["turns"])
    return _NOT_IN_A_BROWSER.isdisjoint(parts) and not empty


@pytest.mark.parametrize(
    "story",
    [pytest.param(one, id=one["story"]) for one in STORIES if _in_a_browser(one)],
)
def test_a_story_ends_as_it_should_in_the_web_chat(
    story: dict[str, Any],
    sqlite_template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copy(sqlite_template, tmp_path / "jiesu.db")
    with OnWeb(tmp_path / "jiesu.db") as player:
        monkeypatch.setattr("bot.inbox.answering.perform", player.perform)
        _tell(player, story)


def _tell(player: Stage, story: dict[str, Any]) -> None:
    if "member" in story:
        player.tracker.volunteer = VolunteerOut.model_validate(story["member"])
        player.conversation = told_standing(player.conversation, player.tracker.volunteer)
    for turn in story["turns"]:
        _play(player, turn, real=story.get("real", False))
        _check(player, turn)
    _check_cases(player, story.get("cases", []))
    assert player.tracker.rated == story.get("rated", {})
    assert player.tracker.erased == story.get("erased", {})
    if "credited" in story:
        assert len(player.tracker.tips) == story["credited"]


def test_there_are_enough_stories_and_each_has_its_own_name() -> None:
    names = [story["story"] for story in STORIES]
    assert len(names) >= AT_LEAST
    assert len(set(names)) == len(names)
