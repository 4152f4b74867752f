"""What is asked of one project: of a chapter that does not name it, of its parts, its money as a whole, and whose it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from service import asked_particular
from service.answer import Service
from service.rules import one_project, project_money
from tests.support.shelf import Shelf

UNNAMED = """# 上海市浔江区房屋管理局2026年部门预算

## 预算编制说明

2026年支出预算3,000.00万元。

## 项目经费情况说明

### 一、项目概述

2026年继续拆除危险房屋，清退各类存量隐患，并开展安全宣传。

### 二、立项依据

1.《浔江区城镇房屋安全条例》

2.《浔江区旧住房处置办法》

### 三、实施主体

浔江区房屋安全中心

### 四、实施方案

先排查，后清退，逐栋验收。

### 五、实施周期

2025年1月1日-2027年12月31日

### 六、年度预算安排

本年度拆危经费预算金额为120.00万元，分别用于现场围护、宣传制作等。

### 七、绩效目标

（具体见表格）

财政项目支出绩效目标申报表

（2026年度）

项目名称	拆危经费	项目性质	阶段性项目
主管部门	浔江区房屋管理局	实施单位	浔江区房屋安全中心
计划开始日期	2025-01-01	计划完成日期	2027-12-31
项目资金（元）	项目资金总额	4,800,000.00	年度资金申请总额	1,200,000.00
	其中：财政资金	4,800,000.00	其中：当年财政拨款	1,200,000.00
	上年结转资金	0.00	其他资金	0.00
一级指标	二级指标	三级指标	年度(/项目)指标值
产出指标	数量指标	清退房屋数量	≥40栋
	质量指标	验收合格率	=100.00(%)
满意度指标	服务对象满意度指标	群众满意度	≥85.00(%)
"""

BUILT = """# 上海市浔江区交通委员会2026年部门预算

## 预算编制说明

2026年支出预算9,000.00万元。

## 桐花路-北渡路人行天桥工程项目经费情况说明

### 一、项目概述

桐花路-北渡路人行天桥工程位于浔江区桐花路66号，毗邻柏荫路口，设电梯2部。

### 二、立项依据

浔建〔2025〕9号关于同意桐花路-北渡路人行天桥工程方案的批复。

### 三、实施主体

施工单位：浔江第二建设有限公司；

设计单位：浔江市政设计院；

监理单位：浔江兴安监理有限公司；

### 四、实施方案

先迁管线，再架主梁。

### 五、实施周期

2025年9月开工，合同工期380天，计划于2026年10月完工。

### 六、年度预算安排

本项目可研批复总投资为8000.00万元，其中建筑安装工程费6000.00万元，预备费400.00万元，截至2025年底累计安排900.00万元。

### 七、绩效目标

建成后方便居民过街。
"""


NUMBERED = """
## 项目经费情况说明（一）

滩涂观鸟亭修缮项目

### 一、项目概述

修缮观鸟亭3座。

### 五、实施周期

2026年4月开工，2026年8月完工。

### 六、年度预算安排

2026年安排预算50.00万元，其中：木构整修35.00万元，围栏更换15.00万元。

"""


ALIKE = """# 上海市浔江区园林局2026年部门预算

## 预算编制说明

2026年支出预算700.00万元。

## 芦湾步道养护提升项目经费情况说明

### 一、项目概述

受委托的浔江设计院位于槐荫路8号。芦湾步道位于芦湾路12号。

### 二、立项依据

本项目由区财政局全额安排资金支持建设，由区发展和改革委员会批准设计。

### 六、年度预算安排

2026年安排预算60.00万元，其中：木构整修35.00万元，围栏更换25.00万元，2026年木构整修增长20.00%。

## 槐荫苗圃项目经费情况说明

### 一、项目概述

日常养护苗圃。

### 三、实施主体

由浔江青禾园艺公司负责监理。

### 六、年度预算安排

2026年安排预算11.00万元，其中：清扫保洁11.00万元。

