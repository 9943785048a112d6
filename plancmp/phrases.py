"""The turns of phrase in which indicators are named, and the plain name that says the same."""

from __future__ import annotations

from plancmp.text import Pattern, squeeze

_QUOTES = Pattern("[\"'《》<>]")
_MEASURE_WORDS = (
    "个|家|张|人次|人|户次|户|元|㎡|平方米|所|处|件|对|具|台|条|块|支|辆|部|册|项|名|位|次|小时|例|座|只|"
    "份|套|亩|公顷|千米|公里|岁|分|枚|篇|笔|单|场|期|床|场次|件次"
)
_UNIT_NOTE = Pattern(
    rf"\((?:单位:)?(?:%|‰|倍|天|千分比|百分比|[十百千万亿]{{0,2}}(?:{_MEASURE_WORDS}|cm|厘米)(?:/每?(?P<per>[^(),]*))?)(?:,[^()]*)?\)$"
)
_AMOUNT = rf"(?![\d.]+岁)(?:\d{{2,}}|\d+(?:\.\d+)?(?=[万亿])|\d+\.\d+)[万亿余多]*(?:{_MEASURE_WORDS})(?:以上|左右)?"
"""So many of something; one or two of it say how many each place has at least."""
_AT_LEAST = r"(?:[≥≤><]=?|不低于|不少于|不高于|不超过|不小于|至少|达到|达)"
_THRESHOLD = Pattern(
    rf"\((?:每百户|每个?(?:社区|村)|(?!每)[^()\d]{{0,8}}?){_AT_LEAST}[^()岁]*\d[^()岁]*\)|{_AT_LEAST}\d+(?:\.\d+)?(?:%|平方米|㎡|个|张|人|所)?(?:以上)?$"
    r"|(?:实现|稳定在|保持在|保持|(?:提高|提升)[到至]|为)?\d+(?:\.\d+)?%(?:及?以上|左右)?$"
    r"|\(\d+(?:\.\d+)?(?:%|平方米|㎡)(?:及?以上|以内|左右)?\)|\((?:不得超过|不超过|不低于|不少于|上限|下限|以上|以内)\)$"
    rf"|(?<=.{{4}})(?:\({_AMOUNT}\)|(?<![每\d.]){_AMOUNT})$"
)
"""A target that stands in a name: 集中供养率(≥60%)."""
_REACHED = Pattern(
    r"(?:(?<=.{4})|(?<=[率比重例数量]))(?<![上下提不])(?:逐步|基本|力争|争取|均)*(?:(?:提高|提升|增加|增长|扩大|上升|下降|降低|减少|缩小|缩短|压减|发展|保持|稳定|控制|达|升|降|增|减)[到至在]"
    r"|(?<=[率比重例数量])达|不(?:少于|低于|高于|超过|小于|大于|多于)|[高低大小多少]于|超过|力争|争取)$"
)
"""What leads over to a figure that a name is cut off from: 新生儿死亡率下降到, 社会组织数量增加到."""
_INCLUDING = Pattern(
    r"\((?:(?:含|包括|包含|不含|以下简称)[^()]*|(?<![幅长速]\()(?<!幅度\()(?<!长率\()年均|累计|平均|全市|全省|全区|全县)\)"
)
_WITH = Pattern(r"\((?P<what>(?!含认定\))(?:含|包括|包含|不含)[^()]+)\)")
"""What a name says that it includes or leaves out; charities are always those registered and those recognised (含认定)."""
_WITH_ASHES = Pattern(r"(?<=公墓|墓地)\(含(?=骨灰[堂楼塔墙])")
"""Cemeteries with halls for ashes are 公墓(骨灰堂), as most plans call them."""
_SIZE = Pattern(r"(?P<size>\d+(?:\.\d+)?)(?:平方米|㎡|m2)")
_RATE = Pattern(r"率|比例|占比|比重")
_MARKS = Pattern(
    r"\((?:注[\d①-⑳]*|±|[≥≤><]=?|\d|[一二三四五①-⑳])\)|[①-⑳※*★☆▲△●■◆#]|\[(?:注?\d*|备注)\]|[≥≤]$"
    r"|^(?:\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\))"
    r"|(?:规划)?(?:目标|指标)?\((?:近期|远期|截至|到|至)?20\d\d(?:[-~至]20\d\d)?年?(?:底|末)?(?:目标|规划|现状|(?:已?达到|已达|达|为)[^()]*)?\)"
    r"|\([^()=]{1,6}=\d+\)"
)
"""What refers to a footnote, numbers a name, or says for which year or on which base (女=100) its figures are."""
_PLAIN = Pattern(r"[\u4e00-\u9fff]+(?<![达到至在于过争取])")
"""Nothing to fold: Chinese characters alone, and no comparator left without its figure at the end."""
_EXAMPLES = Pattern(r"^[^等]{1,20}、[^等]{1,20}等(?=特殊困难|特殊|特定|困难|经济困难|重点|各类|生态|节地|.{0,4}群体)")
_BURIALS = Pattern(r"^[^等]{1,20}、[^等]{1,20}等(?=(?:绿色)?生态葬)")
"""Kinds of burial that a name lists as those it counts."""
SHARE_OF = Pattern(
    r"(?:占|与(?=[^占与]+(?:的比|之比|比值|倍数|比$)))(?P<base>[^占与]{2,24}?)(?P<measure>(?:的)?(?:比例|比重|比率|百分比|之比|比值|倍数|比))$"
)
_SHARE_WORDS = "(?:所)?(?:占比|比例|比重|比率|百分比|占比重|占比例)"
THAT = Pattern(rf"^(?P<what>.{{2,}}的.{{2,}}?){_SHARE_WORDS}$")
_SHARE = "(?:所)?(?:占比重|占比例|占比|比例|比重|比率|百分比|份额)"
_TURNS = tuple(
    (Pattern(pattern), plain)
    for pattern, plain in (
        # when, where it says nothing about what: 十四五末…, 2025年…, 五年新增…
        (
            r"^(?:到|至)?(?:20\d\d年(?:底|末)?|十[一二三四五]五(?:规划)?(?:期间|时期|期末|期|末|以来)?|[一二两三四五]年(?:来|内)?(?=[新累共]))[,、]?",
            "",
        ),
        # a period's end is its last year: 较十二五末 is 较2015年
        *((rf"(?<=[较比])十{n}五(?:规划)?期?末", f"{year}年") for n, year in zip("一二三四五", range(2010, 2035, 5), strict=True)),
        (r"(?<=[较比])(?P<year>20\d\d)年(?:底|末)", r"\g<year>年"),
        (r"各(?:级各)?[类种]", ""),
        # 镇(办) and 村社 are what some provinces call townships and subdistricts, villages and communities
        (r"(?<!乡)镇(?:办|\(办\)|、办)(?![理公学事的医])", "乡镇(街道)"),
        (r"村社(?![会区工互])", "村(社区)"),
        # a list of places by level: 县、乡、村三级
        (r"(?<=[、和])(?P<last>[^、和()]{0,4}?(?:[省市县区乡镇村]|街道|社区))[三四五]级", r"\g<last>"),
        (r"(?:≥|(?<![未不])(?:达到|达|年满|满))(?P<age>[5-9]\d|100)周?岁(?!及?以[上下])", r"\g<age>岁以上"),
        (r"≥(?=\d)", "不低于"),
        (r"县\(自治县(?:[、/,][县市区旗])*\)", "县(市、区)"),
        # the county level, however a region spells it: 旗县(市、区), 区县级, 县、市、区
        (
            r"(?<![撤设改市省、区])(?:旗县|县|旗|(?<![\u4e00-\u9fff])区(?=[(、/]?县)|区(?=\([县市]))(?:[、/,]?[县市区旗]|\([县市区旗](?:[、/,][县市区旗])*\))+(?!改|划|[级域]?名)级?",
            "县(市、区)",
        ),
        (r"嘎查村(?=\(居|民委|委会|居)", "村"),
        (r"(?<=标准)\((?:城乡)?(?:统一|一体化|同标)\)$", ""),
        # orphans of both sorts are all orphans
        (
            r"\((?:机构|集中|散居|分散|社会散居)(?:养育|供养)?[/、和](?:机构|集中|散居|分散|社会散居)(?:养育|供养)?\)",
            "",
        ),
        # the whole of a plan's own region goes without saying
        (r"占(?:全[省市县区州旗国盟]|[本我][省市县区州旗盟])(?=[^的比]{2})", "占"),
        (r"(?<=与)(?P<of>[^与]{2,})配比$", r"\g<of>之比"),
        (r"^其中:", ""),
        # every number of a plan is a planned one
        (r"^规划(?!编|实施|完成|期|纲要|修|评估|人|师|图|院|局)(?=[^率比]{2,}(?:数|数量|总数|总量|个数)$)", ""),
        # a rate's formula, or its base, in brackets
        (r"(?<=[率比重例])\([^()/]{2,14}/[^()/]{2,14}\)$", ""),
        (r"(?<=率)\([^()占]{2,14}占[^()占]{2,14}\)$", ""),
        (r"^(?P<of>.{4,}?)\(每个?县\(市、区\)\)$", r"每个县(市、区)\g<of>"),
        (r"^(?P<of>[^()占]{2,}?)(?:比率|率|占比|比例|比重)\((?P<base>占[^()占比例重]{2,14})\)$", r"\g<of>\g<base>的比例"),
        # a yearly average behind what grows; what the city or district itself has
        (r"^(?P<of>[^()]*?)(?P<grows>增[^()]*)\(年均\)$", r"\g<of>年均\g<grows>"),
        (
            r"^(?P<of>区|市)(?=(?:社会|儿童|综合|未成年|流浪|救助|福利|老年|精神|殡|养老|残疾|光荣|军休)[^市区]*(?:院|中心|馆|站|园|机构))",
            r"\g<of>级",
        ),
        # what a year adds, and what is of one year
        (r"(?:当年|年内|本年度?)新?(?:建成|建设|建立|改建)", "新增"),
        (r"彩票公益金\((?:福利彩票|福彩)\)", "福利彩票公益金"),
        # a standard as so many times, or as so much of, another
        (
            r"(?<=标准)(?:应|要)?(?:不低于|不少于|达到|为|相当于|是)(?:当地|所在地)?(?P<of>[^的()]{2,14}标准)的?(?:倍数|倍比|比例|\d+(?:\.\d+)?倍(?:以上)?)$",
            r"占\g<of>的比例",
        ),
        (r"(?<=标准)\((?:为|相当于|不低于|达到)?(?:当地)?(?P<of>[^()]{2,14}标准)的?(?:倍数|倍比|比例)\)$", r"占\g<of>的比例"),
        (r"倍比$", "之比"),
        (
            rf"^(?:城乡|(?:城市|城镇)与农村)(?P<of>[^与占]+?标准)(?:之比|的?比值|的?{_SHARE}|比|倍差|差距缩小(?:到|至)?(?:\(城乡比\))?)(?:\(以?农村为1\))?$",
            r"城乡倍比农村\g<of>占城市\g<of>的比例",
        ),
        (r"^城乡(?P<of>[^与占]+?标准)差距$", r"城乡差距农村\g<of>占城市\g<of>的比例"),
        (
            rf"^(?:城市|城镇)(?P<of>[^与占]+?标准)与(?:农村|乡村)(?P=of)(?:之比|的?比值|的?{_SHARE}|比)$",
            r"城乡倍比农村\g<of>占城市\g<of>的比例",
        ),
        # a qualifier behind the measure: 网格员总数(专职)
        (
            r"^(?P<of>[^()]{2,}?)(?P<n>总数|数量|个数|人数|数|率|比例|占比|标准|占地面积|占地)\((?P<which>(?!占|网上)[^()\d、,]{2,8})\)$",
            r"\g<which>\g<of>\g<n>",
        ),
        (r"(?P<base>占[^占比]{2,})(?<!百分)比$", r"\g<base>比例"),
        # what the nation names is of national grade: 全国婚俗改革实验区
        (r"全国(?:级|性)?(?=[^全省]*(?:示范|实验区|模范|先进|标兵|试点|百强))", "国家级"),
        (r"(?<=人均)生活消费", "消费"),
        (r"(?<![度每当全按两三五半十])年(?=(?:销售|发行|筹集|募集|接收|捐赠|募捐))", "每年"),
        (r"十五分钟", "15分钟"),
        (r"(?P<of>养老机构|机构)?(?:养老(?:服务)?)?床位中?的?护理型(?:床位)?(?=占比|比例|比重|所占)", r"\g<of>护理型床位"),
        (r"\(五年(?:累计|合计)?\)$", "五年累计"),
        (r"^五年(?=[^年累]{2,}累计)", ""),
        (r"(?P<of>养育)(?P<when>月|年)(?=标准)", r"\g<when>\g<of>"),
        (
            r"占(?:有|具有)?(?P<wish>(?:集中)?供养意愿|意愿)(?:的)?(?:特困)?(?:人员|人数|对象)*的(?:比例|比重|占比)$",
            r"有\g<wish>占比",
        ),
        (r"(?P<who>社会工作者|社工|社会工作人员)\(持证\)", r"持证\g<who>"),
        (r"居民(?P<of>注册志愿者|志愿者注册)(?:率|占比|比例)$", r"\g<of>人数占居民人口的比例"),
        (
            r"^(?P<of>[^至]*?(?:村\(社区\)|村\(居\)|社区|村|乡镇\(街道\)|乡镇|街道|县\(市、区\)|县))至少(?:配备|建有|建成|设立|设有|拥有|有|开办)"
            rf"(?:\d+|[一二两三])(?:个|名|人|所|处|家|座|支)(?:以上)?(?P<thing>.+?)的?(?:达标)?{_SHARE}$",
            r"\g<of>\g<thing>覆盖率",
        ),
        *((rf"{n}十(?=[五九]?(?:周?岁|[-~至][七八九]))", f"{tens}0") for tens, n in enumerate("六七八九", start=6)),
        (r"(?<=[6-9])0(?P<n>[五九])(?=周?岁)", r"\g<n>"),
        *((rf"(?<![十百]){n}(?=周?岁)", str(years)) for years, n in enumerate("一二三四五六七八九", start=1)),
        # 护送流浪乞讨人员返乡: 流浪乞讨人员护送返乡
        (r"(?:护送|接送)(?P<who>[^率的占返]{2,16}?)(?P<to>返乡|返回|返家|回家)", r"\g<who>护送返乡"),
        # a share whose last word is left out, or that stands in brackets; of places counted one by one, and by whose standard
        (r"占(?!地|道|有|用)(?P<of>[^占率比重例的]{2,16}(?:总值|总数|总量|总额|人口|支出|收入|总人数))$", r"占\g<of>的比例"),
        (r"(?:达到|达|占到|占)(?P<of>[^的占达]{2,12}(?:人口|总数|总量|总人数))的$", r"占\g<of>的比例"),
        (r"\(占(?P<of>[^()占]{2,12})(?:的)?(?:比例|比重)\)$", ""),
        (r"\(以[^以]{1,14}为单位\)$", ""),
        (r"(?<=达到|符合)国家(?=[^级标]{2,10}标准)", ""),
        (r"(?<![每\d十几])(?=百万人)", "每"),
        (r"(?<!\d)1000(?=[名位个人])", "千"),
        (r"(?<!\d)10000(?=[名位个人])", "万"),
        (r"(?<!\d)100(?=[户张名])", "百"),
        (r"(?<!每)(?<![\d一二三四五六七八九十几数])(?=(?:千名|千人|百户|百名|万名|百张)(?!以上))", "每"),
        # ages and grades, of which 及以上 and 以上 say the same
        (r"(?P<age>\d+)(?:周岁|岁)(?:\(含\))?(?:及其|及|含)?以上", r"\g<age>岁以上"),
        # per so many older persons or children, whose ages go without saying; the first months of life
        (r"(?<=每[十百千万])(?P<one>名|位|个)?60岁以上(?:的)?(?=老)", r"\g<one>"),
        (r"(?<=每[十百千万])(?P<one>名|位|个)?0[-~至]14岁(?=儿童)", r"\g<one>"),
        (r"0[-~至](?P<n>\d+)(?:个月|月龄)(?:以内|内)?|(?P<m>\d+)(?:个月|月龄)(?:以内|内|以下)", r"0-\g<n>\g<m>个月"),
        (r"(?<![A-Z])A{5}(?![A-Z])", "5A"),
        (r"(?<![A-Z])A{4}(?![A-Z])", "4A"),
        (r"(?<![A-Z])A{3}(?![A-Z])", "3A"),
        (r"(?:国家)?(?P<n>[1-5])A(?:等级|级)?(?:\(含\)|含|及)?(?:以上|\(含\)以上)(?:评估)?(?:等级|标准|级)*", r"\g<n>A级以上"),
        (r"(?:国家)(?P<n>[1-5])A", r"\g<n>A"),
        (r"国家(?P<grade>[一二三四五]级)", r"\g<grade>"),
        (r"(?:达到|达)(?P<n>[1-5]A|[一二三四五][级星])级?(?:标准|等级|要求)(?!以上|及以上|\()", r"\g<n>级以上"),
        (r"(?P<n>[一二三四五])(?P<of>[级星])级?(?:\(含\)|含|及)?以上(?:评估)?(?:等级|标准|星级)*", r"\g<n>\g<of>级以上"),
        (r"级级以上", "级以上"),
        (r"(?:60岁以上)?老年(?:人口|人)?每千(?:人口|人|名)", "每千名老年人"),
        (r"^设置(?P<of>[^的率]{2,})率$", r"\g<of>设置率"),
        (r"家庭(?=(?:养老(?:服务)?(?:\(?照护\)?)?|照护)床位)", "居家"),
        (r"(?P<to>用于|投入|支持)(?:支持)?(?:发展)?(?:社会)?养老服务(?:业|体系|事业)(?:建设|发展)?", r"\g<to>养老服务"),
        (
            rf"(?<![不未])(?:达到|符合)(?!.*(?:低保|保障|工资|收入|支出))(?P<of>[^达的]{{2,16}}?(?:标准|规范|要求))的{_SHARE}$",
            r"\g<of>达标率",
        ),
        # 城镇常住人口注册志愿者占比 names its base first, too
        (
            rf"^(?P<of>(?:城镇|城市)?(?:常住|户籍)人口|城镇居民)(?P<do>[^占中的每]*?志愿者)(?:注册率|{_SHARE})$",
            r"\g<do>占\g<of>的比例",
        ),
        # 用于养老服务的公益金占比: 公益金用于养老服务的比例
        (
            rf"^(?:用于|投向)(?P<use>[^的]+?)的(?P<of>[^的占]*?(?:公益金|资金|经费))(?:支出)?的?{_SHARE}$",
            r"\g<of>用于\g<use>的比例",
        ),
        # 公益金用于养老服务的比例: 养老服务占公益金的比例
        (
            r"^(?P<of>[^用支]+?[金费])中?(?:资金)?(?:投入|用于|投向|支持)+(?:支持|发展)*(?P<use>[^的]{2,}?)(?:的)?(?:支出|资金|投入|经费)?"
            rf"(?:的)?{_SHARE}$",
            r"\g<use>占\g<of>的比例",
        ),
        (
            rf"^(?P<of>[^用支占]*?公益金)(?:留成)?(?P<use>[^用的占留]{{2,}}?)(?:投入|支出|资金|经费)+的?{_SHARE}$",
            r"\g<use>占\g<of>的比例",
        ),
        (
            r"^(?:不低于|不少于|超过|达到)?\d+%(?:以上)?的(?P<of>[^用的]+?[金费])(?:投入|用于|投向|支持)+(?P<use>[^的]{2,})$",
            r"\g<use>占\g<of>的比例",
        ),
        # A和B与C之比 asks for a share, and 常住人口中注册志愿者占比 names its base first
        (
            rf"^(?P<a>城市|农村|城镇|乡村)与(?P<b>城市|农村|城镇|乡村)(?P<of>.+?)(?:之比|的?比值|的?倍数|的?{_SHARE})$",
            r"\g<a>\g<of>占\g<b>\g<of>的比例",
        ),
        (
            rf"^(?P<a>城市|农村|城镇|乡村)(?P<of>[^与占]+?)与(?P<b>城市|农村|城镇|乡村)(?P=of)标准(?:之比|的?比值|的?倍数|的?{_SHARE})$",
            r"\g<a>\g<of>标准占\g<b>\g<of>标准的比例",
        ),
        (rf"^(?P<a>.*标准)与(?P<b>[^与占]+?)(?:之比|的?比值|的?倍数|的?{_SHARE})$", r"\g<a>占\g<b>的比例"),
        (rf"^(?P<of>[^的占]*?(?:人口|居民|老年人))中(?P<do>.+?)(?<![愿作患护])者的?{_SHARE}$", r"\g<do>的\g<of>占比"),
        (
            rf"^(?P<of>[^的占]*?(?:人口|居民|支出|公益金|收入|费用|总数|总量|对象|群众|儿童|残疾人|家庭|户))中(?P<use>.+?)的?{_SHARE}$",
            r"\g<use>占\g<of>的比例",
        ),
        (r"主任(?:、|和|与|兼)?党组织书记(?=一肩挑)", "党组织书记主任"),
        # a share of those that reach at least one each is how many places have it
        (rf"^(?P<of>每个?[^每]+?至少[^率]+?)的?(?:达标率|达标比例|{_SHARE})$", r"\g<of>覆盖率"),
        # 医疗机构中老年友善医疗机构占比: a kind among its like
        (
            rf"^(?P<of>[^的占中]*?(?P<like>机构|医院|设施|社区|组织|企业|单位|中心|站))中的?(?P<do>[^中]*?(?P=like))(?:所)?{_SHARE}$",
            r"\g<do>占\g<of>的比例",
        ),
        (rf"按(?:规划|规定|国家)?标准(?:规范)?(?:要求)?(?:配套建设|配建|建设)(?=.*{_SHARE}$)", "配套建设达标"),
        (r"^(?P<of>.{2,}?)人均用地(?:面积)?", r"人均\g<of>用地面积"),
        (r"^(?P<of>.{2,}?)用地(?:面积)?人均(?:面积)?$", r"人均\g<of>用地面积"),
        # a threshold inside an average or a rate of reaching it
        (
            r"(?:达到|不低于|不少于|达|超过|至少)?(?P<base>每(?:百户|千人|万人)(?:居民)?(?:拥有)?)?(?:达到|不低于|不少于|达|超过|至少)?"
            r"\d+(?:\.\d+)?(?:平方米|㎡|张|人|名|个|处|所)(?:以上)?(?:标准)?\)?(?=的|达标)",
            r"\g<base>达标",
        ),
        (
            rf"(?P<of>面积|用房)(?:达到|不低于|不少于|达|超过|大于|至少)?\d+平方米(?:及?以上)?(?:的?(?:城市|农村|城乡)?(?:社区|村))?的?{_SHARE}$",
            r"\g<of>达标率",
        ),
        (r"(?<=拥有|配备|建有|设有)(?:不少于|不低于|至少)\d+(?:个|名|人|张|处|所|家|支)(?!.*(?:率|比例|占比|比重))", ""),
        # the bodies of a village stand for it: 党组织书记兼任村委会主任 is 一肩挑
        (r"(?<!村)(?=党组织书记(?:和|、|与|通过法定程序|依法|兼任|担任|兼)*村民?(?:委员会|委会)主任)", "村"),
        (r"(?<!社区)(?=党组织书记(?:和|、|与|通过法定程序|依法|兼任|担任|兼)*(?:社区)?居民?(?:委员会|委会)主任)", "社区"),
        (
            r"党组织书记(?:和|、|与|通过法定程序|依法)*(?:兼任|担任|兼)?(?:和|、|与)?(?:(?:村|社区|居|村民|居民|社区居民|村\(居\)|村\(居\)民)?(?:委员会|委会))?"
            r"主任(?P<both>\(?一肩挑\)?)?",
            "党组织书记主任一肩挑",
        ),
        (r"^(?P<thing>.{2,}?)在(?P<host>.{2,}?)中(?:的)?(?P<measure>覆盖率|占比|比例|比重)$", r"\g<host>\g<thing>\g<measure>"),
        # A相当于B的比例, A达到B标准的百分比: A占B的比例
        (
            r"(?:相当于|(?:达到|为)(?=[^的]{2,}(?:标准|收入|支出|工资)的))(?P<of>[^的]{2,24}?)的?(?:比例|百分比|倍数|比重|比值)$",
            r"占\g<of>的比例",
        ),
        (r"(?<![不未])(?:达到|符合)(?P<of>[^达的]{0,8}?[级星](?:及)?(?:以上)?)(?:标准|等级)?的", r"\g<of>的"),
        (r"(?<![不未])(?:达到|符合)(?P<of>[^达的]{0,14}?)标准的", r"\g<of>达标的"),
        (r"纳入(?P<into>.{2,}?)(?:的)?(?:比例|占比)$", r"\g<into>所占百分比"),
        (r"注册(?P<who>老年|社区|青年|学生|党员)志愿者", r"\g<who>注册志愿者"),
        # 城市社区平均拥有, 城市社区…平均数量: 每个城市社区拥有
        (r"^(?P<each>城市社区|农村社区|行政村|城乡社区)(?P<of>.+?)平均(?P<n>数量|个数|数)$", r"每个\g<each>\g<of>\g<n>"),
        (r"^(?P<each>[^每平]{1,12}?)平均(?:每个)?(?=拥有|配备|设有|建有|有|社区社会组织)", r"每个\g<each>"),
        (r"(?P<each>每个(?:城市|农村|城乡)?社区(?:平均)?(?:拥有|有)?)(?=社会组织)", r"\g<each>社区"),
    )
)
"""Turns of phrase and the plain order of words that says the same."""


