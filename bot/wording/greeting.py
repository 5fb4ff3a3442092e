"""Hello, thanks, help: the small talk of the office."""

from api.contract.models import CityInfo
from bot.message import Reply
from bot.wording import buttons as b
from bot.wording.plain import clean

_START = (b.COMPLAINT, b.REPORT, b.QUERY, b.PROGRESS)


def welcome(city: CityInfo) -> Reply:
    """The first words in a new chat."""
    return Reply(
        text=f"您好，这里是**{clean(city.title)}**的食品安全投诉举报助手。\n"
        "遇到吃的问题，直接告诉我：哪家店、在哪里、发生了什么。文字、照片、定位都行。\n"
        "要退款赔偿是投诉；反映违法是举报，可以匿名；想问什么也可以问。\n"
        f"有人不舒服请先就医，急救 {clean(city.emergency_phone)}。",
        buttons=_START,
    )


def hello(city: CityInfo) -> Reply:
    """Back to a greeting."""
    return Reply(
        text=f"您好！我是{clean(city.title)}的食品安全助手。吃的方面遇到什么事了？直接说就行。",
        buttons=_START,
    )


def thanks() -> Reply:
    """Back to a thank-you."""
    return Reply(text="不客气。有新情况随时发给我，查进度发「进度」。")


def welcome_back() -> Reply:
    """Back to a thank-you in the middle of something."""
    return Reply(text="不客气。")


def here() -> Reply:
    """Back to a greeting in the middle of something."""
    return Reply(text="您好，我在。")


def confidential() -> Reply:
    """Back to the fear of being found out."""
    return Reply(
        text="放心，您的姓名、电话和地址加密保存，只有办理人员能看到；"
        "举报可以不留名，也不会告诉对方是谁举报的。"
    )


def what_was_unclear() -> Reply:
    """什么意思, about what was said last."""
    return Reply(
        text="是哪一句没说清楚？您说一下，我换个说法。查办理情况发「进度」，"
        "日期怎么算的发「为什么」，想找人发「人工」。",
        buttons=(b.PROGRESS, b.PERSON),
    )


def farewell() -> Reply:
    """Back to a goodbye."""
    return Reply(text="再见，祝您平安。需要时再来，发「进度」可以查办理情况。")


def help_(city: CityInfo) -> Reply:
    """What can be said."""
    return Reply(
        text="**可以这样用：**\n"
        "· 直接说事情：哪家店、在哪里、什么时候、发生了什么\n"
        "· 发照片、定位，或者已有案件的新材料\n"
        "· 「进度」查办理情况；「编号 + 查询码」在别的手机上也能查\n"
        "· 「为什么」看期限怎么算的；「撤回」撤销案件\n"
        "· 「我的信息」看存了您什么、要不要删；「我的凭证」证明您提交过什么\n"
        "· 巡查志愿者、外卖骑手：「志愿者登记」「交线索」「我的线索」\n"
        "· 填写时：「上一步」「重来」「取消」「人工」\n"
        f"办公时间：{clean(city.office_hours)}。电话 {clean(city.hotline)}。",
        buttons=_START,
    )


def what_is_it() -> Reply:
    """A button of the start menu was pressed without a matter."""
    return Reply(text="好的，请讲：哪家店、在哪里、发生了什么？")


def a_program(city: CityInfo) -> Reply:
    """Back to the question whether this is a person."""
    return Reply(
        text="我是自动助手，不是真人；您说的事由工作人员办理。想找人，发「人工」，"
        f"或打 {clean(city.hotline)}。",
        buttons=_START,
    )


def ask_about_what() -> Reply:
    """A question that does not say what it is about."""
    return Reply(text="您想问的是哪件事？多说几个字，我才好答；也可以发「人工」。")


def ask_away() -> Reply:
    """The person only wants to ask."""
    return Reply(text="请问吧，想知道什么？")


def nothing_open() -> Reply:
    """A command that needs a draft came without one."""
    return Reply(
        text="直接说事情就行：哪家店、在哪里、发生了什么。现在没有正在填写的内容。", buttons=_START
    )


def filed_already(number: str) -> Reply:
    """It was handed in before."""
    return Reply(
        text=f"已经提交过了，最近的一件是 **{clean(number)}**。查办理情况发「进度」；"
        "另有一件事，直接说就行。",
        buttons=(b.PROGRESS,),
    )


def filed_with_name() -> Reply:
    """It was handed in with a name or a number, and is to be anonymous now."""
    return Reply(
        text="已经提交的里面有您留的信息，只有办理人员能看到，不会告诉商家。"
        "想删掉，发「删除我的信息」，我先说明哪些能删。",
        buttons=(b.PROGRESS,),
    )


def cancelled(filed: str | None, *, kept: bool = False) -> Reply:
    """The draft is gone, a case that was filed from it stays.

    Args:
        filed: The number of that case.
        kept: The draft can still be taken back with the next message.
    """
    if filed:
        return Reply(
            text=f"好的，后面的不填了。已经登记的 **{clean(filed)}** 会继续办理；要撤销它，"
            "发「撤回」。"
        )
    if kept:
        text = "已取消，刚才填的没有提交；点错了，现在发「继续」就能接着填。需要时随时再来。"
        return Reply(text=text, buttons=(*_START, b.GO_ON))
    return Reply(text="已取消，刚才填的没有提交。需要时随时再来。", buttons=_START)


def really_cancel() -> Reply:
    """Asked once before what was told is thrown away."""
    return Reply(
        text="要放弃吗？刚才填的还没有提交，放弃后不保留。确定就再发一次「取消」，不放弃就点「继续填写」。",
        buttons=(b.CANCEL, b.GO_ON),
    )


def restarted(filed: str | None) -> Reply:
    """The draft is empty again."""
    kept = f"（已登记的 **{clean(filed)}** 不受影响）" if filed else ""
    return Reply(text=f"好的，重新来{kept}。请说说：哪家店、在哪里、发生了什么？")


def undone() -> str:
    """One step back."""
    return "好的，退回上一步。"


def cannot_undo() -> Reply:
    """There is no step to go back."""
    return Reply(text="已经是第一步了。要从头来，发「重来」。")
