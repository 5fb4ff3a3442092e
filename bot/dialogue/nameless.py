"""Whether somebody wants to stay unnamed, in whatever words, when they were asked."""

import re

from api.contract.codes import Kind
from bot.dialogue.commands import Command
from bot.dialogue.conversation import Conversation
from bot.dialogue.phones import phone_in
from bot.dialogue.turn import Heard
from bot.wording.asks import Ask

_ASKS = re.compile(
    r"(?:能|可以|可不可以|能不能|是不是|算不算|还能|怎么)[^，,。！!]{0,6}匿名|匿名[^，,。！!]{0,8}[吗么？?]|匿名[^\s，,。！!]{0,4}不$"
    r"|不留[^，,。！!]{0,8}[吗？?]"
)
_REFUSES = re.compile(
    r"(?<![不没别])匿名(?!信|电话)"
    r"|(?<!要)(?<!能)(?<!用)(?<!该)(?:不|别|唔|勿)(?:太|大|再|好|是很)?(?:想|要|愿意?|敢|能|方便|便|可以|使|用)?(?:畀|俾|给|留|说|讲|透露|写|填|登记)"
    r"(?!的|什么|过|钱|饭|菜|退|换|赔|补|吃|喝|[我他她](?![留登写])|发票|小票|看|个?说法|解决|处理)"
)
_NEEDLESS = re.compile(
    r"匿名(?:就|倒|那|也)?(?:不用|不必|没必要|用不着|算了|不要)|(?:不用|不必|没必要|用不着|不想|不要)匿名"
)
_LEFT_ASIDE = re.compile(
    r"[那这][家个件边][^，,。；;\s]{0,4}(?:先|就|都)?(?:不|别|唔)(?:说|讲|提|管)"
)
"""那家先不说: of another shop, and no refusal to be named."""
_OF_ALL = re.compile(
    r"(?:大家|工友们?|同事们?|别人|他们|谁|人家|员工们?)[^，,。；;\s]{0,3}(?:不|唔)敢[^，,。；;\s]{0,3}"
)
"""大家都不敢讲: how others are, and no decision."""
_LONGEST = 40


def asks_about_it(text: str) -> bool:
    """能匿名吗: a question, no decision."""
    return _ASKS.search(text) is not None


def decided(conversation: Conversation, heard: Heard, command: Command | None) -> Command | None:
    """What an answer to 留手机号，还是匿名提交 decides, beside the commands that say so outright.

    匿名，我妈还住里面呢 and 唔想俾个名你哋 stay unnamed; 匿名不用，留我电话 does not.
    """
    draft, words = conversation.draft, heard.text
    if draft is None or draft.asking is not Ask.anonymity or len(words) > _LONGEST:
        return command
    if Kind.complaint in draft.kinds:
        return command
    number = phone_in(words) is not None
    if number or _NEEDLESS.search(words):
        bare = None if number else Command.leave_phone
        return bare if command in {None, Command.anonymous} else command
    asks = asks_about_it(words) or words.rstrip()[-1:] in "？?"
    refuses = (
        _REFUSES.search(_OF_ALL.sub("，", _LEFT_ASIDE.sub("，", words))) is not None and not asks
    )
    return Command.anonymous if command is None and refuses else command
