"""Registering as a volunteer, what is remembered of it, and leaving."""

from collections.abc import Sequence

from api.contract.codes import LABELS, TipStanding, VolunteerKind, VolunteerStanding
from api.contract.models import CityInfo, Organisation
from api.contract.volunteers import Membership, TipOut
from bot.message import Button, Reply
from bot.wording import buttons as b
from bot.wording.plain import clean, fit, mask_phone
from bot.wording.times import moment_day

JOIN = Button(label="志愿者登记", payload="vol:join")
NEW_TIP = Button(label="交线索", payload="vol:new")
MY_TIPS = Button(label="我的线索", payload="vol:tips")
SEND = Button(label="提交登记", payload="join:send")
AGAIN = Button(label="重新填", payload="join:again")
NOT_NOW = Button(label="不登记了", payload="cmd:cancel")
OTHER = Button(label="不在名单里", payload="org:other")
YES_LEAVE = Button(label="确认退出", payload="vol:leave")
STAY = Button(label="不退出", payload="vol:stay")

STANDINGS = {
    TipStanding.checking: "核查中",
    TipStanding.valid: "属实",
    TipStanding.invalid: "不属实",
    TipStanding.repeated: "重复",
    TipStanding.elsewhere: "已转其他部门",
    TipStanding.unfiled: "不予立案",
}


def title(kind: VolunteerKind, number: str | None) -> str:
    """骑手志愿者 0371."""
    return f"{LABELS[kind]} {number}" if number else LABELS[kind]


def welcome() -> str:
    """Before the first question of a registration."""
    return (
        "谢谢您愿意帮忙盯着大家的吃。登记四样：类别、单位、姓名、手机号；"
        "姓名和手机号加密保存，只用来审核登记、联系您本人，不会出现在任何案件里。随时可以发「退出志愿者」删除。"
    )


def ask_kind(times: int) -> Reply:
    """Patrol or rider."""
    text = "您是哪一类？" if times <= 1 else "点一个最接近的：在社区、街道巡查，还是送外卖？"
    return Reply(text=text, buttons=_KINDS)


def ask_organisation(listed: Sequence[Organisation], times: int) -> Reply:
    """Whom the person belongs to."""
    text = "您是哪个单位或平台的？"
    if times > 1:
        text = "点一个单位；没有您的，就点「不在名单里」再写名称。"
    picks = (Button(label=clean(one.name, 30), payload=f"org:{one.code}") for one in listed)
    return Reply(text=text, buttons=(*picks, OTHER))


def ask_other_organisation() -> Reply:
    """One that the city does not list."""
    return Reply(text="好的，单位或平台叫什么？写全称就行，由工作人员核对。")


def ask_name(times: int) -> Reply:
    """The real name."""
    easier = "请只发全名，比如「张伟」。只有审核的主管能看到。"
    return Reply(text="您的真实姓名？" if times <= 1 else easier)


def ask_phone(times: int) -> Reply:
    """The mobile number."""
    easier = "手机号是 11 位数字，以 1 开头，比如 138××××1234。"
    return Reply(text="您的手机号？" if times <= 1 else easier)


def joining_stuck() -> Reply:
    """A question failed twice: a person, or another time."""
    return Reply(
        text="这一项我没看明白。可以点「找人工」请工作人员帮您登记，或者再发一次；不登记了点「不登记了」。",
        buttons=(b.PERSON, NOT_NOW),
    )


def joining_again() -> Reply:
    """Back to a registration after something else, its question unchanged."""
    return Reply(text="接着登记：把刚才问的那一项发来就行；不登记了发「取消」。")


def summary(kind: VolunteerKind, organisation: str, name: str, phone: str) -> Reply:
    """Everything that was told, to be confirmed."""
    return Reply(
        text="请核对志愿者登记：\n"
        f"　类别：{LABELS[kind]}\n　单位：{clean(organisation, 40)}\n"
        f"　姓名：{clean(name, 30)}\n　手机：{mask_phone(phone)}\n"
        "提交后由工作人员审核，结果发到这里。哪里不对直接告诉我。",
        buttons=(SEND, AGAIN, NOT_NOW),
    )


def no_photo() -> Reply:
    """A photo while a registration is filled in."""
    return Reply(text="登记不用照片，证件照也不要发。")


