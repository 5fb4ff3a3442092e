"""Whether a stretch of words can be what a trader is called: the one judgement for every room.

A name is put together from nouns and ends, mostly, in what is sold or where: 老陈记火锅, 万家超市.
A sentence has what no name needs: somebody who speaks, a verb with its 了 or 没, a sum, a comma.
That a trader was asked for makes no sentence a name; it is kept with the story, and the name is
taken when it comes.
"""

import re

from bot.dialogue.likely_name import likelihoods
from bot.dialogue.likeness import (
    GENERIC,
    KIND_OF_SHOP,
    MEASURE,
    PRICE,
    SHOP_ENDS,
    is_code,
    is_corner,
    is_remark,
)
from bot.dialogue.things import is_thing

_SOME_SHOP = re.compile(
    r"(?:这|那|我说的)?(?:两|俩|几|三|二|2|3)(?:个|家|间)(?:店|餐厅|饭店|超市|商家|摊子?)?(?:都)?"
    r"|(?:这个?|那个?)?(?:承包|供货|供餐|送餐|配送|餐饮|外卖|物业|快递)(?:公司|单位|商)"
    r"|(?:流动|乡村|农村|红白喜事)(?:厨师|宴席|大厨|厨房|酒席)(?:队|班子?|团队|服务队?)?"
    r"|(?:赶紧|马上|快点?|直接|立刻)?[封关砸查闭拆]店"
    r"|(?:去|来|在)?(?:听|看|上|参加)(?:什么)?(?:健康|养生|免费)?(?:讲座|课|讲课|推销|宣讲)"
    r"|(?:平台|网|网页|页面|美团|饿了么|淘宝|抖音|拼多多|京东|直播间)上?的?(?:店|店铺|商家|商户|卖家)"
    r"|[老小男女]?(?:同学|同乡|老乡|亲戚|室友|舍友|工友|程序员)们?"
    r"|[一那这某有](?:个|间|家)[^，,]{0,8}(?:店|摊|馆|档|铺|厂|坊|超市|食堂|餐厅|公司|厨房|窗口|加工点|冷库|仓库|院子)"
    r"|(?:我|想|要|来|跟你们?|向你们?)*(?:反映|反应|说|讲|报告|汇报|咨询|请教)(?:一下|一个|个|件|点|些)*(?:情况|事情?|问题|线索)?"
    r"|(?:流动|路边|街边|门口的?)?(?:小?推车|三轮车|手推车|餐车|地摊|路边摊|流动摊贩?|小摊贩?|摊贩)"
    r"|[嗰呢一]?[间間][^，,]{0,5}(?:餐[厅廳]|店|[铺舖]|酒[楼樓]|[档檔]|食肆)"
    r"|(?:自己|我们?|咱们?|俺们?|打工|上班|兼职)+(?:家|的|开)*(?:店|铺|餐厅|公司|厂|食堂)(?:里面?)?"
    r"|(?:自己|就|都|还|人)*(?:[呆待躺]?在)?(?:家|屋|宿舍|床上|公司|单位)里?(?:吃|喝|躺|休息|养|歇|扛|睡|打针|观察|熬|拉|吐|隔离)[^店馆铺]{0,6}"
    r"|街坊(?:邻居|邻里)?|(?:我|想|要|来|一下|实名|匿名)*(?:反映|举报|投诉|反应|检举)[^，,]{0,6}(?:店|摊|馆|档|铺|厂|坊|超市|食堂|餐厅|公司|厨房)"
    r"|[\u4e00-\u9fff]{0,6}(?:一带|附近)|(?:刚刚?|我们?|一起|来|去)*(?:吃|喝|聚|用)(?:饭|餐|东西|早餐|午饭|晚饭|早饭|宵夜|夜宵|酒|茶)|逛街|购物|买东西"
    r"|(?:来|去|到|在)[\u4e00-\u9fff]{2,4}(?:玩|办事|看病|上班|探亲)|[\u4e00-\u9fff]{2,5}(?:旅游|旅行|出差)"
    r"|[那这](?:头|片|带|块|边|里|儿|一[片带头块])"
    r"|(?:有?一|那|这|某|有|几|好多)[家间間].*|整?条街.*|(?:搁|在|去|到|从|那|这|一|某|我们?|他们?|楼下|门口|附近|旁边|隔壁|小区|路边|家|个|间|的)+"
    r"(?:超市|商店|小店|店|餐厅|饭店|饭馆|面馆|菜市场|药店|网店|小卖部|水果店|早餐店|烧烤摊?|摊子?)"
)
"""A kind of shop and no name: 搁超市, 楼下那家店."""
_CUISINE = re.compile(
    r"(?:潮汕|潮州|川|湘|粤|鲁|赣|徽|闽|浙|东北|西北|新疆|云南|贵州|广西|广东|四川|重庆|湖南|江西|北京|上海|兰州|陕西"
    r"|日本|日式|韩国|韩式|泰国|泰式|西|中|清真|农家|客家|海鲜|地方|私房|家常|自助|素食?)"
    r"(?:菜|料理|海鲜|特色|风味)*(?:菜馆|餐馆|饭馆|饭店|馆子|餐厅|餐馆子|小馆|大排档|酒楼|料理店|烤肉店)"
)
"""一家潮汕菜馆: what is cooked there, and no name."""
_ABUSE = re.compile(
    r"(?:什么|这种|那种|你们|这|那|个|家|是)*"
    r"(?:龟(?:儿子?|孙子?)些?|狗日的?|王八蛋|垃圾|黑心|破|烂|狗屁|狗屎|无良|坑人的?|坑爹的?|骗子|骗人的?|奸商|黑|傻[逼叉x]|他妈的?|恶心的?|缺德的?)"
    r"(?:的)?(?:超市|商店|小?店|餐厅|饭店|饭馆|馆子?|商家|酒店|店铺|奶茶店|餐馆|公司|平台|地方|外卖店?|火锅店|烧烤店|面馆|水果店|蛋糕店)"
)
"""什么垃圾超市: what it is called in anger."""
_DONE = re.compile(r"了(?:\s|$)|\s.*了|^对[\s，,]")
"""划到嘴了 出血了 tells what happened; 对 是鱼钩 agrees."""
_NO_NAME = re.compile(
    r".*(?:举报|投诉|拐进|拐弯(?!.{0,6}[店馆铺餐面粉饭])|往[里前左右东西南北]|[走行]?(?:\d+|[一两二三四五几]百)米)|[看翻查]了|没有|不知|.{0,4}(?:不记得|不清楚|不晓得)|忘|在(?!线)|位于|就[在是]|靠近"
)
_SOMEBODY_DOES = re.compile(
    r"(?:我|我们|我家|俺|咱)?(?:老?(?:婆婆|公公|爷爷|奶奶|外公|外婆|姥姥|姥爷|阿公|阿婆|嘎嘎)|[老公]公|老婆|老[爸妈娘爹汉头]|[爸妈]妈?|爸爸|妈咪|[婆岳]母|岳父|丈母娘|媳妇|对象"
    r"|儿子|女儿|闺女|[孙外]孙?[子女]|孩子|小孩|小朋友|宝宝|[娃崽]{1,2}|细路仔?|仔仔|弟弟|妹妹|哥哥|姐姐|同事|室友|舍友|朋友|邻居|工友|老人家?)们?"
    r"(?:现在|今天|昨晚|刚刚?|已经|一直|也|都|还|就|仲|正|又|先)*"
    r"(?:[在喺](?!线|水)|说|讲|话(?!梅)|吃[完了的过坏得不]|喝[完了的过不]|拉(?![面条])|吐|呕|住院|打[针吊]|吊[针水]|输液|挂[水吊]|发烧|发热|过敏|肚[子疼痛]|头[晕痛]|躺|病|疼|痛|痾|屙|不舒服|送(?:去|到|医)|进了|去了|买[的了]|点的|订的|带[去回])"
    r".*"
)
"""婆婆在打吊针, 老公拉肚子: how somebody is, and what they do."""
_NOBODYS_SCHOOL = re.compile(
    r"(?:我|我们|他|她|人)?(?:家)?(?:的)?(?:小孩|孩子|儿子|女儿|娃|宝宝|小朋友|闺女|孙子|孙女)(?:们)?(?:的)?"
    r"(?:在)?(?:读|上)?(?:的)?(?:幼儿园|学校|小学|中学|学校食堂|食堂)"
    r"|(?:我们?|咱们?|他们?|本|在|俺们?)*(?:工?厂|公司|单位|工地|学校|医院|园区|宿舍)(?:里面?|的)*(?:员工|职工|内部)?(?:食堂|饭堂)"
)
"""小孩幼儿园, 我们厂食堂: a school or a canteen that was not named."""
_BESIDE = re.compile(
    r"卖给|底下$|关着|开着|[拉运]去|[拉运]到|^(?:供给|送到|送给|有档|有爿|有间|有家|无牌|冇牌)|最?里[头面边]$|[房屋棚楼巷院库方]里$|尽头$|(?:旁边?|对面|隔壁|附近|门口|后面|楼下|路口|边上|背后|背面|后头|前头|拐角|转角)$"
)
"""中心小学旁边 is where a trader is, not who."""
_LONGEST_NAME = 40
_ANY_SUCH = re.compile(r"[这那][种类样]|这些|那些|另外")
"""另外这种店: of any such, and none by name."""
_LEAST_LIKELY, _PLAINLY = 0.03, 0.98

