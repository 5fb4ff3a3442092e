"""When somebody is ill: first the advice, then everything else."""

from api.contract.models import CityInfo
from bot.message import Look, Reply
from bot.wording.plain import clean


def after_call() -> Reply:
    """Nothing else is asked now."""
    return Reply(text="人要紧，其他的不急。等安稳了再告诉我：吃的什么、在哪里买的，我来登记。")


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


def complete(number: str) -> Reply:
    """Nothing more needs to be asked."""
    return Reply(
        text=f"紧急情况 **{clean(number)}** 的信息齐了，值班人员正在处理。有变化随时告诉我，"
        "照片也可以继续发。"
    )
