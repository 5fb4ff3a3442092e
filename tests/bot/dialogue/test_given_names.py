"""The name in an answer to who is writing, whatever the surname and the form."""

import pytest

from bot.dialogue.given_names import given_name, written_down

GIVEN = [
    ("我老公李向东 电话13811112222 地址桃源村12栋", "李向东"),
    ("我婆婆 檀秀珍 电话打我的13811112222", "檀秀珍"),
    ("投诉人：我岳父 敖德昌 13811112222", "敖德昌"),
    ("David Lee 13811112222 南海大道1088号", "David Lee"),
    ("Cindy Lam, tel 13900001111", "Cindy Lam"),
    ("我叫Tom，13811112222，住光谷青年城3栋", "Tom"),
    ("我叫江Lily，13811112222", "江Lily"),
    ("乜国良，138 1111 2222，友谊大道5号", "乜国良"),
    ("王芳(女) 13811112222 复地东湖国际3栋", "王芳"),
    ("我姓撒 撒小宁 13811112222", "撒小宁"),
    ("容祖儿 座机0755-27401234 振明路8号", "容祖儿"),
    ("买买提·吐尔逊 13811112222 桂庙路22号", "买买提·吐尔逊"),
    ("就写亓官小琴吧 13811112222", "亓官小琴"),
]
NOBODY = [
    "我是VIP 你们得给我解决",
    "Apple Pay付的款",
    "他们店长叫王强",
    "我老公说算了",
    "OK 等下发你",
]


@pytest.mark.parametrize(("text", "name"), GIVEN, ids=[text for text, _ in GIVEN])
def test_a_name_is_taken_whatever_the_surname(text: str, name: str) -> None:
    assert given_name(text) == name


@pytest.mark.parametrize("text", NOBODY)
def test_other_words_name_nobody(text: str) -> None:
    assert given_name(text) is None


def test_who_complains_is_written_down_whatever_was_asked() -> None:
    assert written_down("我替他打字，投诉人写他：计文昌，13962148037") == "计文昌"
    assert written_down("老板说计较这个干什么") is None
