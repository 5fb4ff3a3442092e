"""What officers read in their own bot besides the cases themselves."""

from api.contract.desk import LawfulMove, OfficerOut
from bot.message import Button, Reply
from bot.wording.plain import clean

QUEUE = Button(label="我的待办", payload="queue")


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
        "· 发案件编号：看案卡，按钮就是现在依法能做的操作\n"
        "· 回复任何一张案卡或提醒：您的话会原样发给对方\n"
        "· /bind 绑定码：把这个聊天绑定到您的账号\n"
        "对方的姓名、电话不会出现在这里；需要时请在网页上按理由查看。",
        buttons=(QUEUE,),
    )


def bound(officer: OfficerOut) -> Reply:
    """The chat belongs to an officer now."""
    return Reply(
        text=f"绑定好了：**{clean(officer.name)}**（{clean(officer.office)}）。\n"
        "以后到期提醒和新案件会发到这里。",
        buttons=(QUEUE,),
    )


def bind_how() -> Reply:
    """The command came without a code."""
    return Reply(text="请把绑定码写在命令后面，比如：/bind ABCD2345")


def bind_failed() -> Reply:
    """The code is not valid; which of the reasons it is stays untold."""
    return Reply(text="这个绑定码无效或者已经过期。请在网页工作台的「账号」页重新生成。")


def done(move: LawfulMove | None) -> str:
    """The short confirmation of a move; None is one that was made before."""
    return f"已办：{move.label}" if move else "已办"


def replied(number: str) -> Reply:
    """The officer's words went to the citizen."""
    return Reply(text=f"**{number}** 已发给对方。")


def no_longer() -> Reply:
    """The move is not lawful any more; the card that follows shows what is."""
    return Reply(text="情况变了，这个操作现在不用办或者办不了了。请看最新的案卡：")


def newer() -> Reply:
    """Something happened since the officer looked; the card that follows shows it."""
    return Reply(text="案件有了新情况，刚才的操作**没有提交**。请看最新的案卡，仍要办就再点一次：")


def at_the_desk() -> Reply:
    """A move that needs more than a chat can ask."""
    return Reply(text="这一步要选单位、日期或另一件案件，请在网页上办理。")


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


def no_files() -> Reply:
    """A photo or file came."""
    return Reply(text="照片和文件请上传到网页工作台的案件页，这里暂时只收文字。")


def stale_button() -> str:
    """A button of a version that is gone."""
    return "这个按钮已经失效，请重新打开案卡。"
