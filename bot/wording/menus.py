"""The commands that Telegram shows in its menu: the word, and what it does."""

CITIZEN = (
    ("start", "开始"),
    ("progress", "查进度"),
    ("tips", "我的线索"),
    ("volunteer", "志愿者登记"),
    ("mydata", "我的信息"),
    ("help", "怎么用"),
)
STAFF = (
    ("queue", "我的待办"),
    ("bind", "绑定账号"),
    ("unbind", "解除绑定"),
    ("help", "怎么用"),
)
