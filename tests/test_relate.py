"""What one indicator is to another, judged by what the names mean."""

from __future__ import annotations

import pytest
from rapidfuzz import fuzz

from plancmp.library import Library, vocabulary
from plancmp.model import Indicator, Plan
from plancmp.readings import read
from plancmp.reasons import say_all
from plancmp.relate import CANDIDATE_CUTOFF, Judgement, judge, worth_judging
from tests.conftest import plan_of

PLAN = """\
plan:
  title: {id}市民政规划
  region: {{name: {id}市, level: prefecture}}
  kind: five-year-plan
  period: 2021-2025
domains:
  elderly:
    - id: it
      name: {name}
      scope: {scope}
      targets: [{{stated: "{stated}", milestone: {milestone}}}]
"""


def one(id: str, name: str, stated: str = "", scope: str = "") -> tuple[Plan, Indicator]:
    text = PLAN.format(id=id, name="'" + name + "'", scope=scope, stated=stated or "建成", milestone="true")
    text = text.replace("      scope: \n", "")
    if stated:
        text = text.replace(", milestone: true", "")
    plan = plan_of(text, id)
    return plan, plan.indicators[0]


def relation(a: str, b: str, stated: tuple[str, str] = ("", ""), scope: tuple[str, str] = ("", "")) -> Judgement:
    left, right = one("甲", a, stated[0], scope[0]), one("乙", b, stated[1], scope[1])
    return judge(read(*left, vocabulary()), read(*right, vocabulary()), vocabulary())


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("护理型床位占比", "护理型床位比例"),
        ("护理型床位占比", "护理型床位占养老床位总数的比例"),
        ("养老机构护理型床位占比", "养老机构护理型床位比例"),
        ("城市低保标准", "城市最低生活保障标准"),
        ("农村五保对象集中供养率", "农村特困人员集中供养率"),
        ("志愿服务站点在社区综合服务设施中的覆盖率", "社区综合服务设施志愿服务站点覆盖率"),
        ("镇(街道)社工站覆盖率", "社会工作服务站乡镇(街道)覆盖率"),
        ("乡镇(街道)范围具备综合功能的养老服务机构覆盖率", "街道(乡镇)具备综合功能的养老服务机构覆盖率"),
        ("社会工作专业人才总量(万人)", "社会工作专业人才数量"),
        ("每千名老年人拥有床位数", "每千名老人床位数(张)"),
        ("婚姻登记“跨省通办”实施率", '婚姻登记"跨省通办"实施率'),
        ("县级公益性安葬(放)设施覆盖率", "县(市、区)公益性安葬(放)设施覆盖率"),
        ("查明身份信息流浪乞讨受助人员接送返回率", "查明身份信息的流浪乞讨受助人员接送返回率"),
    ],
)
def test_two_wordings_of_one_indicator(a: str, b: str) -> None:
    assert relation(a, b).relation == "same"
    assert relation(b, a).relation == "same"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("城市低保标准", "农村低保标准"),
        ("困难残疾人生活补贴覆盖率", "重度残疾人护理补贴覆盖率"),
        ("街道具备综合功能的养老服务机构覆盖率", "乡镇具备综合功能的养老服务机构覆盖率"),
        ("每千名老年人养老床位数", "每千人口养老床位数"),
        ("每千名老年人养老床位数", "养老床位数"),
        ("养老服务设施覆盖率", "养老服务设施达标率"),
        ("养老机构床位数", "养老床位数"),
        ("养老机构数", "养老机构床位数"),
        ("社会组织专职工作人员数量", "社会工作专业人才数量"),
        ("社会组织数量", "社区社会组织数量"),
        ("婚姻登记省内通办", "婚姻登记跨省通办"),
        ("新建居住区养老服务设施配建率", "已建成居住区养老服务设施配建率"),
        ("特困人员集中供养率", "特困人员分散供养率"),
        ("新增老年食堂", "老年食堂覆盖率"),
        ("低保标准", "低保标准年度增速"),
        ("公办养老机构数", "民办养老机构数"),
        ("社会组织党组织覆盖率", "社会组织评估率"),
        ("火化率", "节地生态安葬率"),
        ("3A级以上婚姻登记机关占比", "5A级婚姻登记机关占比"),
        ("孤儿集中养育标准", "孤儿分散养育标准"),
    ],
)
def test_look_alikes_are_refused_or_left_to_a_person(a: str, b: str) -> None:
    assert relation(a, b).relation in ("refused", "candidate")


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("低保标准", "城市低保标准"),
        ("养老机构护理型床位占比", "公办养老机构护理型床位占比"),
        ("乡镇(街道)具备综合功能的养老服务机构覆盖率", "街道具备综合功能的养老服务机构覆盖率"),
        ("特困人员集中供养率", "有集中供养意愿的特困人员集中供养率"),
        ("老年人适老化改造户数", "特殊困难老年人适老化改造户数"),
        # the number of a kind that plans set beside that of all
        ("社会工作专业人才数量", "持证社工数量"),
        ("每万名老年人拥有养老护理员数", "每万名老年人拥有持证养老护理员数"),
        ("残疾人两项补贴发放人数", "困难残疾人生活补贴发放人数"),
        ("家庭养老床位数", "家庭养老床位试点数"),
        ("社会捐助站(点)和慈善超市数量", "慈善超市数量"),
        # the thing says whom it is for
        ("养老机构护理型床位占比", "特困供养机构护理型床位占比"),
    ],
)
def test_a_limit_makes_the_narrower_indicator(wide: str, narrow: str) -> None:
    assert relation(wide, narrow).relation == "broader"
    assert relation(narrow, wide).relation == "narrower"


