"""Commands, typed or pressed: the same words mean the same on every channel."""

import re
from enum import StrEnum

from bot.dialogue.turn import Heard
from bot.message import InboundMessage


class Command(StrEnum):
    """What a person can say at any time, or where it was offered."""

    cancel = "cancel"
    restart = "restart"
    undo = "undo"
    person = "person"
    progress = "progress"
    why = "why"
    help = "help"
    submit = "submit"
    edit = "edit"
    as_is = "as_is"
    skip = "skip"
    go_on = "go_on"
    anonymous = "anonymous"
    leave_phone = "leave_phone"
    to_report = "to_report"
    real_name = "real_name"
    useful = "useful"
    useless = "useless"
    it_is_food = "it_is_food"
    inside = "inside"
    yes = "yes"
    no = "no"


_WORDS: dict[Command, str] = {
    Command.cancel: "取消 算了 不办了 先不办了 不投诉了 不举报了 取消吧 退出 不弄了 没事了算了 "
    "没事算了 算了吧 "
    "算了不说了 不说了 算了不弄了 不想说了 算了不办了 cancel /cancel",
    Command.restart: "重来 重新开始 从头来 重新来 重新填 重新填写 重头来 restart /restart",
    Command.undo: "上一步 返回 撤销 退回 返回上一步 回到上一步 undo /undo",
    Command.person: "人工 转人工 找人工 人工客服 转人工客服 人工服务 真人 客服 找客服 转接人工 "
    "找工作人员 human /human",
    Command.progress: "进度 查进度 查询进度 我的进度 查看进度 办理进度 进展 查一下进度 我的案件 "
    "我的投诉 我的举报 progress /progress",
    Command.why: "为什么 为啥 为何 怎么算的 日期怎么算的 期限怎么算的 why /why "
    "怎么是这一天 怎么是这天 怎么算出来的 这天怎么算的 这一天怎么算的 这个日期怎么算的",
    Command.help: "帮助 help /help 怎么用 使用说明 菜单 功能 你能做什么 你会什么 说明",
    Command.submit: "提交 确认提交 确认 直接提交 提交吧 没有了提交 没了提交 没问题提交 "
    "交 交吧 送出 确认送出 递交 确定 确认无误 先提交 就这样提交 可以提交 提交投诉 提交举报 "
    "好提交 没错提交 对提交",
    Command.edit: "再改改 修改 改一下 要改 我要改 我要修改 有错 不对",
    Command.as_is: "先这样提交 就这样 就这样吧 先这样",
    Command.skip: "跳过 不清楚 不知道 忘了 忘记了 不记得 不记得了 记不清 记不清了 说不清 说不上来 "
    "不太清楚 没注意 不确定 下一个 不晓得 不晓得的 没有印象 skip",
    Command.go_on: "继续 继续填写 接着填 接着来 继续吧 不取消 不取消了 "
    "先不取消 不放弃 不放弃了 不取消继续",
    Command.anonymous: "匿名 匿名提交 匿名举报 我要匿名 我想匿名 匿名吧 要匿名 不留 不留了 "
    "不留联系方式 不用留 不用留名 不用留电话 不用留了 "
    "不留电话 不想留 不想留电话 不想留名字 不想留姓名 不留名 不留姓名 不实名 "
    "不想实名 能匿名吗 可以匿名吗 "
    "不想透露姓名 不想说名字 不方便留 不方便透露 不想说 不告诉你 不留手机号",
    Command.leave_phone: "留手机号 留电话 留联系方式 我留电话 留个电话",
    Command.to_report: "改为匿名举报 改成举报 改匿名举报 那就举报 改举报 那就匿名举报",
    Command.real_name: "还是实名投诉 实名 实名投诉 继续投诉 实名吧 那就实名",
    Command.useful: "有用 有帮助",
    Command.useless: "没用 没有用 没帮助 不是我问的 答非所问",
    Command.it_is_food: "其实是食品问题 是食品问题 是食品的问题 就是食品问题",
    Command.inside: "地点说错了 就在本市",
    Command.yes: "确认撤回 都对 都对的 全对 对了 没毛病 都没错 "
    "是的 是 对 对的 好 好的 可以 行 嗯 嗯嗯 没错 没问题 "
    "ok OK yes 好吧 係 系 是呀 係呀 系呀 係啊 係嘅 無錯 冇錯 冇错 係呀無錯 係無錯 啱 啱嘅 啱晒",
    Command.no: "不撤了 不用了 不用 不要 不是 不 否 没有 没有了 没了 冇 no "
    "没有照片 没照片 没有图片 没图 没有图 没拍照 没有小票 没小票 "
    "没有证据 没有凭证 照片没有 没有其他的了",
}
_COMMANDS = {word: command for command, words in _WORDS.items() for word in words.split()}
_POLITE = re.compile(
    r"^(我要|我想|我想要|请帮我|麻烦|请|帮我|那就|那|给我)+|(一下|吧|啊|呀|哦|了|谢谢|呢|嘛|啦|咯|哈|咧)+$"
)
_LED_BY = re.compile(
    r"^(?:(?:那就|那|好吧|嗯|哦)+"
    r"|(?:要得|中|行|好的?|可以|对头?|没错|没问题|[冇無]问题|成|都对|就楞个|就这样|没有?了)+(?=提交|[交送递]))"
)
"""要得 交: what is said in agreement before an order."""
_SILENT = re.compile(r"[\s，。！!,.~～、；;]+|[？?](?=.)")
_QUESTION_MARK = re.compile(r"[？?]+$")
_WANTS_PERSON = re.compile(
    r"(你|您)?(能|可以)?(帮我)?(转|找|要|叫|换)(一?个|到)?(人工|真人|活人|客服|工作人员)(?!.*(?:说|不理|没|拒|推|不管|不回))"
)
_REFUSES = re.compile(
    r"不(?:太)?(?:方便|便|想|能|敢|愿意?)实名|(?:不|没法|别)(?:太?想|愿意?|方便|能|要|肯|敢|好)?(?:给|留|说|讲|透露|提供|写|填)"
    r"[^，,。不]{0,5}?(?:名|姓|地址|住址|电话|号码|手机|联系|身份|信息|个人|我?是谁)|^(?:我|还是|那|就)*(?:要|想|能不能|可不可以|可以|能)?匿名(?!举报[我也都就]*(?:不|唔|免))"
    r"|(?:名字?|姓名|电话|地址|信息)(?:干嘛|干啥|干什么|做什么|做咩|有什么用)?(?:我|就|也|都)*(?:不方便|不便|不想|不愿|不要?给|不给|不留|不说|不能(?:说|给|留|讲|写)|不告诉)"
    r"|^(?:就是?|我|反正)*不(?:给|说|留|告诉)(?:你们?)?$|(?<!不)(?<!不要)(?<!不用)匿名(?:举报|提交)?(?:吧|了|好了|算了|就行|就好|就可以)?$"
)
_UNKNOWN = re.compile(
    r"^(?:我|他|这个?|也|真的?|完全)*(?:不|没)(?:知道|清楚|记得|晓得|确定|印象|注意)"
    r"|^(?:店名|名字|牌子)?(?:我|也|真的?|都)*(?:记|想)不(?:到|起|住|清)(?:来)?了?$"
)
_GIVES_IN = re.compile(r"(?:我|还是)留(?:吧|名|下|了)?$|^留吧$|实名就实名")
_ASKS_WHY = re.compile(
    r"^(?:为什么|为啥|为何|怎么|凭什么|咋)(?:会)?是(?:在)?(?:这|那)?(?:一|个)?"
    r"(?:天|日|日子|日期|时间|期限)"
    r"|^(?:为什么|为啥|为何|怎么|凭什么|咋)(?:会|得)?(?:是|要|到|等|拖)+(?:到)?(?:\d{4}年)?\d{1,2}(?:月|[-./]\d|个?工作日|天)"
    r"|^(?:为什么|为啥|为何|怎么|凭什么|咋)(?:会|还|得)?(?:要|用|等|拖)*(?:这|那)(?:么|样)?(?:久|长|多天|慢)"
    r"|^(?:这|那|截止|到期)?(?:一|个)?(?:天|日子|日期|期限|时限)(?:是)?(?:怎么|如何|咋)(?:算|来|定|得出)"
)
_HANDS_IN = re.compile(
    r"^(?:(?:没|没有|冇)(?:别的|其他|其它)(?:的)?了?|就(?:这些|这样|这么多)了?|(?:这?两个|这?两件|全部|一起|一并|都)|啱(?:嘅|晒)?|没关系|没事|不要紧|没有错|对的|不(?:取消|改|放弃)了?|还是|正确|无误|确定|就是|好的?了?|好[额嘞哒滴咧]|得(?:啦|喇|了)?|[係系是](?:的|呀|啊|嘅)?|[無冇]错|[無冇]錯|中|成|要得|妥了?|ok|OK|行了?|行吧|可以了?|没问题了?|没错了?|就这样|都?对了?|嗯+|那就?|确认|没有了?|改好了?|核对(?:过|好)了?|麻烦)*"
    r"(?:直接|现在|帮我|给我|请)*(?:提交|就这[么样](?:办|交|弄|报)|[交报递送]上去|递交|上报|交了|(?<=[都起])交|交(?=啦|喇|咯|吧))(?:这?[两俩二2三3][件个家份])?(?:吧|了|了吧|上去|一下|啦|喇|咯|嘛|哈|额|谢谢)?$"
)
_AROUND = (
    r"(?:[是对好行嗯哦那就啊吧了嘛呗的噻撒哈都也请先您你]|可以|没错|没问题|快[点些]?|赶紧|马上|现在|这样|要得|得行"
    r"|(?:还|再)?(?:有|要)(?:啥|什么|别的)(?:吗|没有?|么)?|没有?了|齐了|全了|够了|辛苦|麻烦|谢谢|多谢|你们|同志|直接|帮我|给我)"
)
_AMONG_FILLERS = re.compile(
    rf"{_AROUND}*(?:(?:确认)?提交(?!了吗|过|的|不|后|证|材料|[一1]份)|确认(?:无误)?){_AROUND}*"
)
# 是 提交 快点 · 行 确认 · 还有啥没？没了就提交: an order, and nothing told
_A_LINE = 24
_IF_RIGHT = re.compile(
    r"(?:改(?:好|过来)?了|对了?|没(?:有)?(?:问题|错)|好了|可以|行)(?:的话)?就(?:直接|帮我|给我)?提交(?:吧|了)?[。！!]*$"
)
# 电话改过来了吧？改了就提交
_TO_SUBMIT = re.compile(r"提交|[报递]上去")
_NO_ORDER = re.compile(
    r"[不没未别莫勿]+(?:要|用|想|能|有|急着?|着急|忙)?(?:[^，,。\s了的]{0,2})(?:提交|[报递]上去)"
    r"|(?:已经?|刚才?|怎么|如何|咋|哪|谁|等|再|才|之前|上次)[^，,。]{0,6}提交|提交[^，,。]{0,2}(?:之?后|不|的话|证|照片|材料|图|视频|小票|资料|记录|发票|失败|成功|过|完|哪|的|前|[这那]|[一1]?[份件条])"
    r"|[吗么呢没？?]$|改|补|撤|取消"
)
"""Said of handing in, but put off, asked about or done already."""
_UNNAMED = re.compile(
    r"(?<!不)(?<!不要)(?<!不用)匿名|(?:不|别)(?:留|写|要留|要写)[^，,。]{0,4}(?:名|电话|号码)"
)
_KEEPS = re.compile(r"^(?:先|暂时|还是|那|我|算了)*不(?:撤|取消)(?:回|诉|销)?了?吧?$")
_PATTERNS = (
    (Command.no, _KEEPS),
    (Command.why, _ASKS_WHY),
    (Command.submit, _HANDS_IN),
    (Command.person, _WANTS_PERSON),
    (Command.anonymous, _REFUSES),
    (Command.real_name, _GIVES_IN),
    (Command.skip, _UNKNOWN),
)
_LONGEST = 14
_THANKS = re.compile(r"(?:太|真|非常|实在)?(?:谢谢|多谢|感谢|辛苦|唔该)[^提交报留匿取撤]{0,8}$")


