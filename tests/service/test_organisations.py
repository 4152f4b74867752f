"""Bodies are named in full, in short, by their place: the held ones are found, strangers are told from them."""

from __future__ import annotations

import pytest

from ingest import terms
from service.body_names import canonical, taken_apart
from service.body_words import meant
from service.organisations import Directory, Named

HELD = [
    "甲省乙市丙丁区人民政府办公室",
    "甲省乙市丙丁区人民政府戊己街道办事处",
    "中共甲省乙市丙丁区委社会工作部",
    "甲省乙市丙丁区水务局",
    "辛壬市文化和旅游发展委员会",
]
# One name in many places, a city's name before its districts', as in life.
TOWN = [
    f"{place}{body}"
    for place in ("河东省", "云州市", "云州市青河区", "云州市石桥县", "霁川市", "霁川市映月区")
    for body in ("统计局", "市场监督管理局", "卫生健康委员会", "妇女联合会", "总工会", "档案馆")
] + ["云州市财政局", "云州市委党校", "霁川市映月区财政局", "云州市石桥县柳荫镇人民政府", "云州市青河区清风街道办事处"]
VOCABULARY = terms.Vocabulary(code.name for code in terms.codes().values())


def named(text: str, held: list[str], inside: str = "") -> Named:
    items = [(mention.start, mention.end) for mention in VOCABULARY.mentions(text)]
    return Directory({name: (name,) for name in held}).named(text, lambda words, bodies: words in inside, items)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("丙丁区府办今年三公", [HELD[0]]),
        ("丙丁区政府办公室今年三公", [HELD[0]]),
        ("区政府今年三公", [HELD[0]]),
        ("戊己街道的三公经费", [HELD[1]]),
        ("戊己街道25年的政府采购里搞工程的", [HELD[1]]),
        ("戊己街道 政府采购货物 25年比24年 差多少", [HELD[1]]),
        ("戊己街道2025年政府性基金预算支出表是空的吗", [HELD[1]]),
        ("戊己街道办25年电费", [HELD[1]]),
        ("丙丁区委社工部决算", [HELD[2]]),
        ("社会工作部花了多少", [HELD[2]]),
        ("水务局的预算", [HELD[3]]),
        ("咨询水务局的预算", [HELD[3]]),
        ("辛壬市文旅委今年预算", [HELD[4]]),
        ("辛壬市文旅委会议费", [HELD[4]]),
        ("2023年辛壬市文旅委培训费是多少", [HELD[4]]),
        ("甲省乙市丙丁区人民政府戊己街道办事处的三公", [HELD[1]]),
        ("2022年底水务局有几辆车", [HELD[3]]),
        ("中小企业从水务局拿到多少钱", [HELD[3]]),
        ("防汛在水务局支出中占多少", [HELD[3]]),
        ("先说水务局的基本工资", [HELD[3]]),
        ("丙丁区府办和戊己街道谁多", [HELD[0], HELD[1]]),
    ],
)
def test_short_names_are_understood(text: str, held: list[str]) -> None:
    found = named(text, HELD)
    assert (sorted(found.held), found.strangers, found.choices) == (sorted(held), (), ())


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("映月公安2020年买车的预算", "霁川市公安局映月区分局"),
        ("霁川市映月区公安分局2020年三公", "霁川市公安局映月区分局"),
        ("霁川公安映月分局2020年三公", "霁川市公安局映月区分局"),
        ("2020年映月区公安局的三公", "霁川市公安局映月区分局"),
        ("青溪公安分局2020年培训费", "霁川市公安局青溪分局"),
        ("青溪公安和映月公安哪个三公多", "霁川市公安局映月区分局、霁川市公安局青溪分局"),
        ("青溪规划和自然资源局的三公", "霁川市规划和自然资源局青溪分局"),
        ("霁川市公安局2020年三公", ""),
        ("石桥公安分局2020年三公", ""),
    ],
)
def test_a_branch_of_a_bureau_is_called_by_where_it_is_first(said: str, held: str) -> None:
    branches = ["霁川市公安局映月区分局", "霁川市公安局青溪分局", "霁川市规划和自然资源局青溪分局"]
    found = named(said, branches)
    assert sorted(found.held) == (held.split("、") if held else [])
    assert bool(found.strangers) is not bool(held)
    assert taken_apart(branches[0]).places == ("霁川市",)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("请问云州统计局今年三公经费", "云州市统计局"),
        ("2024年云州统计局三公经费", "云州市统计局"),
        ("今年云州财政局的预算", "云州市财政局"),
        ("霁川市场监管局三公经费", "霁川市市场监督管理局"),
        ("青河统计局本级二〇二五年工会经费", "云州市青河区统计局"),
        ("二〇二四年云州市青河区卫健委卫生健康支出", "云州市青河区卫生健康委员会"),
        ("云州市青河区妇联", "云州市青河区妇女联合会"),
        ("映月总工会2021年人员经费", "霁川市映月区总工会"),
        ("云州市青河区档案馆24年三公", "云州市青河区档案馆"),
        ("省统计局的决算", "河东省统计局"),
        ("云州市2024年统计局三公经费", "云州市统计局"),
        ("石桥县的统计局三公经费", "云州市石桥县统计局"),
        ("市委党校去年办公费", "云州市委党校"),
        ("石桥柳荫镇政府", "云州市石桥县柳荫镇人民政府"),
        ("云州市清风街道", "云州市青河区清风街道办事处"),
        ("省级统计局2024年预算", "河东省统计局"),
        ("区财政局今年预算", "霁川市映月区财政局"),
    ],
)
def test_one_of_many_is_told_by_its_place_or_level(text: str, held: str) -> None:
    found = named(text, TOWN)
    assert (found.held, found.strangers, found.choices) == ((held,), (), ())


