"""The Chinese words for what starts a limit, and for its units."""

from collections.abc import Mapping

from knowledge.limits.schema import Moment, Unit

UNIT_WORDS: Mapping[Unit, str] = {
    Unit.working_day: "个工作日",
    Unit.calendar_day: "日",
    Unit.minute: "分钟",
}

STARTED_BY: Mapping[Moment, str] = {
    Moment.received: "收到",
    Moment.accepted: "受理",
    Moment.mediation_ended: "终止调解",
    Moment.clue_found: "发现线索",
    Moment.filing_decided: "作出立案与否决定",
    Moment.first_term_over: "原期限届满",
    Moment.handled: "处理完毕",
    Moment.dispute_arose: "争议发生",
    Moment.request_received: "收到报请",
    Moment.filed: "立案",
    Moment.penalty_decided: "作出处罚决定",
    Moment.review_received: "收到审核材料",
    Moment.notice_served: "告知书送达",
    Moment.closing_event: "符合结案条件",
    Moment.measure_taken: "采取措施",
    Moment.letter_received: "收到协查函",
    Moment.dispatched: "派单",
    Moment.cluster_suspected: "发现疑似聚集",
}
"""Each is read as in 收到次日起 7 个工作日."""