def test_the_plans_own_region_goes_without_saying() -> None:
    assert relation("甲市地名标志设置率", "地名标志设置率").relation == "same"
    assert relation("丙市地名标志设置率", "地名标志设置率").relation == "candidate"


def test_the_scope_counts_as_part_of_the_name() -> None:
    found = relation("养老机构护理型床位占比", "养老机构护理型床位占比", scope=("公办养老机构", ""))
    assert found.relation == "narrower"
    assert "scope differs" in say_all(found.reasons)
    assert "公办" in say_all(found.reasons)
    assert say_all(found.reasons, "zh").startswith("范围不同")


def test_a_scope_that_the_vocabulary_does_not_know_still_narrows() -> None:
    assert relation("火化率", "火化率", scope=("山前片", "")).relation == "narrower"
    assert relation("火化率", "火化率", scope=("山前片", "山后片")).relation == "close"


@pytest.mark.parametrize(
    ("a", "b", "stated"),
    [
        ("老年食堂", "老年食堂", ("22个", "30%")),  # a number of canteens, a share of villages
        ("孤儿养育", "孤儿养育", ("1500元/月", "120人")),
    ],
)
def test_figures_are_evidence_against_a_match(a: str, b: str, stated: tuple[str, str]) -> None:
    assert relation(a, b, stated).relation == "refused"


def test_a_count_goes_without_saying_where_the_figures_show_it() -> None:
    assert relation("老年食堂", "老年食堂数量", ("22个", "30个")).relation == "same"


def test_a_milestone_beside_its_rate_is_close() -> None:
    found = relation("乡镇(街道)未成年人保护工作站", "乡镇(街道)未成年人保护工作站覆盖率", ("", "50%"))
    assert found.relation == "close"


def test_what_the_vocabulary_cannot_explain_is_left_to_a_person() -> None:
    found = relation("养老机构燃气安全达标率", "养老机构食品卫生达标率")
    assert found.relation in ("candidate", "refused")
    assert "燃气安全" in say_all(found.reasons)
    assert "食品卫生" in say_all(found.reasons)


def test_a_promise_without_a_number_need_not_say_what_is_counted() -> None:
    counted, promised = "特殊困难老年人家庭适老化改造户数", "特殊困难老年人家庭适老化改造"
    assert relation(counted, promised, ("2000户", "")).relation == "close"
    assert relation(counted, promised, ("2000户", "300人次")).relation == "refused"


def test_a_promise_of_other_reach_than_the_figure_is_left_to_a_person() -> None:
    assert relation("公办养老机构改造", "养老机构改造数", ("", "30家")).relation == "candidate"


