"""What names mean: the turns of phrase, what goes without saying, and a vocabulary that contradicts itself."""

from __future__ import annotations

import re
from typing import Any

import pytest

from plancmp.library import units, vocabulary
from plancmp.vocabulary import Vocabulary
from tests.test_relate import relation

FACETS = {
    "level": {"zh": "层级", "en": "level", "missing": "broader"},
    "what": {"zh": "事物", "en": "thing", "missing": "broader"},
    "definition": {"zh": "口径", "en": "definition", "missing": "open"},
    "measure": {"zh": "度量", "en": "measure", "missing": "open"},
}


def data(values: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A small vocabulary's contents."""
    kept = {"level": {"village": {"zh": "村", "en": "village", "words": ["行政村"]}}, **(values or {})}
    rest = {"compounds": [], "implied": [], "meant": [], "fillers": ["本市"], "base_fillers": ["总数"], "base_names": {}}
    return {"facets": FACETS, "values": kept, **rest, **more}


def thing(**more: Any) -> dict[str, Any]:
    return {"what": {"centre": {"zh": "中心", "en": "centre", "words": ["中心"], **more}}}


def test_a_sound_vocabulary_reads() -> None:
    read = Vocabulary.from_data(data(thing())).read("本市行政村中心")
    assert read.facets == {"level": {"village"}, "what": {"centre"}}
    assert not read.residue


AGAIN = {"hub": {"zh": "县域", "en": "county", "words": ["县域"]}}
NEAR = {"hub": {"zh": "枢纽", "en": "hub", "words": ["枢纽"]}}


def test_what_is_nearly_a_thing_is_read_as_the_thing_and_how_it_differs() -> None:
    found = Vocabulary.from_data(data(thing(near=NEAR)))
    assert found.read("行政村枢纽").facets == {"level": {"village"}, "what": {"centre"}, "definition": {"hub"}}
    assert found.read("行政村中心").facets == {"level": {"village"}, "what": {"centre"}}
    assert found.label("definition", ["hub"]) == "枢纽 (hub)"


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        (data(thing(words=["行政村"])), "行政村 stands twice"),
        (data(thing(near={"hub": {"zh": "枢纽", "en": "hub", "words": ["行政村"]}})), "行政村 stands twice"),
        (data(thing(near={"hub": {"zh": "枢纽", "en": "hub", "wrods": ["枢纽"]}})), "hub: unknown key wrods"),
        (data(thing(near={"hub": {"zh": "枢纽", "en": "hub", "under": "centre"}})), "hub: unknown key under"),
        (data(thing(near=NEAR) | {"level": {"county": {"zh": "县", "en": "county", "near": AGAIN}}}), "hub stands twice"),
        (data(thing(words=["本市"])), "本市 stands twice"),
        (data(thing(words=["中心", "“中心”"])), "中心 stands twice"),
        (data(compounds=[{"words": ["行政村"], "level": ["village"]}]), "行政村 stands twice"),
        (data(thing(undr="centre")), "unknown key undr"),
        (data(thing(under="house")), "no what house"),
        (data(thing(close=["house"])), "no what house"),
        (data(thing(tacit={"level": ["county"]})), "no level county"),
        (data(thing(tacit={"place": ["village"]})), "no place village"),
        (data(compounds=[{"words": ["村中心"], "what": ["house"]}]), "no what house"),
        (data(implied=[{"given": {"level": "village"}, "adds": {"what": "house"}}]), "no what house"),
        (data(meant=[{"given": {"level": "county"}, "facet": "level", "said": "village", "means": "village"}]), "no level county"),
    ],
)
def test_a_vocabulary_that_contradicts_itself_is_refused(contents: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Vocabulary.from_data(contents)


@pytest.mark.parametrize(
    ("name", "facets"),
    [
        ("农村低保标准达到城市低保标准的百分比", {"denominator": {"of-urban-dibao"}, "measure": {"share"}, "area": {"rural"}}),
        ("福彩公益金用于养老服务的比例", {"what": {"elderly-service"}, "denominator": {"of:福彩公益金"}, "measure": {"share"}}),
        ("达到3A级以上标准的婚姻登记机关占比", {"threshold": {"a3"}, "what": {"marriage-office"}, "measure": {"part"}}),
        ("达到环保标准的火化机占比", {"activity": {"emission"}, "what": {"cremator"}, "measure": {"compliance"}}),
        ("0—6岁残疾儿童康复救助率", {"who": {"disabled-children"}, "age": {"u7"}, "activity": {"rehabilitation"}}),
        ("70周岁以上老年人体检率", {"age": {"age:70-"}, "activity": {"checkup"}, "measure": {"share"}}),
        ("每个网格专职网格员数", {"what": {"grid-worker"}, "denominator": {"per:what:grid"}, "measure": {"count"}}),
        ("城市社区平均拥有社区社会组织数", {"what": {"community-org"}, "denominator": {"per-community"}, "area": {"urban"}}),
        ("每名志愿者服务时长", {"denominator": {"per-head"}, "what": {"volunteer-hours"}}),
        ("60周岁及以上老年人口占比", {"who": {"elderly"}, "denominator": {"of-population"}, "measure": {"share"}}),
        ("社会组织数量年均增长率", {"what": {"social-org"}, "event": {"growth"}}),
        # a bare share beside a word of having or doing is one of those that have it or do it
        ("婚姻登记机关设立婚姻家庭辅导室比例", {"measure": {"part"}, "what": {"marriage-office", "counselling-room"}}),
        ("村规民约制定率", {"measure": {"part"}}),
        ("智慧社区数", {"measure": {"count"}}),
        # places are counted where the name ends with them, not where a note names them
        ("已开通未成年人保护热线的县级行政区", {"what": {"minors-hotline", "places"}, "measure": {"count"}}),
        ("老年食堂(社区)", {"what": {"canteen"}}),
        # by the piece
        ("平均每个城市社区的社区社会组织数", {"denominator": {"per-community"}, "area": {"urban"}}),
        ("注册志愿者年人均服务时长", {"denominator": {"per-head"}}),
        ("城镇低保人均月补助水平", {"measure": {"subsidy-level"}}),
    ],
)
def test_turns_of_phrase(name: str, facets: dict[str, set[str]]) -> None:
    read = vocabulary().read(name)
    assert {facet: set(read.of(facet)) for facet in facets} == facets
    assert not read.residue


def test_what_stands_for_itself_has_a_label() -> None:
    assert vocabulary().label("age", ["age:0-6"]) == "0-6岁 (aged 0-6)"
    assert vocabulary().label("denominator", ["per:what:grid"]) == "每个网格 (per neighbourhood grid units)"
    assert vocabulary().label("denominator", ["of:福彩公益金"], english=False) == "占福彩公益金"


SIZES = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000}


