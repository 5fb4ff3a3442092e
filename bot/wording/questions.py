"""The questions of the dialogue, each in two forms: plain, then easier."""

from collections.abc import Mapping
from typing import NamedTuple

from api.contract.codes import Setting
from api.contract.understood import MerchantCandidate
from bot.message import Button, Reply
from bot.wording import buttons as b
from bot.wording.asks import Ask
from bot.wording.plain import clean


class Question(NamedTuple):
    """One question: as first put, put easier, and put again after something else."""

    plain: str
    easier: str
    short: str
    buttons: tuple[Button, ...] = ()


QUESTIONS: Mapping[Ask, Question] = {
    Ask.kind: Question(
        "我想帮您办到点子上：您最希望的是哪一样？",
        "您想要哪一样？点一个最接近的就行，点错了随时能改。",
        "您最希望的是哪一样？",
        (b.COMPLAINT, b.REPORT, b.BOTH, b.QUERY),
    ),
    Ask.what: Question(
        "请说说发生了什么：吃的或买的什么，哪里不对？",
        "具体哪里不对？比如过期、变质、有异物、少了分量，一两句话就够。",
        "发生了什么？",
        (b.SKIP,),
    ),
    Ask.merchant: Question(
        "是哪一家店？店名或者招牌上的字都行。",
        "哪一家？店名记不全，写几个字就行，比如「老陈火锅」；想不起来就说说店在哪里，发定位、门头照片也可以。",
        "是哪一家店？",
        (b.SKIP,),
    ),
    Ask.place: Question(
        "店在哪里？路名、小区、商场都行，也可以直接发定位。",
        "店在哪里？说个附近好认的地方就行，比如「景田地铁站 B 口旁边」。",
        "店在哪里？",
        (b.SKIP,),
    ),
    Ask.spot: Question(
        "在哪里？店名或地址都行，也可以直接发定位。",
        "在哪里？说个附近好认的地方就行，比如「万丰市场东门对面」，或者发定位。",
        "在哪里？店名或地址都行。",
        (b.SKIP,),
    ),
    Ask.closer: Question(
        "能再说准一点吗？比如门牌、旁边的店，或者直接发个定位。",
        "门牌、旁边的店名，或者定位，有一样就行。",
        "具体在哪个位置？",
        (b.SKIP,),
    ),
    Ask.when: Question(
        "是什么时候的事？",
        "大概是哪天？比如「上周六晚上」。",
        "是什么时候的事？",
        (b.TODAY, b.YESTERDAY, b.EARLIER, b.SKIP),
    ),
    Ask.demand: Question(
        "您希望商家怎么解决？比如退款、赔偿（多少）、更换、道歉。",
        "想让商家怎么做？点一个，也可以用自己的话说。",
        "您希望商家怎么解决？",
        (b.REFUND, b.COMPENSATION, b.REPLACE, b.APOLOGY),
    ),
    Ask.ill: Question(
        "一共几个人不舒服？包括没去医院的。",
        "有几个人？写个数字就行，比如「3」。",
        "一共几个人不舒服？",
        (b.SKIP,),
    ),
    Ask.contact: Question(
        "投诉需要您的**真实姓名、手机号和联系地址**，只有办理人员能看到。一条消息发来就行。",
        "姓名、手机号、联系地址，照这个样子发：林晓，138××××1234，景田花园 3 栋。",
        "请发您的姓名、手机号和联系地址。",
    ),
    Ask.name: Question(
        "请问您的真实姓名？",
        "怎么称呼您？请写全名，比如「我叫林晓」。只有办理人员能看到。",
        "请问您的真实姓名？",
    ),
    Ask.phone: Question(
        "您的手机号或座机号是多少？办理人员会用它联系您。",
        "怎么打给您？手机号是 11 位数字；座机请带区号，比如 0755-12345678。",
        "您的手机号或座机号是多少？",
    ),
    Ask.address: Question(
        "您的联系地址是哪里？小区或单位名就行。",
        "您住在哪里或在哪里工作？写到小区或街道就行，比如「景田花园 3 栋」。",
        "您的联系地址是哪里？",
    ),
    Ask.anonymity: Question(
        "要留联系方式吗？不留也行，凭查询码照样能看结果；如果符合举报奖励条件，也能用它来领。",
        "留手机号，还是匿名提交？点一个就行。",
        "留手机号，还是匿名提交？",
        (b.LEAVE_PHONE, b.ANONYMOUS),
    ),
}


