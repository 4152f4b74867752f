"""Geometries of printed tables: a small table as text, the readings expected of it below."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from ingest import forms
from ingest.facts import facts
from ingest.model import Cell, Kind, Place, Table
from ingest.read import read
from ingest.reading import Reading
from ingest.tables import readings


def table(text: str, *, unit: str | None = "万元", heading: str = "示例表") -> Table:
    rows = [line.split("|") for line in dedent(text).strip("\n").split("\n")]
    width = max(map(len, rows))
    return Table(
        number=1,
        title=heading,
        heading=heading,
        unit=unit,
        rows=tuple(
            tuple(Cell(cell, Place(anchor=f"t1r{r}c{c}")) for c, cell in enumerate(row + [""] * (width - len(row)), 1))
            for r, row in enumerate(rows, 1)
        ),
    )


def told(reading: Reading) -> str:
    """A reading as one line: code, row / column = value unit @ year basis."""
    code = f"{reading.code} " if reading.code else ""
    value = "空" if reading.value is None else str(reading.value)
    doubt = "" if reading.status == "exact" else " ?"
    return (
        f"{code}{'>'.join(reading.row) or '·'} / {'>'.join(reading.column)} = {value}{reading.unit or ''}"
        f" @{reading.year} {reading.basis} {reading.measure}{doubt}"
    )


def numbers(
    text: str, *, unit: str | None = "万元", year: int = 2024, kind: Kind = "budget", blanks: bool = False
) -> list[str]:
    return [told(r) for r in readings(table(text, unit=unit), year, kind) if blanks or r.value is not None]


def lines(text: str) -> list[str]:
    return [line.strip() for line in dedent(text).strip("\n").split("\n")]


CASES = {
    "two lanes, each row's halves unrelated": (
        """
        2024年收入||2024年支出||
        项目|预算数|项目|合计|一般公共预算
        一、本年收入|30.00|一、本年支出|30.00|30.00
        一般公共预算资金|30.00|教育支出|20.00|20.00
        ||农林水支出|10.00|10.00
        收入合计|30.00|支出合计|30.00|30.00
        """,
        """
        一、本年收入 / 2024年收入>预算数 = 30.00万元 @2024 budget level
        一、本年支出 / 2024年支出>合计 = 30.00万元 @2024 budget level
        一、本年支出 / 2024年支出>一般公共预算 = 30.00万元 @2024 budget level
        一、本年收入>一般公共预算资金 / 2024年收入>预算数 = 30.00万元 @2024 budget level
        一、本年支出>教育支出 / 2024年支出>合计 = 20.00万元 @2024 budget level
        一、本年支出>教育支出 / 2024年支出>一般公共预算 = 20.00万元 @2024 budget level
        一、本年支出>农林水支出 / 2024年支出>合计 = 10.00万元 @2024 budget level
        一、本年支出>农林水支出 / 2024年支出>一般公共预算 = 10.00万元 @2024 budget level
        收入合计 / 2024年收入>预算数 = 30.00万元 @2024 budget level
        支出合计 / 2024年支出>合计 = 30.00万元 @2024 budget level
        支出合计 / 2024年支出>一般公共预算 = 30.00万元 @2024 budget level
        """,
    ),
    "a year's label that flattening left over the other year's last column": (
        """
        2023年预算数||||2024年预算数|||
        合计|因公出国（境）费|公务用车运行费|公务接待费|合计|因公出国（境）费|公务用车运行费|公务接待费
        5||3|2|4||3|1
        """.replace("2023年预算数||||2024年预算数|||", "2023年预算数|||2024年预算数||||"),
        """
        · / 2023年预算数>合计 = 5万元 @2023 budget level
        · / 2023年预算数>公务用车运行费 = 3万元 @2023 budget level
        · / 2023年预算数>公务接待费 = 2万元 @2023 budget level
        · / 2024年预算数>合计 = 4万元 @2024 budget level
        · / 2024年预算数>公务用车运行费 = 3万元 @2024 budget level
        · / 2024年预算数>公务接待费 = 1万元 @2024 budget level
        """,
    ),
    "three year blocks, items in another order": (
        """
        |2022年决算数|||2023年预算数|||2024年预算数||
        合计|公务接待费|公务用车运行费|合计|公务接待费|公务用车运行费|合计|公务接待费|公务用车运行费
        9|4|5|7|3|4|5|2|3
        """,
        """
        · / 2022年决算数>合计 = 9万元 @2022 actual level
        · / 2022年决算数>公务接待费 = 4万元 @2022 actual level
        · / 2022年决算数>公务用车运行费 = 5万元 @2022 actual level
        · / 2023年预算数>合计 = 7万元 @2023 budget level
        · / 2023年预算数>公务接待费 = 3万元 @2023 budget level
        · / 2023年预算数>公务用车运行费 = 4万元 @2023 budget level
        · / 2024年预算数>合计 = 5万元 @2024 budget level
        · / 2024年预算数>公务接待费 = 2万元 @2024 budget level
        · / 2024年预算数>公务用车运行费 = 3万元 @2024 budget level
        """,
    ),
    "budget and actual side by side under every item": (
        """
        合计||因公出国（境）费||公务用车购置及运行维护费||||公务接待费|
        ||||小计||公务用车运行维护费|||
        预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
        4.00|2.50|0.00|0.00|3.00|2.00|3.00|2.00|1.00|0.50
        """,
        """
        · / 合计>预算数 = 4.00万元 @2024 budget level
        · / 合计>决算数 = 2.50万元 @2024 actual level
        · / 因公出国（境）费>预算数 = 0.00万元 @2024 budget level
        · / 因公出国（境）费>决算数 = 0.00万元 @2024 actual level
        · / 公务用车购置及运行维护费>小计>预算数 = 3.00万元 @2024 budget level
        · / 公务用车购置及运行维护费>小计>决算数 = 2.00万元 @2024 actual level
        · / 公务用车购置及运行维护费>公务用车运行维护费>预算数 = 3.00万元 @2024 budget level
        · / 公务用车购置及运行维护费>公务用车运行维护费>决算数 = 2.00万元 @2024 actual level
        · / 公务接待费>预算数 = 1.00万元 @2024 budget level
        · / 公务接待费>决算数 = 0.50万元 @2024 actual level
        """,
    ),
    "codes in three cells, in one, and with blanks; the total last, in the code's place": (
        """
        项目||||支出预算|
        功能分类科目编码|||功能分类科目名称|合计|项目支出
        类|款|项|||
        205|||教育支出|9,000|9,000
        205|02||普通教育|9,000|9,000
        |02|02|小学教育|9,000|9,000
        合计||||9,000|9,000
        """,
        """
        205 教育支出 / 支出预算>合计 = 9000万元 @2024 budget level
        205 教育支出 / 支出预算>项目支出 = 9000万元 @2024 budget level
        20502 教育支出>普通教育 / 支出预算>合计 = 9000万元 @2024 budget level
        20502 教育支出>普通教育 / 支出预算>项目支出 = 9000万元 @2024 budget level
        2050202 教育支出>普通教育>小学教育 / 支出预算>合计 = 9000万元 @2024 budget level
        2050202 教育支出>普通教育>小学教育 / 支出预算>项目支出 = 9000万元 @2024 budget level
        合计 / 支出预算>合计 = 9000万元 @2024 budget level
        合计 / 支出预算>项目支出 = 9000万元 @2024 budget level
        """,
    ),
    "a code spaced out, and a code before its name": (
        """
        科目|上年预算数|本年预算数
        213 农林水支出|1.00|2.00
        21303 水利|1.00|2.00
        """,
        """
        213 农林水支出 / 上年预算数 = 1.00万元 @2023 budget level
        213 农林水支出 / 本年预算数 = 2.00万元 @2024 budget level
        21303 农林水支出>水利 / 上年预算数 = 1.00万元 @2023 budget level
        21303 农林水支出>水利 / 本年预算数 = 2.00万元 @2024 budget level
        """,
    ),
    "stages and comparisons": (
        """
        项目|年初预算数|调整预算数|决算数|决算数比年初预算数增减额|完成率（%）
        公务接待费|4.00|3.00|2.00|-2.00|50.00
        """,
        """
        公务接待费 / 年初预算数 = 4.00万元 @2024 initial_budget level
        公务接待费 / 调整预算数 = 3.00万元 @2024 adjusted_budget level
        公务接待费 / 决算数 = 2.00万元 @2024 actual level
        公务接待费 / 决算数比年初预算数增减额 = -2.00万元 @2024 actual change
        公务接待费 / 完成率（%） = 50.00% @2024 budget rate
        """,
    ),
    "counts among amounts": (
        """
        项目|行次|决算数
        一、“三公”经费支出|1|
        （一）支出合计|2|5.00
        1．公务接待费|3|5.00
        （二）相关统计数|4|
        1．公务用车保有量（辆）|5|2
        2．国内公务接待批次（个）|6|11
        """,
        """
        一、“三公”经费支出>（一）支出合计 / 决算数 = 5.00万元 @2024 actual level
        一、“三公”经费支出>（一）支出合计>1．公务接待费 / 决算数 = 5.00万元 @2024 actual level
        一、“三公”经费支出>（二）相关统计数>1．公务用车保有量（辆） / 决算数 = 2辆 @2024 actual count
        一、“三公”经费支出>（二）相关统计数>2．国内公务接待批次（个） / 决算数 = 11个 @2024 actual count
        """,
    ),
    "vehicles under a count, percentages with their sign": (
        """
        项目|2023年|2024年|增减率
        （一）车辆数合计（辆）|3|2|-33.33%
        1．主要负责人用车|1|1|0.00%
        （二）单价100万元（含）以上设备（台，套）|1|1|
        行政运行（项）|5.00|6.00|20%
        """,
        """
        （一）车辆数合计（辆） / 2023年 = 3辆 @2023 budget count
        （一）车辆数合计（辆） / 2024年 = 2辆 @2024 budget count
        （一）车辆数合计（辆） / 增减率 = -33.33% @2024 budget rate
        （一）车辆数合计（辆）>1．主要负责人用车 / 2023年 = 1辆 @2023 budget count
        （一）车辆数合计（辆）>1．主要负责人用车 / 2024年 = 1辆 @2024 budget count
        （一）车辆数合计（辆）>1．主要负责人用车 / 增减率 = 0.00% @2024 budget rate
        （二）单价100万元（含）以上设备（台，套） / 2023年 = 1台（套） @2023 budget count
        （二）单价100万元（含）以上设备（台，套） / 2024年 = 1台（套） @2024 budget count
        行政运行（项） / 2023年 = 5.00万元 @2023 budget level
        行政运行（项） / 2024年 = 6.00万元 @2024 budget level
        行政运行（项） / 增减率 = 20% @2024 budget rate
        """,
    ),
    "coded twice, by function and by kind of expense": (
        """
        支出功能分类|||支出经济分类||合计|基本支出
        类|款|项|科目编码|科目名称||
        205|02|02|301|工资福利支出|3.00|3.00
        205|02|02|30101|基本工资|2.00|2.00
        """,
        """
        301 2050202>工资福利支出 / 合计 = 3.00万元 @2024 budget level
        301 2050202>工资福利支出 / 基本支出 = 3.00万元 @2024 budget level
        30101 2050202>工资福利支出>基本工资 / 合计 = 2.00万元 @2024 budget level
        30101 2050202>工资福利支出>基本工资 / 基本支出 = 2.00万元 @2024 budget level
        """,
    ),
    "the header again after a page break, and a row that numbers the columns": (
        """
        科目编码|科目名称|合计|基本支出
        1|2|3|4
        205|教育支出|1.00|1.00
        科目编码|科目名称|合计|基本支出
        213|农林水支出|2.00|2.00
        """,
        """
        205 教育支出 / 合计 = 1.00万元 @2024 budget level
        205 教育支出 / 基本支出 = 1.00万元 @2024 budget level
        213 农林水支出 / 合计 = 2.00万元 @2024 budget level
        213 农林水支出 / 基本支出 = 2.00万元 @2024 budget level
        """,
    ),
    "a total of several lanes in the last of them": (
        """
        科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数
        301|工资福利支出|7.00|302|商品和服务支出|6.00|310|资本性支出|1.00
        人员经费合计||7.00|公用经费合计|||||7.00
        """,
        """
        301 工资福利支出 / 决算数 = 7.00万元 @2024 actual level
        302 商品和服务支出 / 决算数 = 6.00万元 @2024 actual level
        310 资本性支出 / 决算数 = 1.00万元 @2024 actual level
        人员经费合计 / 决算数 = 7.00万元 @2024 actual level
        公用经费合计 / 决算数 = 7.00万元 @2024 actual level
        """,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_numbers_get_the_labels_that_the_form_gives_them(case):
    printed, expected = CASES[case]
    assert numbers(printed) == lines(expected)


def test_a_blank_cell_is_no_amount_and_a_dash_is_none_either():
    found = numbers("项目|2024年预算数\n公务接待费|\n因公出国（境）费|—\n培训费|0.00", blanks=True)
    assert found == [
        "公务接待费 / 2024年预算数 = 空万元 @2024 budget level",
        "因公出国（境）费 / 2024年预算数 = 空万元 @2024 budget level",
        "培训费 / 2024年预算数 = 0.00万元 @2024 budget level",
    ]


def test_no_unit_is_claimed_where_none_is_printed():
    assert numbers("项目|预算数\n公务接待费|1.00", unit=None) == ["公务接待费 / 预算数 = 1.00 @2024 budget level"]


def test_a_column_states_its_own_unit():
    assert numbers("项目|数量（辆）|金额（元）\n小型客车|1|180,000", unit="万元") == [
        "小型客车 / 数量（辆） = 1辆 @2024 budget count",
        "小型客车 / 金额 = 180000元 @2024 budget level",
    ]


def test_words_that_are_template_residue_are_no_numbers():
    assert numbers("项目|预算数|增减%\n公务接待费|XX|#DIV/0!\n培训费|1.00|2.00") == [
        "培训费 / 预算数 = 1.00万元 @2024 budget level",
        "培训费 / 增减% = 2.00% @2024 budget rate",
    ]


def test_a_number_that_nothing_names_is_uncertain():
    found = numbers("科目编码|科目名称|合计\n205|教育支出|1.00\n|| 2.00")
    assert found[-1] == "· / 合计 = 2.00万元 @2024 budget level ?"


def test_spans_that_the_format_knows_are_believed():
    head = (
        (Cell("科目", Place(), 2, 1), Cell("2024年", Place(), 1, 2), Cell("", Place())),
        (Cell("", Place()), Cell("预算数", Place(), 1, 1), Cell("决算数", Place(), 1, 1)),
        (Cell("培训费", Place(), 1, 1), Cell("2.00", Place(), 1, 1), Cell("1.00", Place(), 1, 1)),
    )
    found = [told(r) for r in readings(Table(1, "表", "表", "万元", head), 2024, "final_accounts")]
    assert found == [
        "培训费 / 2024年>预算数 = 2.00万元 @2024 budget level",
        "培训费 / 2024年>决算数 = 1.00万元 @2024 actual level",
    ]


FORM = """
项目名称|51000024T000000000001-小学校舍维修||主管部门|示例县教育局||
预算执行率权重|10||项目分类|一般性项目||
当年预算（万元）|120.50||本级安排（万元）|100.50||
|||上级补助（万元）|||
立项依据|按照年度校舍安全排查结果安排，维修屋面约3000平方米，涉及学校6所，保障师生安全。|||||
绩效指标|一级指标|二级指标|三级指标|指标权重|计量单位|指标性质|指标值|是否核心指标
|产出指标|数量指标|维修学校数量|40|所|≥|6|是
||质量指标|验收合格率|30|%|=|100|是
|效益指标|社会效益指标|办学条件改善|20|其他|定性|明显改善|否
"""


def test_a_project_form_is_read_as_fields_and_indicators():
    found = list(readings(table(FORM, heading="2024年项目支出绩效目标表"), 2024, "budget"))
    project = ("51000024T000000000001", "小学校舍维修")
    assert {r.project for r in found} == {project}
    assert [told(r).removeprefix(project[0] + " ") for r in found] == [
        "小学校舍维修 / 预算执行率权重 = 10 @2024 target share",
        "小学校舍维修 / 当年预算 = 120.50万元 @2024 budget level",
        "小学校舍维修 / 本级安排 = 100.50万元 @2024 budget level",
        "小学校舍维修 / 上级补助 = 空万元 @2024 budget level",
        "小学校舍维修>维修学校数量 / 指标值 = 6所 @2024 target count",
        "小学校舍维修>维修学校数量 / 指标权重 = 40 @2024 target share",
        "小学校舍维修>验收合格率 / 指标值 = 100% @2024 target rate",
        "小学校舍维修>验收合格率 / 指标权重 = 30 @2024 target share",
        "小学校舍维修>办学条件改善 / 指标权重 = 20 @2024 target share",
    ]
    quantity = next(r for r in found if r.row[-1] == "维修学校数量" and r.column == ("指标值",))
    assert quantity.comparator == "≥"
    assert quantity.indicator is not None
    assert quantity.indicator.path == ("产出指标", "数量指标")
    assert quantity.indicator.core is True
    rate = next(r for r in found if r.row[-1] == "验收合格率")
    assert rate.indicator is not None
    assert rate.indicator.path == ("产出指标", "质量指标")


def test_comparator_and_unit_may_stand_in_the_value_itself():
    printed = """
    项目名称|道路养护|||
    绩效指标|一级指标|二级指标|三级指标|指标值
    |产出指标|数量指标|养护里程|≥120公里
    |产出指标|时效指标|完成时间|12月底前
    |满意度指标|服务对象满意度|群众满意度|不低于95%
    """
    found = list(readings(table(printed, heading="项目支出绩效目标表"), 2024, "budget"))
    assert [(r.row[-1], str(r.value), r.comparator, r.unit) for r in found] == [
        ("养护里程", "120", "≥", "公里"),
        ("群众满意度", "95", "≥", "%"),
    ]


def test_the_label_of_a_forms_money_has_the_unit_of_its_members():
    printed = """
    项目名称|堤岸植树|项目性质|阶段性项目
    项目资金（元）|项目资金总额|3,000,000.00|年度资金申请总额|1,000,000.00
    |上年结转资金|0.00|其他资金|0.00
    一级指标|二级指标|三级指标|年度(/项目)指标值
    满意度指标|服务对象满意度|群众满意度|≥92.00(%)
    """
    found = list(readings(table(printed, heading="财政项目支出绩效目标申报表", unit=None), 2026, "budget"))
    amounts = [(r.column[-1], str(r.value), r.unit) for r in found if r.measure == "level"]
    assert amounts[:2] == [("项目资金总额", "3000000.00", "元"), ("年度资金申请总额", "1000000.00", "元")]
    assert {unit for _, _, unit in amounts} == {"元"}
    assert [(str(r.value), r.unit, r.measure) for r in found if r.row[-1] == "群众满意度"] == [("92.00", "%", "rate")]


def test_a_self_evaluation_tells_its_score_and_each_indicators_points():
    printed = """
    项目名称|河岸修复|||自评总分|96.50||
    实施单位|水务站|||联系人|某某||
    项目资金（万元）||年初预算数|全年预算数|全年执行数|执行率（%）|执行率权重|执行率得分
    年度总金额||30.00|32.00|31.00|96.88|10|9.69
    未完成目标的原因|一处河岸征地未落实。||||||
    指标名称|计量单位|指标性质|年初指标值|全年完成值|得分系数（%）|指标权重|指标得分
    修复河岸|处|≥|5|4|80|20|16.00
    """
    source = table(printed, heading="项目支出绩效自评表（一）", unit=None)
    found = [told(r).strip() for r in readings(source, 2023, "final_accounts")]
    assert found[0] == "河岸修复>自评总分 /  = 96.50分 @2023 actual count"
    assert "河岸修复>年度总金额 / 执行率（%） = 96.88% @2023 actual rate" in found
    assert "河岸修复>年度总金额 / 执行率权重 = 10 @2023 target share" in found
    assert "河岸修复>年度总金额 / 执行率得分 = 9.69分 @2023 actual count" in found
    assert "河岸修复>修复河岸 / 得分系数（%） = 80% @2023 actual rate" in found
    assert "河岸修复>修复河岸 / 指标得分 = 16.00分 @2023 actual count" in found
    assert [cell.label for cell in forms.text_cells(source)] == ["未完成目标的原因"]


def test_one_cell_is_the_label_of_the_columns_of_money_and_of_what_is_below_them():
    printed = """
    项目名称|苗圃改建|||实施单位|苗圃
    项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率
    |30.00|40.00|20.00|10|50.00%
    一级指标|二级指标|三级指标|年度指标值|实际完成值|分值
    产出指标|数量指标|改建苗圃|≥2处|2处|90
    """
    source = table(printed, heading="项目支出绩效自评表", unit=None)
    found = [told(r).strip() for r in readings(source, 2031, "final_accounts")]
    assert "苗圃改建>项目资金 / 全年执行数 = 20.00万元 @2031 actual level" in found
    assert "苗圃改建>项目资金 / 执行率 = 50.00% @2031 actual rate" in found


def test_a_self_evaluation_has_columns_of_money_and_actual_values():
    printed = """
    项目名称|51000023T000000000009-灌区改造||主管部门|示例县水利局|||
    项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
    |年度资金总额|100.00|90.00|45.00|10|50%|5
    |其中：当年财政拨款|100.00|90.00|45.00|—|50%|—
    年度总体目标|预期目标|||实际完成情况|||
    |改造渠道12公里，改善灌溉面积3000亩，保障春灌用水，提高灌溉水利用系数，惠及两个乡镇共5000人。|||已改造渠道12公里，其余工程正在验收，改善灌溉面积2800亩，惠及两个乡镇共4600人，资金按进度支付。|||
    绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
    |产出指标|数量指标|改造渠道|≥12公里|12公里|40|40
    """
    source = table(printed, heading="项目支出绩效自评表", unit=None)
    found = [told(r).removeprefix("51000023T000000000009 ") for r in readings(source, 2023, "final_accounts")]
    assert found == lines(
        """
        灌区改造>年度资金总额 / 年初预算数 = 100.00万元 @2023 initial_budget level
        灌区改造>年度资金总额 / 全年预算数 = 90.00万元 @2023 adjusted_budget level
        灌区改造>年度资金总额 / 全年执行数 = 45.00万元 @2023 actual level
        灌区改造>年度资金总额 / 分值 = 10 @2023 target share
        灌区改造>年度资金总额 / 执行率 = 50% @2023 actual rate
        灌区改造>年度资金总额 / 得分 = 5分 @2023 actual count
        灌区改造>其中：当年财政拨款 / 年初预算数 = 100.00万元 @2023 initial_budget level
        灌区改造>其中：当年财政拨款 / 全年预算数 = 90.00万元 @2023 adjusted_budget level
        灌区改造>其中：当年财政拨款 / 全年执行数 = 45.00万元 @2023 actual level
        灌区改造>其中：当年财政拨款 / 分值 = 空 @2023 target share
        灌区改造>其中：当年财政拨款 / 执行率 = 50% @2023 actual rate
        灌区改造>其中：当年财政拨款 / 得分 = 空分 @2023 actual count
        灌区改造>改造渠道 / 年度指标值 = 12公里 @2023 target count
        灌区改造>改造渠道 / 分值 = 40 @2023 target share
        灌区改造>改造渠道 / 实际完成值 = 12公里 @2023 actual count
        灌区改造>改造渠道 / 得分 = 40分 @2023 actual count
        """
    )
    assert [(cell.label, cell.path, cell.text[:6]) for cell in forms.text_cells(source)] == [
        ("预期目标", ("灌区改造",), "改造渠道12"),
        ("实际完成情况", ("灌区改造",), "已改造渠道1"),
    ]


def test_headings_that_stand_in_the_row_of_the_whole_part_the_merged_one_above_them(tmp_path: Path) -> None:
    """A row of a whole that has 合计, 基本支出, 项目支出 for its amounts of spending names these columns, and no rows."""
    path = tmp_path / "a.html"
    rows = (
        ("208", "社会保障和就业支出", "0", "5.50", "5.50", "", "5.50", "0"),
        ("212", "城乡社区支出", "0", "70", "70", "", "70", "0"),
    )
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    path.write_text(
        "<meta charset='utf-8'><h1>示例市示例区民政局2025年度部门决算</h1><p>政府性基金预算财政拨款收入支出决算表</p><p>单位：万元</p><table>"
        "<tr><td colspan='2'>项目</td><td rowspan='2'>年初结转和结余</td><td rowspan='2'>本年收入</td><td colspan='3' rowspan='2'>本年支出</td><td rowspan='2'>年末结转和结余</td></tr>"
        "<tr><td>功能分类科目编码</td><td>科目名称</td></tr>"
        "<tr><td colspan='2'>合计</td><td>0</td><td>75.50</td><td>合计</td><td>基本支出</td><td>项目支出</td><td>0</td></tr>"
        f"{cells}</table>",
        "utf-8",
    )  # fmt: skip
    found = list(facts(read(path)))
    assert all(fact.row for fact in found)
    spent = {fact.row[-1]: fact.value for fact in found if fact.column == ("本年支出", "合计")}
    assert spent == {"社会保障和就业支出": Decimal("5.50"), "城乡社区支出": Decimal(70)}
    assert {fact.value for fact in found if fact.row == ("合计",)} == {Decimal(0), Decimal("75.50")}
