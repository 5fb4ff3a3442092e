"""When something can't be done or understood: what exactly, and what to do instead."""

from api.contract.models import CityInfo
from api.contract.understood import Referral
from bot.message import Button, Reply
from bot.wording import buttons as b
from bot.wording.plain import clean


def empty() -> Reply:
    """Nothing was in the message."""
    return Reply(text="这条消息是空的，可能没发出来。请再发一次，文字、照片、定位都行。")


def only_signs() -> Reply:
    """An emoji or punctuation alone."""
    return Reply(text="看到您的表情了。吃的方面遇到什么事，用一句话告诉我吧。", buttons=_CHOICES)


def only_punctuation() -> Reply:
    """Question marks and the like alone."""
    return Reply(text="只收到了标点，没有文字。遇到什么事，用一句话告诉我吧。", buttons=_CHOICES)


def other_language(city: CityInfo) -> Reply:
    """English and the like: said in both languages, because the writer may read only one."""
    return Reply(
        text=(
            f"抱歉，我目前只看得懂中文。请用中文写，或拨打 {city.hotline}。\n"
            f"Sorry, I can only read Chinese. Please write in Chinese or call {city.hotline}."
        )
    )


def code() -> Reply:
    """Scripts, statements of databases, instructions to the program."""
    return Reply(
        text="这段内容像程序代码，我只把它当普通文字存下。要反映食品问题，请用平常的话说。"
    )


def puzzled(times: int, city: CityInfo) -> Reply:
    """Not understood: asked again, easier, then with a person."""
    if times <= 1:
        return Reply(
            text="这句我没看明白。我能办的是食品安全的投诉、举报和咨询，您遇到了什么事？",
            buttons=_CHOICES,
        )
    if times == 2:  # noqa: PLR2004 - the second time is easier, the third a person
        return Reply(
            text="还是没看懂。换个说法试试，比如：「昨天在景田北街老陈记吃出虫子，要退款」。",
            buttons=_CHOICES,
        )
    return Reply(
        text=f"我可能帮不上这一句。点「找人工」我转给工作人员，或打 {clean(city.hotline)}。",
        buttons=(b.PERSON, b.HELP),
    )


def too_long() -> str:
    """A very long message was kept."""
    return "内容很长，**我都原样存下了**。我先确认最要紧的几点。"


def photo_refused(reason: str) -> str:
    """Why a photo or file was not taken."""
    if reason == "too_large":
        return "有一张太大，没能收下。请压缩一下，或者截图后再发。"
    if reason == "not_accepted":
        return "有一个文件打不开，没能收下：它的内容不是图片。请发 JPG 或 PNG 照片。"
    return "有一张没能收下，请再发一次。"


def too_many_photos(most: int) -> str:
    """More photos than one filing takes."""
    return f"一次提交最多附 {most} 份，多出来的会在登记后自动补进去。"


def unreachable(hotline: str) -> Reply:
    """The tracker does not answer; the draft is kept."""
    return Reply(
        text="系统这会儿没连上，您说的**都还在**，没有丢。过一会儿再点一次就行；"
        f"急事请打 {clean(hotline)}。",
        buttons=(b.SUBMIT,),
    )


def look_up_failed(hotline: str) -> Reply:
    """The tracker does not answer a look-up."""
    return Reply(text=f"系统这会儿没连上，请过几分钟再查；急事请打 {clean(hotline)}。")


def refused(detail: str, hotline: str) -> Reply:
    """The tracker refused, with its own words if they are for people."""
    why = clean(detail, 200)
    reason = f"：{why}" if _is_chinese(why) else "。"
    return Reply(
        text=f"这一步没办成{reason}\n内容都还在，可以再改改；或者点「找人工」。"
        f"急事请打 {clean(hotline)}。",
        buttons=(b.PERSON, b.CANCEL),
    )


def danger() -> Reply:
    """Somebody is in danger, and it is not about food."""
    return Reply(
        text="**如果现在有危险**，请先离开现场，再打 110（报警）、119（火警、燃气）"
        "或 120（急救）。"
    )


