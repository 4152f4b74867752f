"""Things bought with their numbers, means over what was done, causes in other words, parts that are not told apart."""

from __future__ import annotations

import pytest

from ingest.content import content
from ingest.limits import Limits
from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市临溪区农业农村局2022年度部门决算

## 第一部分 部门概况

### 一、2022年度主要工作完成情况

全年实施高标准农田建设6片，涉及行政村21个、农户4800户；渡槽修缮3座，惠及农户950户。

## 第二部分 决算表

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 2220.00 | 300.00 | 1920.00 |
| 213 | 农林水支出 | 2220.00 | 300.00 | 1920.00 |
| 21301 | 农业农村 | 2220.00 | 300.00 | 1920.00 |
| 2130101 | 行政运行 | 300.00 | 300.00 | |
| 2130126 | 农村社会事业 | 480.00 | | 480.00 |
| 2130142 | 乡村道路建设 | 360.00 | | 360.00 |
| 2130153 | 高标准农田建设 | 1080.00 | | 1080.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 60.00 |
| 30216 | 培训费 | 1.20 |

## 第三部分 2022年度部门决算情况说明

### 一、一般公共预算财政拨款支出决算情况

1．农业农村（款）农村社会事业（项）。年初预算为600.00万元，支出决算为480.00万元，完成年初预算的80.00%。决算数小于预算数的主要原因是改厕物资招标流标后重新组织，尾款顺延。

2．农业农村（款）乡村道路建设（项）支出决算360.00万元，主要是用于白石村、青桥村等村道路拓宽工程。

### 二、“三公”经费决算情况

公务接待费支出3.40万元。其中：国内公务接待支出3.10万元，比上年决算减少0.60万元，主要原因为来访减少。2022年共安排国内公务接待27批次、接待人数203人次（含陪餐人员）；国（境）外公务接待支出0.30万元，2022年共安排国（境）外公务接待1批次、6人次。

### 三、政府采购支出情况

2022年度本部门面向中小企业预留政府采购项目预算金额900.00万元，其中，面向小微企业预留政府采购项目预算金额410.00万元。在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额870.20万元；在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额398.60万元。

## 第四部分 附表

一般公共预算“三公”经费、会议费、培训费支出决算表（单位：万元）

| “三公”经费合计 | 公务接待费 | 会议费 | 培训费 |
|---|---|---|---|
| 3.40 | 3.40 | 2.00 | 5.70 |
"""
BUDGET = """# 云屏市临溪区档案馆2021年部门预算情况说明

## 一、部门预算情况

1.档案数字化86.40万元，比2020年增加14.40万元，主要用于馆藏扫描、著录，增加原因是扫描任务调整，扫描页数由240万页增加到300万页，加工单价由每页0.20元提高到0.24元。

2.展厅维护18.00万元，比2020年减少6.00万元，主要用于展板更换，减少主要是由于展线由两条合并为一条。

3.因库房扩建，安防经费由9.00万元提高到12.00万元。

## 二、绩效目标设置情况

2021年实行绩效目标管理的项目2个，涉及一般公共预算当年财政拨款104.40万元。

## 三、附表

政府采购预算明细表（单位：万元）

| 项目 | 采购内容 | 总计 | 一般公共预算拨款收入 |
|---|---|---|---|
| 合计 | | 39.00 | 39.00 |
| 货物类 | | 21.00 | 21.00 |
| | 扫描仪（高速双面）14台 | 15.40 | 15.40 |
| | 密集架8套 | 5.60 | 5.60 |
| 工程类 | | | |
| 服务类 | | 18.00 | 18.00 |
| | 数据备份服务 | 18.00 | 18.00 |

重点专项资金绩效目标表（单位：万元）

| 专项资金名称 | 档案数字化 | 当年预算（万元） | 86.40 |
|---|---|---|---|
| 业务主管部门 | 临溪区档案馆 | 项目类型 | 经常性 |
| 项目概况 | 对馆藏纸质档案分批扫描、著录和挂接，逐步实现网上查阅，减少原件翻动。 | | |

重点专项资金绩效目标表（单位：万元）

