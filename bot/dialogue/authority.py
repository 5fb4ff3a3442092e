"""What a message asks of the authority: to look into the trader, or only help with a claim.

举报它无证经营 · 你们要依法查处他 demand a check, clause by clause. A word about the trader (没证,
骗老人) makes no report, and neither does a plea for help with a claim (你们给管管, 希望重视):
somebody has to be told to look into the trader.
"""

import re
from functools import lru_cache

from api.contract.codes import Demand
from api.contract.understood import Understood
from bot.dialogue.conversation import Draft
from bot.dialogue.demanding import declined_in, demands_in, only_claims

_CLAUSE = re.compile(r"[^，,。；;！!？?\n\s]+[？?]?")
_CALLED = re.compile(r"举报|舉報|检举|告发")
_NOT_NOW = re.compile(
    r"(?:不|没有?|别|无需|未|冇|唔|懒得|用不着)(?:是|要|想|用|需要|必|说|打算|会|敢|再|能|可以|肯|愿意?|去|来)*$"
    r"|(?:让|叫|劝|建议|教)我[^我]{0,6}$|[我他她它们板家员服人友事]说[^我]{0,6}$|(?:随便|尽管|爱|有本事|威胁|怕|被|跟他|和他)[^我]{0,6}$"
    r"|(?:怎么|咋|如何|怎样|哪里|在哪|能不能|可不可以|要不要|是不是|还是|算不算|属于|该不该|会不会|用不用|需不需要|能否|可否|是否|或者?|想问|请问)[^就]{0,6}$"
    r"|(?:已经?|上次|之前|以前|去年|曾经?|早就|平台上?|网上|1231[55]|12345)[^我要想]{0,6}$|(?:如果|要是|万一|假如|不然|否则)[^举]{0,10}$"
    r"|投诉$"
)
"""Before 举报: it is refused, advised by others, asked about, done before, or a condition."""
_NO_DEED = re.compile(
    r"^(?:的?(?:那|这)[一1]?[份件条边](?!店)|的?[那这]个(?![店摊铺档老黑卖超商厂小地人])|的?部分|过|电话|热线|平台|中心|人(?!家)|者|信|材料|奖|有奖|有用|没用|途径|渠道|入口|流程|的人|的话|部门|[和与或及、]?投诉|了(?![他她它这吧])|不举报|[也就都倒]*(?:算了|不用|不要|不必|免了|不搞|不弄)(?!匿名|实名|留|写)|也没用|会|能|需要|要(?:什么|多久|怎么))"
    r"|^[^，,。]{0,8}(?:也|都)(?:可以|能|用|留|打|写)[^，,。]{0,8}(?:电话|号码|名|信息)"
    r"|[吗么嘛？?]$"
)
"""After 举报: a word of which it is a part, or the end of a question."""
_UNLESS = re.compile(r"不(?:退|赔|给|解决|处理|理|管|认|道歉|换)|如果|要是|否则|不然|再不")
_THREATENS = re.compile(r"(?:就|会|只好|只能|便|不得不)[^，,]{0,4}$")
# 再不退，我就去举报: what a trader is threatened with.
_WHO = (
    r"(?:你们|你哋|恁们?|您们|贵局|贵单位|(?:市场|食品|市)?监[管督]?(?:管理)?(?:总?局|所|部门)|市场局|工商局?|食药监|"
    r"(?:有关|相关|主管|职能|执法)(?:部门|人员|队)|政府|官方|领导|同志|派人)"
)
_STRONG = (
    r"(?:查处|查封|严查|彻查|立案|取缔|处罚|重罚|罚款|严惩|吊销|关停|停业整?顿|整顿|整治|没收|收缴|抽检|抽查"
    r"|检查(?!监控|录像|费|结果|报告)|调查)"
)
_DEED = (
    rf"(?:{_STRONG}|查(?![出到过询看明阅无得完找户证]|不|了[吗没])|(?<!一)罚(?![不了过])|封(?:[了掉]|他|她|它)|"
    r"管(?:一?管)?(?:他|她|它|这[种家个些]|那[种家个些])|停(?:了|掉)?(?:他|她|它)|端[了掉]|治[治一]?[治下]|清一?清|收拾"
    r"|[去来到][^我？?]{0,6}(?:看看|看一下|瞧瞧|睇下))"
)
_PLAIN = (
    r"(?:查(?:一?查|一?下|处|[他她它封]|[这那][家个些种]?)"
    r"|罚(?:款|他|她|它|死|他们|[这那][家个些种]?)|(?:查|罚)$)"
)
"""What may be ordered of nobody named, with whom or what it befalls: 必须查他 · 这种店必须查."""
_ORDERED = re.compile(
    rf"{_WHO}(?:[给帮替]我|[^我？?]){{0,10}}{_DEED}"
    rf"|(?:请求?|要求|必须|希望|恳请|麻烦|赶紧|赶快|马上|立刻|应该|应当|一定要|得|要)[^我他她它店老商家板]{{0,6}}{_STRONG}"
    rf"|(?:请|[给帮替]我|必须|希望|一定要|[还也]要|麻烦|严格?|好好|一起)[去来要得好]*{_PLAIN}"
    rf"|^(?:[一二三1-3]是|[第]?[一二三1-3①②③][、.．\s]?|也|还|再|并|且|同时|另外|依法|严肃|从严|从重)*{_STRONG}(?!了|过|决定|结果|站|报告)"
)
_NO_ORDER = re.compile(
    r"会不会|能不能|是不是|有没有|要不要|怎么|为什么|多久|几天|什么时候|不用|不要|不必|不需要|不是|无需|不求|不想|别|没(?:有|人)?[^，,]{0,4}查"
    r"|([查罚封管])不\1|不(?:来|去|给|让|肯)|拒绝|[他她板家员服]们?说|以前|之前|上次|去年|都知道|随便"
)
"""Before what is ordered: it is asked about, refused, told of others, or long ago."""
_NO_DEED_AFTER = re.compile(
    r"^(?:不\w|过|一下不就)|[吗么呢？?]$|^[^，,]{0,6}(?:投诉|进度|单号|编号|记录|结果|电话|地址|店名|名字|订单|物流|到哪)"
)
"""After it: 查不查, a question, or what is looked up for the writer."""
ONLY_ASKS = re.compile(
    r"(?:这种?|这样)?(?:[^，,。；;！!]{0,4}你们|到底)?[^，,。；;]{0,4}(?:管(?:不管|吗|么|的?吧|得了吗|不管得了|没有?)|有没有人管|没人管|归[^，,。]{0,4}管)[的啊呀了]*"
    r"|(?:你们)?(?:自己)?(?:去)?查一?[查下]不就[^，,。；;！!]{0,8}"
    r"|你们[^，,。；;！!]{0,4}(?:会|能|要|是不是)[^，,。；;！!]{0,6}[查罚封管][^，,。；;！!]{0,6}[吗么？?]|爱告|告去|去告"
    r"|(?:[查罚封管]不[查罚封管]|处不处罚)[^，,。；;！!]{0,8}(?:不管|无所谓|随便|不关|都行|你们的事)"
)
"""你们管不管, 你们会去查吗: no wish for a check; 爱告告去 is what a trader said."""
PLEA = re.compile(
    r"(?:你们|政府|监管局|市监局|领导|有没有人|能不能|麻烦|希望|快|求求?|请|给|帮|来|能|可以|好好|倒是|一定|必须|要|得)+"
    r"(?:我|俺|咱)?们?(?:来|去|给)?管(?:一?管|一下)?(?:这事|这件事|我)?(?=[吧啊呀呗嘛吗了，,。！!；;\s]|$)"
    r"|(?:(?<=[，,。；;！!\s])|^)管一?管(?:一下)?[吧啊呗]*(?=[，,。！!；;\s]|$)"
    r"|(?:你们|要是|如果|再|若|还|都|都没人|没人|敢)*(?:不管|不处理|不理|不解决|管)(?:的话)?[，,\s]?我(?:们)?(?:就|会|要|天天|每天|还)*(?:去|上)?(?:发|找|曝光|信访|打|投|来|闹)[^，,。；;！!]{0,8}"
)
"""你们给管管, of nobody in particular: help is asked for, or threatened to be sought elsewhere."""
_CHECK = (
    r"举报|舉報|(?<![检我])查(?!出|了|到|过|询|看)|(?:来|去|派人|好好|你们)[^，,。]{0,4}检查|罚"
    r"|(?<![拆密开启塑信])封(?![签口条面装袋膜])|管管|你们[^，,。]{0,2}管|曝光|整改|取缔|收缴|没收"
)
_OTHERS = (
    r"反映|别人|大家|还在卖|都在卖"
    r"|(?:天天|每天|一直|长期)[^，,。]{0,4}(?:卖|都?这|用|干|骗|有(?!人)|[吃喝]出)"
)
_NAMES_CHECK = re.compile(_CHECK)
_WISH = re.compile(f"{_CHECK}|{_OTHERS}")
_BRIEF_ORDER = re.compile(
    r"(?:你们|请|希望|要求|必须|给我|[去来])[^，,。；;]{0,8}(?:查|罚|封|管|收缴|没收|整顿|整治|取缔)"
    r"|该罚|严查|查处|查封|收缴|罚他|查他|(?:一起|一并|一块儿?|都|也)[要得]?(?:查|罚)(?!不|了|清)"
)
"""To have a trader looked into; 发现关门了 is no such wish."""
_ASKS_WHEN = re.compile(
    r"(?:几天|多久|多长时间|什么时候|啥时候|几时)[^，,。；;！!]{0,4}(?:能|会|可以|才|给)?[^，,。；;！!]{0,3}(?:处理|办|查|结果|回复|答复|解决)[^，,。]{0,5}[？?]?$"
)
"""你们一般几天能处理 asks for the time, and orders nothing."""
_NAMED = re.compile(r"举报(?!过|电话|的?人)|舉報")
_A_CLAUSE = 6
"""Fewer characters are a word for it."""
_A_FEW_WORDS = 24
"""More characters tell of more than a wish."""


