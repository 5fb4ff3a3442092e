"""What is said of a draft that nobody goes on with."""

from bot.message import Reply
from bot.wording import buttons as b


def reminder(*, filed: str | None) -> Reply:
    """It was begun and not handed in."""
    if filed is not None:
        text = (
            f"**{filed}** 已经在办理。您还有些内容没填完，"
            "想补全就点「继续填写」；不补也不影响办理。"
        )
        return Reply(text=text, buttons=(b.GO_ON, b.CANCEL))
    lines = [
        "您上次说的事情还**没有提交**，办理人员看不到。",
        "想接着办，点「继续填写」；不办了，点「取消」。",
        "不回复也没关系：内容先收起来，之后发「继续」还能接着填。",
    ]
    return Reply(text="\n".join(lines), buttons=(b.GO_ON, b.CANCEL))