def test_a_deed_is_no_level_of_a_payment() -> None:
    assert relation("特困人员集中供养", "特困人员集中供养标准", ("", "1500元/月")).relation == "refused"


def test_two_that_overlap_are_left_to_a_person_however_unlike_the_names() -> None:
    found = relation("公办养老机构护理型床位占比", "农村护理型床位比例")
    assert found.relation == "candidate"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("地名标志设置率", "地名标志覆盖率"),
        ("村规民约制定率", "村规民约覆盖率"),
        ("每万人社会组织数", "每万名常住人口社会组织数"),
    ],
)
def test_what_places_have_or_lack_has_one_rate(a: str, b: str) -> None:
    assert relation(a, b, ("90%", "95%") if "率" in a else ("9个", "10个")).relation == "same"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("公办养老机构护理型床位占比", "公办养老机构床位占比"),  # shares of two kinds of beds
        ("社会组织3A级以上比例", "社会组织参评率"),  # who reached a grade, who is graded at all
    ],
)
def test_shares_of_other_things_are_refused(a: str, b: str) -> None:
    assert relation(a, b, ("50%", "60%")).relation == "refused"


def test_older_volunteers_are_not_all_volunteers() -> None:
    assert relation("注册志愿者数", "老年注册志愿者数", ("3万人", "1万人")).relation == "broader"
    assert relation("助餐服务覆盖率", "老年人助餐服务覆盖率", ("90%", "80%")).relation == "same"


def test_communities_are_also_those_of_the_countryside() -> None:
    assert relation("社区养老服务设施覆盖率", "农村社区养老服务设施覆盖率", ("90%", "80%")).relation == "broader"
    assert relation("农村社区养老服务设施覆盖率", "城乡社区养老服务设施覆盖率", ("80%", "90%")).relation == "narrower"


def test_a_standard_of_all_households_spending_is_not_that_of_towns() -> None:
    towns = "城市低保标准占上年度城镇居民人均消费支出的比例"
    assert relation("低保标准占居民人均消费支出的比例", towns, ("35%", "36%")).relation == "broader"
    assert relation("城市低保标准占居民人均消费支出的比例", towns, ("35%", "36%")).relation == "same"


@pytest.mark.parametrize(
    ("a", "b", "stated", "said"),
    [
        ("乡镇(街道)社工站", "乡镇(街道)社工站建成率", ("100%", "100%"), "same"),  # in percent it is a rate
        (
            "城乡社区综合服务设施覆盖率 城市",
            "城乡社区综合服务设施覆盖率 农村",
            ("100%", "80%"),
            "refused",
        ),  # two rows below one head
        ("街道养老服务中心数", "农村养老服务中心数", ("10个", "20个"), "refused"),
        ("福彩公益金用于养老服务的比例", "接受养老服务的老年人占比", ("55%", "60%"), "refused"),  # of money, of persons
        ("救助流浪乞讨人员人数", "救助流浪乞讨人员人次", ("100人", "100人次"), "close"),
        ("家庭适老化改造", "居家环境适老化改造", ("100户", "100户次"), "close"),
        ("民办养老床位占比", "民办养老机构床位占比", ("50%", "60%"), "close"),
        ("社区办公用房500平方米以上达标率", "社区办公用房面积达到500㎡以上的社区占比", ("50%", "60%"), "same"),
        ("社区办公用房500平方米以上达标率", "社区办公用房面积达到300平方米以上的社区占比", ("50%", "60%"), "close"),
        ("志愿服务组织数", "志愿服务队伍数", ("10个", "20个"), "close"),
        ("县级殡仪馆数", "县级殡仪馆建设项目数", ("10个", "12个"), "refused"),
        ("孤儿最低养育标准", "孤儿平均养育标准", ("1000元/月", "1500元/月"), "close"),
        ("孤儿最低养育标准", "孤儿养育标准", ("1000元/月", "1500元/月"), "same"),
        # some plain yuan are what one person gets, or all; 万元 are never what one gets a month
        ("孤儿基本生活费", "孤儿基本生活费标准", ("1800元", "1800元/月"), "same"),
        ("养老护理员平均工资", "养老护理员月平均工资", ("4000元/月", "4000元"), "same"),
        ("慈善捐赠额", "慈善捐赠总额", ("90000元", "9万元"), "same"),
        ("孤儿基本生活费", "孤儿基本生活费标准", ("1800万元", "1800元/月"), "refused"),
        ("社会组织党组织组建率", "社会组织党组织覆盖率", ("100%", "90%"), "close"),
        ("海葬数", "海葬数(五年累计)", ("100具", "500具"), "close"),
        ("家庭养老床位数①", "家庭养老床位数[注2]", ("100张", "500张"), "same"),
        ("其中:护理型床位占比", "护理型床位占比", ("50%", "60%"), "same"),
    ],
)
def test_what_tables_of_plans_print(a: str, b: str, stated: tuple[str, str], said: str) -> None:
    assert relation(a, b, stated).relation == said
    assert relation(b, a, stated[::-1]).relation == said


