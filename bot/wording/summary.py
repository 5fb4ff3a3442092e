"""What was understood, shown before it is filed."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.contract.codes import LABELS, Demand, Hazard, Kind
from api.contract.models import Facts, Reporter
from bot.message import Reply
from bot.wording import buttons as b
from bot.wording.labels import demands, hazards
from bot.wording.plain import clean, fit, hide_phones, mask_phone

_CORRECTABLE = "哪里不对，直接告诉我，比如「不是福田，是罗湖」。"
_BY_AGENT = (
    "代他人投诉，还要交本人的**授权委托书**原件（写明事项、权限、期限）和您的身份证明"
    "（《市场监督管理投诉举报处理办法》第十一条），工作人员会告诉您怎么交。"
)
_A_SENTENCE = 6
"""Characters from which the first words say more than the kind of the matter."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A draft as far as its summary shows it."""

    kinds: tuple[Kind, ...]
    hazards: tuple[Hazard, ...]
    facts: Facts
    reporter: Reporter
    anonymous: bool
    report_unnamed: bool
    evidence: int
    words: str
    """The person's own first words."""
    amended: tuple[str, ...] = ()
    """What they put right since."""
    reported: tuple[Hazard, ...] = ()
    """What the report is about, where that is not what the complaint is about."""
    city: str | None = None
    """Where the district lies, if that is not the office's own city."""
    for_another: bool = False
    """Somebody else complains, through the writer."""


def claim(outline: Outline) -> str:
    """What is asked of whom: 要求「老陈记」退款、赔偿."""
    trader = f"「{clean(outline.facts.merchant, 40)}」" if outline.facts.merchant else "商家"
    asked = demands(tuple(d for d in outline.facts.demand if d is not Demand.punish))
    return f"要求{trader}{asked}" if asked else f"与{trader}的消费纠纷"


def violation(outline: Outline) -> str:
    """What is to be checked."""
    return hazards(outline.reported or outline.hazards) or "您反映的问题"


def circumstances(facts: Facts, city: str | None = None) -> str:
    """福田区 · 景田北街 · 11月20日晚 · 3人不适, as far as known."""
    ill = f"{facts.people_ill}人不适" if facts.people_ill else None
    paid = f"{facts.amount:g}元" if facts.amount is not None else None
    spot = "已收到定位" if facts.location else None
    apart = city if city != facts.district else None
    district = f"{apart or ''}{facts.district or ''}" or None
    words = (facts.merchant, facts.merchant_address, district, facts.place)
    said = [word for word in dict.fromkeys(words) if word]
    known = [clean(word) for word in said if not _told_within(word, said)]
    rest = [clean(w) for w in (facts.when, facts.food) if w]
    return " · ".join([*known, *(w for w in (spot,) if w), *rest, *(w for w in (ill, paid) if w)])


def _told_within(word: str, others: list[str]) -> bool:
    """福田区 need not stand beside 福田区景田南街 12 号."""
    return any(word != other and word in other for other in others)


def noted(outline: Outline) -> str:
    """我记下的是：… in one line, with the first question after it."""
    all_told = tuple(dict.fromkeys((*outline.hazards, *outline.reported)))
    parts = [p for p in (circumstances(outline.facts, outline.city), hazards(all_told)) if p]
    return f"我记下的是：{' · '.join(parts)}。" if parts else ""


def summary(outline: Outline, others: Sequence[Outline] = ()) -> Reply:
    """All that will be filed, to be checked and confirmed.

    Args:
        outline: The matter in hand.
        others: What is filed along with it.
    """
    lines = [*_checked(outline), _who(outline)]
    if outline.evidence:
        lines.append(f"照片或文件：{outline.evidence} 份")
    if outline.for_another and Kind.complaint in outline.kinds:
        lines.append(_BY_AGENT)
    lines += _along_with(outline, others)
    lines.append(_CORRECTABLE)
    if not outline.evidence:
        lines.append("有小票、付款截图或照片，发几张都行；没有就点「提交」。")
    return Reply(text=fit("\n".join(lines)), buttons=(b.SUBMIT, b.EDIT))


