"""The parts of `jiesu bench`, by name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.root.benching.clocks import bench_clocks
from bot.root.failing import CommandError

_DUE = 1000


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much to measure with, and where."""

    clocks: int
    postgres: str | None


def _clocks(sizes: Sizes) -> Any:
    return bench_clocks(sizes.clocks, min(_DUE, sizes.clocks), sizes.postgres)


PARTS: Mapping[str, Callable[[Sizes], Any]] = {"clocks": _clocks}
"""Each gives plain data: its own figures, the peer's, and the ratio."""


def run_parts(names: Sequence[str], *, clocks: int, postgres: str | None) -> dict[str, Any]:
    """Run the named parts, or all.

    Raises:
        CommandError: There is no such part.
    """
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise CommandError(f"no part {unknown[0]!r}; there are: {', '.join(PARTS)}")
    sizes = Sizes(clocks, postgres)
    return {name: PARTS[name](sizes) for name in names or PARTS}