@pytest.mark.parametrize(
    ("a", "b", "stated", "said"),
    [
        # of one year, and of several
        ("福利彩票年销售额", "福利彩票累计销售额", ("5亿元", "25亿元"), "refused"),
        ("福利彩票年销售额", "福利彩票销售额", ("5亿元", "5亿元"), "same"),
        # nearly the same thing, also as a base
        ("慈善募捐额", "慈善捐赠额", ("5亿元", "5亿元"), "close"),
        ("福彩公益金用于养老服务的比例", "彩票公益金用于养老服务的比例", ("55%", "60%"), "close"),
        ("特困人员供养标准", "特困人员基本生活标准", ("900元/月", "1000元/月"), "close"),  # the former may include care
        ("精神障碍社区康复服务县级覆盖率", "精康融合行动县级覆盖率", ("80%", "80%"), "close"),
        # what a note in brackets adds
        ("社区社会组织数(含备案)", "社区社会组织数", ("50个", "10个"), "close"),
        ("遗体火化率(不含少数民族)", "遗体火化率", ("90%", "80%"), "close"),
        # what is there, and what is finished of a plan
        ("地名标志设置覆盖率", "地名标志设置完成率", ("90%", "100%"), "close"),
        # orphans are not older persons, and pilots of no kind are no whole
        ("老年人能力评估率", "成年孤儿能力评估率", ("90%", "80%"), "refused"),
        ("试点数", "农村社区试点数", ("10个", "5个"), "refused"),
        # whom the nation names, and whom the province
        ("全国婚俗改革实验区", "国家级婚俗改革实验区数", ("2个", "3个"), "same"),
        ("国家级综合减灾示范社区数", "省级综合减灾示范社区数", ("10个", "5个"), "refused"),
        # averages, as standards of a region are; and the base that only one of them names
        ("城市低保平均标准", "城市低保标准", ("800元/月", "800元/月"), "same"),
        ("养老机构护理型床位占养老床位总数的比例", "养老机构护理型床位占比", ("50%", "60%"), "close"),
        ("农村五保集中供养标准", "农村特困人员集中供养基本生活标准", ("900元/月", "1000元/月"), "same"),
        # so many persons or times, which the units tell; growth of a year and of an average one
        ("残疾人培训人数", "残疾人培训人次", ("100人次", "200人次"), "same"),
        ("低保标准年增长率", "低保标准年均增长率", ("8%", "9%"), "same"),
        ("低保标准年度增速", "低保标准年均增速", ("8%", "9%"), "close"),
        ("低保标准提高幅度", "低保标准年均增长率", ("8%", "9%"), "close"),
        # what a region calls it, too
        ("城市社区日间照料中心(虚拟养老院)覆盖率", "城市社区日间照料中心覆盖率", ("90%", "100%"), "close"),
        # of persons, in per cent and per thousand; of a standard, times and per cent
        ("养老床位数占老年人口比例", "每千名老年人养老床位数", ("3%", "30张"), "same"),
        ("养老床位数占老年人口比例", "每千名老年人养老机构数", ("3%", "30家"), "refused"),
        ("特困人员基本生活标准与低保标准之比", "特困人员基本生活标准占低保标准的比例", ("1.3倍", "130%"), "same"),
        # an amount for each of something is a standard, said or not
        ("养老机构建设补贴", "养老机构建设补贴标准", ("5000元/床", "6000元/床"), "same"),
    ],
)
def test_what_wants_a_note_and_what_does_not(a: str, b: str, stated: tuple[str, str], said: str) -> None:
    assert relation(a, b, stated).relation == said
    assert relation(b, a, stated[::-1]).relation == said


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("有女性成员的村委会比例", "村委会成员中女性比例"),  # of committees, of their members
        ("生态安葬行政村覆盖率", "节地生态安葬率"),  # of villages, of burials
        ("当年建成家庭养老床位数", "家庭养老床位数"),
    ],
)
def test_of_what_a_rate_or_number_is(a: str, b: str) -> None:
    stated = ("10张", "90张") if "床位" in a else ("90%", "40%")
    assert relation(a, b, stated).relation == "refused"
    assert relation(b, a, stated[::-1]).relation == "refused"


