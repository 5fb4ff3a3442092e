"""The Chinese words for what starts a limit, and for its units."""

from collections.abc import Mapping

from knowledge.limits.codes import Unit
from knowledge.limits.moments import Moment

UNIT_WORDS: Mapping[Unit, str] = {
    Unit.working_day: "个工作日",
    Unit.calendar_day: "日",
    Unit.hour: "小时",
    Unit.minute: "分钟",
    Unit.year: "年",
}

STARTED_BY: Mapping[Moment, str] = {
    Moment.received: "收到",
    Moment.accepted: "受理",
    Moment.mediation_ended: "终止调解",
    Moment.clue_found: "发现线索",
    Moment.last_report_received: "最后一次收到举报",
    Moment.filing_decided: "作出立案与否决定",
    Moment.first_term_over: "原期限届满",
    Moment.handled: "处理完毕",
    Moment.dispute_arose: "争议发生",
    Moment.request_received: "收到指定请求",
    Moment.filed: "立案",
    Moment.penalty_decided: "作出处罚决定",
    Moment.penalty_changed: "处罚变更或者撤销",
    Moment.review_received: "收到审核材料",
    Moment.notice_served: "告知书送达",
    Moment.notice_posted: "公告发布",
    Moment.closing_event: "符合结案条件",
    Moment.measure_taken: "采取措施",
    Moment.letter_received: "收到协查函",
    Moment.act_ended: "违法行为终了",
    Moment.sample_received: "收到样品",
    Moment.failed_result: "得出不合格结论",
    Moment.result_received: "收到检验结论",
    Moment.retest_requested: "收到复检申请",
    Moment.retest_accepted: "受理复检",
    Moment.lab_appointed: "确定复检机构",
    Moment.sample_handed_over: "收到复检样品",
    Moment.retest_done: "收到复检结论",
    Moment.objection_made: "收到异议",
    Moment.objection_accepted: "受理异议",
    Moment.supervision_notice_received: "收到执法监督通知",
    Moment.corrected: "改正期满",
    Moment.supervision_decided: "收到监督决定",
    Moment.recheck_requested: "收到复查申请",
    Moment.case_closed: "结案",
    Moment.reward_decided: "收到奖励决定",
    Moment.accident_found: "发现事故",
    Moment.diagnosed: "诊断",
    Moment.risk_found: "知悉风险",
    Moment.recall_plan_published: "公布召回计划",
    Moment.recall_finished: "召回结束",
    Moment.dispatched: "派单",
    Moment.cluster_suspected: "发现疑似聚集",
}
"""Each is read as in 收到次日起 7 个工作日."""
