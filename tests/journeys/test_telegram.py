"""The citizens' bot as its users' processes run it, against a Bot API server of its own."""

import io
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from PIL import Image
from sqlmodel import col, func, select

from api.cases.repository import by_number, events
from api.kit.database import Database
from api.kit.keys import load_or_make
from api.kit.now import system_now
from api.kit.work import Works
from api.people.officers import create_officer
from bot.inbox.tables import TranscriptLine
from bot.wording import telegram as sentences
from tests.fakes.botapi import BotApi
from tests.fakes.processes import Processes, free_port, processes

TOKEN = "4242:tokentokentokentokentokentokentoken"
SECRET = "a_secret-of-64"
PASSWORD = "luki-mano-rike-dosu"
REPORT = "举报福田区景田北街8号的小作坊，没有营业执照，后厨有老鼠"
LIN = 7001
ENDED = (0, -signal.SIGTERM)
"""A server that was told to end dies of the signal, after it has put all away."""


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    api = BotApi(TOKEN, burst=1)
    with api.served():
        yield api


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 20, 20)).save(out, "JPEG")
    return out.getvalue()


def told(api: BotApi, chat: int, words: str, seconds: float = 30) -> None:
    """Wait until a chat shows some words."""
    try:
        api.until(lambda: any(words in text for text in api.chat(chat).texts), seconds)
    except TimeoutError:
        raise AssertionError(f"{words} not in {api.chat(chat).texts}") from None


def filed(api: BotApi, chat: int) -> str:
    """Report something and confirm it; gives the case's number."""
    api.say(chat, REPORT)
    told(api, chat, "请核对")
    api.press(chat, "匿名提交")
    told(api, chat, "已提交")
    found = re.search(r"SZ-\d{8}-\d{4}", "\n".join(api.chat(chat).texts))
    assert found
    return found[0]


@contextmanager
def works_of(running: Processes) -> Iterator[Works]:
    database = Database(f"sqlite:///{running.folder / 'jiesu.db'}")
    keys = load_or_make(running.folder / "key")
    yield Works(database, keys, system_now, lambda *_: None)
    database.close()


class Desk:
    """An officer's program."""

    def __init__(self, running: Processes, http: httpx.Client) -> None:
        with works_of(running) as works, works.write() as work:
            create_officer(
                work,
                login="boss",
                name="boss",
                office="SZ-FT",
                roles=["supervisor", "approver"],
                password=PASSWORD,
            )
        self._http = http
        form = {"login": "boss", "password": PASSWORD}
        begun = self._http.post("/desk/api/session", json=form)
        self._headers = {"x-csrf-token": begun.json()["csrf"]}

    def move(self, number: str, move: str, **more: str) -> None:
        body = {"move": move, "key": f"{number}-{move}", "anyway": True, **more}
        path = f"/desk/api/cases/{number}/moves"
        answer = self._http.post(path, json=body, headers=self._headers)
        assert answer.status_code == 204, answer.text


def test_a_report_by_polling_from_the_first_word_to_the_result(
    telegram: BotApi, tmp_path: Path
) -> None:
    settings = {"JIESU_CITIZEN_TOKEN": TOKEN, "JIESU_TELEGRAM_API": telegram.url}
    with (
        processes(tmp_path, settings) as running,
        httpx.Client(base_url=running.url, timeout=20) as http,
    ):
        running.start("run")
        telegram.until(lambda: telegram.called("setChatMenuButton"))
        for method in ("deleteWebhook", "setMyCommands", "setMyDescription"):
            assert len(telegram.called(method)) == 1, method

        # The first answers are refused, limited and lost; the person sees each once.
        telegram.fail("sendMessage", 500, "Internal Server Error")
        telegram.fail("sendMessage", 429, "Too Many Requests", retry_after=1)
        number = filed(telegram, LIN)
        assert telegram.called("sendChatAction")
        assert len(telegram.called("answerCallbackQuery")) == 1
        texts = telegram.chat(LIN).texts
        assert len(texts) == len(set(texts))

        # An album is one set of evidence with one answer; a voice note is evidence too.
        before = len(telegram.chat(LIN).texts)
        group = [telegram.photo(picture()) for _ in range(3)]
        for sizes in group:
            telegram.message(LIN, photo=sizes, media_group_id="g1")
        told(telegram, LIN, "3 份")
        assert len(telegram.chat(LIN).texts) == before + 1

        telegram.press_data(LIN, "of another version")
        answered = telegram.called("answerCallbackQuery")
        telegram.until(lambda: len(telegram.called("answerCallbackQuery")) == len(answered) + 1)
        assert telegram.called("answerCallbackQuery")[-1]["text"] == sentences.OLD_BUTTON
        telegram.edit(LIN, text="是北街9号")
        told(telegram, LIN, "改了先前的消息")
        telegram.message(LIN, dice={"emoji": "🎲", "value": 3})
        told(telegram, LIN, "这种消息我看不了")

        desk = Desk(running, http)
        desk.move(number, "file")
        told(telegram, LIN, "已立案")
        desk.move(number, "conclude", text="已查封作坊")
        told(telegram, LIN, "已查封作坊")

        telegram.chat(LIN).blocked = True
        desk.move(number, "close", text="该店已整改")
        telegram.until(lambda: "undelivered" in _kinds(running, number))
        telegram.chat(LIN).blocked = False
        telegram.say(LIN, "进度")
        told(telegram, LIN, number)
        assert running.end("run") in ENDED
        log = running.log.read_text()
    assert TOKEN.partition(":")[2] not in log
    assert "景田" not in log


