"""Which trader: a name in quotes, a chain, or words before 店, 超市, 火锅 and their like."""

import re
from collections.abc import Sequence

from nlp.match.sounds import SoundAlike
from nlp.reading import Reading
from nlp.recognize.names import NameEdges
from nlp.understanding import Finding, FindingKind

_QUOTED = re.compile(r"[“「『\"‘《【]([^”」』\"’》】\n]{2,24})[”」』\"’》】]")
_BRANCH = re.compile(
    r"[（(][^（()）]{1,10}[店厅馆部铺场处号）)]?[)）]|[\u4e00-\u9fa5]{2,6}(?:分店|旗舰店|门店|专卖店|分公司)|(?!这家|那家|一家|两家|开|本|到|进|此|该|某|里)[\u4e00-\u9fa5]{2,4}店(?![名主员长铺家])"
)
_NAMED = re.compile(
    r"(?:店名|名字|名称|商家|商户|店铺|门店|招牌|牌子|字号)(?:叫做?|是|为|写着?|[:：])+\s?([\u4e00-\u9fa5a-z0-9·（）()]{2,20})"
)
_CALLED = re.compile(
    r"(?:(?:[家个店间铺馆摊厂]|名字|招牌|商家|商户|上面?|公司)叫做?"
    r"(?!老板|店|他|她|你|我|服务|人|一|了|外卖|车|来|大家)"
    r"|名叫|名为|号称|招牌写着?)[“「\"]?([\u4e00-\u9fa5a-z0-9·]{2,14}?)"
    r"(?=[”」\"，,。！!？? \n]|的|那家|这家|$)"
)
_LEADING = re.compile(
    r"(?:来(?=[^福伊顺运喜宝一])|有?一?家|这家|那家|某家|这个|那个|一个|叫做?|名叫|开的|新开的?|附近|旁边|对面|楼下|门口|里|内|边|的|上|是|个|呢间|嗰间|间|位|处|号|楼|层|口|隔壁|斜对面|后面|后头|里面|那边|这边|那里|这里|[0-9一二三四五六七八九十]+号)+"
)
_PERSON_CALL = re.compile(r"(?:我|本人|他|她|名字)$")
_OF_QUOTED_PRODUCT = re.compile(r"牌|味|口味|系列|套餐|活动|字样|标志|等字")
_BARE_REST = re.compile(
    r"[,， 的]*((?![0-9有]|[进出过上下往拐][去来里]|打针|住院|输液|看病|急诊|抢救|吊水|挂水"
    r"|(?:自己|就|都|还)?(?:呆|待|躺)?在[家屋床宿])"
    r"[^\W的了给我们]{2,14}?)"
    r"(?:这家店?|那家店?)?[。.]?"
)
_QUOTE_BEFORE = re.compile(
    r"(?:叫做?|店名|名字|[在去到是家店间档个]|投诉|举报|商家|商户|旁边的?|对面的?)[:：]?$"
)
_ADDRESS_BEFORE = re.compile(r"(?:[路街巷道弄号楼层区县镇乡村](?:的|上|里|边)?)$")
"""科苑路15号的「鲜果时光」: what stands quoted right behind an address is who is there."""
_BOUGHT_AFTER = re.compile(r"(?:昨|今|前天|上周|上个?月|吃|买|点了|订|喝|办了?卡|充了?|消费)")
_SAID_BEFORE = re.compile(r"[说写标问答喊称讲骂回印][着道过了是]?[:：,，]?$")
_SIGNED = re.compile(
    r"(?:在|去|到|从|的|食咗|帮衬|光顾|投诉|举报|喺|于)([\u4e00-\u9fa5]{1,4}?(?:记|轩|阁|居|坊|屋|斋|小馆|小厨|小灶|家宴))"
    r"(?=[吃买点订喝食嗰的那里打消充用聚,，。]|$)"
)
"""Names of one sign after 在 or 去: 成记, 优鲜屋."""
_NOT_SIGNED = re.compile(r"书记|登记|日记|笔记|[这那]间|作坊|邻居|民居|同居|房屋|小屋|隔壁")
_WHOLE_HEAD = re.compile(r"[\u4e00-\u9fa5]{2,4}")
_NO_HEAD = re.compile(r"[我你他她它们的了在去这那家吃卖有]|一家")
_OWN = re.compile(
    r"(?:自己|我们?|咱们?|俺们?|本|打工|上班|兼职)+(?:家|的|开)*(?:店|铺|餐厅|公司|厂|食堂)(?:里面?)?"
)
"""自己店: whose it is, and not how it is called."""
_NOT_ENDING = "(?![名主员长铺家])"
"""店 in 店名 and 店主 ends no name."""
_SHORTEST_STEM = 1
_LONGEST = 22