def test_figures_per_many_can_be_converted_whatever_the_word() -> None:
    """The reader of names and that of units have to agree on how many a figure is per."""
    known = vocabulary()
    counted = {
        value.id: value.zh
        for (facet, _), value in known.values.items()
        if facet == "denominator" and value.per and not value.id.startswith("of-")
    }
    assert len(counted) > 8
    for word, pairs in known.lexicon().words.meanings.items():
        for facet, id in pairs:
            if facet == "denominator" and id in counted and "死亡率" not in word:  # a rate per million, if no one says per how many
                many = re.match(r"每(十万|百万|[百千万]|\d+)", counted[id])
                assert many, id
                assert units().many(word + "床位数") == (SIZES.get(many[1]) or int(many[1])), word


SAME = [
    # a share of those that do is the rate of doing
    ("村规民约修订率", "完成村规民约修订的村(社区)占比"),
    ("公办养老机构公建民营率", "实行公建民营的公办养老机构比例"),
    ("残疾人基本医疗保险参保率", "参加基本医疗保险的残疾人占比"),
    ("社区工作者年度轮训覆盖率", "社区工作者每年培训率"),
    ("婚姻登记机关3A级以上达标率", "达到3A级以上等级的婚姻登记机关比例"),
    # what goes without saying
    ("村(居)儿童主任培训率", "儿童主任培训率"),
    ("农村留守老年人探访率", "留守老年人探访率"),
    ("农村老年食堂覆盖率", "建有老年食堂的行政村占比"),
    ("城市街道养老服务中心覆盖率", "街道养老服务中心覆盖率"),
    ("社会组织总数", "依法登记的社会组织数量"),
    ("地名标志设置率", "设置地名标志率"),
    # denominators
    ("经常参加老年教育的老年人比例", "经常性参与教育活动的老年人口占老年人口总数的比例"),
    ("养老床位占户籍老年人口比重", "养老床位数占60岁及以上户籍老年人口的比例"),
    ("参加等级评估的社会组织占登记总数的比例", "社会组织等级评估参评率"),
    # when, how many and in which unit say nothing about what
    ("“十四五”末养老护理员人数(万人)", "养老护理员队伍规模"),
    ("千名老人拥有养老床位数", "每1000名老年人口拥有的养老床位数量"),
    # grades and ages: 及以上 is 以上
    ("获得AAA级及以上评估等级的社会组织占比", "3A以上社会组织比例"),
    ("65周岁(含)以上老年人口占总人口的比例", "65岁以上人口占比"),
    # the base first, and two of a kind compared
    ("常住人口中注册志愿者占比", "注册志愿者占常住人口的比例"),
    ("农村与城市低保标准的比值", "农村低保标准占城市低保标准的比例"),
    ("用于支持发展养老服务的福彩公益金占比", "福利彩票公益金投入养老服务体系建设的比例"),
    ("不低于55%的福利彩票公益金用于养老服务", "本级福彩公益金中用于养老服务的资金比例"),
    ("由社会力量运营的床位占养老床位总数的比重", "社会力量运营的养老床位占比"),
    # who is between the verb and where they go; what a standard is a multiple of
    ("护送受助流浪乞讨人员返乡率", "流浪乞讨人员接送返乡率"),
    ("特困供养基本生活标准相当于低保标准倍数", "特困人员基本生活标准与低保标准的倍数"),
    ("参加各类教育活动的老年人占老年人口总数比例", "老年教育参与率"),
    # a threshold inside a rate of reaching it
    ("综合服务设施面积达到每百户30平方米的社区占比", "每百户居民拥有社区综合服务设施面积达标率"),
    ("女性成员占村民委员会成员的比重", "村委会成员中女性比例"),
    # bodies of a village, another name in brackets
    ("村党组织书记通过法定程序担任村委会主任的比例", "村“一肩挑”比例"),
    ("行政村互助养老设施覆盖率", "农村社区互助养老点(站)建成率"),
    # a rate is per nothing: it is one of places, or of reaching that much
    ("每个县(市、区)建有老年大学的比例", "县级老年大学覆盖率"),
    ("社区综合服务设施面积达标率", "每百户居民拥有社区综合服务设施面积达标率"),
    # among its like, and what they are called that reach a standard
    ("医疗机构中老年友善医疗机构占比", "老年友善医疗机构占医疗机构的比例"),
    ("智慧社区占社区总数的比例", "智慧社区建成率"),
    ("智慧社区占比", "智慧社区覆盖率"),
    ("按标准配建养老服务设施的新建居住区比例", "新建居住区配套建设养老服务设施达标率"),
    # a qualifier in brackets behind the measure, the unit of places, and which year or base the figures have
    ("网格员总数(专职)", "专职网格员总数"),
    ("留守老年人数(农村)", "农村留守老年人数量"),
    ("国家免疫规划疫苗接种率(以乡镇为单位)", "国家免疫规划疫苗接种率"),
    ("出生人口性别比(女=100)", "出生人口性别比"),
    ("养老机构床位总数规划目标(2035年)", "养老机构床位总数"),
    ("墓位占地面积(不得超过)", "墓位占地面积"),
    ("遗体火化率(近期2025年)", "遗体火化率(2035)"),
    ("护理型床位占比(2020年为50%)", "护理型床位占比≥"),
    # the numbers and marks of a table's rows
    ("1.护理型床位占比", "★护理型床位占比"),
    ("十一、社会组织数", "(3)社会组织数"),
    ("机构养老床位护理型占比达到", "机构养老床位护理型占比"),
    ("护理型床位占比(注①)", "护理型床位占比(≥)"),
    # what leads over to a figure
    ("新生儿死亡率下降到", "新生儿死亡率"),
    ("火化率不低于", "火化率"),
    ("火化率逐步上升到", "火化率提升至"),
    ("养老服务综合体总数", "建成养老服务综合体20个"),
    ("使注册志愿者达到常住人口的15%", "注册志愿者占常住人口比例"),
    ("城市低保标准与农村低保标准之比(倍)", "城乡低保标准之比"),
    ("社会组织数量增加到", "社会组织数量"),
    ("福利彩票公益金用于养老服务的比例不低于", "福利彩票公益金用于养老服务的比例力争达到"),
    ("机构养老床位中护理型占比逐步提高到", "养老机构护理型床位占比"),
    ("特困人员基本生活标准不低于当地低保标准的1.3倍", "特困人员基本生活标准占低保标准比例"),
    # ages that one and the other wording give
    ("每千名60岁以上老人拥有养老床位数", "每千名老年人养老床位数"),
    ("0—6月龄婴儿纯母乳喂养率", "6个月内婴儿纯母乳喂养率"),
    # of a base that both name, coverage is a share; of those entitled, those paid are those covered
    ("注册志愿者占居民人口比例", "居民志愿者注册率(占居民人口)"),
    ("高龄津贴发放率", "高龄津贴覆盖率"),
    ("地名规划编制率", "地名规划编制完成率"),
    ("每个县(市、区)至少建有1所老年大学的达标比例", "县级老年大学覆盖率"),
    # a superseded scheme of the countryside
    ("五保集中供养率", "农村特困人员集中供养率"),
    ("五保集中供养率", "特困人员集中供养率"),
    ("年均因灾直接经济损失占国内生产总值", "因灾直接经济损失占地区生产总值的比例"),
    ("村党组织书记、村委会主任一肩挑比例", "村“一肩挑”比例"),
    # 80 to 89 in words, the county level however a region spells it, one standard as a multiple of another
    ("八十至八十九周岁老年人高龄津贴标准", "80—89岁高龄津贴标准"),
    ("旗县级殡仪馆建成率", "县(市、区)殡仪馆覆盖率"),
    ("区县级行政区域界线联检完成率", "行政区域界线联检县级完成率"),
    ("特困人员基本生活标准不低于当地低保标准的倍数", "特困人员基本生活标准占低保标准比例"),
    ("低保边缘家庭认定标准(低保标准的倍数)", "低保边缘家庭认定标准为低保标准的倍数"),
    ("城市与农村低保标准之比", "城乡低保标准比"),
    ("最低生活保障对象中残疾人占比", "残疾人占最低生活保障对象的比例"),
    ("规划殡仪馆总数", "殡仪馆总数"),
    # a yearly average behind what grows, what the city or district itself has, a grade reached
    ("低保标准增长幅度(年均)", "低保标准年均增幅"),
    ("区儿童福利院建成率", "区级儿童福利院建成率"),
    ("达到国家3A级标准的婚姻登记机关比例", "达到3A级以上标准的婚姻登记机关比例"),
    ("平均每个城市社区拥有社会组织总数", "城市社区平均拥有社区社会组织总数"),
    # persons among persons, in whichever order; the whole of a region
    ("社会工作者占养老机构工作人员的比例", "养老机构工作人员中社会工作者占比"),
    ("注册志愿者占全县居民总数的比例", "注册志愿者占居民人口比例"),
    ("集中供养特困人员占有意愿人数的比例", "有集中供养意愿的特困人员集中供养率"),
    # at least so many in each, five years, a standard of each month, a region's own name in brackets
    ("城乡社区至少配备1名儿童主任的比例", "村(社区)儿童主任配备率"),
    ("福利彩票销售总额(五年)", "五年累计福利彩票销售额"),
    ("散居孤儿最低养育月标准", "散居孤儿每月最低养育标准"),
    ("农村幸福院(孝老小院)行政村覆盖率", "农村幸福院行政村覆盖率"),
    # a rate of growth is one of a year
    ("城乡低保标准年增长率", "城乡低保标准增速"),
    # amounts
    ("城市低保月人均补差", "城市低保对象月人均补助水平"),
    ("社会组织固定资产总额", "社会组织拥有固定资产"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_two_wordings_mean_one_thing(a: str, b: str) -> None:
    unit = "万元" if "资产" in a else "元/月" if "标准" in a or "补差" in a else "个" if a.endswith("总数") else "%"
    found = relation(a, b, (f"10{unit}", f"20{unit}"))
    assert found.relation == "same", found.reasons
    assert relation(b, a, (f"10{unit}", f"20{unit}")).relation == "same"


@pytest.mark.parametrize(
    ("a", "b", "unit"),
    [
        ("65周岁及以上人口占比", "60周岁及以上人口占比", "%"),
        ("80—89周岁老年人高龄津贴标准", "90—99周岁老年人高龄津贴标准", "元/月"),
        ("村委会成员中女性比例", "村委会主任中女性比例", "%"),
        ("社会组织数", "4A级以上社会组织数", "个"),
        ("慈善组织数", "具有公开募捐资格的慈善组织数", "个"),
        ("城市低保标准占城镇居民人均消费支出的比例", "低保对象占比", "%"),
        ("社会组织年度收入", "社会组织年度支出", "万元"),
        ("长期护理保险参保人数", "长期护理保险待遇享受人数", "人"),
        ("结婚登记对数", "离婚登记对数", "对"),
        ("重点救助对象住院救助比例", "重点救助对象门诊救助比例", "%"),
        ("全护理特困人员照料护理标准", "半护理特困人员照料护理标准", "元/月"),
        ("老年人能力评估率", "收养评估率", "%"),
        ("孤儿人数", "孤儿收养人数", "人"),
        ("低保人数", "低保申请人数", "人"),
        ("民政数据归集率", "民政数据共享率", "%"),
        ("殡葬设施数", "殡葬服务机构数", "个"),
        ("社区综合服务设施建筑面积", "社区综合服务设施占地面积", "平方米"),
        ("民政政务服务事项网上可办率", "民政政务服务事项全程网办率", "%"),
        ("千年古镇认定数", "千年古村落认定数", "个"),
        ("公办养老机构公建民营率", "公办养老机构占比", "%"),
        ("乡镇养老服务中心覆盖率", "街道养老服务中心覆盖率", "%"),
        ("残疾人养老保险参保率", "残疾人医疗保险参保率", "%"),
        ("精神障碍社区康复服务覆盖率", "精神障碍社区康复参与率", "%"),
        ("每个网格网格员数", "每个社区网格员数", "人"),
        ("社会组织等级评估率", "3A级以上社会组织占比", "%"),
        ("60周岁以上人口数", "65周岁以上人口数", "万人"),
        ("接受社区康复服务的精神障碍患者比例", "开展精神障碍社区康复服务的县(市、区)比例", "%"),
        ("社区服务中心数", "社区综合服务设施数", "个"),
        ("地名命名数", "地名更名数", "条"),
        ("长期护理保险参保人数", "长期护理保险受益人数", "人"),
        ("基层群众性自治组织(村委会)数", "基层群众性自治组织(居委会)数", "个"),
        ("城市社区养老服务设施覆盖率", "农村社区养老服务设施覆盖率", "%"),
    ],
)
def test_look_alikes_stay_apart(a: str, b: str, unit: str) -> None:
    assert relation(a, b, (f"10{unit}", f"20{unit}")).relation in ("refused", "candidate")
    assert relation(b, a, (f"10{unit}", f"20{unit}")).relation in ("refused", "candidate")


def test_a_month_against_a_year_wants_a_note() -> None:
    assert relation("农村低保年平均标准", "农村低保月平均标准").relation == "close"
    assert relation("农村低保标准", "农村低保月平均标准").relation == "same"