def summary_unnamed(outline: Outline, others: Sequence[Outline] = ()) -> Reply:
    """The same for a report whose writer has not said whether to leave a number."""
    lines = [*_checked(outline)]
    if outline.evidence:
        lines.append(f"照片或文件：{outline.evidence} 份")
    lines += _along_with(outline, others)
    lines.append(_CORRECTABLE)
    lines.append(
        "没有错就点「匿名提交」。**要留联系方式吗**？不留也行，凭查询码照样能看结果；"
        "如果符合举报奖励条件，也能用它来领。"
    )
    return Reply(text=fit("\n".join(lines)), buttons=(b.ANONYMOUS, b.LEAVE_PHONE, b.EDIT))


def _along_with(outline: Outline, others: Sequence[Outline]) -> list[str]:
    """The further matters that the same person told, filed with one word."""
    lines: list[str] = []
    for n, one in enumerate(others, start=2):
        lines += [f"**第 {n} 件**", *_checked(one)[1:]]
        if one.evidence:
            lines.append(f"照片或文件：{one.evidence} 份")
        if one.anonymous:
            lines.append("举报人：匿名")
        elif Kind.complaint not in one.kinds and outline.reporter.phone:
            lines.append("举报人：同上；这件不想留名，发「举报匿名」。")
    return [*lines, f"发「提交」，这 {len(others) + 1} 件一起提交。"] if others else []


def filed_as(outline: Outline) -> Reply:
    """What is handed in as it was told, where its writer did not wait for the summary."""
    lines = ["按您说的登记：", *_matters(outline)]
    where = circumstances(outline.facts, outline.city)
    lines += [f"情况：{where}"] if where else []
    return Reply(text=fit("\n".join([*lines, _who(outline)])))


def _checked(outline: Outline) -> list[str]:
    """What it is, the circumstances, and the person's own words."""
    lines = ["**请核对：**", *_matters(outline)]
    where = circumstances(outline.facts, outline.city)
    if where:
        lines.append(f"情况：{where}")
    if len(outline.words) >= _A_SENTENCE:
        put_right = "、".join(clean(words, 30) for words in outline.amended)
        more = f"（更正：{put_right}）" if put_right else ""
        lines.append(f"您说的：「{hide_phones(clean(outline.words, 60))}」{more}")
    return lines


def confirm_again(times: int) -> Reply:
    """Ask for the confirmation once more, without the whole summary."""
    text = "确认提交？" if times <= 1 else "内容都留着：要交就点「提交」，要改就直接说。"
    return Reply(text=text, buttons=(b.SUBMIT, b.EDIT))


def what_to_change() -> Reply:
    """再改改 was pressed."""
    return Reply(
        text="要改哪一项？直接说就行，比如「店名是老陈记」「电话错了，"
        "是 139…」「是景田南街不是北街」。改好点「提交」。",
        buttons=(b.SUBMIT, b.RESTART),
    )


def _matters(outline: Outline) -> list[str]:
    complaint, report = Kind.complaint in outline.kinds, Kind.report in outline.kinds
    if complaint and report:
        unnamed = "（匿名）" if outline.report_unnamed else ""
        reported = f"② **举报**{unnamed}：{violation(outline)}"
        what = hazards(outline.hazards) if outline.hazards != outline.reported else ""
        return [f"① **投诉**：{claim(outline)}" + (f"（{what}）" if what else ""), reported]
    if complaint:
        what = hazards(outline.hazards)
        return [f"**投诉**：{claim(outline)}" + (f"（{what}）" if what else "")]
    name = LABELS[outline.kinds[0]] if outline.kinds else LABELS[Kind.report]
    return [f"**{name}**：{violation(outline)}"]


def _who(outline: Outline) -> str:
    if outline.anonymous:
        return "举报人：匿名"
    own = outline.reporter
    known = [clean(own.name, 20)] if own.name else []
    known += [mask_phone(own.phone)] if own.phone else []
    known += [clean(own.address, 40)] if own.address else []
    return f"您的信息：{'，'.join(known) or '未留'}"