_WHERE_WITHIN = re.compile(
    r"(?:[红蓝绿白灰黄黑]色?的?)?(?:铁皮|简易|板)[房屋棚]子?|(?:负?[一二三四五六七八九十\d]+[楼层])?(?:大堂|大厅|车库|入口|出口|前台|走廊|过道|电梯口|停车场|地下室)"
    r"|(?:[A-Za-z\d]{1,3}[栋座幢])?[A-Za-z]?\d+[栋座号楼层室单元]*|第[一二三四五六七八九十\d]+[个间家档摊排].{0,3}|(?:.{0,6})[那这][条排片栋边](?!.*[店铺档馆]$).{0,4}"
)
_AN_AREA = re.compile(r"[一二三四五六七八九十\d]区$|社区$")
"""横岭四区 is where, and not who."""
_NOBODY = re.compile(
    r"(?:淘宝|天猫|京东|拼多多|抖音|快手|小红书|闲鱼|美团|饿了么|微信|朋友圈|直播间)(?:上面?|里面?)"
    r"|(?:一对|[两俩]个?)?(?:老|小|中年|年轻)?(?:夫妻|夫妇|两口子|母女|父子|兄弟|姐妹)俩?|[门面]的.*|面开.*"
    r"|卖?(?:猪肉|牛肉|羊肉|鸡鸭?|鱼|虾|菜|豆腐|水果|卤味)(?:佬|婆|贩子?|的)"
)
"""拼多多上 is where one orders, 一对夫妻 and 猪肉佬 who sell; 门的面馆 was cut from 对门的面馆."""
_OUTER = "「」“”\"'『』《》【】 "
_CLAUSES = re.compile(r"[，,。；;！!？?\n]")
_TELLS = re.compile(
    r"里[面头边]有|里有[^，,]{0,4}(?:虫|蟑螂|蝇|头发|玻璃|钢丝|指甲|异物|创可贴|塑料|石|沙|毛|针|铁|线|纸|蛆|蚂?蚁|烟头)|[佢咗㗎啲哋嗰唔喺冇睇咩]|就[是在说要给算像]|[都还也][是在有没不要说能会好剩]|[没沒][吃喝有给退说看买见事用去拿敢管找留记得理开关洗熟碰动煮想]"
    r"|不[是让给退肯能会要到知记管认承用敢行接理对应想该至止大小多高贵新]|要是|幸[好亏]|还好|好在|差点|居然|竟然|反正|其实"
    r"|发现|觉得|知道|告诉|以为|承认|跟[我他她]|[给让叫把对被][我他她它人]|[我你您他她它咱俺]们?(?:[就都也还要想说看吃喝买拿拍在有是]|的?[牙手肚嘴])"
    r"|怎么|什么|为[啥何]|哪[个家]|[是在]哪[里儿]|[这那]么|[这那]样|(?:很|太|真|挺|蛮|好|特别|非常|越来越)[小大少多贵差脏臭酸苦硬慢难气烂坏惨]"
    r"|[酸臭馊腥霉怪]味|冲鼻|刺鼻|呛鼻|熏人|难闻|[吃喝]药(?!膳)|打针|输液"
    r"|伊拉|[退赔]钞票|[吗呢嘛哦啦呗吧]$|(?<!味)的$|[着过]了?$|得很$|[^好小大老]了$|一[股坨摊堆]|小票|发票|收据|照片|视频|录音|态度|味道(?!厨房|小厨|[馆坊店屋面粉粥饭]|人家|[烧燒卤滷烤]|火锅|火鍋|小吃|快餐|餐[厅廳]|蛋糕|包子|牛|海[鲜鮮])|颜色|金额|价[钱格]"
)
"""What somebody tells, and no sign says: 就是, 都在, 没喝, 很小, 小票."""
_OF_SPEECH = re.compile(
    r"[是在有没不都也还就才又很太真最更挺了着过吗呢吧啊呀哦嘛这那哪我你您他她它俺咱们被把给让跟叫说讲看听问找骂退赔吐拉送买卖吃喝点订得等拍气急]"
    r"|\d|[一两二三四五六七八九十几半]+(?:个|块|元|瓶|盒|袋|份|斤|条|只|杯|包|根|次|天|点|口|半|股|坨|堆|桌|箱|件|分钟|小时|晚上)|的"
    r"|路上$|^(?:老板|店员|店主|摊主|服务员|客服)|每[斤个天次]|便宜(?!坊)|[货电包摩]车|[上下]班|朋友|同事|邻居|心里|恶心|介绍|生意|客户"
)
"""Signs of a sentence, in words that no ending makes a name."""
_DISHES = re.compile(
    r"(?:[饭面粉粥饼糕包饺汤煲锅串鸡鸭鹅鱼虾蟹肉茶酒奶咖啡冻糖果菜卤烤焗鲜]|冰室|米线|凉皮|手作|茶事|人家|世家|家园|小厨|私厨|食堂|厨房|排档|生鲜|甜品|烘焙|料理|寿司|豆花|麻辣烫|水果捞|串串|烤串|味道|故事|工坊|小院|窗口)$"
)
"""What is sold ends a name too, if nothing before it tells a story."""
_WITH_OF = re.compile(
    r"(?![我你您他她它们这那昨今前]|门口|楼下|隔壁|小区|学校|公司)[^\W\d的]{1,4}的(?:传说|故事|厨房|味道|茶|院子|小院|灶|面|饭|酒|鱼|锅|花园|茶馆|咖啡|餐桌|小馆)"
)
"""鱼的传说, 外婆的厨房."""
_WITHIN_TRADE = re.compile(r"[店摊档馆厅]|超市|冒充|[假当做用臭坏烂过]")
"""火锅店鸭肉冒充羊肉 tells what a shop does."""
_LEAST_STEM = 2
_LONGEST_BARE, _LONGEST_OF_DISHES = 8, 14