def test_in_chinese_no_english_is_left() -> None:
    found = relation("社区注册志愿者占居民总数比例", "社区注册志愿者占社区户数比例", ("5%", "4%"))
    assert "(of " in say_all(found.reasons)
    assert "(" not in say_all(found.reasons, "zh")
    assert "(" not in say_all(relation("社区社会组织数(含备案)", "社区社会组织数", ("50个", "10个")).reasons, "zh")


def test_insurance_of_residents_is_a_part_of_all() -> None:
    assert relation("城乡居民养老保险参保率", "基本养老保险参保率", ("95%", "96%")).relation == "narrower"
    assert relation("城乡居民养老保险参保率", "新型农村社会养老保险参保率", ("95%", "96%")).relation == "broader"


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("村(居)民委员会依法自治达标率", "村民委员会依法自治达标率"),
        ("村(居)委会成员中女性比例", "居民委员会女性成员占比"),
        ("村(居)务公开率", "村务公开率"),
        ("社会团体和基金会年检率", "基金会年检率"),
    ],
)
def test_a_kind_named_beside_another_makes_the_wider_indicator(wide: str, narrow: str) -> None:
    assert relation(wide, narrow, ("90%", "80%")).relation == "broader"
    assert relation(narrow, wide, ("80%", "90%")).relation == "narrower"


def test_one_in_every_county_is_close_to_the_share_of_counties() -> None:
    each, share = "每个县(市、区)至少建有1所老年大学", "县级老年大学覆盖率"
    assert relation(each, share, ("1所", "100%")).relation == "close"
    assert relation(each, "街道老年大学覆盖率", ("1所", "100%")).relation == "refused"
    assert relation(each, "县级公办老年大学覆盖率", ("1所", "100%")).relation == "refused"


@pytest.mark.parametrize(
    ("a", "b", "stated", "said"),
    [
        ("社区工作者", "每万人拥有社区工作者", ("15人/万人", "18人"), "same"),
        ("养老床位数", "养老床位数", ("45张/千人", "4500张"), "refused"),
        ("社区综合服务设施面积", "每百户居民拥有社区综合服务设施面积", ("30平方米/百户", "35平方米"), "same"),
        ("养老服务设施用地面积", "人均养老服务设施用地面积", ("0.1平方米/人", "0.1平方米"), "same"),
        ("社区社会组织数(个/城市社区)", "每个城市社区拥有社区社会组织", ("10个", "10个"), "same"),
        ("社区社会组织数(个/城市社区)", "社区社会组织数(个/农村社区)", ("10个", "5个"), "refused"),
        ("城市低保标准", "城市低保标准(元/人·月)", ("800元/月", "800元/月"), "same"),
        ("社区工作者占城镇常住人口比例", "每万城镇常住人口拥有社区工作者", ("18人/万人", "18人"), "same"),
        ("城镇社区工作者配备率(每万人)", "每万名城镇常住人口社区工作者人数", ("18人", "18人"), "same"),
        ("每千名老年人护理型床位拥有率", "每千名老年人护理型床位数", ("20张", "18张"), "same"),
        ("社区工作者配备率", "每万名城镇常住人口社区工作者人数", ("90%", "18人"), "refused"),
    ],
)
def test_what_a_unit_is_per_is_part_of_the_indicator(a: str, b: str, stated: tuple[str, str], said: str) -> None:
    assert relation(a, b, stated).relation == said
    assert relation(b, a, stated[::-1]).relation == said