def _unsent(running: Processes) -> int:
    with works_of(running) as works, works.read() as work:
        waiting = select(func.count()).where(col(TranscriptLine.sent_at).is_(None))
        return work.session.exec(waiting).one()


def _kinds(running: Processes, number: str) -> list[str]:
    with works_of(running) as works, works.read() as work:
        case = by_number(work, number)
        assert case is not None
        return [event.kind for event in events(work, case.id)]


@pytest.fixture
def hooked(telegram: BotApi, tmp_path: Path) -> Iterator[tuple[Processes, str]]:
    """Tracker, bot and delivery apart; Telegram brings the updates to the bot's own port."""
    port = free_port()
    door = f"http://127.0.0.1:{port}"
    settings = {
        "JIESU_CITIZEN_TOKEN": TOKEN,
        "JIESU_TELEGRAM_API": telegram.url,
        "JIESU_PUBLIC_URL": door,
        "JIESU_WEBHOOK_SECRET": SECRET,
    }
    with processes(tmp_path, settings) as running:
        running.start("api")
        running.start("citizen", PORT=str(port))
        running.start("deliver")
        running.wait_ready(door, "/healthz")
        telegram.until(lambda: bool(telegram.hook))
        yield running, door


def test_a_report_by_webhook_and_what_is_refused_there(
    telegram: BotApi, hooked: tuple[Processes, str]
) -> None:
    running, door = hooked
    address = f"{door}/telegram/citizen"
    assert telegram.hook["url"] == address
    assert telegram.hook["secret_token"] == SECRET
    kinds = ["message", "edited_message", "callback_query", "my_chat_member"]
    assert telegram.hook["allowed_updates"] == kinds
    known = {"x-telegram-bot-api-secret-token": SECRET}
    wrong = {"x-telegram-bot-api-secret-token": f"{SECRET}x"}
    odd = {"update_id": 1, "a_kind_of_next_year": {}}
    assert httpx.post(address, json=odd).status_code == 401
    assert httpx.post(address, json=odd, headers=wrong).status_code == 401
    assert httpx.post(address, json=odd, headers=known).status_code == 200
    for body in (b"", b"{", b"[]", b"\xff", b'{"update_id": "x"}', b"[" * 100_000):
        assert httpx.post(address, content=body, headers=known).status_code == 400, body[:9]
    long = b'{"update_id": 2, "x": "' + b"x" * 1024 * 1024 + b'"}'
    assert httpx.post(address, content=long, headers=known).status_code == 413
    assert httpx.post(address, content=iter([long]), headers=known).status_code == 413
    assert httpx.get(address).status_code == 405

    number = filed(telegram, LIN)
    before = len(telegram.chat(LIN).texts)
    for sizes in [telegram.photo(picture()) for _ in range(2)]:
        telegram.message(LIN, photo=sizes, media_group_id="g1")
    told(telegram, LIN, "2 份")
    assert len(telegram.chat(LIN).texts) == before + 1

    # The same update again after a restart is none.
    again = telegram.say(LIN, "谢谢")
    telegram.until(lambda: len(telegram.chat(LIN).texts) == before + 2)
    telegram.until(lambda: _unsent(running) == 0)
    running.kill("citizen")
    running.start("citizen", PORT=door.rpartition(":")[2])
    running.wait_ready(door, "/healthz")
    assert httpx.post(address, json=again, headers=known).status_code == 200
    with httpx.Client(base_url=running.url, timeout=20) as http:
        Desk(running, http).move(number, "file")
    told(telegram, LIN, "已立案")
    assert len(telegram.chat(LIN).texts) == before + 3
    assert set(telegram.answers) == {200}
    assert running.end("citizen") == 0
    assert running.end("deliver") == 0
    assert running.end("api") in ENDED
    assert SECRET not in running.log.read_text()
