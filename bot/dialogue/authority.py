"""What a message demands of the authority, clause by clause: 举报它无证经营 · 你们要依法查处他.

A word about the trader (没证, 骗老人) makes no report, and neither does a plea for help with a
claim (你们给管管, 希望重视): somebody has to be told to look into the trader.
"""

import re
from functools import lru_cache

from bot.dialogue.demanding import ONLY_ASKS, PLEA

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
    r"^(?:的?(?:那|这)[一1]?[份件条边](?!店)|的?[那这]个(?![店摊铺档老黑卖超商厂小地人])|的?部分|过|电话|热线|平台|中心|人(?!家)|者|信|材料|奖|有奖|有用|没用|途径|渠道|入口|流程|的人|的话|部门|[和与或及、]?投诉|了(?![他她它这吧])|不举报|[也就]?算了|也没用|会|能|需要|要(?:什么|多久|怎么))"
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
    r"会不会|能不能|是不是|有没有|要不要|怎么|为什么|多久|几天|什么时候|不用|不要|不必|不是|无需|不求|不想|别|没(?:有|人)?[^，,]{0,4}查"
    r"|([查罚封管])不\1|不(?:来|去|给|让|肯)|拒绝|[他她板家员服]们?说|以前|之前|上次|去年|都知道|随便"
)
"""Before what is ordered: it is asked about, refused, told of others, or long ago."""
_NO_DEED_AFTER = re.compile(
    r"^(?:不\w|过)|[吗么呢？?]$|^[^，,]{0,6}(?:投诉|进度|单号|编号|记录|结果|电话|地址|店名|名字|订单|物流|到哪)"
)
"""After it: 查不查, a question, or what is looked up for the writer."""


@lru_cache(128)
def demands_check(text: str) -> bool:
    """Whether the authority is told to look into the trader, whatever else is said."""
    before = ""
    for found in _CLAUSE.finditer(PLEA.sub("", ONLY_ASKS.sub("", text))):
        clause = found[0]
        if _is_called(before, clause) or _is_ordered(clause):
            return True
        before = clause
    return False


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