@pytest.mark.parametrize(
    "words", ["开会的花销", "2050299这个科目", "请列明", "请计算", "分析一下开支情况，核对", "办公经费"]
)
def test_words_of_the_field_before_a_name_are_no_place(words: str) -> None:
    found = named(f"{words}水务局今年压了多少", HELD)
    assert (list(found.held), found.strangers) == ([HELD[3]], ())


@pytest.mark.parametrize("text", ["统计局2024年预算", "市场监管局三公经费", "市统计局的决算", "县区统计局预算"])
def test_a_name_of_several_is_asked_back(text: str) -> None:
    found = named(text, TOWN)
    assert (found.held, found.strangers) == ((), ())
    assert len(found.choices) == 1
    assert len(found.choices[0]) > 1


@pytest.mark.parametrize(
    "text",
    [
        "市财政局的三公经费",
        "财政局今年预算",
        "丙丁区教育局的预算",
        "庚辛街道今年三公要花多少",
        "癸省政协2018年预算",
        "丙丁区教委预算",
        "市水务局今年预算",
        "乙市政府今年预算",
        "税务局的三公经费",
        "子丑区水务局预算",
        "丙丁区档案馆2024年的支出预算",
    ],
)
def test_bodies_not_held_are_strangers(text: str) -> None:
    found = named(text, HELD)
    assert found.strangers
    assert not found.held


@pytest.mark.parametrize(
    "text",
    [
        "沧溟市统计局",
        "沧溟市玄圃区统计局",
        "云州市赤岭区统计局",
        "海西省统计局",
        "从化区统计局",
        "太和县统计局",
        "沧溟统计局",
        "云州市白鹭区财政局",
        "石桥县财政局",
        "沧溟市委党校",
        "霁川市委党校",
        "沧溟市龙眠镇人民政府",
        "石桥县龙眠镇政府",
        "沧溟市妇女联合会",
        "沧溟市妇联",
        "云州市赤岭区清风街道办事处",
        "沧溟市场监管局",
        "国家统计局云州调查队",
    ],
)
@pytest.mark.parametrize("around", ["{}24年三公经费预算", "请问{}今年预算里养车费", "二〇二三年{}的决算", "想了解{}"])
def test_no_other_place_answers_for_one_not_held(text: str, around: str) -> None:
    found = named(around.format(text), TOWN)
    assert (found.held, found.choices) == ((), ())
    assert found.strangers