_SHOP = (
    "(?:便利店|超市|大?酒楼|大?酒[店家]|饭店|饭庄|食府|餐厅|大?排档|零食铺|小卖部|士多|冰室|食堂"
    "|[果面粉粥茶饮烤肉菜品货油药奶饼粮杂小][店铺馆坊屋行])"
)
_AT = re.compile(
    rf"(?<![现实存不])(?:在|去|到)(?![这那一几某两])(?P<name>[^\W\d_a-z的了我你他她它这那家个间]{{2,6}}?{_SHOP})"
    r"(?=[给帮替跟同请买吃喝点订办摆聚设]|[\s,，。；;!！]|$)"
)
_LURED = re.compile(
    r"被(?P<name>[^\W\d_a-z的了我你他她它这那被]{3,8}?)(?:的?(?:人|员工|业务员|销售员?|店员))?"
    r"(?:[拉骗叫哄请喊][去着走到过了进]|忽悠|洗脑|套路)"
)
_HOUSE = re.compile(
    r"(?<=[的在住进到去])(?P<name>(?![这那一某哪我他她])[^\W\d_a-z的在家个间所]{2,4}(?:老人院|颐养院|托老所|养老公寓))"
)
"""在友和大酒楼, 被康乐福拉去听课, 住颐和老人院: only a trader stands there."""
_NOT_FRAMED = re.compile(
    r"附近|旁边|隔壁|对面|门口|楼下|楼上|路边|路口|街口|巷口|街边|小区|公司|单位|学校|工地|医院|社区|村里|镇上|县城"
    r"|[们人友事居员戚邻妹姐哥弟妈爸叔姨伯婆爷奶友乡]$|陌生|推销|传销|中介|老板|骗子|什么|哪|有|学生|职工|员工"
)
_AFTER_A_KIND = re.compile(r"(?:平价|大众)(?=便利店|超市|饭店|餐厅|小卖部)")
"""A kind of shop, but in such a frame what stands on its sign."""
FRAMED = "merchant.framed"
CHAIN = "merchant.chain"
BY_EAR = "merchant.by_ear"
"""The rule of a chain that is written as it sounds."""


