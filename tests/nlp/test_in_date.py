"""What is spoilt before its time is not expired, and what is past it is."""

import pytest

from knowledge.codes import Hazard
from nlp import pipeline


@pytest.mark.parametrize(
    "text",
    [
        "昨天在烘焙店买了一袋全麦吐司，撕开里面两片都长绿毛了，保质期明明写到12月1号",
        "没过期就坏了，牛奶一股酸味",
        "酸奶还在保质期内，打开就馊了",
        "日期是新鲜的，里面发霉了",
        "离过期还有半个月呢，面包已经长毛",
        "买的豆浆，今天的日期，喝一口就是馊的",
        "保质期还有三个月，里面全是霉",
        "面包不是过期，是长毛",
    ],
)
def test_what_is_in_date_is_spoilt(text: str) -> None:
    hazards = pipeline.load("china").understand(text).hazards

    assert hazards[0] is Hazard.spoilage
    assert Hazard.expired not in hazards


@pytest.mark.parametrize(
    "text",
    [
        "超市的奶已经过期三天了还在卖",
        "生产日期被刮掉了，还说没过期",
        "这袋饼干有的没过期有的过期了",
        "不是没过期，是早过期了，面包",
        "鸡翅的日期标签撕开下面还有一张旧标签，旧的写的是11月10号到期",
    ],
)
def test_what_is_past_its_date_is_expired(text: str) -> None:
    assert pipeline.load("china").understand(text).hazards[0] is Hazard.expired
