"""When somebody is ill: first the advice, then everything else."""

from api.contract.models import CityInfo
from bot.message import Look, Reply
from bot.wording.plain import clean


def after_call() -> Reply:
    """Nothing else is asked now."""
    return Reply(text="人要紧，其他的不急。等安稳了再告诉我：吃的什么、在哪里买的，我来登记。")


def nobody_sold() -> str:
    """What was eaten was found or made at home: there is nobody to look into."""
    return (
        "您说的是自己采的或自己做的，没有商家可以查，我**先不登记案件**，人要紧。"
        "如果是在店里吃的，或者从别人那里买的，告诉我，我马上登记。"
    )


def go_on_caring() -> str:
    """More is told of somebody who is ill of what nobody sold."""
    return (
        "好的，不登记案件。请先照上面说的顾好人，以医生的判断为准；如果其实是买来的，随时告诉我。"
    )


def filed_though_unsold() -> str:
    """It was filed before it was said that nobody sold it."""
    return (
        "明白，不是买来的，不再问您在哪里买的。刚才先登记的那件留在值班人员那里，"
        "您说的会转给他们；不需要的话，发「撤回」。"
    )


def filing_now() -> str:
    """What happens with it."""
    return "您说的情况我现在就登记并转给值班人员。"


def not_filed_yet(city: CityInfo) -> Reply:
    """The emergency could not be filed at once."""
    return Reply(
        text="系统这会儿没连上，**还没有登记成功**。您说的都还在，请过一会儿再发一条消息，"
        "我会马上再试。"
        f"紧急情况请直接打 **{clean(city.hotline)}**，"
        f"危及生命打 **{clean(city.emergency_phone)}**。",
        look=Look.emergency,
    )


def more_told(number: str, ill: int | None = None) -> str:
    """Something new was passed on to the filed emergency; `ill` is a number that is new."""
    now = f"，现在记的是 **{ill}人不适**" if ill else ""
    now = "，也告诉了他们：**没有人不适**" if ill == 0 else now
    return f"已转给值班人员（**{clean(number)}**）{now}。"


def reporter_kept(number: str) -> str:
    """Who reports the filed emergency is known with it now."""
    return f"您的联系方式记在 **{clean(number)}** 里了，值班人员能联系到您。"


def complete(number: str) -> Reply:
    """Nothing more needs to be asked."""
    return Reply(
        text=f"紧急情况 **{clean(number)}** 的信息齐了，值班人员正在处理。有变化随时告诉我，"
        "照片也可以继续发。"
    )
