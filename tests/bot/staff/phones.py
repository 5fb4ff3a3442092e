"""Officers' phones at the wire: what each shows, and what its owner sends from it."""

from dataclasses import dataclass, field
from typing import Any

from tests.bot.staff.reading import command
from tests.fakes.botapi_text import visible
from tests.fakes.telegram import ME, NOON, Answer, Telegram
from tests.fakes.updates import Raw

_LONGEST = 4096
_MOST_DATA = 64


@dataclass(frozen=True)
class Shown:
    """One message of the bot as the app shows it."""

    text: str
    keys: tuple[tuple[str, str], ...] = ()
    """Label and payload, or address, of each button."""


@dataclass
class Phone:
    """The chat of one officer with the bot."""

    chat: int
    owner: str
    screen: dict[int, Shown] = field(default_factory=dict)
    earlier: list[tuple[int, Shown]] = field(default_factory=list)
    """Every message as it was before it was changed, oldest first."""
    unread: list[Shown] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    blocked: bool = False
    """Its owner stopped the bot."""

    def put(self, number: int, shown: Shown) -> None:
        """Show a new message, or another in the place of one."""
        if number in self.screen:
            self.earlier.append((number, self.screen[number]))
        self.screen[number] = shown
        self.unread.append(shown)

    def labels(self) -> list[str]:
        """All buttons of what is unread."""
        return [label for shown in self.unread for label, _ in shown.keys]

    def key(self, label: str, under: int | None = None, *, stale: bool = False) -> tuple[int, str]:
        """The newest message with a button of that label, and its payload.

        Args:
            label: As it stands on the button.
            under: The message whose button is meant, where several have one.
            stale: One that is shown no more, but that a slow app still lets be pressed.
        """
        where = self.earlier if stale else [*self.screen.items()]
        for number, shown in reversed(where):
            for name, payload in shown.keys:
                if name == label and under in {None, number}:
                    return number, payload
        raise AssertionError(f"no button {label} among {where}")

    def with_words(self, words: str) -> int:
        """The newest message in which some words stand."""
        found = [number for number, shown in self.screen.items() if words in shown.text]
        assert found, f"no message with {words} among {[*self.screen.values()]}"
        return found[-1]

    def message(self, update: int, content: Raw, to: int | None = None) -> Raw:
        """A message of the owner, in answer to one of the bot's where that is given."""
        typed = content.get("text", "")
        marks = {"entities": command(typed)} if typed.startswith("/") else {}
        written = {"message_id": update, "date": NOON, "chat": self._private()}
        written |= {"from": self._person(), **content, **marks}
        if to is not None:
            written["reply_to_message"] = self._ours(to, self.screen[to].text)
        return {"update_id": update, "message": written}

    def press(self, update: int, number: int, payload: str) -> Raw:
        """A press of a button under a message."""
        query = {"id": f"q{update}", "from": self._person(), "chat_instance": "1"}
        words = self.screen[number].text if number in self.screen else "一条旧消息"
        query |= {"data": payload, "message": self._ours(number, words)}
        return {"update_id": update, "callback_query": query}

    def stopped(self, update: int) -> Raw:
        """What Telegram tells the bot whose chat was stopped."""
        bot = {"user": ME, "until_date": 0}
        change = {"chat": self._private(), "from": self._person(), "date": NOON}
        change["old_chat_member"] = {**bot, "status": "member"}
        change["new_chat_member"] = {**bot, "status": "kicked"}
        return {"update_id": update, "my_chat_member": change}

    def _ours(self, number: int, text: str) -> Raw:
        return {
            "message_id": number,
            "date": NOON,
            "chat": self._private(),
            "from": ME,
            "text": text,
        }

    def _person(self) -> Raw:
        return {"id": self.chat, "is_bot": False, "first_name": self.owner}

    def _private(self) -> Raw:
        return {"id": self.chat, "type": "private", "first_name": self.owner}


class Phones(Telegram):
    """The Bot API that refuses what the true one refuses, and the phones it reaches."""

    def __init__(self, owners: dict[int, str]) -> None:
        super().__init__()
        self.phones = {chat: Phone(chat, owner) for chat, owner in owners.items()}
        self.said: list[str] = []
        """Every word that left the bot: texts, labels, payloads, toasts."""
        self.pressed: list[str] = []
        """The presses that wait for their answer."""

    def answer(self, method: str, params: dict[str, Any]) -> Answer:
        self.said.append(repr(params))
        if method == "answerCallbackQuery":
            self._toast(params)
        if method not in {"sendMessage", "editMessageText"}:
            return super().answer(method, params)
        phone = self.phones.get(int(params["chat_id"]))
        if phone is not None and phone.blocked:
            self.fail(method, 403, "Forbidden: bot was blocked by the user")
            return super().answer(method, params)
        shown = _read(params)
        if phone is not None and phone.screen.get(int(params.get("message_id", 0))) == shown:
            self.fail(method, 400, "Bad Request: message is not modified")
            return super().answer(method, params)
        status, body = super().answer(method, params)
        if phone is not None and status == 200:
            phone.put(body["result"]["message_id"], shown)
        return status, body

    def _toast(self, params: dict[str, Any]) -> None:
        query = params["callback_query_id"]
        assert query in self.pressed, f"{query} was answered twice, or is none"
        self.pressed.remove(query)
        self.presser.toasts.append(params.get("text") or "")

    presser: Phone
    """Whose press is being answered."""


def _read(params: dict[str, Any]) -> Shown:
    """The message as it is shown; one that Telegram would refuse fails the test."""
    text = visible(params["text"])
    assert text.strip()
    assert len(text.encode("utf-16-le")) // 2 <= _LONGEST, f"too long: {text[:80]}…"
    rows = (params.get("reply_markup") or {}).get("inline_keyboard", [])
    keys = [key for row in rows for key in row]
    for key in keys:
        assert key["text"].strip()
        assert 1 <= len(key.get("callback_data", "url").encode()) <= _MOST_DATA
    return Shown(text, tuple((k["text"], k.get("callback_data") or k["url"]) for k in keys))