_PLATFORM = "平台页面上显示的店名是什么？订单里一般能看到。"


def question(ask: Ask, attempt: int, setting: Setting = Setting.unknown) -> Reply:
    """Put a question for the first time, or easier for the second."""
    words = QUESTIONS[ask]
    text = words.plain if attempt <= 1 else words.easier
    if ask is Ask.merchant and setting in {Setting.delivery, Setting.online_shop} and attempt <= 1:
        text = _PLATFORM
    return Reply(text=text, buttons=words.buttons)


def again(ask: Ask, subject: str | None) -> Reply:
    """Come back to a question after something else."""
    words = QUESTIONS[ask]
    lead = f"回到您说的{clean(subject, 20)}：" if subject else "回到刚才："
    return Reply(text=lead + words.short, buttons=words.buttons)


def which(candidates: tuple[MerchantCandidate, ...], attempt: int) -> Reply:
    """Show the registered traders that may be meant."""
    text = "是这一家吗？" if len(candidates) == 1 else "是哪一家？"
    if attempt > 1:
        text = "点一下是哪一家；都对不上就点「都不是」，照您说的登记。"
    picks = (b.pick(n, _label(c)) for n, c in enumerate(candidates, start=1))
    return Reply(text=text, buttons=(*picks, b.NONE_OF_THEM))


def whose(words: str, *, name: bool) -> Reply:
    """Ask whether a bare name or address is the shop's or the person's own."""
    if name:
        text = f"「{clean(words)}」是店名，还是您的姓名？"
        return Reply(text=text, buttons=(b.SHOPS_NAME, b.OWN_NAME))
    text = f"「{clean(words)}」是店的地址，还是您的联系地址？"
    return Reply(text=text, buttons=(b.SHOPS_ADDRESS, b.OWN_ADDRESS))


def waiting(ask: Ask) -> Reply:
    """The person wants to go on with a question that was put twice already."""
    return Reply(text=f"好的，不急。{QUESTIONS[ask].easier}", buttons=QUESTIONS[ask].buttons)


def why_asked(ask: Ask) -> str:
    """Why a question is put."""
    if ask is Ask.whose:
        return "您的姓名和地址只给办理人员看，不会当成店名和店址。"
    if ask in {Ask.contact, Ask.name, Ask.phone, Ask.address}:
        return (
            "投诉要由工作人员替您和商家调解，"
            "《市场监督管理投诉举报处理办法》要求投诉人提供真实姓名、电话和地址。"
            "这些加密保存，只有办理人员能看到。"
        )
    if ask in {Ask.merchant, Ask.which, Ask.place, Ask.spot, Ask.closer}:
        return "知道是哪一家、在哪里，才能交给管那里的监管所，也才能去现场核查。"
    if ask is Ask.demand:
        return "您的要求会原样转给商家，调解就围绕它来谈。"
    if ask is Ask.ill:
        return "人数决定由哪一级处理、要不要马上派人。"
    return "这样工作人员不用再打电话来问，办得更快。"


def any_address() -> str:
    """Whether the office's or the school's address will do."""
    return "可以，能联系到您的地址就行，单位、小区都可以。"


def may_be_unnamed() -> str:
    """Whether a report can go without a name."""
    return "举报可以匿名，商家不会知道是谁举报的；不留名也能凭查询码看结果。"


def why_identity() -> str:
    """Why a complaint wants name, phone and address, and a report does not."""
    return f"{why_asked(Ask.contact)}只举报违法、不要退款赔偿的，可以匿名。"


def _label(candidate: MerchantCandidate) -> str:
    return clean(f"{candidate.name} {candidate.address}".strip(), 50)
