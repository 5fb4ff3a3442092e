"""What officers read in their own bot besides the cases themselves."""

from api.contract.desk import OfficerOut
from bot.message import Button, Reply
from bot.wording.plain import clean

QUEUE = Button(label="我的待办", payload="queue")
PHOTO = "现场照片"
"""The note of a photo that came without words."""
_WARNING = "对方的姓名、电话不会出现在这里；需要时请在网页上按理由查看。"


def welcome() -> Reply:
    """The first words in a chat that belongs to no officer yet."""
    return Reply(
        text="这里是办理人员的机器人，只给本单位工作人员用。\n"
        "先绑定：在网页工作台的「账号」页点「生成绑定码」，再发给我：\n/bind 绑定码"
    )


def help_() -> Reply:
    """What can be done here."""
    return Reply(
        text="**可以这样用：**\n"
        "· /queue 或「我的待办」：最急的排在最前\n"
        "· 发案件编号：看案卡，按钮就是您现在依法能做的操作\n"
        "· 回复任何一张案卡或提醒：您的话先给您核对，再发给对方\n"
        "· 用照片回复案卡：存为现场证据，照片的说明就是备注\n"
        "· 「取消」：放弃填到一半的内容\n"
        f"· /bind 绑定码、/unbind：绑定或解除这个聊天\n{_WARNING}",
        buttons=(QUEUE,),
    )


def bound(officer: OfficerOut) -> Reply:
    """The chat belongs to an officer now."""
    return Reply(
        text=f"绑定好了：**{clean(officer.name)}**（{clean(officer.office)}）。\n"
        f"以后新案件、到期提醒会发到这里。{_WARNING}",
        buttons=(QUEUE,),
    )


def bind_how() -> Reply:
    """The command came without a code."""
    return Reply(text="请把绑定码写在命令后面，比如：/bind ABCD2345")


def bind_failed() -> Reply:
    """The code is not valid; which of the reasons it is stays untold."""
    return Reply(text="这个绑定码无效或者已经过期。请在网页工作台的「账号」页重新生成。")


def unbind_sure() -> Reply:
    """Ask before the chat is untied."""
    return Reply(
        text="解除绑定后，这个聊天再也收不到提醒，也不能办案。确定吗？",
        buttons=(
            Button(label="解除绑定", payload="unbind:yes"),
            Button(label="不解除", payload="unbind:no"),
        ),
    )


def unbound() -> Reply:
    """The chat belongs to nobody any more."""
    return Reply(text="已解除绑定。要再用，请在网页工作台的「账号」页重新生成绑定码。")


def still_bound() -> Reply:
    """The officer thought better of it."""
    return Reply(text="好的，绑定没有变。", buttons=(QUEUE,))


def private_only() -> Reply:
    """Somebody put the bot into a group, where everybody would read the cases."""
    return Reply(text="案件信息不能发在群里，请私聊我。我先退出这个群了。")


def done(label: str | None) -> str:
    """The short confirmation of a move; None is one that was made before."""
    return f"已办：{label}" if label else "已办"


def handed_over(number: str) -> Reply:
    """A move, such as a transfer, took the case to where this officer does not look."""
    return Reply(
        text=f"**{number}** 已经办好，案件不再由您这里办理，也不再显示。", buttons=(QUEUE,)
    )


def no_longer(why: str) -> Reply:
    """The move is not lawful any more; the card that follows shows what is."""
    return Reply(
        text=f"情况变了，这个操作现在不用办或者办不了了，**没有提交**。{why}请看最新的案卡："
    )


def newer(why: str) -> Reply:
    """Something happened since the officer looked; the card that follows shows it."""
    return Reply(
        text=f"案件有了新情况，刚才的操作**没有提交**。{why}请看最新的案卡，仍要办就再点一次："
    )


def newer_draft(why: str) -> Reply:
    """The same, with what was filled in kept and shown again below."""
    return Reply(
        text="案件有了新情况，刚才的内容**没有提交**，已经为您留着。"
        f"{why}看过后仍要办，再点一次［确认提交］。"
    )


def refused(detail: str) -> Reply:
    """The tracker refused, with its own words if they are for people."""
    why = clean(detail, 200)
    known = any("\u4e00" <= c <= "\u9fff" for c in why)
    return Reply(text=f"没有办成：{why}" if known else "没有办成，请刷新案卡后再试。")


def unreachable() -> Reply:
    """The tracker does not answer; trying again does no harm."""
    return Reply(text="系统暂时没有回应，不确定有没有办成。过一会儿再点一次，不会重复办理。")


def unknown_case() -> Reply:
    """No such case, or not this officer's to see."""
    return Reply(text="没有找到这个案件，或者您不能查看。")


def not_understood() -> Reply:
    """Words that are no command, number or reply."""
    return Reply(
        text="要办案件，发案件编号，或者看「我的待办」；要回复对方，请**回复**那张案卡。",
        buttons=(QUEUE,),
    )


def kept(number: str) -> Reply:
    """A photo became evidence of a case."""
    return Reply(text=f"**{number}** 照片已存为现场证据，拍摄位置等隐藏信息已去掉。")


def photo_lost() -> Reply:
    """Telegram did not give the file."""
    return Reply(text="照片没有取到，请再发一次。")


def too_large() -> Reply:
    """More than a bot may fetch."""
    return Reply(text="照片太大了，请发 20 MB 以内的照片。")


def photos_only() -> Reply:
    """Something came that is neither words nor a picture."""
    return Reply(text="这里只收文字和照片，这个没有保存。")


def stale_button() -> str:
    """A button of a version, or of a step, that is gone."""
    return "这个按钮已经失效，请重新打开案卡。"


def private_toast() -> str:
    """A button was pressed in a group."""
    return "请在私聊里办理。"
