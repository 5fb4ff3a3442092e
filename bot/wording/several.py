"""What is said when a person tells of several matters."""

from collections.abc import Sequence

from bot.message import Reply
from bot.wording.plain import clean


def one_by_one(names: Sequence[str]) -> Reply:
    """One message, several traders."""
    first, *rest = [f"「{clean(name, 40)}」" for name in names]
    then = "、".join(rest)
    return Reply(
        text=f"您说了 {len(names)} 件事，我都记下了，一件一件来：先办{first}，再办{then}。"
    )


def afterwards(name: str) -> Reply:
    """Another trader's matter is kept until this one is filed."""
    return Reply(text=f"「{clean(name, 40)}」这件我也记下了，手上这件办好就接着办它。")


def now(name: str) -> Reply:
    """The first is done: the next."""
    return Reply(text=f"接下来办「{clean(name, 40)}」这件。" if name else "接下来办另外那件。")
