"""A person who says anything in any order: no dead end, no question three times, nothing lost."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from api.contract.codes import Demand, Hazard, Kind, Setting, Severity
from api.contract.understood import Answer, Referral, Source
from bot.dialogue import FileCases, Request, Stage
from bot.dialogue.conversation import Conversation, Draft
from bot.dialogue.kinds import MATTERS
from bot.dialogue.states import leads_to
from tests.bot.dialogue.player import Player, means, text_of

SENTENCES = (
    "惠民超市 哈哈哈 ？？？ 你好 谢谢 林晓 13800138000 "
    "1380013800 翠竹苑2栋 翠竹路 昨天 退款 赔偿 查处他 三个人 取消 "
    "重来 上一步 人工 进度 为什么 帮助 提交 再改改 匿名 不知道 没有 好的 不是 "
    "继续 有用 没用 留手机号 撤回 第一个 都不是 投诉 举报 都要 先这样提交 "
    "不是福田，是罗湖 店名是百果园 电话错了是13900139000 改为匿名举报 "
    "还是实名投诉 你们几点上班 其实是食品问题 是景田南街不是北街 "
    "林晓，13800138000，翠竹苑2栋 店在新洲路15号 asdf "
    "440301199001011234 <script>x</script> "
    "SZ-20261121-0001 **粗** 我叫王芳 叫不醒了 又有我爸也吐了 我怕被报复 我住翠竹苑2栋 "
    "稍等我找找 为什么要问这个 我是要举报 不是投诉是举报 应该是2个人 手机最后一位是9 我姓黄不姓林 "
    "名字 地址不对 店不对，是另一家，老李记 好了提交吧 还是匿名吧 不要公开我的名字 "
    "订单号1234567890123456 啥时候去查啊 我不同意 退钱 5岁 长春的 "
    "志愿者登记 骑手登记 线索 我的线索 退出志愿者 确认退出 橙袋 外卖骑手 后厨有老鼠 老鼠蟑螂 罗湖 "
    "我的信息 删除我的信息 确认删除 不删了 我的凭证 "
)
WORDS = SENTENCES.split()
NEVER_FORGOTTEN = (
    "merchant",
    "place",
    "when",
    "food",
    "people_ill",
    "amount",
    "location",
    "district",
)
ANSWER = Answer(
    id="q",
    question="问",
    text="答。",
    sources=(Source(title="《食品安全法》", as_of="2026-11-21"),),
    score=0.9,
)
BODY = Referral(name="生态环境部门", phone="12369")
understandings = st.fixed_dictionaries(
    {
        "kinds": st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=2, unique=True),
        "hazards": st.lists(st.sampled_from(list(Hazard)), max_size=2, unique=True),
        "setting": st.sampled_from([Setting.unknown, Setting.restaurant, Setting.delivery]),
        "severity": st.none() | st.sampled_from(list(Severity)),
        "emergency": st.sampled_from([False] * 9 + [True]),
        "merchant": st.none() | st.sampled_from(["老陈记", "好味面馆"]),
        "place": st.none() | st.sampled_from(["景田北街", "东门"]),
        "district": st.none() | st.sampled_from(["福田区", "罗湖区"]),
        "when": st.none() | st.just("昨晚"),
        "food": st.none() | st.just("大米"),
        "people_ill": st.none() | st.integers(0, 30),
        "amount": st.none() | st.just(25.5),
        "demand": st.lists(st.sampled_from(list(Demand)), max_size=2, unique=True),
        "confidence": st.sampled_from([0.2, 0.6, 0.9]),
        "answer": st.none() | st.just(ANSWER),
        "referral": st.none() | st.just(BODY),
        "outside": st.sampled_from([None] * 9 + [BODY]),
    }
)
GOES_BACK = {"上一步", "取消", "重来"}


def _same(before: Draft | None, after: Conversation) -> Draft | None:
    """What became of a draft: it may be told on beside another one."""
    told = (*((after.draft,) if after.draft else ()), *after.beside)
    if before is None or not before.said:
        return after.draft
    first = before.said[0].id
    same = (one for one in told if one.said and one.said[0].id == first)
    return next(same, after.draft)


class Checks:
    """One chat, and what must hold after each of its messages."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.questions: dict[datetime | None, tuple[Mapping[str, int], Counter[str]]] = {}
        """What a matter said last of its questions, and how often each was put in all.

        By when the matter began: several are told beside each other.
        """
        self.braces = False
        """The person wrote one, which the summary may repeat."""

    def play(self, message: Any, understood: Any, *, changes: bool = False) -> None:
        before, stage = self.player.conversation, self.player.conversation.stage
        self.braces = self.braces or "{" in message.text
        asked = len(self.player.tracker.requests)
        self.player.hear(message, understood)
        after = self.player.conversation
        self._nothing_filed_unseen(before, self.player.tracker.requests[asked:])
        assert text_of(self.player.replies).strip(), "a person is never left without a word"
        assert after.stage in leads_to(stage), f"{stage} → {after.stage}"
        now = _same(before.draft, after)
        self._no_question_thrice(now)
        if not changes:
            self._nothing_lost(before.draft, now)

    def _nothing_filed_unseen(self, before: Conversation, requests: Sequence[Request]) -> None:
        """Only an emergency, or who says 提交, is filed before its summary was answered."""
        for request in requests:
            if not isinstance(request, FileCases) or request.body.matters[0].kind not in MATTERS:
                continue
            urgent = any(matter.emergency for matter in request.body.matters)
            sent = {one.id for one in request.body.messages}
            drafts = (*((before.draft,) if before.draft else ()), *before.beside)
            told = [one for one in drafts if sent >= {said.id for said in one.said}]
            if not urgent and not any(one.shown for one in told):
                assert "按您说的登记" in text_of(self.player.replies), "filed without a summary"

    def _no_question_thrice(self, after: Draft | None) -> None:
        if after is None:
            self.questions.clear()
            return
        last, put = self.questions.get(after.started_at, ({}, Counter()))
        for ask, times in after.asked.items():
            put[ask] += max(0, times - last.get(ask, 0))
        self.questions[after.started_at] = (after.asked, put)
        assert max(put.values(), default=0) <= 2, put

    def _nothing_lost(self, before: Draft | None, after: Draft | None) -> None:
        if before is None or after is None or before.started_at != after.started_at:
            return
        for name in NEVER_FORGOTTEN:
            if getattr(before.facts, name) is not None:
                assert getattr(after.facts, name) is not None, f"{name} was lost"
        assert len(after.evidence) >= len(before.evidence)
        assert len(after.said) >= len(before.said)
        for name in ("name", "phone", "address"):
            if getattr(before.reporter, name):
                assert getattr(after.reporter, name), f"{name} was lost"

    def replies_are_clean(self) -> None:
        for reply in self.player.replies:
            assert reply.text.strip()
            assert len(reply.text) <= 4096
            assert "None" not in reply.text
            assert "{" not in reply.text or self.braces
            assert reply.text.count("**") % 2 == 0, reply.text
            for button in reply.buttons:
                assert button.payload.isascii()
                assert button.label.strip()

    def comes_to_rest(self) -> None:
        kept = self.player.conversation
        waiting = len(kept.later) + len(kept.beside)  # what was put off is offered in its turn
        for _ in range(3 + 2 * waiting):
            self.player.hear(self.player.message("取消"), means())
        assert self.player.conversation.stage is Stage.idle


