"""Labelled messages of our own writing: what the weights learn from.

One JSON object a line, in the codes of `knowledge.codes`; `text` is as a citizen would type it.
"""

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources.abc import Traversable
from typing import Annotated

from pydantic import StringConstraints, ValidationError, model_validator

from knowledge.codes import Agency, Demand, Hazard, Kind, Setting, Severity
from knowledge.lexicon.schema import Strict
from knowledge.reading import KnowledgeError, folder

Span = Annotated[str, StringConstraints(min_length=1)]


class LabelledMessage(Strict):
    """A message with what a person says it means; a field that is absent is not labelled."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    kinds: tuple[Kind, ...] = ()
    """Without them only the hazards are labelled: a part of a story, or the whole of one."""
    hazards: tuple[Hazard, ...] = ()
    setting: Setting = Setting.unknown
    severity: Severity | None = None
    emergency: bool = False
    agency: Agency | None = None
    merchant: Span | None = None
    place: Span | None = None
    district: Span | None = None
    when: Span | None = None
    food: Span | None = None
    people_ill: int | None = None
    amount: float | None = None
    demand: tuple[Demand, ...] = ()
    case_no: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "LabelledMessage":
        if not self.kinds and not self.hazards:
            raise ValueError("neither kinds nor hazards are labelled")
        return self

    @model_validator(mode="after")
    def _spans_lie_in_the_text(self) -> "LabelledMessage":
        for field in ("merchant", "place", "when", "food"):
            span = getattr(self, field)
            if span is not None and span not in self.text:
                raise ValueError(f"{field} {span!r} does not stand in the text")
        return self


def message_files() -> list[Traversable]:
    """The files, in the order of their names."""
    found = (one for one in folder("lexicon", "messages").iterdir() if one.name.endswith(".jsonl"))
    return sorted(found, key=lambda one: one.name)


def load_messages() -> list[LabelledMessage]:
    """All labelled messages, in the order of the files.

    Raises:
        KnowledgeError: A line does not fit; the message names file and line.
    """
    return [message for source in message_files() for message in _read(source)]


def _read(source: Traversable) -> Iterator[LabelledMessage]:
    lines = source.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            yield LabelledMessage.model_validate_json(line)
        except ValidationError as fault:
            raise KnowledgeError(f"{source}:{number}: {fault}") from fault


def messages_digest() -> str:
    """SHA-256 over all files: the same messages, the same digest."""
    whole = sha256()
    for source in message_files():
        whole.update(source.name.encode())
        whole.update(source.read_bytes())
    return whole.hexdigest()
