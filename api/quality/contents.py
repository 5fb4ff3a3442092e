"""Whether the words of a decision hold what the law, or the office, wants in it."""

import re
from collections.abc import Iterator

from api.contract.desk import Objection
from api.quality.matter import Matter
from api.quality.objecting import objection
from knowledge.replies import Content, TextForm
from knowledge.statutes import cite


def contents(text: str, form: TextForm, matter: Matter) -> Iterator[Objection]:
    """Q41 what the law wants is missing, Q42 what the office wants."""
    for one in form.contents:
        if one.by == "text" and _concerns(one, matter.kind) and not _held(one, text):
            named = f"{one.name}（{_article(one)}）" if one.basis == "law" else one.name
            yield objection("Q41" if one.basis == "law" else "Q42", named)


def added(form: TextForm, kind: str) -> tuple[str, ...]:
    """What the notice says by itself, so that the officer need not write it."""
    return tuple(one.name for one in form.contents if one.by == "notice" and _concerns(one, kind))


def _concerns(one: Content, kind: str) -> bool:
    return not one.kinds or kind in one.kinds


def _held(one: Content, text: str) -> bool:
    return any(re.search(pattern, text) for pattern in one.any_of)


def _article(one: Content) -> str:
    return cite(one.instrument or "", one.article or "").short
