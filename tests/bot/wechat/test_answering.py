"""Five seconds, retries, late answers, pictures, comings and goings: with the real inbox."""

import asyncio
import io
import logging
from datetime import timedelta

import pytest
from PIL import Image

from api.contract.codes import Kind, Platform, Template
from api.contract.delivery import Notice
from bot.delivery.drain import Drain
from bot.delivery.replies import Replies
from bot.wechat.courier import CLOSED, UNFOLLOWED
from bot.wording import inbox as inbox_sentences
from bot.wording import wechat as sentences
from bot.wording.notices import render
from bot.wording.plain import strip_bold
from tests.bot.inbox.wire import START, WireTracker
from tests.bot.wechat.conftest import Begin, Phone
from tests.fakes.patience import until
from tests.fakes.wechat import AES_KEY, OPENID, Cloud, event, message, text

SEND = "/cgi-bin/message/custom/send"


def notice() -> Notice:
    return Notice(
        template=Template.replied,
        number="SZ-20261121-0001",
        kind=Kind.complaint,
        office="景田所",
        at=START,
        text="请补充付款截图",
    )


def drain(phone: Phone, tracker: WireTracker) -> Drain:
    return Drain(tracker.client, [phone.bot.courier], phone.receiver)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    return out.getvalue()


async def test_several_replies_go_with_one_callback_and_are_not_sent_again(
    phone: Phone, cloud: Cloud
) -> None:
    assert await phone.say(text("file", 1, phone.now)) == "1 file\n\nReceipt"

    assert cloud.sent(SEND) == []
    again = await phone.say(text("file", 1, phone.now))
    assert again == ""
    assert phone.inside(OPENID) == ["file", "1 file", "Receipt"]


async def test_the_same_message_in_two_callbacks_at_once_is_answered_once(phone: Phone) -> None:
    body = text("file", 1, phone.now)

    said = await asyncio.gather(phone.say(body), phone.say(body))

    assert sorted(said) == ["", "1 file\n\nReceipt"]
    assert phone.inside(OPENID) == ["file", "1 file", "Receipt"]


async def test_the_same_id_from_another_person_is_another_message(phone: Phone) -> None:
    await phone.say(text("一", 1, phone.now))

    assert await phone.say(text("二", 1, phone.now, "other")) == "1 二"


async def test_an_answer_that_comes_too_late_follows_by_itself(
    begin: Begin, plain_dialogue: None, tracker: WireTracker, cloud: Cloud
) -> None:
    phone = begin(in_time=0.05)
    slow = asyncio.Event()
    phone.receiver._answering.answer = _slowly(phone, slow)  # type: ignore[method-assign] # noqa: SLF001 - the tracker has no slow wire

    answer = await phone.post(text("你好", 1, phone.now))

    assert (answer.status_code, answer.content) == (200, b"")
    assert phone.inside(OPENID) == ["你好"]
    slow.set()
    await until(lambda: bool(cloud.said()))
    assert cloud.said() == ["1 你好"]
    assert await phone.say(text("你好", 1, phone.now)) == ""
    assert cloud.said() == ["1 你好"]


async def test_an_answer_whose_callback_was_hung_up_goes_with_the_retry(
    phone: Phone, cloud: Cloud
) -> None:
    body = text("你好", 1, phone.now)
    await phone.hang_up(body)
    assert phone.inside(OPENID) == ["你好", "1 你好"]

    assert await phone.say(body) == "1 你好"
    assert await phone.say(body) == ""
    assert cloud.said() == []


async def test_an_answer_whose_callback_was_hung_up_follows_where_no_retry_comes(
    phone: Phone, cloud: Cloud
) -> None:
    await phone.hang_up(text("你好", 1, phone.now))

    await Replies(phone.receiver, [phone.bot.courier], phone.clock).send_waiting()

    assert cloud.said() == ["1 你好"]


def _slowly(phone: Phone, event: asyncio.Event):  # type: ignore[no-untyped-def] # the shape of what it replaces
    quick = phone.receiver._answering.answer  # noqa: SLF001 - as above

    async def answer(work, message):  # type: ignore[no-untyped-def] # as above
        await event.wait()
        return await quick(work, message)

    return answer


async def test_an_absent_tracker_is_excused_and_made_up_for(
    phone: Phone, tracker: WireTracker, cloud: Cloud
) -> None:
    tracker.away = True
    assert await phone.say(text("你好", 1, phone.now)) == inbox_sentences.LATER

    tracker.away = False
    phone.clock.pass_seconds(60)
    await phone.receiver.resume_pending()

    # What became of it goes with whatever comes next, even if nobody may write unasked.
    assert await phone.say(text("在吗", 2, phone.now)) == "1 你好\n\n2 在吗"


