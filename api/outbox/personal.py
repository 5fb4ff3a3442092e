"""Notices to an officer that are about no case: sealed by a key of their own.

At the desk and, where a chat is tied, in the officers' bot. A chat that is no longer tied, or
whose officer's account was closed, gets nothing any more, also of what was put here before.
"""

import json
import secrets
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, func
from sqlmodel import col, select

from api.contract.codes import Platform
from api.contract.news import ChatNews, News
from api.kit.work import Work
from api.outbox.tables import OutboxRow
from api.people.staffchat import chat_of, tied, unbind
from api.people.tables import Officer

_NEWS: TypeAdapter[News] = TypeAdapter(News)
_OFFICER, _BOT = "officer:", ":bot"


def tell(work: Work, officer: Officer, news: News) -> None:
    """Put news for an officer into the outbox, at the desk and in the bot chat."""
    _put(work, f"{_OFFICER}{officer.id}", Platform.desk, officer.id, news)
    chat = chat_of(work, officer)
    if chat is not None:
        _put(work, f"{_OFFICER}{officer.id}{_BOT}", Platform.staff, chat, news)


def opened(work: Work, row: OutboxRow) -> tuple[str, News]:
    """Address and news of a row that belongs to no case.

    Raises:
        ValueError: It was altered, or is of a form we no longer know.
    """
    if row.wrapped is None:
        raise ValueError("a notice about no case has no key")
    body: dict[str, Any] = json.loads(work.keys.open(row.wrapped, row.sealed, _place(row)))
    return body["address"], _NEWS.validate_python(body["news"], strict=False)


def still_reaches(work: Work, row: OutboxRow, address: str) -> bool:
    """Whether a chat of the officers' bot still belongs to the officer it was put here for."""
    officer = _officer(work, row)
    return officer is not None and officer.active and chat_of(work, officer) == address


def lose_chat(work: Work, officer: Officer) -> None:
    """The bot can't reach the chat any more: it is untied, and the desk says so."""
    was = tied(work, officer)
    if was is not None:
        unbind(work, officer.id)
        tell(work, officer, ChatNews(news="chat_lost", at=work.now, chat=was.title))


def lose_chat_of(work: Work, row: OutboxRow, address: str) -> None:
    """The same for the chat that a row could not be sent to, unless another is tied by now."""
    officer = _officer(work, row)
    if officer is not None and chat_of(work, officer) == address:
        lose_chat(work, officer)


def _officer(work: Work, row: OutboxRow) -> Officer | None:
    officer_id = row.recipient.removeprefix(_OFFICER).removesuffix(_BOT)
    return work.session.get(Officer, officer_id)


def _put(work: Work, recipient: str, platform: Platform, address: str, news: News) -> None:
    body = json.dumps({"address": address, "news": news.model_dump(mode="json")})
    wrapped = work.keys.new_key()
    row = OutboxRow(
        id=secrets.token_hex(12),
        recipient=recipient,
        template=news.news,
        platform=platform,
        wrapped=wrapped,
        sealed=b"",
        created_at=work.now,
        next_try_at=work.now,
    )
    row.sealed = work.keys.seal(wrapped, body.encode(), _place(row))
    work.session.add(row)


def drop_older(work: Work, before: datetime) -> int:
    """Delete news that were put here before a moment; gives how many."""
    old = delete(OutboxRow).where(col(OutboxRow.case_id).is_(None))
    found = work.session.connection().execute(old.where(col(OutboxRow.created_at) < before))
    return found.rowcount


def older(work: Work, before: datetime) -> int:
    """How many news that would be."""
    wanted = select(func.count()).where(
        col(OutboxRow.case_id).is_(None), col(OutboxRow.created_at) < before
    )
    return work.session.exec(wanted).one()


def _place(row: OutboxRow) -> str:
    """What news are bound to, so that they can't be given to somebody else."""
    return f"outbox/{row.id}/{row.recipient}/{row.template}/{row.platform}"