@pytest.mark.parametrize(
    "place",
    [
        "成都市",
        "荆门市",
        "运城市",
        "宜都市",
        "东城区",
        "南山区",
        "西湖区",
        "东营区",
        "和平区",
        "太和县",
        "高要区",
        "歙县",
        "新都区",
        "秭归县",
    ],
)
def test_places_that_close_like_words_are_places(place: str) -> None:
    assert named(f"请问{place}统计局2024年三公经费", TOWN).strangers == (f"{place}统计局",)


def test_a_place_that_the_names_do_not_tell_is_no_contradiction() -> None:
    assert named("甲乙市丙丁区水务局预算", ["丙丁区水务局"]).held == ("丙丁区水务局",)
    assert named("甲乙市水务局预算", ["丙丁区水务局"]).strangers == ("甲乙市水务局",)


@pytest.mark.parametrize(
    "text",
    [
        "今天天气怎么样",
        "各部门的预算",
        "内设机构有哪些",
        "大厅一年办多少件",
        "局长的年薪是多少",
        "全部支出是多少",
        "办公费是多少",
        "卫生健康支出2024年预算",
        "住房保障支出和教育支出哪个多",
        "社会保障和就业支出是多少",
        "一般行政管理事务",
    ],
)
def test_ordinary_words_and_items_are_no_bodies(text: str) -> None:
    for held in (HELD, TOWN):
        found = named(text, held)
        assert (found.held, found.strangers, found.choices) == ((), (), ())


def test_a_unit_that_the_disclosure_itself_speaks_of_is_no_stranger() -> None:
    assert named("便民服务中心有几人", HELD[:1], "便民服务中心").strangers == ()


@pytest.mark.parametrize(
    "text",
    [
        "今年给供电局交的钱有多少",
        "市府办印发的应急预案通知，文号是多少",
        "窗口人员收归政务办，原因是什么",
        "把电费交给供电局，一年多少",
    ],
)
def test_a_body_that_is_only_mentioned_is_not_asked_about(text: str) -> None:
    found = named(text, ["甲乙市水务局"])
    assert (found.strangers, found.spans) == ((), ())
    assert found.passing
    several = named(f"云州市统计局{text}", TOWN)
    assert (several.held, several.strangers) == (("云州市统计局",), ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("沧溟市2024年三公经费预算是多少", "沧溟市"),
        ("请问沧溟市各单位三公经费合计", "沧溟市"),
        ("云州市各单位三公经费合计", None),
        ("青河区2024年三公经费", None),
        ("全市2024年三公经费", None),
        ("老旧小区2024年改造经费", None),
        ("社区的预算", None),
    ],
)
def test_a_place_of_which_nothing_is_held_is_said(text: str, place: str | None) -> None:
    assert Directory({name: (name,) for name in TOWN}).strange_place(text) == place