class MerchantRecogniser:
    """Names of traders; a word for a kind of shop alone (火锅店, 这家超市) names nobody."""

    def __init__(
        self,
        edges: NameEdges,
        endings: Sequence[str],
        chains: Sequence[str],
        generic: Sequence[str],
    ) -> None:
        self._edges = edges
        longest = "|".join(map(re.escape, sorted(endings, key=len, reverse=True)))
        self._ending = re.compile(f"(?:{longest}){_NOT_ENDING}")
        self._chain = re.compile("|".join(map(_whole, sorted(chains, key=len, reverse=True))))
        self._by_ear = SoundAlike(chains)
        self._generic = frozenset(generic) | frozenset(endings)

    def find(self, reading: Reading, barriers: Sequence[tuple[int, int]]) -> list[Finding]:
        """Traders, the surest first; `barriers` are spans of places, divisions and times."""
        found = [
            *self._labelled(reading),
            *self._quoted(reading),
            *self._signed(reading),
            *self._by_ending(reading, barriers),
            *self._chains(reading),
        ]
        found = found or self._framed(reading) or self._by_sound(reading)
        kept: list[Finding] = []
        for one in sorted(found, key=lambda finding: (-finding.score, finding.start)):
            if all(one.end <= other.start or other.end <= one.start for other in kept):
                kept.append(one)
        return kept

    def after_place(self, reading: Reading, places: Sequence[tuple[int, int]]) -> list[Finding]:
        """A bare answer such as 景田北街12号老陈记: what follows the place is the trader."""
        if not places or reading.says("hazard") or reading.says("kind"):
            return []
        last = max(end for _, end in places)
        rest = _BARE_REST.fullmatch(reading.text, last)
        if rest is None:
            return []
        finding = self._finding(reading, rest.span(1), "merchant.after_place", 0.6)
        return [finding] if finding else []

    def _labelled(self, reading: Reading) -> list[Finding]:
        found = [
            self._finding(reading, one.span(1), "merchant.labelled", 0.9)
            for one in _NAMED.finditer(reading.text)
        ]
        found += [
            self._finding(reading, one.span(1), "merchant.called", 0.85)
            for one in _CALLED.finditer(reading.text)
            if not _PERSON_CALL.search(reading.text, 0, one.start())
        ]
        return [one for one in found if one is not None]

    def _quoted(self, reading: Reading) -> list[Finding]:
        found = []
        for one in _QUOTED.finditer(reading.text):
            if _OF_QUOTED_PRODUCT.match(reading.text, one.end()) or reading.cuts.clause(
                one.start(1)
            ) != reading.cuts.clause(one.end(1) - 1):
                continue
            sure = self._ending.search(one[1]) or self._chain.search(one[1])
            if not sure and not self._stands_for_a_shop(reading.text, one):
                continue
            finding = self._finding(reading, one.span(1), "merchant.quoted", 0.96 if sure else 0.7)
            if finding:
                found.append(finding)
        return found

    def _stands_for_a_shop(self, text: str, one: re.Match[str]) -> bool:
        """Whether the words around a quotation say that it names a shop: 去"满口香"."""
        if one[0].startswith("【"):
            return False
        before = text[max(0, one.start() - 6) : one.start()]
        if _SAID_BEFORE.search(before):
            return False
        named = _QUOTE_BEFORE.search(before) or _ADDRESS_BEFORE.search(before)
        followed = self._ending.match(text, one.end()) or _BOUGHT_AFTER.match(text, one.end())
        return bool(named or followed)

    def _signed(self, reading: Reading) -> list[Finding]:
        found = [
            self._finding(reading, one.span(1), "merchant.signed", 0.75)
            for one in _SIGNED.finditer(reading.text)
            if not _NOT_SIGNED.search(one[1])
        ]
        return [one for one in found if one is not None]

    def _by_ending(self, reading: Reading, barriers: Sequence[tuple[int, int]]) -> list[Finding]:
        ends = sorted(end for _, end in barriers)
        found = []
        for one in self._ending.finditer(reading.text):
            start = min(
                self._edges.begin(reading, one.start(), ends),
                _head_of_clause(reading, one.start()),
            )
            end = self._with_branch(reading.text, one.end())
            finding = self._finding(reading, (start, end), "merchant.ending", 0.8)
            if finding:
                found.append(finding)
        return found

    def _chains(self, reading: Reading) -> list[Finding]:
        found = []
        for one in self._chain.finditer(reading.text):
            end = self._with_branch(reading.text, one.end())
            finding = self._finding(reading, (one.start(), end), CHAIN, 0.86)
            if finding:
                found.append(finding)
        return found

    def _framed(self, reading: Reading) -> list[Finding]:
        """Who is where only a trader can be, though nothing else tells a name."""
        houses = _HOUSE.finditer(reading.text)
        found = [self._finding(reading, one.span("name"), FRAMED, 0.6) for one in houses]
        for one in (*_AT.finditer(reading.text), *_LURED.finditer(reading.text)):
            if _NOT_FRAMED.search(one["name"]) or _tells(reading, *one.span("name")):
                continue
            span = one.span("name")
            if _AFTER_A_KIND.match(one["name"]):
                found.append(reading.finding(FindingKind.merchant, span, one["name"], FRAMED, 0.6))
            else:
                found.append(self._finding(reading, span, FRAMED, 0.6))
        return [one for one in found if one is not None]

    def _by_sound(self, reading: Reading) -> list[Finding]:
        """Chains that are written by ear: 海低捞."""
        found = [
            self._finding(reading, (start, self._with_branch(reading.text, end)), BY_EAR, 0.7)
            for start, end, _ in self._by_ear.find(reading.text)
        ]
        return [one for one in found if one is not None]

    def _with_branch(self, text: str, end: int) -> int:
        branch = _BRANCH.match(text, end)
        return branch.end() if branch else end

    def _finding(
        self, reading: Reading, span: tuple[int, int], rule: str, score: float
    ) -> Finding | None:
        start, end = span
        leading = _LEADING.match(reading.text, start, end)
        start = leading.end() if leading else start
        name = reading.text[start:end]
        if not name or len(name) > _LONGEST or self._names_nobody(name):
            return None
        return reading.finding(FindingKind.merchant, (start, end), name, rule, score)

    def _names_nobody(self, name: str) -> bool:
        if name in self._generic or _OWN.fullmatch(name):
            return True
        ending = self._ending.search(name)
        last = None
        while ending:
            last = ending
            ending = self._ending.search(name, ending.end())
        stem = name[: last.start()] if last and last.end() == len(name) else name
        return len(stem) < _SHORTEST_STEM or stem in self._generic or self._is_number(stem)

    def _is_number(self, stem: str) -> bool:
        """A number names nobody, but for the chain 711."""
        return stem.isdigit() and self._chain.fullmatch(stem) is None


def _whole(name: str) -> str:
    """A chain in Latin letters is none within another word: coco of cocopark."""
    word = re.escape(name)
    return rf"(?<![a-z\d]){word}(?![a-z\d])" if name.isascii() else word


def _head_of_clause(reading: Reading, position: int) -> int:
    """Where a clause begins whose few first characters are all before the ending: 好又来便利店."""
    start, _ = reading.cuts.clause_span(position, len(reading.text))
    head = reading.text[start:position]
    fits = _WHOLE_HEAD.fullmatch(head) and not _NO_HEAD.search(head)
    return start if fits and not _tells(reading, start, position) else position


def _tells(reading: Reading, start: int, end: int) -> bool:
    """Whether words hold something of the matter."""
    return any(start <= one.start < end for one in reading.hits if one.topic in _TELLING)


_TELLING = frozenset({"kind", "demand", "hazard", "cue", "agency", "food"})