def command_of(heard: Heard) -> Command | None:
    """The command that a button or a few words give, or None."""
    button = heard.message.button
    if button is not None:
        verb, _, name = button.partition(":")
        known = verb == "cmd" and name in Command.__members__
        return Command(name) if known else None
    return _said(heard.text)


def choice_of(message: InboundMessage, verb: str) -> str | None:
    """What a button of the form `verb:value` chose, such as `pick:2`."""
    if message.button is None:
        return None
    own, _, value = message.button.partition(":")
    return value if own == verb else None


def _refuses_first(text: str) -> bool:
    """我不想留电话姓名 怕他们打电话骚扰我: a refusal, and why."""
    first = re.split(r"[\s，。！!,；;]+", text.strip())[0]
    first = re.sub("[？?]", "", first).replace("唔", "不").replace("勿", "不")  # 名字？不给
    return len(first) <= _LONGEST and _REFUSES.search(first) is not None


def _said(text: str) -> Command | None:
    words = _QUESTION_MARK.sub("", _told(text)).replace("唔", "不").replace("勿", "不")
    if len(words) > _LONGEST and _refuses_first(text):
        return Command.anonymous
    if not words or len(words) > _LONGEST:
        return None
    half = words[: len(words) // 2]
    words = half if half * 2 == words and half in _COMMANDS else words  # 重来重来
    if words in _COMMANDS:
        return _COMMANDS[words]
    if _AMONG_FILLERS.fullmatch(words):
        return Command.submit
    for command, pattern in _PATTERNS:
        if pattern.search(words):
            return command
    led = _LED_BY.sub("", words)
    bare = next(
        (
            _COMMANDS[one]
            for one in (led, _POLITE.sub("", words), _POLITE.sub("", led))
            if one in _COMMANDS
        ),
        None,
    )
    return bare or _ordered(text)


def _told(text: str) -> str:
    """对的，提交吧，谢谢你啊小同志: without signs, and without thanks beside what is told."""
    clauses = [one for one in _SILENT.split(text) if one]
    return "".join([one for one in clauses if not _THANKS.match(one)] or clauses)


def _ordered(text: str) -> Command | None:
    """别啰嗦了提交 · 好的提交吧，麻烦你们了: whatever is said around the order.

    What stands in a clause before it may tell something, and is heard first.
    """
    if _IF_RIGHT.search(text) and len(text) <= _A_LINE:
        return Command.submit
    first = next((clause for clause in _SILENT.split(text) if clause), "")
    if not _TO_SUBMIT.search(first) or _NO_ORDER.search(first):
        return None
    return Command.anonymous if _UNNAMED.search(text) else Command.submit