_SCHOOL_ALONE = re.compile(
    r"(?!.*[我他她的在是说有])[\u4e00-\u9fff]{2,10}(?:学校|外国语|实验)[\u4e00-\u9fff]{2,5}(?:小学|中学|学校|校区|分校|幼儿园)"
)
"""南山外国语学校科苑小学: one school with the name of its branch."""
_THEN = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:偷偷|悄悄|暗地里|一直|天天|每天|经常|老是|总是|半夜)$"
)
"""棋牌室偷偷: how it is done there."""
_SUPPOSES = re.compile(
    "(?:百亿补贴|聚划算|万人团|特价版)$|(?:肯定|一定|应该|绝对|估计|可能|大概|八成|多半)(?:就)?是|(?:徒?手|光着?手|直接)[抓拿]"
    "|(?:老人家?|大家|顾客|客人|孩子|病人|人家|会员)们?[停别不去买吃喝来交掏充扫加听]"
    "|(?:专门?)?[骗騙坑宰卖賣害].{1,8}[的嘅][店铺舖档檔]$"
)
"""肯定是食堂, 手抓熟食, 叫老人停药, 骗老人家的店: what is supposed, done or said of it."""


_POINTED_AT = re.compile(r"[\u4e00-\u9fff]{0,12}[那这][个家间](?:店|铺|摊|档口?)")
"""华强北路那个店: which it is, and not how it is called."""
_BY_NUMBER = re.compile(r"7\s?[-－—–·]?\s?(?:11|eleven|仔)", re.IGNORECASE)
"""The one chain whose name is a number."""