@pytest.mark.parametrize(
    ("name", "places", "core"),
    [
        ("云州市市场监督管理局", ("云州市",), "市场监督管理局"),
        ("云州市市政管理局", ("云州市",), "市政管理局"),
        ("云州市政务服务局", ("云州市",), "政务服务局"),
        ("郑州市城市管理局", ("郑州市",), "城市管理局"),
        ("荆州市沙市区城市管理局", ("荆州市", "沙市区"), "城市管理局"),
        ("延边朝鲜族自治州延吉市教育局", ("延边朝鲜族自治州", "延吉市"), "教育局"),
        ("内蒙古自治区呼伦贝尔市鄂温克族自治旗财政局", ("内蒙古自治区", "呼伦贝尔市", "鄂温克族自治旗"), "财政局"),
        ("中国人民政治协商会议云州市委员会", ("云州市",), "政治协商会议委员会"),
        ("国家税务总局云州市青河区税务局", ("云州市", "青河区"), "税务局"),
        ("中共云州市委党校", ("云州市",), "党校"),
        ("云州市石桥县人民政府清风街道办事处", ("云州市", "石桥县"), "清风街道办事处"),
    ],
)
def test_names_are_taken_apart(name: str, places: tuple[str, ...], core: str) -> None:
    parts = taken_apart(name)
    assert (parts.places, parts.core) == (places, core)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云州市政协今年预算", "中国人民政治协商会议云州市委员会"),
        ("共青团云州市委员会预算", "共青团云州市委员会"),
        ("云州市团委预算", "共青团云州市委员会"),
        ("青河区税务局决算", "国家税务总局云州市青河区税务局"),
        ("云州市人大常委会办公室预算", "云州市人大常委会办公室"),
        ("云州市人大预算", "云州市人大常委会办公室"),
    ],
)
def test_names_with_their_place_in_the_middle_are_found(text: str, name: str) -> None:
    assert named(text, [name]).held == (name,)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("云州市环境保护局", "云州市生态环境局", True),
        ("云州市国土资源局", "云州市自然资源局", True),
        ("云州市国土资源局", "云州市自然资源和规划局", True),
        ("云州市环境保护局", "霁川市生态环境局", False),
        ("云州市住房和城乡建设委员会", "云州市城乡建设委员会", True),
        ("云州市旅游局", "云州市文化和旅游局", False),
        ("云州市财政局", "云州市财政局（本级）", True),
    ],
)
def test_former_and_present_names_are_one_body(one: str, other: str, same: bool) -> None:
    assert (canonical(one) == canonical(other)) == same


def test_a_former_name_is_told_with_the_present_one() -> None:
    directory = Directory({"甲乙市生态环境局": ("甲乙市环境保护局", "甲乙市生态环境局")})
    found = directory.named("甲乙市环境保护局2017年预算", lambda words, bodies: False)
    assert found.held == ("甲乙市生态环境局",)
    assert found.formerly == (("甲乙市环境保护局", "甲乙市生态环境局"),)
    assert directory.named("甲乙市生态环境局预算", lambda words, bodies: False).formerly == ()


def test_the_nearest_of_a_merged_body_is_what_it_is_in() -> None:
    assert Directory({name: (name,) for name in TOWN}).nearest("云州市工商局", 1) == ["云州市市场监督管理局"]


SCHOOLS = ["庚州市辛壬区明理中学校", "庚州市辛壬区城市管理局", "癸山市子丑县人力资源和社会保障局"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("明理中学2024年三公经费", SCHOOLS[0]),
        ("辛壬明理中学的收入", SCHOOLS[0]),
        ("辛壬区明理中学校花了多少", SCHOOLS[0]),
        ("差多少？明理中学的", SCHOOLS[0]),
    ],
)
def test_a_school_goes_without_its_last_word(text: str, held: str) -> None:
    assert named(text, SCHOOLS).held == (held,)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("为啥辛壬城管2024年没买车", SCHOOLS[1]),
        ("子丑人社去年三公经费", SCHOOLS[2]),
        ("辛壬区城管那边呢", SCHOOLS[1]),
        ("辛壬2024年三公", None),
    ],
)
def test_a_place_and_what_tells_a_body_there_are_its_name(text: str, held: str | None) -> None:
    found = meant(text, SCHOOLS)
    assert (found and found[0]) == held


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("子丑县2024年招了多少人", SCHOOLS[2]),
        ("子丑的培训补贴每人多少", SCHOOLS[2]),
        ("辛壬区2024年的经费", None),  # two are there
        ("寅卯区的经费", None),
    ],
)
def test_the_only_body_of_a_place(text: str, of: str | None) -> None:
    found = Directory({name: (name,) for name in SCHOOLS}).of_place(text)
    assert (found and found[0]) == of


@pytest.mark.parametrize("looked", ["请第三方评了", "委托专家评估过", "组织评审过"])
def test_who_had_something_looked_at_is_not_asked_about(looked: str) -> None:
    assert not named(f"财政局{looked}子丑县的培训项目，查出了什么问题", SCHOOLS).strangers
    assert named("财政局组织了几次培训", SCHOOLS).strangers