class Walk(RuleBasedStateMachine):
    """One chat; the rules are what a person and the office can do."""

    @initialize()
    def begin(self) -> None:
        self.checks = Checks(Player())
        self.player = self.checks.player

    @rule(text=st.sampled_from(WORDS), known=understandings, told=st.booleans())
    def writes(self, text: str, known: dict[str, Any], told: bool) -> None:  # noqa: FBT001 # hypothesis draws it
        understood = means(**known) if told else means()
        self.checks.play(self.player.message(text), understood, changes=text in GOES_BACK)

    @rule(text=st.text(max_size=40))
    def writes_anything(self, text: str) -> None:
        self.checks.play(self.player.message(text), means())

    @rule(number=st.integers(0, 9), fails=st.sampled_from([None] * 6 + ["unreachable", "refused"]))
    def presses(self, number: int, fails: str | None) -> None:
        buttons = [button for reply in self.player.replies for button in reply.buttons]
        if buttons:
            button = buttons[number % len(buttons)]
            self.player.tracker.fails = fails
            changes = button.payload in {"cmd:inside", "cmd:cancel", "cmd:restart"}
            pressed = self.player.message(button.label, button=button.payload)
            self.checks.play(pressed, means(), changes=changes)
            self.player.tracker.fails = None

    @rule(count=st.integers(1, 3))
    def sends_photos(self, count: int) -> None:
        self.checks.play(self.player.message(photos=count), means())

    @rule()
    def sends_a_location(self) -> None:
        self.checks.play(self.player.message(location=(22.5, 114.0)), means())

    @invariant()
    def replies_are_clean(self) -> None:
        if hasattr(self, "checks"):
            self.checks.replies_are_clean()

    def teardown(self) -> None:
        if hasattr(self, "checks"):
            self.checks.comes_to_rest()


Walk.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestWalk = Walk.TestCase
