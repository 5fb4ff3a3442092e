"""What the person gets after filing."""

from api.contract.codes import Kind
from api.contract.models import CaseView, CityInfo, Receipt
from bot.message import Look, Reply
from bot.wording import buttons as b
from bot.wording.deadlines import promise_short, running
from bot.wording.labels import kind
from bot.wording.plain import clean, fit
from bot.wording.times import local_day

_CONVERTED = "**已提交，请保存。** 先前紧急登记的这件改按**投诉**办理，编号不变："
"""The emergency was reported at once; now its reporter wants money of the trader, and no check."""


def filed(receipt: Receipt, *, anonymous: bool, converted: bool = False) -> Reply:
    """Numbers, dates with their reasons, the receipt code and what comes next."""
    lines = [_CONVERTED if converted else "**已提交，请保存：**"]
    for view in receipt.cases:
        lines.extend(_case(view))
    keep = "，**请截图保存，丢了我们也查不到**" if anonymous else "（换手机也能凭它查）"
    lines.append(f"查询码 **{receipt.receipt_code}**{keep}")
    lines.extend(_proof(receipt))
    lines.append(_next(receipt))
    lines.append("有新材料直接发来；查办理情况发「进度」，日期怎么算的发「为什么」。")
    return Reply(text=fit("\n".join(lines)), buttons=(b.PROGRESS, b.WHY), look=Look.receipt)


def emergency_filed(receipt: Receipt, city: CityInfo) -> Reply:
    """The short form for an emergency, whose telling goes on."""
    lines = ["已先为您**紧急登记**，值班人员会优先处理："]
    for view in receipt.cases:
        lines.extend(_case(view))
    lines.append(f"查询码 **{receipt.receipt_code}**，**请截图保存**。")
    lines.append(f"情况有变化，直接告诉我，或打 {clean(city.hotline)}。")
    return Reply(text=fit("\n".join(lines)), look=Look.receipt)


def dispute_goes_on(*, apart: bool) -> str:
    """The emergency is a report; what is asked of the trader comes now.

    Args:
        apart: The office is to look into the trader too, so that the report stays beside it.
    """
    if not apart:
        return "您要求商家退赔的部分按**投诉**办理，我接着登记。"
    return "举报这一半已经登记；您要求商家退赔的部分是**投诉**，我接着登记，两件互不影响。"


def dispute_possible() -> str:
    """The emergency is filed; nothing was asked of the trader so far."""
    return "要商家退款或赔偿的话，直接告诉我，我接着登记投诉。"


def handed_over(receipt: Receipt, city: CityInfo) -> Reply:
    """A question went to a person."""
    lines = [
        f"已转给工作人员，编号 **{_number(receipt)}**。",
        *_promises(receipt),
        f"办公时间是{clean(city.office_hours)}，答复会发到这里；急事请打 {clean(city.hotline)}。",
        f"查询码 **{receipt.receipt_code}**",
    ]
    return Reply(text=fit("\n".join(lines)), look=Look.receipt)


def suggestion_filed(receipt: Receipt) -> Reply:
    """A suggestion or praise was passed on."""
    lines = [
        f"谢谢您，已转给相关科室，编号 **{_number(receipt)}**。",
        *_promises(receipt),
        "建议和表扬没有法定的办理期限，有了结果会告诉您。",
        f"查询码 **{receipt.receipt_code}**",
    ]
    return Reply(text=fit("\n".join(lines)), look=Look.receipt)


def _proof(receipt: Receipt) -> list[str]:
    """Where the office's signature under the filing is checked, or how to get it."""
    if not receipt.link:
        return ["要一份签了名的电子凭证，证明您何时提交了什么，发「我的凭证」。"]
    return [f"电子凭证，可证明您何时提交了什么：{receipt.link}"]


def _number(receipt: Receipt) -> str:
    return receipt.cases[0].number if receipt.cases else ""


def _promises(receipt: Receipt) -> list[str]:
    return [
        promise_short(deadline, local_day(view.received_at))
        for view in receipt.cases
        for deadline in running(view)
    ]


def _case(view: CaseView) -> list[str]:
    since = local_day(view.received_at)
    clocks = running(view)
    office = f"（{clean(view.office, 30)}）" if view.office else ""
    return [
        f"{kind(view.kind)} **{view.number}**{office}",
        *(f"　{promise_short(d, since)}" for d in clocks),
    ]


def _next(receipt: Receipt) -> str:
    kinds = {view.kind for view in receipt.cases}
    if Kind.complaint in kinds:
        return "接下来：工作人员先看是否受理；受理后联系您和商家调解，结果发到这里。"
    return "接下来：工作人员会核查，需要时到现场；结果发到这里。"