async def test_what_does_not_fit_into_the_callback_follows(phone: Phone, cloud: Cloud) -> None:
    words = "长" * 650

    assert await phone.say(text(words, 1, phone.now)) == f"1 {words}"
    long = "长" * 700
    assert await phone.say(text(long, 2, phone.now)) == ""
    assert "".join(cloud.said()) == f"2 {long}"
    assert all(len(part.encode()) <= sentences.LIMIT for part in cloud.said())


async def test_a_passive_answer_that_was_not_finished_is_sent_after_its_lease(
    phone: Phone, cloud: Cloud
) -> None:
    conversation = (await phone.receiver.receive(_inbound(phone))).conversation
    now = phone.clock()
    claim = phone.receiver.transcript.claim_all_unsent
    claimed = claim(conversation, now, now + timedelta(seconds=6))
    assert [unsent.reply.text for unsent in claimed] == ["1 你好"]

    assert claim(conversation, now, now + timedelta(seconds=6)) == ()
    phone.clock.pass_seconds(7)
    assert await phone.say(text("在吗", 2, phone.now)) == "1 你好\n\n2 在吗"


def _inbound(phone: Phone):  # type: ignore[no-untyped-def] # a message, as content makes it
    from bot.wechat.content import meaning_of
    from bot.wechat.xml import read_xml

    return meaning_of(read_xml(text("你好", 1, phone.now).encode()), phone.clock())


async def test_a_picture_is_fetched_by_its_id_and_kept(
    phone: Phone, tracker: WireTracker, cloud: Cloud
) -> None:
    cloud.media["m1"] = picture()

    await phone.say(_image(phone, 1, "http://mmbiz.qpic.cn/mmbiz_jpg/x/0"))

    assert list(tracker.evidence) == ["photo1"]
    assert not [path for path, _ in cloud.calls if "qpic" in path]


async def test_a_picture_whose_id_is_gone_is_fetched_from_wechats_own_host(
    phone: Phone, tracker: WireTracker, cloud: Cloud
) -> None:
    url = "http://mmbiz.qpic.cn/mmbiz_jpg/x/0?from=appmsg"
    cloud.pictures[url] = picture()

    await phone.say(_image(phone, 1, url))

    assert list(tracker.evidence) == ["photo1"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/admin",
        "http://169.254.169.254/latest/meta-data",
        "http://mmbiz.qpic.cn.evil.test/x",
        "http://evil-qpic.cn/x",
        "http://mmbiz.qpic.cn@127.0.0.1/x",
        "http://user@mmbiz.qpic.cn/x",
        "http://mmbiz.qpic.cn:22/x",
        "file:///etc/passwd",
        "gopher://mmbiz.qpic.cn/x",
        "http://[::1]/x",
        "http://[bad/x",
        "//mmbiz.qpic.cn/x",
    ],
)
async def test_no_other_host_is_ever_asked(
    phone: Phone, tracker: WireTracker, cloud: Cloud, url: str
) -> None:
    await phone.say(_image(phone, 1, url))

    assert tracker.evidence == {}
    assert all(path.startswith("/cgi-bin/") for path, _ in cloud.calls)


def _image(phone: Phone, number: int, url: str) -> str:
    return message(OPENID, phone.now, MsgType="image", PicUrl=url, MediaId="m1", MsgId=number)


async def test_a_picture_that_does_not_come_now_is_asked_for_again(
    phone: Phone, tracker: WireTracker, cloud: Cloud
) -> None:
    cloud.media["m1"] = picture()
    cloud.away = True
    assert await phone.say(_image(phone, 1, "")) == inbox_sentences.LATER

    cloud.away = False
    phone.clock.pass_seconds(60)
    await phone.receiver.resume_pending()
    assert list(tracker.evidence) == ["photo1"]


async def test_what_can_not_be_taken_is_answered_and_not_stored(phone: Phone) -> None:
    video = message(OPENID, phone.now, MsgType="video", MediaId="m1", MsgId=1)

    assert await phone.say(video) == sentences.UNSUPPORTED
    assert await phone.say(text(" ", 2, phone.now)) == inbox_sentences.EMPTY
    assert phone.inside(OPENID) == []


