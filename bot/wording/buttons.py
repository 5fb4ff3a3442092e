"""The quick replies: what is read on them, and the payload that comes back."""

from bot.message import Button

SUBMIT = Button(label="提交", payload="cmd:submit")
EDIT = Button(label="再改改", payload="cmd:edit")
SEND_AS_IS = Button(label="先这样提交", payload="cmd:as_is")
SKIP = Button(label="不清楚", payload="cmd:skip")
PERSON = Button(label="找人工", payload="cmd:person")
CANCEL = Button(label="取消", payload="cmd:cancel")
RESTART = Button(label="重新开始", payload="cmd:restart")
GO_ON = Button(label="继续填写", payload="cmd:go_on")
PROGRESS = Button(label="查进度", payload="cmd:progress")
WHY = Button(label="为什么", payload="cmd:why")
HELP = Button(label="帮助", payload="cmd:help")
USEFUL = Button(label="有用", payload="cmd:useful")
USELESS = Button(label="没用", payload="cmd:useless")
LEAVE_PHONE = Button(label="留手机号", payload="cmd:leave_phone")
ANONYMOUS = Button(label="匿名提交", payload="cmd:anonymous")
TO_REPORT = Button(label="改为匿名举报", payload="cmd:to_report")
REAL_NAME = Button(label="还是实名投诉", payload="cmd:real_name")
IT_IS_FOOD = Button(label="其实是食品问题", payload="cmd:it_is_food")
WRONG_PLACE = Button(label="地点说错了", payload="cmd:inside")
YES_WITHDRAW = Button(label="确认撤回", payload="cmd:yes")
NO_KEEP = Button(label="不撤了", payload="cmd:no")
NO_MATTER = Button(label="不用了", payload="cmd:no")
NONE_OF_THEM = Button(label="都不是", payload="pick:0")

COMPLAINT = Button(label="要退款或赔偿", payload="kind:complaint")
REPORT = Button(label="要查处违法", payload="kind:report")
BOTH = Button(label="两样都要", payload="kind:both")
QUERY = Button(label="只想问问", payload="kind:query")

REFUND = Button(label="退款", payload="demand:refund")
COMPENSATION = Button(label="赔偿", payload="demand:compensation")
REPLACE = Button(label="更换", payload="demand:replace")
APOLOGY = Button(label="道歉", payload="demand:apology")

SHOPS_NAME = Button(label="店名", payload="whose:shop")
OWN_NAME = Button(label="我的姓名", payload="whose:person")
SHOPS_ADDRESS = Button(label="店的地址", payload="whose:shop")
OWN_ADDRESS = Button(label="我的地址", payload="whose:person")

TODAY = Button(label="今天", payload="when:today")
YESTERDAY = Button(label="昨天", payload="when:yesterday")
EARLIER = Button(label="更早", payload="when:earlier")


ASK_REWORK = Button(label="申请重办", payload="redo:yes")
ONLY_RATE = Button(label="只评价", payload="redo:no")


def rating(number: str) -> tuple[Button, ...]:
    """The three steps in which the hotlines count how content people are."""
    steps = (("满意", "satisfied"), ("基本满意", "fairly"), ("不满意", "unsatisfied"))
    return tuple(Button(label=label, payload=f"rate:{step}:{number}") for label, step in steps)


def inside(city: str) -> Button:
    """The correction of a matter that was taken to be of another place."""
    return Button(label=f"就在{city}", payload="cmd:inside")


def pick(number: int, label: str) -> Button:
    """One of several things to choose from, counted from 1."""
    return Button(label=label, payload=f"pick:{number}")
