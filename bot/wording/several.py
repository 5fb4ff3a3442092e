"""What is said when a person tells of several matters."""

from collections.abc import Sequence

from bot.message import Reply
from bot.wording.plain import clean


def one_by_one(names: Sequence[str]) -> Reply:
    """One message, several traders."""
    told = "、".join(f"「{clean(name, 40)}」" if name else "另外那家" for name in names)
    return Reply(text=f"您说了 {len(names)} 件事，我都记下了，分开登记：{told}。")


def first_of_several() -> Reply:
    """Several matters were announced, and nothing of them was told yet."""
    return Reply(
        text="好的，一件一件说，我分开登记。第一件：是哪家店、在哪里、发生了什么？您希望怎么处理？"
    )


def kept_too(name: str) -> str:
    """Another trader's matter is registered beside the one in hand."""
    if not name:
        return "另外那家我也记下了，单独登记一件。"
    return f"「{clean(name, 40)}」我也记下了，单独登记一件。"


def noted_of(names: Sequence[str]) -> str:
    """Something was said of a matter that is not in hand."""
    told = "、".join(f"「{clean(name, 40)}」" for name in names if name)
    return f"{told}的也记下了。" if told else "另外那件的也记下了。"


def let_go(names: Sequence[str]) -> str:
    """Of several matters some are let go of."""
    told = "、".join(f"「{clean(name, 40)}」" for name in names if name) or "另外"
    return f"好的，{told}这件不登记了；还要的话，再发一次就行。"


def about(name: str) -> str:
    """Before a question, where several matters are told."""
    return f"关于「{clean(name, 40)}」："


def unnamed_report() -> str:
    """The report goes without a name, the complaint beside it with one."""
    return "好的，举报那件匿名提交，不留您的信息。"


def now(name: str) -> Reply:
    """The first is done: the next."""
    return Reply(text=f"接下来办「{clean(name, 40)}」这件。" if name else "接下来办另外那件。")
