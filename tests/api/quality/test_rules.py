"""Each rule of the check speaks of what it is for, and is silent on a good letter."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.contract.models import Reporter
from api.quality.check import blocks, check
from api.quality.matter import Matter
from knowledge.forms import load_phrases, load_snippets
from knowledge.replies import load_rules, load_texts

LIN = Reporter(
    name="林晓", phone="13800138000", address="福田区景田街1号", id_number="440304199001011233"
)
MATTER = Matter(
    move="close",
    kind="complaint",
    today=date(2026, 11, 26),
    received_on=date(2026, 11, 20),
    said=("火锅里有虫，我在老陈记吃的，电话13800138000",),
    own=(LIN,),
    staff=frozenset({"苏晓岚"}),
    phones=frozenset({"12315"}),
)
REPORT = replace(MATTER, kind="report")
TENFOLD = replace(MATTER, said=("吃出虫来，按食品安全法我要十倍赔偿",))
PAIRED = replace(MATTER, move="terminate", reported=True)
INVITED = replace(MATTER, move="invite")
GOOD_INVITATION = "12月3日上午10:00在福田局305室，调解人员苏晓岚。请带上购买凭证。"


def asked(*questions: str) -> Matter:
    return replace(MATTER, move="reply", said=questions, unanswered=questions)


def wants(*demands: str, kind: str = "complaint", told: str = "") -> Matter:
    return replace(MATTER, kind=kind, demands=demands, told=told)


BAD = [
    ("Q01", MATTER, "好的"),
    ("Q02", MATTER, "火锅里有虫，我在老陈记吃的，电话13800138000。"),
    ("Q03", MATTER, "经调解，商家于____前退款。"),
    ("Q03", MATTER, "经调解，{merchant}已退款，双方没有争议。"),
    ("Q11", wants("refund"), "我们已经检查了这家店，感谢您的反映。"),
    ("Q11", wants("compensation"), "商家已经退货退款，双方没有其他争议。"),
    ("Q11", wants("apology"), "商家已经退款，双方没有其他争议。"),
    ("Q11", wants("replace"), "商家已经退款，双方没有其他争议。"),
    ("Q11", wants("punish", kind="report"), "我们已经收到您的来信，感谢您的监督。"),
    ("Q11", TENFOLD, "商家已经退款，双方没有其他争议。"),
    ("Q12", asked("多久能有结果？"), "您反映的情况我们正在核实。"),
    ("Q12", asked("我要带什么材料？"), "您反映的情况我们正在核实。"),
    ("Q12", asked("我可以找谁问？"), "您反映的情况我们正在核实。"),
    ("Q12", asked("为什么不立案？"), "您反映的情况我们正在办。"),
    ("Q12", asked("能赔多少钱"), "您反映的情况我们正在核实。"),
    ("Q21", MATTER, "依据《市场监督管理投诉举报处理办法》第四十七条，已经办结。"),
    ("Q21", MATTER, "依据第121号令第120条，商家已经退款。"),
    ("Q22", MATTER, "依据《市场监督管理投诉举报处理暂行办法》第十四条，已经办结。"),
    ("Q22", MATTER, "依据市场监管总局令第20号，已经办结，商家已退款。"),
    ("Q23", MATTER, "依据《某某市食品条例》，商家已经退款。"),
    ("Q23", MATTER, "依据《食品安全法》第一百五十条，商家已经退款。"),
    ("Q31", MATTER, "商家将在2027年2月29日退款。"),
    ("Q31", MATTER, "商家已在11月31日退款。"),
    ("Q32", MATTER, "我们将在2026年11月20日前答复您。"),
    ("Q32", MATTER, "商家最迟11月20日退款。"),
    ("Q33", MATTER, "商家于2026年12月1日（星期五）前退款。"),
    ("Q41", INVITED, "12月3日在福田局305室调解，调解人员苏晓岚。"),
    ("Q41", INVITED, "12月3日上午10:00调解，调解人员苏晓岚。"),
    ("Q41", INVITED, "12月3日上午10:00在福田局305室调解。"),
    ("Q41", replace(REPORT, move="redirect"), "请另行反映，联系号码 12315。"),
    ("Q42", replace(REPORT, move="redirect"), "请向广州市市场监管局举报。"),
    ("Q42", replace(REPORT, move="not_file"), "决定不作处理，请您理解。"),
    ("Q42", replace(REPORT, move="conclude"), "这件事已经办完，感谢您的监督。"),
    ("Q42", REPORT, "这件事已经办完了，感谢您的监督。"),
    ("Q42", replace(MATTER, move="settle"), "双方达成一致，商家退款380元。"),
    ("Q42", replace(MATTER, move="ask_papers"), "请尽快送到我们这里。"),
    ("Q51", MATTER, "你必须自己来，商家已经退款。"),
    ("Q51", MATTER, "这事不归我们管，请知悉并谅解。"),
    ("Q51", MATTER, "您属于职业打假，商家不同意退款。"),
    ("Q52", MATTER, "请不要无理取闹，商家已经退款。"),
    ("Q53", MATTER, "我们保证让商家退款，请您放心。"),
    ("Q61", MATTER, "店主身份证110105199003071239，已经退款。"),
    ("Q62", MATTER, "请联系店主13912345678，商家同意退款。"),
    ("Q63", MATTER, "另外，赵女士也已经得到退款。"),
    ("Q64", replace(MATTER, others=(Reporter(name="王小明"),)), "王小明也说过，商家已退款。"),
    ("Q65", PAIRED, "被投诉人拒绝调解，对它的举报正在核查，依法终止调解。"),
    ("Q66", INVITED, f"{GOOD_INVITATION}投诉人电话13800138000。"),
]

GOOD = [
    (wants("refund", "compensation"), "您好，商家已于11月25日退还380元，并赔偿1000元。"),
    (wants("refund", "apology"), "商家同意退款，并当面道歉，双方没有其他争议。"),
    (wants("replace"), "商家已经更换了一份，双方没有其他争议。"),
    (wants("refund", told="经调解，商家退款380元。"), "双方已经履行约定，本件办结。"),
    (wants("refund", kind="report"), "经查属实，已对该店罚款5000元。"),
    (wants("punish", kind="report"), "经查属实，已责令该店改正并罚款5000元。"),
    (wants("punish"), "商家已经退款，举报另行办理。"),
    (TENFOLD, "商家退款380元；关于十倍赔偿，双方没有达成一致。"),
    (asked("多久能有结果？"), "我们最晚在12月1日前告诉您结果。"),
    (asked("我要带什么材料？"), "请带上小票和身份证，到福田局来。"),
    (asked("为什么不立案？"), "经核查，没有证据证明存在违法行为，依据处罚程序规定不予立案。"),
    (
        asked("能赔多少钱"),
        "赔偿要双方协商，法律规定的是价款十倍或者损失三倍，不足一千元的为一千元。",
    ),
    (asked("可以匿名吗？"), "可以，匿名举报我们同样核查。"),
    (asked("太气人了！结果我肚子疼。"), "您反映的情况我们正在核实。"),
    (
        MATTER,
        "依据《市场监督管理投诉举报处理办法》（市场监管总局令第121号）第十五条第一款、第十六条，已经办结。",
    ),
    (MATTER, "依据食品安全法第一百四十八条和消法第五十五条，商家已经退款。"),
    (
        replace(MATTER, received_on=date(2026, 4, 10)),
        "依据《市场监督管理投诉举报处理暂行办法》第十四条，已经受理并办结。",
    ),
    (MATTER, "商家已于2026年11月20日退款，款项按原方式返回。"),
    (MATTER, "商家将在2026年12月1日（星期二）前退款。"),
    (MATTER, "您11月18日的来信我们收到了，商家已经退款。"),
    (MATTER, "这是2026年1月2日前生产的食品，商家已经退款。"),
    (INVITED, GOOD_INVITATION),
    (replace(REPORT, move="redirect"), "请向广州市市场监管局举报，电话 02012315。"),
    (replace(REPORT, move="not_file"), "经核查，我们到店检查，没有发现违法行为。"),
    (replace(REPORT, move="conclude"), "已对该店罚款5000元，并责令改正。"),
    (replace(MATTER, move="settle"), "双方达成一致：商家于12月1日前退款380元。"),
    (replace(MATTER, move="ask_papers"), "请提供身份证正反面照片，可以直接发在这里。"),
    (MATTER, "商家说“你必须自己来”，经调解，商家已经退款。"),
    (MATTER, "林女士您好，商家已经退款，有问题请打12315，或者找苏晓岚。"),
    (MATTER, "我们用13800138000联系过您，商家已经退款。"),
    (PAIRED, "被投诉人不接受调解，依法终止调解，您可以向法院起诉。"),
    (PAIRED, "依据《市场监督管理投诉举报处理办法》第二十三条，终止调解。发现违法行为可以举报。"),
    (replace(PAIRED, move="close"), "双方没有达成一致；您的举报另行答复。"),
    (replace(MATTER, move="note"), "滚"),
]


@pytest.mark.parametrize(("rule", "matter", "text"), BAD)
def test_a_rule_speaks_of_what_it_is_for(rule: str, matter: Matter, text: str) -> None:
    found = [one for one in check(text, matter) if one.rule == rule]

    assert found, check(text, matter)
    for one in found:
        assert one.severity == load_rules()[rule].gravity
        assert 0 <= one.start <= one.end <= len(text)
        assert one.why.endswith("。")


@pytest.mark.parametrize(("matter", "text"), GOOD)
def test_a_good_letter_goes_out(matter: Matter, text: str) -> None:
    assert check(text, matter) == ()


def test_every_rule_has_a_text_that_breaks_it() -> None:
    assert {rule for rule, _, _ in BAD} == set(load_rules())


def test_an_objection_shows_where() -> None:
    text = "依据第121号令第47条，2月30日前退款。"
    found = {one.rule: text[one.start : one.end] for one in check(text, MATTER)}

    assert found == {"Q21": "第47条", "Q31": "2月30日"}
    assert blocks(check(text, MATTER))


def test_the_gravest_comes_first() -> None:
    grave = [one.severity for one in check("绝对没问题，请打13912345678退款", MATTER)]

    assert grave == sorted(grave)
    assert set(grave) == {"warn", "block"}


@pytest.mark.parametrize("move", load_phrases())
def test_our_own_sentences_only_want_their_gaps_filled(move: str) -> None:
    """What we offer to begin from must not be what we object to."""
    known = load_phrases()[move]
    known += tuple(one.text for one in load_snippets() if one.move == move)
    harsh = {"Q21", "Q22", "Q23", "Q31", "Q51", "Q52", "Q53", "Q61", "Q62", "Q63"}
    for text in known:
        for kind in ("complaint", "report"):
            matter = replace(MATTER, move=move, kind=kind)
            assert harsh.isdisjoint(one.rule for one in check(text, matter)), text


_SCRAPS = st.sampled_from(
    [
        "第", "条", "款", "项", "《", "》", "食品安全法", "令第121号", "一百", "九", "月", "日",
        "2026", "年", "13", "星期", "（", "）", "____", "13912345678", "吗？", "多久", "王先生",
        "举报", "110105199003071239", "\n", "。", "０", "①", "十", "零", "²",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(st.text(max_size=300), st.lists(_SCRAPS, max_size=60).map("".join)),
    said=st.lists(st.one_of(st.text(max_size=60), _SCRAPS), max_size=3),
    move=st.sampled_from(sorted(load_texts())),
    kind=st.sampled_from(["complaint", "report", "query"]),
)
def test_the_check_never_fails(text: str, said: list[str], move: str, kind: str) -> None:
    matter = replace(
        MATTER,
        move=move,
        kind=kind,
        said=tuple(said),
        unanswered=tuple(said),
        others=(Reporter(name="王小明"),),
        reported=True,
        demands=("refund", "punish"),
    )
    for one in check(text, matter):
        assert 0 <= one.start <= one.end <= len(text)