async def test_an_event_twice_is_one(phone: Phone) -> None:
    body = event("subscribe", phone.now)

    assert await phone.say(body) == "1 /start"
    assert await phone.say(body) == ""
    assert await phone.say(event("LOCATION", phone.now, Latitude="1", Longitude="2")) == ""


async def test_who_left_is_written_to_no_more_until_they_return(
    phone: Phone, tracker: WireTracker, cloud: Cloud
) -> None:
    await phone.say(text("你好", 1, phone.now))
    assert await phone.say(event("unsubscribe", phone.now)) == ""
    assert await phone.say(event("unsubscribe", phone.now, "stranger")) == ""
    tracker.put("d1", Platform.wechat, OPENID, notice())
    cloud.fail(SEND, 43004)

    await drain(phone, tracker).drain_once()

    (_, report) = tracker.reports[0]
    assert (report["dead"], report["reason"]) == (True, UNFOLLOWED)
    missed = strip_bold(render(notice()).text)
    assert await phone.say(event("subscribe", phone.now + 1)) == f"{missed}\n\n2 /start"


async def test_news_come_by_themselves(phone: Phone, tracker: WireTracker, cloud: Cloud) -> None:
    await phone.say(text("你好", 1, phone.now))
    tracker.put("d1", Platform.wechat, OPENID, notice())

    await drain(phone, tracker).drain_once()

    assert cloud.said() == [strip_bold(render(notice()).text)]
    assert tracker.reports[0][1]["delivered"]
    assert await phone.say(text("好的", 2, phone.now)) == "2 好的"


async def test_news_behind_a_closed_window_are_told_to_the_handler_and_kept_for_the_return(
    phone: Phone, tracker: WireTracker, cloud: Cloud
) -> None:
    await phone.say(text("你好", 1, phone.now))
    phone.clock.pass_seconds(49 * 3600)
    tracker.put("d1", Platform.wechat, OPENID, notice())
    cloud.fail(SEND, 45015)

    await drain(phone, tracker).drain_once()

    (_, report) = tracker.reports[0]
    assert not report["delivered"]
    assert not report["dead"]
    assert report["refused"]
    assert report["reason"] == CLOSED
    news = strip_bold(render(notice()).text)
    assert (await phone.say(text("回来了", 2, phone.now))).startswith(news)
    assert cloud.said() == [news]  # the attempt that was refused, and no other


async def test_news_behind_a_closed_window_call_back_by_template_and_wait(
    begin: Begin, plain_dialogue: None, tracker: WireTracker, cloud: Cloud
) -> None:
    phone = begin(AES_KEY, template="TM1")
    await phone.say_sealed(text("你好", 1, phone.now), AES_KEY)
    tracker.put("d1", Platform.wechat, OPENID, notice())
    cloud.fail(SEND, 45047)

    await drain(phone, tracker).drain_once()

    assert len(cloud.sent("/cgi-bin/message/template/send")) == 1
    (_, report) = tracker.reports[0]
    assert (report["delivered"], report["refused"]) == (True, False)
    waiting = phone.receiver.transcript.unsent_chats([Platform.wechat], phone.clock())
    assert waiting == []  # nobody knocks again while the window is closed


async def test_the_menu_is_set_at_the_start(phone: Phone, cloud: Cloud) -> None:
    await until(lambda: bool(cloud.sent("/cgi-bin/menu/create")))

    assert cloud.sent("/cgi-bin/menu/create") == [
        {
            "button": [
                {"type": "click", "name": "查进度", "key": "cmd:progress"},
                {"type": "click", "name": "投诉举报", "key": "cmd:go_on"},
                {"type": "click", "name": "人工", "key": "cmd:person"},
            ]
        }
    ]


async def test_an_account_without_the_right_to_a_menu_works_all_the_same(
    begin: Begin, plain_dialogue: None, cloud: Cloud, caplog: pytest.LogCaptureFixture
) -> None:
    cloud.fail("/cgi-bin/menu/create", 48001)
    phone = begin()

    await until(lambda: "48001" in caplog.text)
    assert await phone.say(text("你好", 1, phone.now)) == "1 你好"


async def test_nothing_personal_is_logged(
    phone: Phone, tracker: WireTracker, cloud: Cloud, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    tracker.away = True
    await phone.say(text("我叫林晓", 1, phone.now))
    await phone.say(text("break", 2, phone.now))

    kept = [record for record in caplog.records if record.name.startswith("bot.")]
    assert not [record for record in kept if OPENID in record.getMessage()]
    assert not [record for record in kept if "林晓" in record.getMessage()]