def normal(name: str) -> str:
    """Fold a name: one width, no spaces or quotation marks, no unit or ``(含…)`` note in brackets, no examples (独居、空巢等…)."""
    if _PLAIN.compiled.fullmatch(name):
        return name
    text = _MARKS.compiled.sub("", _QUOTES.compiled.sub("", _squeezed(name)))
    text = _REACHED.compiled.sub("", _THRESHOLD.compiled.sub("", text)) or text
    return _EXAMPLES.compiled.sub("", _INCLUDING.compiled.sub("", _UNIT_NOTE.compiled.sub("", text))) or text


def included(name: str) -> frozenset[str]:
    """What a name notes: what it includes or leaves out (含备案 of 社区社会组织数(含备案)), and the size that a rate asks for.

    The size for each hundred households is the nation's, and goes without saying. What a name lists as 生态葬 need not save land.
    """
    text = _squeezed(name)
    sizes = _SIZE.compiled.finditer(text) if _RATE.compiled.search(text) and "百户" not in text else ()
    listed = _BURIALS.compiled.match(text)
    notes = frozenset(note["what"] for note in _WITH.compiled.finditer(text)) | {f"{size['size']}平方米" for size in sizes}
    return notes | ({listed[0]} if listed else frozenset())


def _squeezed(name: str) -> str:
    """A name of one width, without spaces; what cemeteries are called that hold ashes, too, is no note."""
    return _WITH_ASHES.compiled.sub("(", squeeze(name))


def per(name: str) -> frozenset[str]:
    """What the unit in brackets behind a name is per: 万人 in 社区工作者数(人/万人)."""
    note = _UNIT_NOTE.compiled.search(squeeze(name))
    return frozenset(note["per"].split("/")) if note and note["per"] and "元" not in note[0] else frozenset()


def plain(name: str) -> str:
    """Put a folded name into the plain order of words that says the same."""
    for pattern, wording in _TURNS:
        name = pattern.compiled.sub(wording, name)
    return name
