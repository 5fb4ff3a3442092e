"""What callbacks mean."""

from datetime import UTC, datetime, timedelta

import pytest

from api.contract.codes import Platform
from bot.message import InboundMessage, Photo
from bot.wechat.content import Gone, Meaning, NobodyError, Puzzling, meaning_of
from bot.wechat.gcj import to_wgs84
from bot.wechat.xml import read_xml
from bot.wording import wechat as sentences
from tests.fakes.wechat import OPENID, event, message, text

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
STAMP = int(NOW.timestamp())


def _read(body: str) -> Meaning:
    return meaning_of(read_xml(body.encode()), NOW)


def _said(body: str) -> InboundMessage:
    found = _read(body)
    assert isinstance(found, InboundMessage)
    return found


def test_words_are_a_message_of_their_moment() -> None:
    assert _said(text("牛奶是酸的", 77, STAMP - 3)) == InboundMessage(
        platform=Platform.wechat,
        address=OPENID,
        external_id="77",
        at=NOW - timedelta(seconds=3),
        text="牛奶是酸的",
    )


@pytest.mark.parametrize("at", [STAMP + 60, STAMP - 90_000, 0, 2**50, -5])
def test_a_moment_that_can_not_be_is_now(at: int) -> None:
    assert _said(text("好", 1, at)).at == NOW


def test_a_picture_can_be_fetched_by_its_id_or_its_address() -> None:
    found = _said(
        message(OPENID, STAMP, MsgType="image", MediaId="m1", PicUrl="http://p/1", MsgId=5)
    )

    assert found.photos == (Photo(ref="m1 http://p/1"),)


def test_what_was_heard_in_a_voice_is_said() -> None:
    heard = message(OPENID, STAMP, MsgType="voice", MediaId="m1", Recognition="酸的。", MsgId=5)
    unheard = message(OPENID, STAMP, MsgType="voice", MediaId="m1", MsgId=5)

    nothing = message(OPENID, STAMP, MsgType="voice", MsgId=5)

    assert (_said(heard).text, _said(heard).photos) == ("酸的。", (Photo(ref="m1"),))
    assert (_said(unheard).text, _said(unheard).photos) == ("", (Photo(ref="m1"),))
    assert _read(nothing) == Puzzling(sentences.NOT_HEARD)


def test_a_place_is_brought_from_the_chinese_grid_to_the_worlds() -> None:
    found = _said(
        message(
            OPENID,
            STAMP,
            MsgType="location",
            Location_X="22.540796",
            Location_Y="113.917176",
            Scale="20",
            Label="深圳市福田区景田北街",
            MsgId=5,
        )
    )

    assert found.text == "深圳市福田区景田北街"
    assert found.location is not None
    assert (found.location.lat, found.location.lon) == pytest.approx(
        (22.543847, 113.912316), abs=5e-5
    )


# The pairs of the tests of eviltransform: WGS-84, then GCJ-02.
@pytest.mark.parametrize(
    ("wgs", "gcj"),
    [
        ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
        ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
        ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
    ],
)
def test_the_grid_is_undone_to_a_few_metres(
    wgs: tuple[float, float], gcj: tuple[float, float]
) -> None:
    found = to_wgs84(*gcj)

    assert (found.lat, found.lon) == pytest.approx(wgs, abs=3e-5)


def test_a_place_abroad_stays() -> None:
    assert to_wgs84(48.8566, 2.3522).model_dump() == {"lat": 48.8566, "lon": 2.3522}


@pytest.mark.parametrize(
    ("lat", "lon"), [("", ""), ("x", "1"), ("nan", "1"), ("1", "nan"), ("91", "1"), ("1", "181")]
)
def test_a_place_off_the_map_is_answered_kindly(lat: str, lon: str) -> None:
    body = message(OPENID, STAMP, MsgType="location", Location_X=lat, Location_Y=lon, MsgId=5)

    assert _read(body) == Puzzling(sentences.OFF_THE_MAP)


@pytest.mark.parametrize("kind", ["video", "shortvideo", "link", "file", "miniprogrampage", ""])
def test_other_types_are_answered_kindly(kind: str) -> None:
    body = message(OPENID, STAMP, MsgType=kind, MsgId=5, Title="t", Url="http://x")

    assert _read(body) == Puzzling(sentences.UNSUPPORTED)


def test_who_follows_says_hello_and_who_leaves_is_gone() -> None:
    came = _said(event("subscribe", STAMP, EventKey="qrscene_7", Ticket="t"))
    assert (came.text, came.external_id) == ("/start", f"{STAMP}:subscribe")
    assert _said(event("SCAN", STAMP, EventKey="7", Ticket="t")).text == "/start"
    assert _read(event("unsubscribe", STAMP)) == Gone(OPENID)


def test_a_tap_on_the_menu_is_a_button() -> None:
    tapped = _said(event("CLICK", STAMP, EventKey="cmd:progress"))
    assert (tapped.button, tapped.text) == ("cmd:progress", "查进度")
    again = _said(event("CLICK", STAMP, EventKey="cmd:progress"))
    other = _said(event("CLICK", STAMP, EventKey="cmd:person"))
    assert tapped.external_id == again.external_id != other.external_id
    foreign = _said(event("CLICK", STAMP, EventKey="我要投诉"))
    assert (foreign.button, foreign.text) == (None, "我要投诉")


@pytest.mark.parametrize(
    "body",
    [
        event("LOCATION", STAMP, Latitude="22.5", Longitude="113.9", Precision="30"),
        event("VIEW", STAMP, EventKey="http://x"),
        event("TEMPLATESENDJOBFINISH", STAMP, Status="success"),
        event("CLICK", STAMP),
        event("", STAMP),
    ],
)
def test_events_that_say_nothing_are_passed_over(body: str) -> None:
    assert _read(body) is None


def test_a_message_without_an_id_is_known_by_its_second() -> None:
    body = message(OPENID, STAMP, MsgType="text", Content="好")

    assert _said(body).external_id == f"{STAMP}:text"


@pytest.mark.parametrize("openid", ["", "a b", "汉", "x" * 65])
def test_a_callback_of_nobody_is_refused(openid: str) -> None:
    with pytest.raises(NobodyError):
        _read(text("好", 1, STAMP, openid))