@lru_cache(128)
def demands_check(text: str) -> bool:
    """Whether the authority is told to look into the trader, whatever else is said."""
    before = ""
    for found in _CLAUSE.finditer(without_pleas(text)):
        clause = found[0]
        if _is_called(before, clause) or (_is_ordered(clause) and not _unwanted(clause)):
            return True
        before = clause
    return False


def tells_to_act(text: str) -> bool:
    """请你们去查封它: the authority is told to act, in a clause of whatever message."""
    clauses = (one[0] for one in _CLAUSE.finditer(without_pleas(text)))
    return any(_is_ordered(one) and not _unwanted(one) for one in clauses)


def _is_called(before: str, clause: str) -> bool:
    """举报它无证经营: a report is made in the saying of it."""
    for called in _CALLED.finditer(clause):
        lead, rest = clause[: called.start()], clause[called.end() :]
        threat = _UNLESS.search(before + lead) and _THREATENS.search(lead)
        if not (threat or _NOT_NOW.search(lead) or _NO_DEED.search(rest)):
            return True
    return False


def _is_ordered(clause: str) -> bool:
    """你们要依法查处他: the authority, or nobody else, is told what to do."""
    found = _ORDERED.search(clause)
    if found is None or _NO_DEED_AFTER.search(clause[found.end() :]):
        return False
    return _NO_ORDER.search(clause[: found.end()]) is None


