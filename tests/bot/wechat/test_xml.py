"""XML is read without document types, and written so that nobody breaks out."""

import pytest

from bot.wechat.xml import UnreadableXmlError, read_xml, write_xml

_BOMB = (
    "<!DOCTYPE xml ["
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 100}">' for n in range(10))
    + "]><xml><Content>&e9;</Content></xml>"
)


def test_fields_are_read_whatever_they_are_wrapped_in() -> None:
    body = "<xml><A><![CDATA[<b>&amp;]]></A><B> 7 </B><C/><D>汉 &lt;</D><A>second</A></xml>"

    assert read_xml(body.encode()) == {"A": "<b>&amp;", "B": " 7 ", "C": "", "D": "汉 <"}


@pytest.mark.parametrize(
    "body",
    [
        _BOMB,
        '<!DOCTYPE xml SYSTEM "http://127.0.0.1:1/x.dtd"><xml/>',
        '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Content>&f;</Content></xml>',
        '<!DOCTYPE xml [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><xml/>',
        "<!DOCTYPE xml><xml/>",
        "<xml><Content>&nbsp;</Content></xml>",
        "<xml>",
        "",
        "no xml",
        "<html><Content>a</Content></html>",
        '<?xml version="1.0" encoding="x-unknown"?><xml/>',
    ],
)
def test_what_could_blow_up_or_reach_out_is_unreadable(body: str) -> None:
    with pytest.raises(UnreadableXmlError):
        read_xml(body.encode())


def test_control_characters_that_somebody_pasted_cost_nobody_a_message() -> None:
    pasted = "<xml><Content><![CDATA[汤里\x08有\x0b虫\x00\n急\x1f]]></Content></xml>"

    assert read_xml(pasted.encode()) == {"Content": "汤里有虫\n急"}


def test_what_is_no_text_is_unreadable() -> None:
    with pytest.raises(UnreadableXmlError):
        read_xml(b"<xml>\xff\xfe</xml>")


def test_a_deep_nest_neither_crashes_nor_counts() -> None:
    deep = "<a>" * 9000 + "</a>" * 9000

    assert read_xml(f"<xml><B>1</B>{deep}</xml>".encode())["B"] == "1"


@pytest.mark.parametrize("words", ["汉字", "]]>", "a]]>b]]><c>", "&amp; <x> \"'", "]]]]>>", ""])
def test_what_is_written_is_read_again(words: str) -> None:
    assert read_xml(write_xml(Content=words, CreateTime=5).encode()) == {
        "Content": words,
        "CreateTime": "5",
    }
