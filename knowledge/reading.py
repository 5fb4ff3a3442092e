"""Reads the data files that lie beside the code, and says where a file is wrong."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")

# libyaml reads some ten times faster than the pure parser; a wheel without it still works.
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class KnowledgeError(ValueError):
    """A data file does not say what its schema asks for; the message names the file."""


def folder(*parts: str) -> Traversable:
    """The data folder `knowledge/<parts>`."""
    return files("knowledge").joinpath(*parts)


def read_yaml(source: Traversable, shape: type[T]) -> T:
    """Read one YAML file as `shape`.

    Raises:
        KnowledgeError: The file is absent, is no YAML or does not fit; the message names it.
    """
    try:
        raw = yaml.load(source.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
        return TypeAdapter(shape).validate_python(raw)
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise KnowledgeError(f"{source}: {error}") from error