| 专项资金名称 | 展厅维护 | 当年预算（万元） | 18.00 |
|---|---|---|---|
| 业务主管部门 | 临溪区档案馆 | 项目类型 | 经常性 |
| 项目概况 | 更换展板和灯具，维护展厅设备，保障团体参观和青少年研学活动的正常开展。 | | |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("parts")
    files = {"临溪区农业农村局2022年度部门决算.md": ACCOUNT, "临溪区档案馆2021年部门预算.md": BUDGET}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Service(Shelf(*(folder / name for name in files)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # A thing that is bought, by its own name: how much, how many.
        ("档案馆2021年打算花多少钱买扫描仪，买几台", ["15.40万元", "14台"]),
        ("档案馆2021年采购密集架要多少钱，一共几套", ["5.60万元", "8套"]),
        ("档案馆2021年要购置几台扫描仪", ["14台"]),
        # The amount between an outturn and its budget, beside the rate.
        ("农业农村局2022年农村社会事业年初预算和决算差多少，完成了百分之几", ["120.00万元", "80.00%"]),
        ("农业农村局2022年“农村社会事业”没花完年初预算，差了多少", ["120.00万元"]),
        ("农业农村局2022年农村社会事业未用完预算，少了多少", ["120.00万元"]),
        # A mean over what sentences count under the item's own name.
        (
            "按2022年高标准农田建设的决算支出和涉及的农户数算，临溪区农业农村局平均一户花了多少元",
            ["2250.00元", "4800户"],
        ),
        ("农业农村局2022年渡槽修缮惠及多少农户", ["950户"]),
        ("农业农村局2022年高标准农田建设涉及几个行政村", ["21个"]),
        # Why, in other words.
        ("农业农村局2022年农村社会事业没花到预算数，是卡在哪儿了", ["招标流标"]),
        ("农业农村局2022年农村社会事业没花完预算，被什么事耽误了", ["招标流标"]),
        ("档案馆2021年档案数字化为什么比2020年多", ["扫描任务调整", "300万页"]),
        ("档案馆2021年展厅维护为啥少了", ["合并为一条"]),
        # One item in two tables, the second named by several words of its title.
        ("农业农村局2022年培训费，基本支出表里的数和三公会议培训表里的数对得上吗", ["1.20万元", "5.70万元"]),
        # Projects with goals against the text.
        ("档案馆2021年有绩效目标的那两个项目加起来，跟正文说的涉及金额一致吗", ["一致", "104.40万元"]),
        # Guests and not money.
        ("农业农村局2022年国内公务接待搞了多少批，一共接待多少人次", ["27批次", "203人次"]),
        ("农业农村局2022年为什么接待费减少了", ["国内接待"]),
        # What firms were awarded of what was reserved for them.
        ("农业农村局2022年预留给小微企业的采购里，小微企业最后拿到多少", ["398.60万元"]),
        ("农业农村局2022年预留给中小企业的采购，中小企业实际中标多少", ["870.20万元"]),
        ("农业农村局2022年乡村道路建设花了多少", ["360.00万元"]),
    ],
)
def test_answers(service: Service, question: str, told: list[str]) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(words in answer.answer for words in told), answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "白石村那条路的拓宽，农业农村局2022年单独花了多少钱",
        "农业农村局2022年青桥村道路拓宽花了多少",
        "档案馆2021年打算花多少钱买无人机，买几台",
        "农业农村局2022年农村社会事业惠及多少农户",
        "临溪区2022年平均一户花了多少元",  # no body's whole over the number of bodies
    ],
)
def test_not_told(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert answer.status != "answered", answer.answer


def test_a_mean_over_things_is_not_one_over_bodies(service: Service) -> None:
    answer = service.ask("临溪区各单位2022年平均每户支出多少")
    assert answer.result is None, answer.answer


def test_amounts_and_counts_of_one_grid_are_two_tables() -> None:
    grid = """<html><body><h1>云屏市临溪区司法局2019年度部门决算公开</h1><p>“三公”经费、会议费支出决算表</p><p>金额单位：万元</p>
<table><tr><td colspan=2>“三公”经费</td><td rowspan=2>会议费</td></tr><tr><td>合计</td><td>公务接待费</td></tr>
<tr><td>8.10</td><td>8.10</td><td>1.50</td></tr><tr><td colspan=3>有关统计数：</td></tr>
<tr><td colspan=2>项  目</td><td>统计数</td></tr><tr><td colspan=2>国内公务接待批次（个）</td><td>19</td></tr></table></body></html>"""
    read = content(grid.encode(), "临溪区司法局2019年度部门决算.html", Limits())
    told = {(fact.row, fact.column[:1], str(fact.value)) for fact in read.facts}
    assert ((), ("会议费",), "1.50") in told
    assert ((), ("“三公”经费",), "8.10") in told


@pytest.mark.parametrize(
    ("told", "value"), [("因库房扩建，安防经费由9.00万元提高到12.00万元。", "12.00"),
                        ("安防经费由上年的9.00万元增加到12.00万元，由于库房扩建。", "12.00")],
)  # fmt: skip
def test_a_move_from_one_level_to_another_has_its_reason(told: str, value: str) -> None:
    text = f"# 云屏市临溪区档案馆2021年部门预算情况说明\n\n## 一、部门预算情况\n\n{told}"
    read = content(text.encode(), "临溪区档案馆2021年部门预算.md", Limits())
    assert [(str(f.value), f.reason) for f in read.facts if f.reason] == [(value, "库房扩建")]


def test_what_was_arranged_by_the_end_of_the_year_was_done() -> None:
    read = content(ACCOUNT.encode(), "临溪区农业农村局2022年度部门决算.md", Limits())
    counts = {(str(f.value), f.unit): f.basis for f in read.facts if f.unit in ("批次", "人次")}
    assert set(counts.values()) == {"actual"}
