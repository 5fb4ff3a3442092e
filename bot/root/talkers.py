"""The two ways to talk from a terminal: to a tracker of our own, or to one that runs elsewhere."""

import io
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self
from uuid import uuid4

import httpx
from PIL import Image
from pydantic import TypeAdapter

from api.contract.codes import Platform
from api.contract.models import CaseView, ChannelQuery, ChannelRef, Location
from api.kit.now import system_now
from api.kit.settings import Settings
from bot.inbox.readable import UnacceptableError
from bot.inbox.receive import Receiver
from bot.message import Button, Frozen, InboundMessage, Photo, Reply
from bot.root.demo import load_unusable
from bot.root.failing import CommandError
from bot.root.tracker import build

_VIEWS = TypeAdapter(tuple[CaseView, ...])


class Words(Frozen):
    """What a person puts into one line."""

    text: str = ""
    photos: int = 0
    location: Location | None = None


class Answer(Frozen):
    """The replies to one line and the person's open cases after it."""

    replies: tuple[Reply, ...]
    cases: tuple[CaseView, ...]


class Talker(Protocol):
    """Says lines for any number of users."""

    async def say(self, user: str, words: Words) -> Answer:
        """Say one line as one user."""

    async def __aenter__(self) -> Self:
        """Start."""

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""


class LocalTalker:
    """The real dialogue and tracker on a database that is thrown away."""

    def __init__(self, settings: Settings, place: str) -> None:
        own = settings.model_copy(
            update={"data_dir": Path(place), "database_url": None, "key": None, "key_file": None}
        )
        self._rooms = build(own)
        load_unusable(self._rooms.works, self._rooms.city)
        self._tracker = self._rooms.client()
        self._receiver = Receiver(
            self._rooms.database, self._rooms.keys, self._tracker, system_now
        )
        self._buttons: dict[str, dict[str, str]] = {}

    async def say(self, user: str, words: Words) -> Answer:
        """Say one line as one user."""
        photos = tuple([await self._photo() for _ in range(words.photos)])
        message = InboundMessage(
            platform=Platform.terminal,
            address=user,
            external_id=uuid4().hex,
            at=system_now(),
            text=words.text,
            photos=photos,
            location=words.location,
            button=self._buttons.get(user, {}).get(words.text),
        )
        try:
            received = await self._receiver.receive(message)
            replies = tuple(Reply(text=one.text, buttons=one.buttons) for one in received.replies)
            self._buttons[user] = pressed(replies)
        except UnacceptableError as refusal:
            replies = (Reply(text=refusal.detail),)
        channel = ChannelRef(platform=Platform.terminal, address=user)
        cases = await self._tracker.mine(ChannelQuery(channel=channel))
        return Answer(replies=replies, cases=tuple(cases))

    async def _photo(self) -> Photo:
        stored = await self._tracker.add_evidence("photo.jpg", a_photo())
        return Photo(ref="", evidence=stored.id)

    async def __aenter__(self) -> Self:
        """Nothing to start."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database."""
        self._rooms.database.close()


class RemoteTalker:
    """The chat API of a Jiesu that runs elsewhere; every user is a chat of its own."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._http = httpx.AsyncClient(base_url=self._url, timeout=30)
        self._tokens: dict[str, str] = {}
        self._buttons: dict[str, dict[str, str]] = {}

    async def say(self, user: str, words: Words) -> Answer:
        """Say one line as one user.

        Raises:
            CommandError: Nobody answers, or the message is refused.
        """
        body: dict[str, object] = {"id": uuid4().hex, "text": words.text}
        if words.location is not None:
            body["location"] = words.location.model_dump()
        button = self._buttons.get(user, {}).get(words.text)
        if button is not None:
            body["button"] = button
        if words.photos:
            body["photos"] = [await self._photo(user) for _ in range(words.photos)]
        answer = await self._send(user, "POST", "/chat/messages", json=body)
        replies: tuple[Reply, ...]
        if answer.is_client_error:  # what was said can't be taken, and the problem says why
            replies = (Reply(text=answer.json().get("detail", "")),)
        else:
            replies = tuple(_reply(one) for one in answer.json()["replies"])
            self._buttons[user] = pressed(replies)
        cases = await self._send(user, "GET", "/chat/cases")
        return Answer(replies=replies, cases=_VIEWS.validate_json(cases.content))

    async def _photo(self, user: str) -> str:
        files = {"file": ("photo.jpg", a_photo())}
        answer = await self._send(user, "POST", "/chat/photos", files=files)
        return str(answer.json()["evidence"])

    async def _token(self, user: str) -> str:
        if user not in self._tokens:
            answer = await self._http.post("/chat/sessions")
            answer.raise_for_status()
            self._tokens[user] = answer.json()["token"]
        return self._tokens[user]

    async def _send(self, user: str, method: str, path: str, **more: object) -> httpx.Response:
        try:
            headers = {"authorization": f"Bearer {await self._token(user)}"}
            answer = await self._http.request(method, path, headers=headers, **more)  # type: ignore[arg-type] # httpx's own keywords
        except httpx.HTTPError as fault:
            raise CommandError(
                f"no Jiesu answers at {self._url}; is it running there, and is the address whole?"
            ) from fault
        except (ValueError, KeyError) as fault:
            raise CommandError(f"what answers at {self._url} is no Jiesu") from fault
        if answer.is_error and not (answer.is_client_error and path == "/chat/messages"):
            detail = answer.json().get("detail", "") if answer.content else ""
            raise CommandError(f"{method} {path} was refused with {answer.status_code}: {detail}")
        return answer

    async def __aenter__(self) -> Self:
        """Nothing to start."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        await self._http.aclose()


def _reply(line: dict[str, Any]) -> Reply:
    return Reply(text=line["text"], buttons=tuple(Button(**one) for one in line["buttons"]))


def pressed(replies: tuple[Reply, ...]) -> dict[str, str]:
    """Labels of the newest buttons to their payloads: typing a label presses its button."""
    return {button.label: button.payload for reply in replies for button in reply.buttons}


def a_photo() -> bytes:
    """A small real JPEG, for the marker `[photo]`."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 190, 170)).save(out, "JPEG")
    return out.getvalue()
