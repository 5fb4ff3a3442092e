"""What the inbox itself says: that it could not take a message, or that the answer comes later."""

EMPTY = "这条消息是空的。请用一两句话告诉我：在哪里、买了或看到了什么、出了什么问题；发照片也行。"
TOO_LONG = (
    "这条消息超过两万字，一次读不完。"
    "请先说最要紧的几句：在哪里、什么东西、出了什么问题，其余的分几条再发。"
)
UNREADABLE = "收到的内容里没有能读的文字，可能是复制时带进了控制字符。请重新打字，或者发照片。"
LATER = "已收到，正在处理，稍后回复您。"
GAVE_UP = (
    "抱歉，这条消息我没能处理好。内容已经保存，请换个说法再发一次；"
    "着急的话，发「人工」找工作人员。"
)
A_LOCATION = "［位置］"
A_CONTACT = "［联系方式］"