def elsewhere(who: Referral) -> Reply:
    """A real grievance that another department handles."""
    what = f"（{clean(who.what, 40)}）" if who.what else ""
    return Reply(
        text=f"这件事归**{clean(who.name)}**管{what}，电话 **{clean(who.phone, 30)}**。"
        "请直接联系他们，会比我转达快。如果其实是吃的东西有问题，点下面告诉我。",
        buttons=(b.IT_IS_FOOD,),
    )


def other_goods() -> Reply:
    """A dispute about something that is no food: the same office, another door."""
    return Reply(
        text="这里只登记食品安全的事。其他商品和服务的消费纠纷，请打 **12315**，"
        "或用「全国12315平台」的小程序、网站提交，那边直接受理。"
        "如果其实是吃的东西有问题，点下面告诉我。",
        buttons=(b.IT_IS_FOOD,),
    )


def elsewhere_in_between(who: Referral) -> Reply:
    """The same in the middle of a draft."""
    return Reply(
        text=f"这一点归**{clean(who.name)}**管，电话 **{clean(who.phone, 30)}**，请直接联系他们。"
    )


def elsewhere_unknown(city: CityInfo) -> Reply:
    """Not ours, and no better address is known."""
    return Reply(
        text=f"这件事不属于食品安全，我登记不了。可以打 {clean(city.hotline)}，"
        "由他们转给管的部门。"
        "如果其实是吃的东西有问题，点下面告诉我。",
        buttons=(b.IT_IS_FOOD,),
    )


def other_city(who: Referral, city: CityInfo) -> Reply:
    """The place lies outside the office's area; a national office has only regions outside."""
    national = not city.title.endswith("市")
    where = who.what if national else f"不在{clean(city.title)}"
    return Reply(
        text=f"您说的地方{'在' if national else ''}{where}，归**{clean(who.name)}**管，"
        f"电话 **{clean(who.phone, 30)}**。"
        "我这里登记不了，请联系他们。地点说错了的话，点下面告诉我。",
        buttons=(_inside(city),),
    )


def still_elsewhere(city: CityInfo, *, ours: bool) -> Reply:
    """More of a matter that was referred already."""
    return Reply(
        text="还是刚才那件的话，我这里登记不了，请联系上面说的部门。"
        "要是另一件事，请说说哪家店、在哪里、发生了什么。",
        buttons=(_inside(city) if ours else b.IT_IS_FOOD,),
    )


def whom(who: Referral) -> Reply:
    """Asked once more whose business it is."""
    return Reply(
        text=f"找**{clean(who.name)}**，电话 **{clean(who.phone, 30)}**。这件事我登记不了，"
        "不过吃的东西有问题，随时可以告诉我。",
        buttons=(b.IT_IS_FOOD,),
    )


def ours_too() -> Reply:
    """Asked, after a referral, whether food is the office's business."""
    return Reply(text="吃的东西有问题归我们管。直接说就行：哪一家、在哪里、发生了什么。")


def whenever() -> Reply:
    """The person is content to go elsewhere."""
    return Reply(text="好的。以后吃的东西有问题，直接告诉我就行。")


def _inside(city: CityInfo) -> Button:
    return b.inside(clean(city.title, 10)) if city.title.endswith("市") else b.WRONG_PLACE


def where_inside(city: CityInfo) -> Reply:
    """The place was taken wrongly."""
    return Reply(
        text=f"好的，请告诉我是在{clean(city.title)}的哪里，路名、小区都行，也可以发定位。"
    )


_CHOICES = (b.COMPLAINT, b.REPORT, b.QUERY)


def _is_chinese(words: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in words)


def angry(city: CityInfo) -> Reply:
    """An insult: no quarrel, only the way on."""
    return Reply(
        text="抱歉让您不顺心。遇到吃的问题，说说哪家店、发生了什么，我马上登记；想和人说，"
        f"发「人工」或打 {clean(city.hotline)}。"
    )
