"""The product's fixed codes: what the API returns, what the tests compare.

The Chinese labels may change, a code may not. Names equal values, because the database
stores an enum by its name.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What the person wants; a case has exactly one kind."""

    complaint = "complaint"
    report = "report"
    query = "query"
    tip = "tip"
    suggestion = "suggestion"
    progress = "progress"
    supplement = "supplement"
    withdraw = "withdraw"
    chat = "chat"
    out_of_scope = "out_of_scope"


class Hazard(StrEnum):
    """What is wrong with the food or with the trader."""

    poisoning = "poisoning"
    foreign_object = "foreign_object"
    spoilage = "spoilage"
    expired = "expired"
    unlicensed = "unlicensed"
    illegal_additive = "illegal_additive"
    residue = "residue"
    hygiene = "hygiene"
    counterfeit = "counterfeit"
    label = "label"
    uninspected_meat = "uninspected_meat"
    waste_oil = "waste_oil"
    false_claim = "false_claim"
    cold_chain = "cold_chain"
    price_weight = "price_weight"
    service = "service"
    food_waste = "food_waste"
    other_food = "other_food"


class Setting(StrEnum):
    """Where it happened."""

    restaurant = "restaurant"
    delivery = "delivery"
    online_shop = "online_shop"
    supermarket = "supermarket"
    market = "market"
    school_canteen = "school_canteen"
    staff_canteen = "staff_canteen"
    school_gate = "school_gate"
    workshop = "workshop"
    street_vendor = "street_vendor"
    producer = "producer"
    farm = "farm"
    slaughter = "slaughter"
    banquet = "banquet"
    elderly_care = "elderly_care"
    health_food = "health_food"
    unknown = "unknown"


class Severity(StrEnum):
    """Who has to solve it: street office, district office, city office."""

    daily = "daily"
    general = "general"
    major = "major"


class Agency(StrEnum):
    """Which body is competent."""

    market_regulation = "market_regulation"
    agriculture = "agriculture"
    health = "health"
    education = "education"
    urban_management = "urban_management"
    environment = "environment"
    police = "police"
    customs = "customs"
    tobacco = "tobacco"
    drug = "drug"
    labour = "labour"
    housing = "housing"
    other = "other"


class Demand(StrEnum):
    """What the person asks for."""

    refund = "refund"
    compensation = "compensation"
    replace = "replace"  # type: ignore[assignment] # hides str.replace, which no code needs
    apology = "apology"
    punish = "punish"
    answer = "answer"


class VolunteerKind(StrEnum):
    """On what rounds a volunteer goes."""

    patrol = "patrol"
    rider = "rider"


LABELS: dict[StrEnum, str] = {
    Kind.complaint: "投诉",
    Kind.report: "举报",
    Kind.query: "咨询",
    Kind.tip: "线索",
    Kind.suggestion: "建议",
    Kind.progress: "查进度",
    Kind.supplement: "补充材料",
    Kind.withdraw: "撤回",
    Kind.chat: "闲聊",
    Kind.out_of_scope: "不属食品安全",
    Hazard.poisoning: "疑似食物中毒",
    Hazard.foreign_object: "异物",
    Hazard.spoilage: "腐败变质",
    Hazard.expired: "过期或篡改日期",
    Hazard.unlicensed: "无证无照",
    Hazard.illegal_additive: "非法添加或滥用添加剂",
    Hazard.residue: "农兽药残留或污染物",
    Hazard.hygiene: "卫生差",
    Hazard.counterfeit: "假冒掺假",
    Hazard.label: "标签标识",
    Hazard.uninspected_meat: "病死或未经检疫肉",
    Hazard.waste_oil: "地沟油或餐厨废弃物",
    Hazard.false_claim: "虚假宣传",
    Hazard.cold_chain: "储存与冷链",
    Hazard.price_weight: "价格与计量",
    Hazard.service: "消费纠纷",
    Hazard.food_waste: "餐饮浪费",
    Hazard.other_food: "其他食品问题",
    Setting.restaurant: "餐馆",
    Setting.delivery: "网络订餐",
    Setting.online_shop: "网购食品",
    Setting.supermarket: "商超便利店",
    Setting.market: "农贸或批发市场",
    Setting.school_canteen: "学校幼儿园食堂",
    Setting.staff_canteen: "单位食堂",
    Setting.school_gate: "校园周边",
    Setting.workshop: "小作坊",
    Setting.street_vendor: "摊贩夜市",
    Setting.producer: "食品生产厂",
    Setting.farm: "种植养殖",
    Setting.slaughter: "屠宰",
    Setting.banquet: "集体聚餐或宴席",
    Setting.elderly_care: "养老机构",
    Setting.health_food: "保健食品店",
    Setting.unknown: "场所不明",
    Severity.daily: "日常",
    Severity.general: "一般",
    Severity.major: "重大",
    Agency.market_regulation: "市场监督管理部门",
    Agency.agriculture: "农业农村部门",
    Agency.health: "卫生健康部门",
    Agency.education: "教育部门",
    Agency.urban_management: "城市管理部门",
    Agency.environment: "生态环境部门",
    Agency.police: "公安机关",
    Agency.customs: "海关",
    Agency.tobacco: "烟草专卖部门",
    Agency.drug: "药品监督管理部门",
    Agency.labour: "人力资源和社会保障部门",
    Agency.housing: "住房和建设部门",
    Agency.other: "其他主管部门",
    Demand.refund: "退款",
    Demand.compensation: "赔偿",
    Demand.replace: "更换",
    Demand.apology: "道歉",
    Demand.punish: "查处",
    Demand.answer: "答复",
    VolunteerKind.patrol: "巡查志愿者",
    VolunteerKind.rider: "骑手志愿者",
}
"""The short Chinese name of every code."""
IN_WHAT_IS_EATEN = frozenset(
    {Hazard.illegal_additive, Hazard.uninspected_meat, Hazard.waste_oil, Hazard.residue}
)
"""What harms whoever eats it: it comes before a paper that is missing."""
