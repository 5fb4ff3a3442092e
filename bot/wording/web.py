"""What the web chat itself says, apart from the dialogue."""

from collections.abc import Mapping, Sequence

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
WRONG = "提交的内容不符合要求：{faults}。"
UNREADABLE = "提交的内容读不出来：应是 UTF-8 的 JSON，或者带照片的表单。"
AWAY = "系统正忙，照片还没有处理好，请稍后再试一次。"
NO_CASES_NOW = "系统正忙，暂时查不到办理情况，请稍后再试。"
WELCOME_WITHOUT_TRACKER = (
    "您好，这里是食品安全投诉举报。您可以直接告诉我：在哪里、买了或看到了什么、出了什么问题。"
)
RESUME_BUSY = "这会儿没能查到，请稍后再试一次。"
RESUME_INCOMPLETE = "请把编号和查询码都填上。"
NO_MATCH = (
    "编号和查询码对不上，查不到。请对照当时的截图核对，"
    "注意别把字母和数字看混；都对还是查不到，请打热线电话。"
)
LOST = {
    404: (
        "没有这个网页",
        "网址可能输错了，或者已经换了地方。要投诉、举报或者查进度，请回到对话。",
    ),
    405: ("这样打不开", "这个网址不能直接打开。要投诉、举报或者查进度，请回到对话。"),
    500: ("系统出了点问题", "不是您的问题，我们会尽快处理。您发过的内容都还在，请稍后再试一次。"),
}
LOST_OTHERWISE = ("没有办成", "这个请求没能处理。请回到对话，再试一次。")
NO_FILE = "没有这个文件。"
_FAULTS = {
    "json_invalid": "不是有效的 JSON",
    "missing": "缺少 {at}",
    "extra_forbidden": "没有 {at} 这个字段",
    "string_type": "{at} 应是文字",
    "string_pattern_mismatch": "{at} 的格式不对",
    "string_too_short": "{at} 太短",
    "string_too_long": "{at} 太长，最多 {max_length} 个字符",
    "too_long": "{at} 太多，最多 {max_length} 个",
    "int_type": "{at} 应是整数",
    "int_parsing": "{at} 应是整数",
    "float_type": "{at} 应是数字",
    "float_parsing": "{at} 应是数字",
    "finite_number": "{at} 应是有限的数字",
    "greater_than_equal": "{at} 不能小于 {ge}",
    "less_than_equal": "{at} 不能大于 {le}",
    "list_type": "{at} 应是列表",
    "tuple_type": "{at} 应是列表",
    "model_type": "{at} 应是对象",
    "model_attributes_type": "{at} 应是对象",
    "dict_type": "{at} 应是对象",
}
_LONGEST_NAME = 60


def field(place: Sequence[object]) -> str:
    """Where in a request, as location.lat; the whole of it is 内容."""
    names = [str(part) for part in place if part not in ("body", "query", "path", "header")]
    return ".".join(names)[:_LONGEST_NAME] or "内容"


def fault(at: str, code: str, context: Mapping[str, object]) -> str:
    """What is wrong there."""
    bounds = {name: context.get(name, "") for name in ("max_length", "ge", "le")}
    return _FAULTS.get(code, "{at} 不符合要求").format(at=at, **bounds)
