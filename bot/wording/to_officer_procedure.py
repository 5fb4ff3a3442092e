"""What an officer is told of the procedure: oversight, disputes, accidents."""

from api.contract.codes import Move
from api.contract.delivery import Notice
from bot.message import Button, Reply
from bot.wording.plain import clean
from bot.wording.to_officer import about, card, case, said


def extension_rejected(notice: Notice) -> Reply:
    """The extension was not granted."""
    return card(notice, [f"🕒 **延期没有批准**：{case(notice)}", *said(notice, "理由")])


def recusal_asked(notice: Notice) -> Reply:
    """A party wants another mediator."""
    return card(notice, [f"⚖️ **回避待决定**：{case(notice)}", *_ground(notice), *said(notice)])


def competence_disputed(notice: Notice) -> Reply:
    """Two offices both or neither claim it."""
    other = f"与{clean(notice.other, 40)}" if notice.other else ""
    lines = [f"🔀 **权限争议**：{case(notice)}，{clean(notice.office, 40)}{other}"]
    return card(notice, [*lines, *said(notice), "请在七个工作日内协商，协商不成报共同上级指定。"])


def passed_up(notice: Notice) -> Reply:
    """A superior is to designate."""
    lines = [f"🔀 **报请指定办理单位**：{case(notice)}", *said(notice), *about(notice)]
    return card(notice, lines)


def reported_back(notice: Notice) -> Reply:
    """A unit without power gave it back."""
    return card(notice, [f"↩️ **报回**：{case(notice)}", *said(notice), *about(notice)])


def new_facts(notice: Notice) -> Reply:
    """The same reporter told more in another report."""
    lines = [f"📎 **并入新事实**：{case(notice)}", "核查期限自最后一次收到起重新计算。"]
    return card(notice, [*lines, *about(notice)])


def supervised(notice: Notice) -> Reply:
    """A supervisor presses."""
    lines = [f"❗ **督办**：{case(notice)}", *_ground(notice), *said(notice, "要求")]
    return card(notice, [*lines, "答复督办后才能办结。"])


def supervision_answered(notice: Notice) -> Reply:
    """The handler answered."""
    return card(notice, [f"✅ **督办已答复**：{case(notice)}", *said(notice)])


def to_rework(notice: Notice) -> Reply:
    """It is to be done again."""
    day = f"，{notice.on.month}月{notice.on.day}日前办结" if notice.on else ""
    return card(notice, [f"🔁 **退回重办**：{case(notice)}{day}", *said(notice, "原因")])


def override_asked(notice: Notice) -> Reply:
    """Words that the check blocks wait for a supervisor."""
    lines = [f"✍️ **有内容待放行**：{case(notice)}", *_ground(notice), *said(notice, "原文")]
    return card(notice, [*lines, "请决定放行，或退给起草人修改。"])


def overridden(notice: Notice) -> Reply:
    """The words went out as they were."""
    return card(notice, [f"✅ **主管已放行**：{case(notice)}", *said(notice, "理由")])


def override_rejected(notice: Notice) -> Reply:
    """The words are to be changed."""
    return card(notice, [f"✍️ **没有放行，请修改**：{case(notice)}", *said(notice, "要改的")])


def rework_asked(notice: Notice) -> Reply:
    """The person is not content with the end and wants it done again."""
    lines = [
        f"🔁 **对方不满意，申请重办**：{case(notice)}",
        *said(notice, "对方的理由"),
        "请决定退回重办，或把不重办的理由回复对方。",
    ]
    return card(notice, [*lines, *about(notice)])


def sent_to_police(notice: Notice) -> Reply:
    """A claim went to the police."""
    lines = [f"🚓 **已移送公安**：{case(notice)}", *_ground(notice), *said(notice)]
    return card(notice, lines)


def chased(notice: Notice) -> Reply:
    """It is still not done."""
    title = clean(notice.ground or "", 60) or "还没有办理"
    lines = [f"🔔 **再次提醒**：{case(notice)}", f"{title}。", *about(notice)]
    return _urgent(notice, lines)


def emergency(notice: Notice) -> Reply:
    """Somebody is ill: at once."""
    lines = [f"🚨 **紧急**：{case(notice)}", *about(notice), *said(notice)]
    return _urgent(notice, [*lines, "请立即核实人数和就医情况，并按应急要求报告。"])


def accident_confirmed(notice: Notice) -> Reply:
    """Somebody has it in hand."""
    lines = [f"🚨 **已有人接手**：{case(notice)}", *about(notice)]
    return card(notice, [*lines, "请立即通报卫生健康部门和疾控机构，报告本级政府和上级。"])


def accident_step(notice: Notice) -> Reply:
    """The hand-over goes on or is over."""
    lines = [f"🚨 **事故处置进展**：{case(notice)}", *_ground(notice), *said(notice)]
    return card(notice, lines)


def _urgent(notice: Notice, lines: list[str]) -> Reply:
    """With the button that takes an accident in hand, where one is suspected."""
    shown = card(notice, lines)
    if not notice.accident:
        return shown
    confirm = Button(
        label="确认收到", payload=f"move:{Move.confirm_accident}:{notice.number}"[:60]
    )
    return shown.model_copy(update={"buttons": (confirm, *shown.buttons)})


def _ground(notice: Notice) -> list[str]:
    return [f"理由：{clean(notice.ground, 300)}"] if notice.ground else []
