"""A tree of hashes: one line can be shown to be in it without showing the others. Pure."""

import hashlib
import json
from collections.abc import Sequence

EMPTY = hashlib.sha256(b"").hexdigest()
Step = tuple[str, str]
"""On which side the neighbour stands, `left` or `right`, and its hash."""


def leaf(line: Sequence[object]) -> str:
    """The hash of one line."""
    plain = json.dumps(list(line), ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(b"\0" + plain).hexdigest()


def root(lines: Sequence[Sequence[object]]) -> str:
    """The hash of all lines."""
    level = [leaf(line) for line in lines]
    if not level:
        return EMPTY
    while len(level) > 1:
        level = _up(level)
    return level[0]


def path(lines: Sequence[Sequence[object]], at: int) -> list[Step]:
    """What is needed to come from one line to the root."""
    level, steps = [leaf(line) for line in lines], []
    while len(level) > 1:
        neighbour = at ^ 1
        if neighbour < len(level):
            steps.append(("left" if neighbour < at else "right", level[neighbour]))
        level, at = _up(level), at // 2
    return steps


def climb(line: Sequence[object], steps: Sequence[Step]) -> str:
    """The root that a line and its path lead to."""
    here = leaf(line)
    for side, neighbour in steps:
        here = _node(neighbour, here) if side == "left" else _node(here, neighbour)
    return here


def _up(level: list[str]) -> list[str]:
    pairs = [level[at : at + 2] for at in range(0, len(level), 2)]
    return [_node(*pair) if len(pair) > 1 else pair[0] for pair in pairs]


def _node(left: str, right: str) -> str:
    return hashlib.sha256(b"\1" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()