def may_be_called(name: str) -> bool:
    """Whether a trader may be called so, however unlike other names it is."""
    words = name.strip(_OUTER)
    if _BY_NUMBER.fullmatch(words):
        return True
    odd = words in GENERIC or words.startswith("/") or is_code(words) or _SUPPOSES.match(words)
    if odd or not 1 < len(words) <= _LONGEST_NAME:
        return False
    unnamed = (
        _POINTED_AT,
        _SOME_SHOP,
        _CUISINE,
        _NOBODYS_SCHOOL,
        _WHERE_WITHIN,
        KIND_OF_SHOP,
        _ABUSE,
        _NOBODY,
    )
    nobody = any(one.fullmatch(words) for one in unnamed)
    told = _DONE.search(words) or _NO_NAME.match(words) or MEASURE.search(words)
    told = told or PRICE.fullmatch(words)
    told = told or (None if ends_in_trade(words) else _SOMEBODY_DOES.fullmatch(words))
    where = is_corner(words) or _BESIDE.search(words) or _AN_AREA.search(words)
    sort = _ANY_SUCH.search(words)
    return not (nobody or told or where or sort or is_thing(words))


def can_be_trader(name: str) -> bool:
    """Whether words that were recognised, or said to be a name, can be one."""
    words = name.strip(_OUTER)
    if not may_be_called(name):
        return False
    if ends_in_trade(words) or _BY_NUMBER.fullmatch(words):
        return True
    like, kind = likelihoods(words)
    if like >= _PLAINLY:  # 浪里鲜生蚝吧 ends as a question does, and is none
        return True
    return like + kind >= _LEAST_LIKELY and not (is_remark(words) or _TELLS.search(words))