def why_joining() -> str:
    """Why all this is asked."""
    return "登记要核对您是哪个单位的志愿者，所以需要姓名和手机号；加密保存，案件里看不到。"


def joined() -> Reply:
    """It waits for a decision."""
    return Reply(
        text="登记已提交，工作人员审核后在这里告诉您。审核通过前，您反映的问题先按普通举报办理，可以匿名。"
    )


def already(kind: VolunteerKind, number: str | None, standing: VolunteerStanding) -> Reply:
    """Registered before."""
    if standing is VolunteerStanding.approved:
        text = f"您已经是**{title(kind, number)}**。看到问题直接发照片、定位或一句话给我。"
        return Reply(text=text, buttons=(NEW_TIP, MY_TIPS))
    if standing is VolunteerStanding.suspended:
        return Reply(
            text="您的志愿者资格已暂停，暂时不能重新登记。想了解原因点「找人工」；"
            "看到问题仍可以举报，按普通举报办理。",
            buttons=(b.PERSON,),
        )
    return Reply(text="您的志愿者登记还在审核，结果会发到这里。")


def not_open(city: CityInfo) -> Reply:
    """The city takes no volunteers."""
    return Reply(
        text=f"{clean(city.title)}还没有开通志愿者登记。看到问题可以直接举报，说说哪家店、"
        "看到了什么就行，可以匿名。"
    )


def not_yet(city: CityInfo) -> Reply:
    """Only volunteers have tips."""
    if not city.organisations:
        return not_open(city)
    return Reply(
        text="这个聊天还没有登记志愿者。巡查志愿者、外卖骑手可以先登记；不登记也能举报，"
        "直接说哪家店、看到了什么。",
        buttons=(JOIN,),
    )


def put_down() -> Reply:
    """A registration gave way to a matter."""
    return Reply(text="志愿者登记先放下了，想继续时发「志愿者登记」。")


def finish_first() -> Reply:
    """Something else is being filled in."""
    return Reply(text="先把手头这一件办完，再来办志愿者的事。")


def my_tips(mine: Membership) -> Reply:
    """Everything that was credited, and where each stands."""
    who = mine.volunteer
    if who is None or who.standing in {VolunteerStanding.refused, VolunteerStanding.left}:
        return Reply(text="这个聊天现在没有志愿者登记。", buttons=(JOIN,))
    lines = [f"**{title(who.kind, who.number)}**：共 {mine.total} 条线索，属实 {mine.valid} 条。"]
    if who.standing is VolunteerStanding.suspended:
        lines.append("您的志愿者资格已暂停，新反映的问题按普通举报办理。")
    if who.standing is VolunteerStanding.pending:
        lines.append("您的登记还在审核。")
    lines += [_line(one) for one in mine.tips]
    if mine.total > len(mine.tips):
        lines.append(f"还有 {mine.total - len(mine.tips)} 条更早的没有列出。")
    approved = who.standing is VolunteerStanding.approved
    return Reply(text=fit("\n".join(lines)), buttons=(NEW_TIP,) if approved else ())


def confirm_leaving() -> Reply:
    """Is it really to end?"""
    return Reply(
        text="退出后，您登记的姓名、手机号和单位会删除，恢复不了；已交的线索继续办理，"
        "结果仍发到这里，但不再记在您名下。确定退出吗？",
        buttons=(YES_LEAVE, STAY),
    )


def gone() -> Reply:
    """Forgotten."""
    return Reply(text="已退出，登记信息已删除。谢谢您做过的事；以后想回来，发「志愿者登记」。")


def stayed() -> Reply:
    """Nothing was changed."""
    return Reply(text="好的，不退出。", buttons=(NEW_TIP, MY_TIPS))


def _line(tip: TipOut) -> str:
    about = clean(tip.merchant or tip.place or "", 24)
    day = moment_day(tip.at, tip.at)
    return f"　{clean(tip.number, 30)} {about}（{day}）：**{STANDINGS[tip.standing]}**"


_KINDS = tuple(
    Button(label=label, payload=f"vk:{kind}")
    for kind, label in (
        (VolunteerKind.patrol, "巡查志愿者"),
        (VolunteerKind.rider, "外卖骑手"),
    )
)
