"""Of a complaint and a report in one, which is not to be named."""

import pytest

from bot.dialogue.staying_unnamed import report_unnamed_in


@pytest.mark.parametrize(
    "text",
    [
        "投诉写我的名字：段文静，13566778899，宝安南路22号。举报那件我要匿名",
        "投诉实名，举报就别写我了",
        "举报那份不想让他们知道我是谁",
        "实名投诉，匿名举报",
        "卫生那部分匿名，投诉的留我电话13512345678",
        "后面那件我不想露名",
    ],
)
def test_the_report_alone_stays_unnamed(text: str) -> None:
    assert report_unnamed_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "投诉和举报都匿名",
        "两件都实名，周大海 13974812345",
        "举报不匿名，都写我名字",
        "举报那个能匿名吗？",
        "投诉的话不想留名字",
        "先不提交 我想改成举报他们",
        "举报他们，老板不告诉我配料",
    ],
)
def test_other_words_leave_no_half_unnamed(text: str) -> None:
    assert not report_unnamed_in(text)
