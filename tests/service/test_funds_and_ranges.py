"""What one fund pays for is told of that fund; ranges in a quotation are listed by their ends."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """<html><body><h1>示例市示例区水务局2023年度部门决算</h1>
<h2>第二部分　部门决算表</h2>
<p>支出决算表</p><p>单位：万元</p>
<table><tr><td>科目编码</td><td>科目名称</td><td>本年支出合计</td><td>基本支出</td><td>项目支出</td></tr>
<tr><td></td><td>合计</td><td>1,500.00</td><td>620.00</td><td>880.00</td></tr>
<tr><td>213</td><td>农林水支出</td><td>1,500.00</td><td>620.00</td><td>880.00</td></tr></table>
<p>一般公共预算财政拨款支出决算表</p><p>单位：万元</p>
<table><tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td><td>项目支出</td></tr>
<tr><td></td><td>合计</td><td>1,100.00</td><td>600.00</td><td>500.00</td></tr>
<tr><td>213</td><td>农林水支出</td><td>1,100.00</td><td>600.00</td><td>500.00</td></tr></table>
<p>一般公共预算财政拨款基本支出决算表</p><p>单位：万元</p>
<table><tr><td>科目编码</td><td>科目名称</td><td>决算数</td></tr>
<tr><td></td><td>人员经费合计</td><td>540.00</td></tr>
<tr><td></td><td>公用经费合计</td><td>60.00</td></tr></table>
<p>政府性基金预算财政拨款收入支出决算表</p><p>单位：万元</p>
<table><tr><td colspan="2">项目</td><td rowspan="3">年初结转和结余</td><td rowspan="3">本年收入</td><td colspan="3">本年支出</td>
<td rowspan="3">年末结转和结余</td></tr>
<tr><td rowspan="2">科目编码</td><td rowspan="2">科目名称</td><td rowspan="2">合计</td><td rowspan="2">基本支出</td><td rowspan="2">项目支出</td></tr>
<tr></tr>
<tr><td colspan="2">合计</td><td></td><td>400.00</td><td>330.00</td><td></td><td>330.00</td><td>70.00</td></tr>
<tr><td>212</td><td>城乡社区支出</td><td></td><td>400.00</td><td>330.00</td><td></td><td>330.00</td><td>70.00</td></tr></table>
<h2>第三部分　决算情况说明</h2>
<h3>一、政府性基金预算财政拨款收入支出决算情况说明</h3>
<p>本年收入400.00万元，本年支出330.00万元，年末结转70.00万元。2022年度政府性基金支出为300.00万元，2023年度增加30.00万元，增长10.00%。</p>
<h2>第四部分　名词解释</h2>
<p>一、山塘：指蓄水量较小的塘坝，库容一般在1至10万立方米之间。</p>
</body></html>"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("account") / "示例区水务局2023年度部门决算.html"
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("2023年政府性基金支出多少", "330.00", "万元"),
        ("2023年政府性基金花了多少钱", "330.00", "万元"),
        ("2023年政府性基金实际支出了多少", "330.00", "万元"),
        ("2023年政府性基金到年底还剩多少没花完", "70.00", "万元"),
        ("2023年末政府性基金没用完的有多少", "70.00", "万元"),
        ("2023年政府性基金支出比2022年增加多少", "30.00", "万元"),
        ("2023年一般公共预算财政拨款基本支出多少", "600.00", "万元"),
        ("2023年一般公共预算项目支出是多少", "500.00", "万元"),
        ("2023年基本支出多少", "620.00", "万元"),
        ("2023年基本支出中人员经费占百分之几", "90.00", "%"),
        ("2023年一般公共预算基本支出里公用经费的占比", "10.00", "%"),
    ],
)
def test_each_fund_by_itself(service: Service, question: str, value: str, unit: str) -> None:
    answer = service.ask(question)
    assert answer.result is not None, answer.answer
    assert (answer.result.value.lstrip("-"), answer.result.unit) == (value, unit)


def test_the_two_sides_of_a_fund_are_not_set_against_each_other(service: Service) -> None:
    answer = service.ask("2023年政府性基金支出较2022年增长百分之几")
    assert "10.00%" in answer.answer
    assert "33.33%" not in answer.answer


def test_a_range_is_listed_by_its_ends(service: Service) -> None:
    answer = service.ask("山塘是什么意思")
    assert "1至10万立方米" in answer.answer
    listed = [(figure.text, figure.value, figure.unit) for figure in answer.figures]
    assert listed == [("1", "1", None), ("10万立方米", "10", "万立方米")]
