"""What is said on Telegram alone: to groups, to old buttons, to what can't be read."""

from bot.message import Reply

DESCRIPTION = (
    "吃到变质、异物、黑作坊，或者遇到食品消费纠纷，在这里用平常的话说就行：哪家店、在哪里、"
    "发生了什么，照片和定位都可以发。我会登记、告诉您哪天前有答复，结果也发回这里。"
    "举报可以匿名。紧急情况请先打 120。"
)
"""In an empty chat; Telegram takes 512 characters."""
ABOUT = "食品安全投诉、举报和咨询：说一句就登记，结果发回这里。"
"""On the bot's profile; Telegram takes 120 characters."""
OLD_BUTTON = "这个按钮已经失效了，请直接打字告诉我您要办什么。"
"""Over the chat, for a moment; Telegram takes 200 characters."""
CHANGED = "［修改了先前的消息］"
"""Before the changed words, in the transcript."""


def only_private() -> Reply:
    """To a group or channel: what is told there, everybody reads."""
    return Reply(
        text="为了保护您的隐私，我只在私聊里受理投诉和举报，群里的消息我不登记。"
        "请点我的头像，私聊发给我。"
    )


def not_readable() -> Reply:
    """A dice, a poll, a game, a story: nothing that could be told further."""
    return Reply(
        text="这种消息我看不了。请用文字说，或者发照片、文件、语音、视频、定位，这些我都能收下。"
    )


def changed() -> Reply:
    """A message was changed after it was sent."""
    return Reply(
        text="看到您改了先前的消息，改动已记在对话里。要更正请直接说，比如「不是福田，是罗湖」；"
        "换照片请重新发一张。"
    )