@pytest.mark.parametrize(
    ("a", "b", "stated", "said"),
    [
        ("每村年运转经费", "村级组织运转经费保障标准", ("5万元", "10万元/年"), "same"),
        ("社区工作者平均工资水平", "社区工作者年人均报酬", ("5000元/月", "6万元"), "same"),
        ("社区工作经费总额", "社区工作经费标准", ("500万元", "10万元/年"), "refused"),
        ("城市低保资金", "城市低保标准", ("500万元", "800元/月"), "refused"),
    ],
)
def test_an_amount_for_each_is_a_standard(a: str, b: str, stated: tuple[str, str], said: str) -> None:
    assert relation(a, b, stated).relation == said
    assert relation(b, a, stated[::-1]).relation == said


@pytest.mark.parametrize(
    ("a", "b", "stated", "said"),
    [
        # so much for each, and the subsidy for each
        ("基本殡葬服务费减免金额", "基本殡葬服务费减免标准", ("1200元/具", "1000元/具"), "same"),
        ("骨灰海葬一次性补贴", "骨灰海葬补助标准", ("2000元", "1500元/份"), "same"),
        # the dead are counted as persons, bodies or urns
        ("遗体火化人数", "年火化遗体数", ("3000人", "3000具"), "same"),
        ("骨灰海葬人数", "骨灰海葬份数", ("300人", "300份"), "same"),
        ("敬老院入住人数", "敬老院数", ("300人", "3个"), "refused"),
        # a rate's formula or base in brackets
        ("火化率(火化数/死亡人数)", "火化率", ("100%", "90%"), "same"),
        ("节地生态安葬率(占年度安葬总量)", "节地生态安葬率", ("50%", "60%"), "same"),
        # in all, or nothing said of when; a total is in all
        ("骨灰海葬份数", "骨灰海葬累计份数", ("100份", "500份"), "close"),
        ("家庭养老床位数", "家庭养老床位累计建成数", ("100张", "500张"), "same"),
        ("福利彩票销售总额", "福利彩票累计销售额", ("1亿元", "2亿元"), "same"),
        # whom it is done for goes without saying
        ("家庭适老化改造户数", "特殊困难老年人家庭适老化改造户数", ("100户", "90户"), "broader"),
        ("特殊困难老年人家庭适老化改造户数", "经济困难老年人家庭适老化改造户数", ("100户", "90户"), "close"),
        ("不符合消防标准的养老机构占比", "符合消防标准的养老机构占比", ("10%", "90%"), "candidate"),
        # lists, and what is up to a title's standard
        ("儿童主任培训率", "儿童督导员、儿童主任培训率", ("100%", "90%"), "narrower"),
        ("社会组织党的组织覆盖率", "社会组织党的组织和党的工作覆盖率", ("100%", "90%"), "narrower"),
        ("智慧社区建设达标率", "智慧社区覆盖率", ("50%", "60%"), "close"),
        ("社区综合服务设施面积达标率", "社区综合服务设施达标率", ("50%", "60%"), "close"),
        ("骨灰立体安葬比例", "节地生态安葬比例", ("20%", "60%"), "narrower"),
        ("养老护理员岗前培训率", "养老护理员培训率", ("100%", "90%"), "close"),
        ("城乡低保标准年度增速", "城乡低保标准增幅", ("5%", "6%"), "same"),
        ("城乡低保标准年度增速", "城乡低保标准年均增速", ("5%", "6%"), "close"),
        # town to country, and the other way round
        ("城乡低保标准之比", "农村低保标准占城市低保标准的比例", ("1.3倍", "75%"), "close"),
        ("城乡低保标准比", "城市低保标准与农村低保标准之比", ("1.3倍", "1.2倍"), "same"),
        ("城乡低保标准差距", "城乡低保标准比", ("1.3倍", "1.2倍"), "close"),
        # a reach told in places beside one in percent
        ("老年大学覆盖面(每个县至少1所)", "县级老年大学覆盖率", ("每县1所", "100%"), "close"),
        ("老年大学数量", "县级老年大学覆盖率", ("20所", "100%"), "refused"),
        # floor area up to the standard, however its size is told
        (
            "每百户居民拥有社区综合服务设施面积≥30平方米的社区占比",
            "每百户居民拥有社区综合服务设施面积达标率",
            ("80%", "90%"),
            "same",
        ),
        ("社区综合服务设施面积达标率(每百户不低于30平方米)", "社区综合服务设施面积达标率", ("80%", "90%"), "same"),
        ("社区办公服务用房面积达到300平方米以上的比例", "社区办公服务用房面积达标率", ("80%", "90%"), "close"),
        # townships and villages as some provinces call them, and lists of levels
        ("镇办社工站覆盖率", "乡镇(街道)社工站覆盖率", ("80%", "90%"), "same"),
        ("村社党群服务中心覆盖率", "村(社区)党群服务中心覆盖率", ("80%", "90%"), "same"),
        ("村社会组织数", "村社区社会组织数", ("8个", "9个"), "refused"),
        ("生态安葬率(节地生态安葬占年度安葬总量)", "节地生态安葬率", ("50%", "60%"), "same"),
        ("城市社区综合服务设施达标率[面积≥1000平方米]", "城市社区综合服务设施达标率", ("50%", "60%"), "close"),
        ("社区社会组织数量(城市社区不少于10个、农村社区不少于5个)", "社区社会组织数量", ("50个", "60个"), "same"),
        ("尊老金覆盖率(达到100岁)", "100岁以上老年人尊老金覆盖率", ("50%", "60%"), "same"),
        ("尊老金覆盖率(达到100岁)", "80岁以上老年人尊老金覆盖率", ("50%", "60%"), "refused"),
        ("≥65岁老年人健康管理率", "65岁以上老年人健康管理率", ("50%", "60%"), "same"),
        ("达标社区占比(办公活动场所350㎡以上)", "达标社区占比", ("50%", "60%"), "refused"),
        # orphans and abandoned infants; charities registered and recognised
        ("城市低保标准(城乡统一)", "城市低保标准", ("900元/月", "800元/月"), "same"),
        ("特殊困难老年人月探访率", "特殊困难老年人年探访率", ("100%", "90%"), "close"),
        ("孤儿和弃婴基本生活最低养育标准", "孤儿基本生活最低养育标准", ("1500元/月", "1800元/月"), "same"),
        ("慈善组织(含认定)数量", "慈善组织数量", ("50家", "60家"), "same"),
        ("县(自治县、区)殡仪馆", "县域殡仪馆", ("5座", "6个"), "same"),
        ("嘎查村(居)民委员会依法自治达标率", "村(居)委会依法自治达标率", ("80%", "90%"), "same"),
        ("孤儿养育标准(机构/散居)", "孤儿基本生活最低养育标准", ("1500元/月", "1800元/月"), "same"),
        ("县、街道、社区三级养老服务中心覆盖率", "县、街道、社区养老服务中心覆盖率", ("80%", "90%"), "same"),
    ],
)
def test_what_a_careful_reader_puts_in_one_row_or_not(a: str, b: str, stated: tuple[str, str], said: str) -> None:
    mirrored = {"narrower": "broader", "broader": "narrower"}
    assert relation(a, b, stated).relation == said
    assert relation(b, a, stated[::-1]).relation == mirrored.get(said, said)


def test_what_names_one_thing_or_looks_alike_is_worth_judging_and_nothing_else() -> None:
    a, b = ([read(plan, i, vocabulary()) for i in plan.indicators] for plan in map(Library.open().find, ("guichi", "huzhou")))
    wanted = [
        (i, j) for i, x in enumerate(a) for j, y in enumerate(b)
        if x.subject & y.subject or fuzz.ratio(x.meaning.name, y.meaning.name) >= CANDIDATE_CUTOFF
    ]  # fmt: skip
    assert 0 < len(wanted) < len(a) * len(b) / 20
    assert list(worth_judging(a, b)) == wanted
