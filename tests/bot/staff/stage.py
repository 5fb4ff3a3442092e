"""Plays officers' stories: their phones, python-telegram-bot's dispatcher, the real tracker."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import httpx
from PIL import Image

from api.contract.client import Tracker
from api.contract.codes import Platform
from api.contract.models import Matter, Rating, Receipt, Supplement, Withdrawal
from api.people.officers import by_login
from api.people.staffchat import make_code
from bot.delivery.drain import Drain
from bot.inbox.receive import Receiver
from bot.root.ticking import tick
from bot.root.tracker import Rooms
from bot.staff.bot import StaffBot
from tests.bot.delivery.recording import RecordingCourier
from tests.bot.staff.cast import CAST, CHATS, NOBODYS_CHAT, START
from tests.bot.staff.phones import Phone, Phones
from tests.fakes.clock import SHANGHAI, SettableClock
from tests.fakes.filing import CHANNEL, complaint, filing, report
from tests.fakes.telegram import TOKEN, PtbWire
from tests.fakes.updates import Raw


class Line(httpx.AsyncBaseTransport):
    """The way to the tracker, which may be cut."""

    def __init__(self, rooms: Rooms) -> None:
        self._tracker = httpx.ASGITransport(app=rooms.app, raise_app_exceptions=False)
        self.cut = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.cut:
            raise httpx.ConnectError("the tracker is away")
        return await self._tracker.handle_async_request(request)


class Stage:
    """A city with its officers, and one citizen who writes from the web chat."""

    def __init__(
        self, rooms: Rooms, clock: SettableClock, line: Line, http: httpx.AsyncClient
    ) -> None:
        self.rooms, self.clock, self._line = rooms, clock, line
        self._tracker = Tracker(http)
        names = {CHATS[login]: name for login, (name, *_) in CAST.items()}
        self.telegram = Phones({**names, NOBODYS_CHAT: "路人"})
        self._staff = self._bot()
        self._citizen = RecordingCourier(Platform.web)
        self._receiver = Receiver(rooms.database, rooms.keys, self._tracker, clock)
        self._updates = iter(range(1, 10**6))
        self._sent: list[Raw] = []
        self._code = ""
        self.told: list[str] = []
        """What the citizen was told since the turn began."""

    def phone(self, login: str) -> Phone:
        """The phone of one of the cast, or of somebody who is no officer."""
        return self.telegram.phones[CHATS.get(login, NOBODYS_CHAT)]

    async def leave(self) -> None:
        """End the bot."""
        await self._staff.stop()

    # what officers do

    async def say(self, phone: Phone, words: str, to: int | None = None) -> None:
        """Write something; `{code}` is the newest code of the console, `{typed}` typed badly."""
        typed = f"{self._code[:4]} {self._code[4:]}".lower()
        text = words.replace("{code}", self._code).replace("{typed}", typed)
        await self._bring(phone.message(next(self._updates), {"text": text}, to))

    async def press(
        self, phone: Phone, label: str, to: int | None = None, *, stale: bool = False
    ) -> None:
        """Press a button, and see that the bot answered the press."""
        await self._press(phone, *phone.key(label, to, stale=stale))

    async def borrow(self, phone: Phone, label: str, owner: Phone) -> None:
        """Press in one's own chat what only another's chat was ever shown."""
        _, payload = owner.key(label)
        await self._press(phone, next(iter(phone.screen), 1), payload)

    async def _press(self, phone: Phone, number: int, payload: str) -> None:
        update = phone.press(next(self._updates), number, payload)
        self.telegram.presser = phone
        self.telegram.pressed.append(update["callback_query"]["id"])
        await self._bring(update)
        assert not self.telegram.pressed, f"the press of {payload} was not answered"

    async def photos(self, phone: Phone, count: int, caption: str, to: int | None) -> None:
        """Send pictures from the spot, of which the first has the caption."""
        for index in range(count):
            number = next(self._updates)
            ref = f"p{number}"
            self.telegram.files[ref] = (f"photos/{ref}.jpg", _picture(number))
            size = {"file_id": ref, "file_unique_id": ref, "width": 90, "height": 90}
            more = {"caption": caption} if caption and not index else {}
            more |= {"media_group_id": f"album of {count}"} if count > 1 else {}
            await self._bring(phone.message(number, {"photo": [size], **more}, to))

    async def voice(self, phone: Phone) -> None:
        """Send what is neither words nor a picture."""
        note = {"file_id": "v", "file_unique_id": "v", "duration": 3}
        await self._bring(phone.message(next(self._updates), {"voice": note}))

    async def block(self, phone: Phone, *, told: bool) -> None:
        """Stop the bot; Telegram tells it, or it finds out when it writes next."""
        phone.blocked = True
        if told:
            await self._bring(phone.stopped(next(self._updates)))

    async def again(self) -> None:
        """Telegram missed our answer and brings the newest update once more."""
        await self._staff.feed(self._sent[-1])

    async def restart(self) -> None:
        """The process ends and another one begins."""
        await self._staff.stop()
        self._staff = self._bot()

    # what happens around them

    async def file(self, matter: dict[str, Any]) -> Receipt:
        """The citizen files something."""
        return await self._tracker.file(filing(_matter(matter)))

    async def citizen(self, deed: dict[str, Any]) -> None:
        """The citizen adds to a case, takes it back, or rates its end."""
        number = deed["number"]
        given = {"key": f"k{next(self._updates)}", "channel": CHANNEL}
        if "adds" in deed:
            added = Supplement(**given, at=self.clock(), text=deed["adds"])
            await self._tracker.supplement(number, added)
        elif "withdraws" in deed:
            back = Withdrawal(**given, at=self.clock(), reason=deed["withdraws"])
            await self._tracker.withdraw(number, back)
        else:
            rated = {"score": deed["rates"], "text": deed["text"], "rework": True}
            await self._tracker.rate(number, Rating(**given, **rated))

    def make_code(self, login: str) -> None:
        """A code for the bot, as the account page of the console makes it."""
        with self.rooms.works.write() as work:
            self._code = make_code(work, login)

    def close_account(self, login: str) -> None:
        """An officer works here no more."""
        with self.rooms.works.write() as work:
            officer = by_login(work, login)
            assert officer is not None
            officer.active = False
            work.session.add(officer)

    def wait(self, **by: float) -> None:
        self.clock.advance(**by)

    def wait_until(self, moment: str) -> None:
        at = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
        assert at - START > timedelta(0)
        self.clock.set(at)

    @contextmanager
    def away(self) -> Iterator[None]:
        """While the tracker does not answer."""
        self._line.cut = True
        try:
            yield
        finally:
            self._line.cut = False

    async def pass_on(self) -> None:
        """Tick once and deliver everything that waits."""
        tick(self.rooms.works, "w", self.rooms.city)
        couriers = [self._staff.courier, self._citizen]
        drain = Drain(self._tracker, couriers, self._receiver)
        while await drain.drain_once():
            pass
        self.told += [text for _, text in self._citizen.sent]
        self._citizen.sent.clear()

    def _bot(self) -> StaffBot:
        return StaffBot(
            TOKEN,
            "https://api.invalid",
            self._tracker,
            self.clock,
            storage=self.rooms.database,
            sealer=self.rooms.keys,
            public_url="https://jiesu.example",
            request=PtbWire(self.telegram),
        )

    async def _bring(self, update: Raw) -> None:
        self._sent.append(update)
        await self._staff.feed(update)


def _matter(given: dict[str, Any]) -> Matter:
    """Of a story's words: `kind`, and what differs from an ordinary matter of that kind."""
    more = dict(given)
    made = (complaint if more["kind"] == "complaint" else report)()
    facts = {"division": "440304", "street": "440304008", "place": "景田北街"}
    facts |= more.pop("facts", {})
    return made.model_validate(
        made.model_dump() | more | {"facts": made.facts.model_dump() | facts}
    )


def _picture(number: int) -> bytes:
    """No two are alike, as photos are not."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (number % 256, 120, 90)).save(out, "JPEG")
    return out.getvalue()
