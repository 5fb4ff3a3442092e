"""A conversation in the terminal, or line by line for another program."""

import asyncio
import re
import sys
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from anyio.to_thread import run_sync

from api.contract.models import Location
from api.kit.settings import Settings
from bot.root.failing import CommandError
from bot.root.jsonl import read_lines, write_line
from bot.root.talkers import Answer, LocalTalker, RemoteTalker, Talker, Words
from bot.wording.plain import strip_bold

_PHOTO = "[photo]"
_LONGEST_USER = 200
_LOCATION = re.compile(r"\[location\s+(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*\]")


def talk(settings: Settings, *, url: str | None, jsonl: bool) -> None:
    """Converse until the input ends.

    Raises:
        CommandError: A line is faulty, or nobody answers at the address.
    """
    with TemporaryDirectory(prefix="jiesu-chat-") as place:
        talker: Talker = RemoteTalker(url) if url is not None else LocalTalker(settings, place)
        asyncio.run(_lines(talker) if jsonl else _terminal(talker))


async def _lines(talker: Talker) -> None:
    async with talker:
        source = read_lines(sys.stdin, ("user", "text"))
        while (line := await run_sync(lambda: next(source, None))) is not None:
            user = str(line["user"])
            if not 1 <= len(user) <= _LONGEST_USER:
                raise CommandError(f"user must have 1 to {_LONGEST_USER} characters")
            answer = await talker.say(user, words(str(line["text"])))
            write_line(_shown(user, answer))


async def _terminal(talker: Talker) -> None:
    user = uuid4().hex
    async with talker:
        _print(await talker.say(user, Words(text="你好")))
        while (line := await run_sync(_ask)) is not None:
            _print(await talker.say(user, words(line)))


def words(line: str) -> Words:
    """A typed line with its markers `[photo]` and `[location LAT,LON]` taken out.

    Raises:
        CommandError: The location lies nowhere on earth.
    """
    photos, location = line.count(_PHOTO), None
    rest = line.replace(_PHOTO, " ")
    found = _LOCATION.search(rest)
    if found is not None:
        rest = _LOCATION.sub(" ", rest)
        try:
            location = Location(lat=float(found[1]), lon=float(found[2]))
        except ValueError as fault:
            raise CommandError(f"no place on earth: {found[0]}") from fault
    marked = photos or location
    return Words(text=rest.strip() if marked else line, photos=photos, location=location)


def _shown(user: str, answer: Answer) -> dict[str, Any]:
    return {
        "user": user,
        "replies": [strip_bold(reply.text) for reply in answer.replies],
        "buttons": [button.label for reply in answer.replies for button in reply.buttons],
        "cases": [
            {
                **view.model_dump(mode="json", exclude={"deadlines"}),
                "deadlines": [
                    clock.model_dump(mode="json", exclude={"days"}) for clock in view.deadlines
                ],
            }
            for view in answer.cases
        ],
    }


def _print(answer: Answer) -> None:
    for reply in answer.replies:
        sys.stdout.write(f"\n🤖 {strip_bold(reply.text)}\n")
        if reply.buttons:
            labels = "  ".join(f"［{button.label}］" for button in reply.buttons)
            sys.stdout.write(f"   {labels}\n")
    sys.stdout.flush()


def _ask() -> str | None:
    try:
        return input("\n👤 ")
    except EOFError:
        return None