def ends_in_dishes(words: str) -> bool:
    """叮咚水果捞: what is sold stands at the end, and more before it than how it is made."""
    found = _DISHES.search(words)
    stem = words[: found.start()] if found else ""
    return len(stem) >= _LEAST_STEM and not (_WITHIN_TRADE.search(stem) or is_talk(words))


def ends_in_trade(words: str) -> bool:
    """阿强海鲜档: whether a kind of trader stands at the end."""
    return SHOP_ENDS.search(words) is not None and not re.match(r"店.{0,2}在", words)


def reads_as_name(words: str) -> bool:
    """Whether words are a name by themselves, though nobody says so, and nothing was recognised.

    They end in a trade, or in what is sold, or are few and hold no word of a sentence.
    """
    words = words.strip(_OUTER)
    if _CLAUSES.search(words) or not can_be_trader(words):
        return False
    if ends_in_trade(words) or _BY_NUMBER.fullmatch(words):
        return True
    if _WITH_OF.fullmatch(words):
        return True
    longest = _LONGEST_OF_DISHES if _DISHES.search(words) else _LONGEST_BARE
    return len(words) <= longest and not _OF_SPEECH.search(words)


def is_talk(words: str) -> bool:
    """Whether few words have the signs of a sentence: neither who nor where."""
    return _OF_SPEECH.search(words) is not None or _TELLS.search(words) is not None


def without_manner(name: str) -> str:
    """棋牌室 of 棋牌室偷偷."""
    return _THEN.sub("", name) or name


def school_alone(text: str) -> str | None:
    """A school that is all of a message, with the name of its branch."""
    words = text.strip("。！! ")
    return words if _SCHOOL_ALONE.fullmatch(words) else None