def without_pleas(text: str) -> str:
    """The text without 你们管不管 and 你们给管管, which ask for no check."""
    return PLEA.sub("", ONLY_ASKS.sub("", text))


def speaks_of_check(text: str) -> bool:
    """举报, 查, 罚, or that others are harmed too."""
    return _WISH.search(without_pleas(text)) is not None


def names_check(text: str) -> bool:
    """举报, 查, 罚: a check in so many words."""
    return _NAMES_CHECK.search(without_pleas(text)) is not None


def is_to_be_checked(meant: Understood, text: str) -> bool:
    """A wish to have the trader punished, and not only a question whether he will be."""
    rest = without_pleas(text)
    if _ASKS_WHEN.search(text) or Demand.punish not in meant.demand:
        return False
    if _unwanted(text):
        return False
    wished = _WISH.search(rest) is not None or _asks_in_a_clause(meant, text)
    return wished or (rest == text and not only_claims(rest))


def _unwanted(text: str) -> bool:
    """退26块，罚款什么的我不管: a check is named, and is no wish."""
    return Demand.punish in declined_in(text) and Demand.punish not in demands_in(text)


def _asks_in_a_clause(meant: Understood, text: str) -> bool:
    """货架上那些你们得去收了: a clause of its own that is like those which ask for a check."""
    asked = (f.text for f in meant.findings if f.kind == "demand" and f.value == Demand.punish)
    own = (one for one in asked if len(one) >= _A_CLAUSE and one in text)
    return any(without_pleas(one) == one and {*demands_in(one)} <= {Demand.punish} for one in own)


def orders_check(draft: Draft, text: str) -> bool:
    """还有你们去查查 该罚就罚, in a few words while a complaint is told."""
    brief = bool(draft.said) and len(text) <= _A_FEW_WORDS and not _ASKS_WHEN.search(text)
    return brief and not _unwanted(text) and _BRIEF_ORDER.search(without_pleas(text)) is not None


def calls_for_check(meant: Understood, text: str) -> bool:
    """顺便举报他们…, 这得举报，必须罚他: what stands there is for the report."""
    rest = without_pleas(text)
    ordered = _NAMED.search(rest) or _BRIEF_ORDER.search(rest) or Demand.punish in demands_in(rest)
    return bool(ordered) or demands_check(text) or is_to_be_checked(meant, text)


def only_pleads(text: str) -> bool:
    """…退12块，你们给管管: help with a claim, and no check of anybody."""
    return without_pleas(text) != text and not speaks_of_check(text)
