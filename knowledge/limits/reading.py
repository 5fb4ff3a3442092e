"""Reads files of records: what all records of a file share is said once, at its head."""

from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from knowledge.limits.schema import Record
from knowledge.reading import KnowledgeError, folder, read_yaml

R = TypeVar("R", bound=Record)


class _File(BaseModel, extra="forbid"):
    shared: dict[str, Any]
    records: tuple[dict[str, Any], ...]


def read_records(name: str, shape: type[R]) -> tuple[R, ...]:
    """All records of the folder `knowledge/limits/<name>`, by rule and then by date.

    Raises:
        KnowledgeError: A file is wrong, or two versions of a rule overlap.
    """
    found: list[R] = []
    for file in folder("limits", name).iterdir():
        if not file.name.endswith(".yaml"):
            continue
        raw = read_yaml(file, _File)
        for record in raw.records:
            try:
                found.append(TypeAdapter(shape).validate_python({**raw.shared, **record}))
            except (ValidationError, LookupError) as error:
                raise KnowledgeError(f"{file}: {record.get('rule')}: {error}") from error
    found.sort(key=lambda record: (record.rule, record.in_force_from or date.min))
    for before, after in pairwise(found):
        if before.rule == after.rule and before.in_force(after.in_force_from or date.min):
            raise KnowledgeError(f"{before.version} and {after.version} overlap")
    return tuple(found)
