"""Questions answered from one fictional disclosure, and no answer with a wrong digit."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.answer import Service
from service.calculator import formula
from service.calculator.ledger import Ledger
from service.checking import faults
from service.render import Rendered, render
from service.rules.scene import Scene
from tests.support.shelf import Shelf

SHELF = Shelf(Path(__file__).parents[1] / "data" / "budget_with_narrative.txt")
SERVICE = Service(SHELF)  # type: ignore[arg-type]

# question, result (value and unit) or None, words that the answer must hold
ANSWERED = [
    ("今年三公经费多少钱", ("6.40", "万元"), []),
    ("去年的三公经费预算是多少", ("7.50", "万元"), []),
    ("请客吃饭花多少", ("0.90", "万元"), []),
    ("养车的钱有多少", ("5.50", "万元"), []),
    ("出国的预算", ("0", "万元"), []),
    ("2080505今年预算数", ("32.10", "万元"), []),
    ("行政运行去年是多少", ("223.90", "万元"), []),
    ("人头费多少", ("262.30", "万元"), []),
    ("总盘子有多大", ("420.50", "万元"), []),
    ("有几辆车", ("2", "辆"), []),
    ("机关运行经费是多少元", ("382000", "元"), ["38.20万元"]),
    ("档案数字化扫描经费安排了多少", ("70.00", "万元"), []),
    ("扫描差错率要求多少", ("2", "%"), ["不超过"]),
    ("项目支出比去年多了多少", ("35.00", "万元"), ["增加"]),
    ("三公经费比上年少了多少", ("-1.10", "万元"), ["减少"]),
    ("三公经费下降百分之几", ("-14.67", "%"), ["下降"]),
    ("办公费占公用经费的比例", ("38.22", "%"), []),
    ("水费电费一共多少", ("7.40", "万元"), []),
    ("社保比卫健多多少", ("36.20", "万元"), []),
    ("基本支出2023年是多少", ("305.30", "万元"), ["推算"]),
    ("机关运行经费去年是多少", ("40.50", "万元"), ["推算"]),
    ("人员经费和公用经费哪个多", None, ["人员经费更多"]),
    ("商品和服务支出里最大的两项", None, ["办公费", "差旅费"]),
    ("出国费有变化吗", None, ["持平"]),
    ("公务接待费为什么减少", None, ["严格接待标准"]),
    ("公务用车运行维护费为何下降", None, ["未说明原因"]),
    ("收入怎么多了", None, ["新馆搬迁", "30.20万元"]),
    ("项目支出主要用于什么", None, ["库房恒温设备维护"]),
    ("什么是三公经费", None, ["公务用车购置及运行维护费和公务接待费"]),
    ("联系电话多少", None, ["0000-12345678"]),
    ("内设机构有哪些", None, ["保管利用科", "业务指导科"]),
    ("有没有政府性基金支出", None, ["无政府性基金"]),
    ("社会保障和就业支出下面各项加起来等于合计吗", None, ["一致"]),
    ("正文和表里的三公经费一致吗", None, ["一致"]),
    ("收支平衡吗", None, ["一致"]),
    ("项目支出是去年的几倍", ("1.41", "倍"), []),
    ("总支出平均每个月多少", ("35.04", "万元"), []),
    ("在三公经费中接待费占多少", ("14.06", "%"), []),
    ("公务用车运行维护费占三公经费的比重", ("85.94", "%"), []),
    ("档案数字化扫描经费的立项依据是什么", None, ["档案事业发展规划"]),
    ("档案数字化扫描经费的项目编码", None, ["11111124T000000000001"]),
    ("档案数字化扫描经费里扫描差错率的权重", ("20", None), []),
    ("绩效指标的权重加起来是多少", None, ["100"]),
    ("有哪些项目", None, ["档案数字化扫描经费", "70.00万元"]),
    ("哪几张表没有数据", None, ["政府性基金"]),
    ("哪一类支出比上年增加最多", None, ["文化旅游体育与传媒支出"]),
    ("支出从高到低排个序", None, ["340.10万元", "48.30万元", "20.00万元", "12.10万元"]),
    ("2023年和2024年三公经费加起来多少", ("13.90", "万元"), []),
    ("养老加年金一共交多少", ("48.30", "万元"), []),
    ("主要职责有哪些", None, ["档案"]),
]
DECLINED = [
    "2022年三公经费是多少",
    "明年的预算准备花多少钱",
    "三公经费实际花了多少",
    "会议费预算是多少",
    "县教育局的预算多少",
    "馆长年薪多少",
    "食堂改造花了多少钱",
    "今天天气怎么样",
    "人均三公经费是多少",
    "示例市档案馆今年预算多少",
    "示例县数字档案中心今年的预算",
    "第一季度的公务接待费是多少",
    "馆长的工资福利支出是多少",
    "三公经费决算是多少",
]


@pytest.mark.parametrize(("question", "result", "words"), ANSWERED)
def test_what_is_disclosed_is_answered(question: str, result: tuple[str, str] | None, words: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert answer.status == "answered", answer.answer
    if result:
        assert answer.result is not None, answer.answer
        assert (answer.result.value, answer.result.unit) == result
    assert all(word in answer.answer for word in words), answer.answer


@pytest.mark.parametrize("question", DECLINED)
def test_what_is_not_disclosed_is_declined(question: str) -> None:
    answer = SERVICE.ask(question)
    assert (answer.status, answer.result) == ("declined", None), answer.answer


@pytest.mark.parametrize("question", [question for question, _, _ in ANSWERED])
def test_every_figure_is_in_its_place_and_has_its_ground(question: str) -> None:
    answer = SERVICE.ask(question)
    facts = {fact.id: fact for record in SHELF.records() for fact in SHELF.facts([record.id])}
    cited = {citation.id: citation for citation in answer.citations}
    for figure in answer.figures:
        assert answer.answer[figure.start : figure.end] == figure.text
        assert figure.citations
        if figure.verdict == "derived":
            assert figure.formula is not None
            values = {operand.name: Decimal(operand.value) for operand in figure.operands}
            computed = formula.evaluate(figure.formula, values)
            assert abs(formula.rounded(formula.exact(figure.formula, values), 2)) == abs(Decimal(figure.value)), (
                computed
            )
            assert all(facts[operand.fact].value == Decimal(operand.value) for operand in figure.operands)
        else:
            named = [facts[c.fact] for n in figure.citations if (c := cited[n]).fact]
            assert not named or any(fact.value == Decimal(figure.value) for fact in named)


def _rendered(question: str) -> tuple[Rendered, tuple[Scene, ...]]:
    """An answer as it is before it goes out, for tampering with."""
    records = {record.id: record for record in SHELF.records()}
    put = SERVICE._asking.put(question, list(records.values()), None)
    return render(put.draft, records.__getitem__), put.scenes


@settings(max_examples=150)
@given(st.data())
def test_one_digit_changed_in_any_answer_is_caught(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from([question for question, _, _ in ANSWERED]))
    rendered, scenes = _rendered(question)
    figures = [figure for figure in rendered.figures if re.search(r"\d", figure.text)]
    if not figures:
        return
    figure = data.draw(st.sampled_from(figures))
    at = data.draw(st.sampled_from([i for i in range(figure.start, figure.end) if rendered.text[i].isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != rendered.text[at]]))
    assert not _faults(rendered, scenes)
    rendered.text = rendered.text[:at] + digit + rendered.text[at + 1 :]
    assert _faults(rendered, scenes), rendered.text


def _faults(rendered: Rendered, scenes: tuple[Scene, ...]) -> list[str]:
    facts = (fact for scene in scenes for holding in scene.holdings for fact in holding.facts)
    names = {holding.record.id: scene.organisation for scene in scenes for holding in scene.holdings}
    return faults(rendered, Ledger(facts, names), scenes[0].target(), scenes[0].organisation)
