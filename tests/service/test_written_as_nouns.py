"""What is asked by a noun or in passing: 超出甲的金额, 增加额, 何者较大, 少花了多少 of plans, what is set aside, tables and years pointed at."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import wordings
from service.answer import Service
from service.asked_years import counted_from
from tests.support.shelf import Shelf

BUDGET = """# 示例市白沙区水务事务中心{year}年部门预算

## 一、收支情况

{year}年收入总计{total}万元，支出总计{total}万元。支出预算中，基本支出{basic}万元，项目支出{projects}万元，预留机动经费{reserve}万元。

基本支出中，人员经费300.00万元，公用经费{office}万元。

## 二、“三公”经费情况

{year}年“三公”经费预算{three}万元，其中公务接待费{guests}万元、公务用车运行维护费{cars}万元。

## 三、项目情况

泵站改造项目年度预算100.00万元。第一季度用款计划10.00万元，第二季度用款计划20.00万元，第三季度用款计划30.00万元，第四季度用款计划40.00万元。

| 部门整体支出绩效目标表 | | | |
|---|---|---|---|
| 指标名称 | 指标值 | 计量单位 | 是否核心指标 |
| 投诉率 | ≤2 | % | 是 |

{year}年政府采购预算12.00万元，主要用于采购水泵、电缆、阀门。

一般公共预算财政拨款支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| | 合计 | 200.00 |
| 213 | 农林水支出 | 200.00 |
| 21301 | 农业农村 | 90.00 |
| 2130104 | 事业运行 | 90.00 |
| 21303 | 水利 | 110.00 |
| 2130305 | 水利工程建设 | 50.00 |
| 2130306 | 水利工程运行与维护 | 60.00 |

## 四、名词解释

（一）机关运行经费：指为保障运行、用于购买货物和服务的各项资金。
"""
YEARS = (
    {"year": 2023, "total": "520.00", "basic": "350.00", "projects": "150.00", "reserve": "20.00", "office": "50.00",
     "three": "9.00", "guests": "2.00", "cars": "7.00"},
    {"year": 2024, "total": "500.00", "basic": "340.00", "projects": "130.00", "reserve": "30.00", "office": "40.00",
     "three": "8.00", "guests": "1.50", "cars": "6.50"},
    {"year": 2025, "total": "480.00", "basic": "336.00", "projects": "120.00", "reserve": "24.00", "office": "36.00",
     "three": "6.00", "guests": "1.00", "cars": "5.00"},
)  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("nouns")
    files: list[Path] = []
    for told in YEARS:
        files.append(folder / f"示例市白沙区水务事务中心{told['year']}年部门预算.md")
        files[-1].write_text(BUDGET.format(**told), encoding="utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        ("2025年公务用车运行维护费超出公务接待费的金额", "4.00", "万元"),
        ("2025年三公跟去年比，少花了多少钱啊", "2.00", "万元"),  # of plans, where nothing else is held
        ("2025年总支出里头，项目花的钱占百分之几呀", "25.00", "%"),
        ("2025年除了人员经费，公用经费那块有好多", "36.00", "万元"),
        ("比2025年早一年的那年，公务接待费预算是多少", "1.50", "万元"),
        ("列入项目支出的预算总额，2025年是几何", "120.00", "万元"),
        ("2025年泵站改造项目一到三季度计划用钱加起来多少", "60.00", "万元"),
        ("2025年泵站改造项目分季用款计划合计，以元计", "1000000.00", "元"),
        ("2025年预算进来的钱总共多少", "480.00", "万元"),
    ],
)
def test_a_figure_is_told(service: Service, asked: str, value: str, unit: str) -> None:
    answer = service.ask(asked)
    assert answer.result is not None, answer.answer
    assert (answer.result.value.lstrip("-"), answer.result.unit) == (value, unit), answer.answer


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2025年公务接待费与公务用车运行维护费，何者金额较大", ["公务用车运行维护费更多"]),
        ("2025年“机关运行经费”名词释义", ["保障运行"]),
        (
            "2025年支出构成：基本支出、项目支出、预留机动经费之金额及占比",
            ["336.00万元", "120.00万元", "24.00万元", "70.00%", "25.00%", "5.00%"],
        ),
        (
            "2023、2024、2025三年，每年接待费多少，公车运行费多少，都给我说说",
            ["2.00万元", "1.50万元", "7.00万元", "6.50万元", "5.00万元"],
        ),
        ("三公经费从2023年到2025年一共省下来多少", ["减少3.00万元"]),
        ("2025年预算总额和项目支出各是多少", ["480.00万元", "120.00万元"]),  # a total beside a part is asked for itself
        ("那个投诉率，2025年要求最高不能超过多少", ["2%"]),
    ],
)
def test_each_thing_is_told(service: Service, asked: str, told: list[str]) -> None:
    answer = service.ask(asked).answer
    assert [one for one in told if one not in answer] == [], answer


def test_items_below_a_class_are_ranked_where_items_are_asked_for(service: Service) -> None:
    answer = service.ask("2025年农林水这一类下面花钱最多的前两个项级科目是哪些").answer
    assert "事业运行**90.00万元**" in answer
    assert "水利工程运行与维护60.00万元" in answer


@pytest.mark.parametrize(
    "asked",
    ["2025年三公实际花了多少", "2025年三公决算比2024年少花了多少", "2025年政府采购里，光买电缆用了多少钱"],
)
def test_an_outturn_or_one_of_several_uses_is_told_by_no_other_amount(service: Service, asked: str) -> None:
    assert service.ask(asked).status == "declined"


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("甲支出低于乙支出的金额", "甲支出比乙支出少多少"),
        ("所属事业单位名录", "所属事业单位有哪些"),
        ("供应商名单", "供应商名单"),  # no list of bodies
        ("财政拨款支出那张表", "财政拨款支出表"),
        ("指标值设定为何", "指标值设定是多少"),
        ("支出为何减少", "支出为何减少"),
        ("那24个劳务派遣的一年多少", "那24名劳务派遣人员一年多少"),
        ("解析几何教材", "解析几何教材"),
    ],
)
def test_turns_of_phrase(said: str, means: str) -> None:
    assert wordings.plain(said) == means
    assert wordings.plain(means) == means


def test_a_short_name_of_several_is_the_one_in_a_place_that_is_named(tmp_path: Path) -> None:
    files = []
    for place in ("甲水市", "乙山市"):
        files.append(tmp_path / f"{place}水务局2025年部门预算.md")
        files[-1].write_text(
            f"# {place}水务局2025年部门预算\n\n{place}水文站2025年经费{len(place)}.50万元。\n", encoding="utf-8"
        )
    service = Service(Shelf(*files))  # type: ignore[arg-type]
    assert service.ask("市水务局2025年的水文站经费是多少").status == "clarify"
    assert service.ask("甲水市水文站在市水务局2025年预算里的经费是多少").status != "clarify"


def test_a_year_told_by_its_distance() -> None:
    assert counted_from("2025年往前推两年") == "2023年"
    assert counted_from("比24年晚一年的") == "2025年"
    assert counted_from("2025年的钱") == "2025年的钱"