"""


def _shared(body: str) -> str:
    return (
        f"# {body}2026年部门预算\n\n2026年支出预算100.00万元。\n\n## 青芦荡湿地步道修复项目经费情况说明\n\n"
        "### 一、项目概述\n\n修复步道。\n\n### 三、实施主体\n\n监理单位：浔江绿野监理有限公司。\n\n"
    )


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("one_project")
    texts = (UNNAMED, BUILT, _shared("上海市浔江区水务局") + NUMBERED, _shared("上海市浔江区绿化局"), ALIKE)
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number}.md")
        paths[-1].write_text(text, "utf-8")
    return Service(Shelf(*paths))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("浔江区房屋管理局拆危经费的立项依据有哪些", "旧住房处置办法"),
        ("浔江区房屋管理局拆危经费是谁在实施", "房屋安全中心"),
        ("浔江区房屋管理局拆危经费打算怎么实施", "逐栋验收"),
        ("浔江区房屋管理局那个拆危项目从哪年干到哪年", "2027-12-31"),
        ("浔江区房屋管理局那个拆危项目什么时候能完成", "2027-12-31"),
    ],
)
def test_a_chapter_without_a_name_is_of_the_only_form(service, question, told):
    reply = service.ask(question)
    assert reply.status == "answered"
    assert told in reply.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("桐花路那个人行天桥工程请了谁当监理", "兴安监理"),
        ("桐花路人行天桥是哪家设计的", "市政设计院"),
        ("浔江区交通委员会那个天桥的施工单位是谁", "第二建设"),
        ("桐花路人行天桥在哪条路几号呀", "桐花路66号"),
        ("桐花路人行天桥啥时候能修好", "2026年10月"),
        ("桐花路人行天桥啥时候开工的", "2025年9月"),
        ("柏荫路那座天桥的监理是谁", "兴安监理"),
        ("桐花路人行天桥坐落于何处", "桐花路66号"),
        ("浔江区水务局2026年滩涂观鸟亭修缮什么时候完工", "2026年8月完工"),
    ],
)
def test_a_part_of_the_name_tells_the_project_and_whose_it_is(service, question, told):
    reply = service.ask(question)
    assert reply.status == "answered"
    assert told in reply.answer


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("浔江区房屋管理局拆危经费的项目资金总额是多少", "4800000", "元"),
        ("浔江区房屋管理局拆危险房屋这笔钱批了多少", "120", "万元"),
        ("浔江区房屋管理局拆危项目2026年的钱占总额的比例是多少", "25", "%"),
        ("浔江区房屋管理局那个拆危项目，老百姓满意的比例定的目标是多少", "85", "%"),
        ("桐花路人行天桥总共要砸多少钱", "8000", "万元"),
        ("桐花路人行天桥的总投资里，建安这块占百分之多少", "75", "%"),
        ("桐花路人行天桥的预备费占总投资的比例", "5", "%"),
        ("浔江区房屋管理局拆危经费三年一共要花多少钱", "4800000", "元"),
        ("浔江区水务局滩涂观鸟亭修缮里，围栏更换占预算几成", "30", "%"),
        ("桐花路人行天桥累计已经安排了多少钱", "900", "万元"),
        ("桐花路人行天桥合同上写的工期是多少天", "380", "天"),
    ],
)
def test_the_whole_a_part_and_what_part_it_is(service, question, value, unit):
    result = service.ask(question).result
    assert result is not None
    assert (Decimal(result.value), result.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "question",
    [
        "桐花路人行天桥的检测单位是哪家",  # nobody is named
        "桐花路人行天桥的监理费是多少钱",  # and what they are paid is not told
        "浔江区房屋管理局拆危经费的监理单位是谁",
        "浔江区房屋管理局拆危宣传费批了多少钱",  # a part of it that has no amount of its own
        "浔江区房屋管理局拆危项目学生满意的比例定的目标是多少",
        "桐花路人行天桥南侧地道的监理是谁",  # another thing beside it
        "荷叶路那座天桥的监理是谁",
        "浔江区水务局滩涂观鸟亭修缮的设计单位",
        "浔江区房屋管理局拆危经费累计安排了多少钱",  # of the year alone it is told what is set aside
    ],
)
def test_what_is_not_told_stays_so(service, question):
    assert service.ask(question).status == "declined"


def test_several_parts_of_its_money_are_told_apart(service):
    reply = service.ask("桐花路人行天桥的建安费和预备费分别是多少")
    assert reply.status == "answered"
    assert "6000.00万元" in reply.answer
    assert "400.00万元" in reply.answer


def test_a_project_that_two_bodies_tell_of_is_asked_back(service):
    reply = service.ask("青芦荡湿地步道修复的监理单位是谁")
    assert reply.status == "clarify"
    assert "水务局" in reply.answer
    assert "绿化局" in reply.answer


def test_a_project_that_nobody_tells_of_is_not_answered(service):
    assert service.ask("黄槐渡口码头改造的监理单位是谁").status != "answered"


def test_a_rate_beside_a_part_is_not_its_amount(service):
    reply = service.ask("浔江区园林局芦湾步道养护提升的木构整修多少钱")
    assert reply.result is not None
    assert (Decimal(reply.result.value), reply.result.unit) == (Decimal(35), "万元")


def test_a_part_with_a_rate_beside_it_has_a_share(service):
    result = service.ask("浔江区园林局芦湾步道养护提升里，木构整修占预算几成").result
    assert result is not None
    assert (Decimal(result.value).quantize(Decimal("0.01")), result.unit) == (Decimal("58.33"), "%")


@pytest.mark.parametrize(
    "question", ["浔江区园林局芦湾步道养护提升是谁建设的", "浔江区园林局芦湾步道养护提升是哪家设计的"]
)
def test_who_pays_or_approves_builds_and_designs_nothing(service, question):
    reply = service.ask(question)
    assert "支持建设" not in reply.answer
    assert "批准设计" not in reply.answer


def test_where_the_one_who_works_for_it_is_does_not_tell_where_it_is(service):
    reply = service.ask("浔江区园林局芦湾步道养护提升在哪条路")
    assert "芦湾路12号" in reply.answer


@pytest.mark.parametrize(
    ("names", "told", "pairs"),
    [
        (("湿地步道养护", "湿地步道养护提升"), ("湿地步道养护提升", "湿地步道养护"), {0: 1, 1: 0}),
        (("湿地步道养护",), ("青芦荡湿地步道养护",), {0: 0}),
        (("湿地步道",), ("湿地步道养护", "湿地步道新建"), {}),  # either could be meant
    ],
)
def test_forms_and_accounts_of_like_names_are_not_swapped(names, told, pairs):
    assert one_project._paired(names, told) == pairs


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("支出主要集中在哪里", None),
        ("预算和决算差在哪里，差多少", None),
        ("支出最大的在哪里，多少钱", None),
        ("哪年完成率最高", None),
        ("哪家单位建设经费最多", None),
        ("那座天桥什么时候完成的", "完工"),
        ("那座天桥在哪里", "地点"),
    ],
)
def test_where_money_goes_and_rates_are_no_particulars(text, what):
    particular = asked_particular.asked(text)
    assert (particular.what if particular else None) == what


@pytest.mark.parametrize("question", ["浔江区园林局2026年全年累计支出多少", "浔江区园林局2026年累计支出多少"])
def test_what_one_year_came_to_is_told_of_the_year(service, question):
    result = service.ask(question).result
    assert result is not None
    assert Decimal(result.value) == Decimal(700)


@pytest.mark.parametrize(
    ("text", "asks"), [("各单位政府采购总额是多少", False), ("那座桥总额是多少", True), ("天桥总投资多少", True)]
)
def test_a_total_alone_is_of_no_project(text, asks):
    assert project_money.asks(text) is asks
