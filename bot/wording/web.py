"""What the web chat itself says, apart from the dialogue."""

UNKNOWN_CHAT = "没有找到这个聊天，请刷新页面重新开始。"
FOREIGN = "这个请求来自别的网页，没有处理。请回到本页面重新发送。"
TOO_FAST = "您发得太快了，我有点跟不上。请等 {seconds} 秒再发，之前的内容都还在。"
TOO_MANY_FROM_HERE = "这个网络地址的请求太多了，请等 {seconds} 秒再试。"
TOO_MANY_WINDOWS = "这个聊天打开的窗口太多了，请关掉几个再试。"
PHOTO_TOO_LARGE = "照片太大了，请发 20 MB 以内的照片。"
NO_PHOTO = "没有收到照片，请重新选择。"
FOREIGN_PHOTO = "没有找到这张照片，请重新发送。"
TOO_MANY_PHOTOS = "一次最多发 9 张照片，其余的请分几次发。"
INVALID = "提交的内容不符合要求，请检查后再发。"
AWAY = "系统正忙，照片还没有处理好，请稍后再试一次。"
NO_CASES_NOW = "系统正忙，暂时查不到办理情况，请稍后再试。"
WELCOME_WITHOUT_TRACKER = (
    "您好，这里是食品安全投诉举报。您可以直接告诉我：在哪里、买了或看到了什么、出了什么问题。"
)
NO_FILE = "没有这个文件。"
