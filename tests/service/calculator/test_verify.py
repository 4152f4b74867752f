"""Each class of a true and a false figure, over a small fictional disclosure."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import facts as facts_of
from ingest.model import Fact, Place
from ingest.read import read
from ingest.statements import Context
from service.calculator.ledger import Ledger
from service.calculator.verify import Claim, Quote, verify

BODY = "示例市园林绿化局"
THREE = "一般公共预算“三公”经费支出表"
TOTAL = "部门支出总表"
BASIC = "一般公共预算基本支出表"
BALANCE = "部门收支总表"


def fact(value, row, column=(), *, unit="万元", year=2024, basis="budget", measure="level", table=TOTAL, **more):
    name = "|".join(map(str, (table, row, column, value, year, basis, measure)))
    source = "table" if table else "narrative"
    return Fact(
        name,
        "d1",
        source,
        row,
        column,
        Decimal(value),
        unit,
        year,
        basis,
        measure,
        more.pop("quote", value),
        Place(),
        table=table,
        **more,
    )


def told(value, row, quote, **more):
    return fact(value, row, table=None, quote=quote, **more)


SAID_CHANGE = "2024年支出预算821.46万元，比2023年预算增加96.34万元，增长13.29%，主要原因是新增公园管护。"
FACTS = (
    fact("821.46", ("收入总计",), ("预算数",), table=BALANCE),
    fact("821.46", ("支出总计",), ("预算数",), table=BALANCE),
    fact("821.46", ("合计",), ("总计",)),
    fact("503.12", ("合计",), ("基本支出",)),
    fact("318.34", ("合计",), ("项目支出",)),
    fact("640.20", ("城乡社区支出",), ("总计",), code="212"),
    fact("321.86", ("城乡社区支出",), ("基本支出",), code="212"),
    fact("318.34", ("城乡社区支出",), ("项目支出",), code="212"),
    fact("95.17", ("社会保障和就业支出",), ("总计",), code="208"),
    fact("725.12", ("支出总计",), ("预算数",), year=2023, table=BALANCE),
    fact("230.15", ("合计",), ("项目支出",), year=2023),
    fact("10.80", (), ("2024年预算数", "合计"), table=THREE),
    fact("0.00", (), ("2024年预算数", "因公出国（境）费"), table=THREE),
    fact("9.60", (), ("2024年预算数", "公务用车运行维护费"), table=THREE),
    fact("1.20", (), ("2024年预算数", "公务接待费"), table=THREE),
    fact("12.30", (), ("2023年预算数", "合计"), year=2023, table=THREE),
    fact("11.10", (), ("2023年预算数", "公务用车运行维护费"), year=2023, table=THREE),
    fact("1.20", (), ("2023年预算数", "公务接待费"), year=2023, table=THREE),
    fact("14.75", ("商品和服务支出", "办公费"), ("2024年基本支出", "总计"), table=BASIC, code="30201"),
    fact("6.05", ("商品和服务支出", "工会经费"), ("2024年基本支出", "总计"), table=BASIC, code="30228"),
    told("96.34", ("支出",), SAID_CHANGE, measure="change", direction="up", base_year=2023, span=(27, 34)),
    told("13.29", ("支出",), SAID_CHANGE, unit="%", measure="rate", direction="up", base_year=2023, span=(37, 43)),
    told("6", ("车辆",), "截至2023年12月，本部门共有车辆6辆。", unit="辆", year=2023, basis="actual", measure="count"),
    told("41", ("在编人员",), "在编人员41人。", unit="人", measure="count"),
    fact("25", ("管护公园面积达标率",), ("指标值",), unit="%", basis="target", measure="rate", comparator="≥", table="整体支出绩效目标表"),
    fact("3", ("投诉办结时限",), ("指标值",), unit="天", basis="target", measure="count", comparator="≤", table="整体支出绩效目标表"),
)  # fmt: skip
LEDGER = Ledger(FACTS, {"d1": BODY})
CONTEXT = Context(year=2024, kind="budget", organisation=BODY)


def verdicts(text, claims=(), quotes=(), facts=LEDGER, context=CONTEXT):
    return [(j.figure.text, j.verdict) for j in verify(text, facts, context, claims, quotes)]


TRUE = {
    "as printed": ["2024年“三公”经费预算10.80万元", "“三公”经费10.8万元", "2023年三公经费预算12.30万元。", "城乡社区支出640.20万元"],
    "units": ["三公经费108000元", "三公经费108,000.00元", "支出预算0.0821亿元", "支出预算8214600元", "支出预算821.46万"],
    "rounding": ["支出预算821万元", "支出预算821.5万元", "支出预算约820万元", "支出预算近830万元", "支出预算超过800万元", "支出预算不足850万元"],
    "written forms": ["三公经费十点八万元", "三公经费壹拾万零捌仟元整", "三公经费１０．８０万元", "三公经费 10.80 万元", "三公经费**10.80万元**[1]"],
    "counts": ["截至2023年12月共有车辆6辆", "在编人员41人", "在编人员四十一名"],
    "columns": ["2024年基本支出503.12万元，项目支出318.34万元", "城乡社区支出中，基本支出321.86万元"],
    "direction": ["支出预算比上年增加96.34万元", "三公经费比上年减少1.50万元", "公务用车运行维护费较上年下降1.50万元"],
    "rates": ["支出预算增长13.29%", "三公经费下降12.2%", "三公经费下降12.20%", "三公经费下降12%"],
    "shares": ["2024年项目支出占总支出的38.75%", "公务接待费占三公经费的11.11%"],
    "points": ["2024年项目支出占比比2023年提高7.01个百分点"],
    "sums": ["办公费和工会经费合计20.80万元"],
    "differences": ["基本支出比项目支出多184.78万元"],
    "multiples": ["基本支出是项目支出的1.58倍"],
    "from to": ["三公经费由2023年的12.30万元降至2024年的10.80万元"],
    "targets": ["投诉办结时限不超过3天", "管护公园面积达标率不低于25%"],
    "zero": ["因公出国（境）费0万元", "公务接待费比上年增加0万元"],
    "organisation": ["示例市园林绿化局2024年三公经费10.80万元", "园林绿化局2024年三公经费10.80万元"],
}  # fmt: skip

FALSE = {
    "digit": ["三公经费10.90万元", "三公经费10.08万元", "支出预算821.64万元"],
    "unit": ["三公经费10.80元", "三公经费10.80亿元", "支出预算821.46元", "三公经费1080元", "支出预算增长13.29个百分点"],
    "rounding by one step": [
        "支出预算822万元",
        "支出预算820万元",
        "支出预算821.4万元",
        "三公经费11万元",
        "三公经费下降12.1%",
    ],
    "approximations": [
        "支出预算约700万元",
        "支出预算近800万元",
        "支出预算超过900万元",
        "支出预算不足800万元",
        "三公经费超过1万元",
    ],
    "item": [
        "公务接待费9.60万元",
        "公务用车运行维护费10.80万元",
        "办公费6.05万元",
        "基本支出318.34万元",
        "社会保障和就业支出640.20万元",
    ],
    "column": ["城乡社区支出503.12万元", "城乡社区支出321.86万元", "城乡社区支出中，基本支出503.12万元"],
    "year": [
        "2023年三公经费10.80万元",
        "2024年三公经费12.30万元",
        "2022年三公经费12.30万元",
        "2025年三公经费10.80万元",
    ],
    "basis": ["2024年三公经费决算10.80万元", "2024年三公经费实际支出10.80万元", "2024年支出执行数821.46万元"],
    "direction": [
        "支出预算比上年减少96.34万元",
        "三公经费比上年增加1.50万元",
        "支出预算下降13.29%",
        "三公经费增长12.20%",
    ],
    "percent and points": ["三公经费下降12.20个百分点", "2024年项目支出占比比2023年提高7.01%"],
    "counts": ["截至2023年12月共有车辆9辆", "在编人员14人", "在编人员四十二名", "在编人员41辆", "在编人员约70人"],
    "written forms": ["三公经费十一点八万元", "三公经费壹拾壹万零捌仟元整", "三公经费１０．９０万元"],
    "wrong base": ["支出预算增长11.73%", "三公经费下降13.89%"],
    "wrong whole": ["公务接待费占总支出的11.11%", "2024年项目支出占总支出的61.25%"],
    "wrong operand": ["办公费和公务接待费合计20.80万元", "办公费和工会经费合计21.00万元"],
    "wrong difference": ["基本支出比项目支出少184.78万元", "项目支出比基本支出多184.78万元"],
    "swapped": ["基本支出318.34万元，项目支出503.12万元"],
    "organisation": ["示例市水务局2024年三公经费10.80万元"],
    "unknown item": ["办公楼装修费120万元", "会议费10.80万元"],
    "comparator": ["投诉办结时限不低于3天", "管护公园面积达标率不超过25%"],
    "no item": ["10.80万元", "其他情况见附件，共9.60万元"],
}


@pytest.mark.parametrize("text", [text for texts in TRUE.values() for text in texts])
def test_a_true_figure_is_verified(text):
    judged = verify(text, LEDGER, CONTEXT)
    assert judged
    assert all(j.ok for j in judged), [(j.figure.text, j.verdict, j.reason) for j in judged]


@pytest.mark.parametrize("text", [text for texts in FALSE.values() for text in texts])
def test_a_false_figure_is_caught(text):
    judged = verify(text, LEDGER, CONTEXT)
    assert judged
    assert not any(j.ok for j in judged), [(j.figure.text, j.verdict, j.formula) for j in judged]


def test_a_contradicted_figure_tells_what_is_disclosed():
    (judged,) = verify("2024年三公经费10.90万元", LEDGER, CONTEXT)
    assert (judged.verdict, judged.disclosed) == ("contradicted", "10.80万元")
    assert judged.facts[0].value == Decimal("10.80")


def test_an_unverified_figure_says_why():
    assert "没有2021年" in verify("2021年三公经费10.80万元", LEDGER, CONTEXT)[0].reason
    assert "口径" in verify("2024年三公经费决算10.80万元", LEDGER, CONTEXT)[0].reason
    assert "不是所核对披露的单位" in verify("示例市水务局2024年三公经费10.80万元", LEDGER, CONTEXT)[0].reason


def test_a_derived_figure_shows_how_it_is_computed():
    (judged,) = verify("2024年三公经费比2023年减少1.50万元", LEDGER, CONTEXT)
    assert (judged.verdict, judged.formula) == ("derived", "a - b")
    assert [(name, str(f.value)) for name, f in judged.operands] == [("a", "10.80"), ("b", "12.30")]


def test_an_amount_not_printed_follows_from_the_printed_change():
    without = [f for f in FACTS if not (f.year == 2023 and f.value == Decimal("725.12"))]
    (judged,) = verify("2023年支出预算725.12万元", Ledger(without, {"d1": BODY}), CONTEXT)
    assert (judged.verdict, judged.formula) == ("derived", "a - b")


def test_with_several_bodies_the_text_must_say_which():
    other = [replace(f, document="d2", id="2" + f.id) for f in FACTS]
    both = Ledger((*FACTS, *other), {"d1": BODY, "d2": "示例市水务局"})
    context = Context(year=2024, kind="budget")
    assert verdicts("三公经费10.80万元", facts=both, context=context) == [("10.80万元", "unverified")]
    assert verdicts("示例市水务局三公经费10.80万元", facts=both, context=context) == [("10.80万元", "cited")]


def test_an_item_of_the_procurement_table_is_another_than_its_namesake():
    bought = fact("2.00", ("服务类", "公务用车运行维护费"), ("总计",), table="政府采购预算明细表")
    ledger = Ledger((*FACTS, bought), {"d1": BODY})
    assert verdicts("公务用车运行维护费2.00万元", facts=ledger) == [("2.00万元", "contradicted")]
    assert verdicts("公务用车运行维护费9.60万元", facts=ledger) == [("9.60万元", "cited")]


def by_value(value, year=2024):
    return next(f for f in FACTS if str(f.value) == value and f.year == year)


def claim(text, figure, formula, **operands):
    start = text.index(figure)
    return Claim(start, start + len(figure), formula, tuple(operands.items()))


class TestClaims:
    """A composer says what a figure rests on; the text must name it, and the formula must give it."""

    text = "2024年办公费、工会经费与公务接待费三项共22.00万元"

    def test_a_formula_over_named_items_is_derived(self):
        given = claim(self.text, "22.00万元", "a + b + c", a=by_value("14.75"), b=by_value("6.05"), c=by_value("1.20"))
        assert verdicts(self.text, [given]) == [("22.00万元", "derived")]

    @pytest.mark.parametrize(
        ("formula", "operands"),
        [
            ("a + b", {"a": "14.75", "b": "6.05"}),  # does not give the digits
            ("a + b + c", {"a": "14.75", "b": "6.05", "c": "9.60"}),  # a wrong operand
            ("a + b - c", {"a": "12.40", "b": "9.60", "c": "0.00"}),
            ("a * 2.2917", {"a": "9.60"}),  # right digits from an item that the text does not name
        ],
    )
    def test_a_wrong_formula_is_caught(self, formula, operands):
        held = {n: next((f for f in FACTS if str(f.value) == v), by_value("9.60")) for n, v in operands.items()}
        ((_, verdict),) = verdicts(self.text, [claim(self.text, "22.00万元", formula, **held)])
        assert verdict in ("unverified", "contradicted")

    def test_an_operand_of_a_year_that_the_text_does_not_name_is_caught(self):
        text = "2024年公务接待费与办公费共15.95万元"
        right = claim(text, "15.95万元", "a + b", a=by_value("1.20"), b=by_value("14.75"))
        wrong = claim(text, "15.95万元", "a + b", a=by_value("1.20", 2023), b=by_value("14.75"))
        assert verdicts(text, [right]) == [("15.95万元", "derived")]
        # The words alone hold the figure up; with items that the words do not sum, the claim's operands must be named.
        odd = "2024年公务接待费与办公费等三公以外项目的总额15.95万元"
        moved = replace(wrong, start=odd.index("15.95"), end=len(odd))
        assert verdicts(odd, [moved]) == [("15.95万元", "unverified")]

    @pytest.mark.parametrize(
        ("text", "verdict"),
        [
            ("湿地修复的绩效指标：\n- 管护绿道：不低于900公里", "cited"),
            ("湿地修复的绩效指标：\n- 管护绿道：不低于600公里", "contradicted"),
            ("行道树更新：\n- 成活率：不低于95%\n\n湿地修复：\n- 管护绿道：不低于900公里", "cited"),
            # Named last is another project, or none: then the whole body's goal is meant, and it is not that.
            ("湿地修复和行道树更新：\n- 管护绿道：不低于900公里", "contradicted"),
            ("绩效指标：\n- 管护绿道：不低于900公里", "contradicted"),
        ],
    )
    def test_an_indicator_is_of_the_project_that_heads_it(self, text, verdict):
        of_project = {"basis": "target", "comparator": "≥", "table": "项目支出绩效目标表"}
        wetland, trees = ("", "湿地修复"), ("", "行道树更新")
        planted = fact("900", ("湿地修复", "管护绿道"), ("指标值",), unit="公里", project=wetland, **of_project)
        alive = fact("95", ("行道树更新", "成活率"), ("指标值",), unit="%", project=trees, **of_project)
        overall = fact(
            "600", ("管护绿道",), ("指标值",), unit="公里", basis="target", comparator="≥", table="整体支出绩效目标表"
        )
        figure = "900公里" if "900公里" in text else "600公里"
        judged = verdicts(
            text, [claim(text, figure, None, a=planted)], facts=Ledger((planted, alive, overall), {"d1": BODY})
        )
        assert dict(judged)[figure] == verdict

    def test_a_fact_that_is_not_held_supports_nothing(self):
        text = "2024年绿化补助22.00万元"
        alien = fact("22.00", ("绿化补助",), ("总计",), unit="万元")
        ((_, verdict),) = verdicts(text, [claim(text, "22.00万元", None, a=alien)])
        assert verdict == "unverified"

    def test_a_claim_never_outweighs_the_texts_own_words(self):
        text = "2024年公务接待费9.60万元，其余为公务用车运行维护费"
        ((_, verdict),) = verdicts(text, [claim(text, "9.60万元", None, a=by_value("9.60"))])
        assert verdict == "contradicted"

    def test_a_slip_of_units_in_a_formula_is_caught(self):
        text = "2024年公务接待费与办公费等所列金额15.95元"
        ((_, verdict),) = verdicts(text, [claim(text, "15.95元", "a + b", a=by_value("1.20"), b=by_value("14.75"))])
        assert verdict in ("unverified", "contradicted")


def test_a_verbatim_quotation_is_cited_and_an_altered_one_is_not():
    quoted = "比2023年预算增加96.34万元"
    text = f"披露写明：“{quoted}”。"
    at = text.index(quoted)
    assert verdicts(text, quotes=[Quote(at, at + len(quoted), SAID_CHANGE)]) == [("96.34万元", "cited")]
    altered = text.replace("96.34", "96.43")
    ((_, verdict),) = verdicts(altered, quotes=[Quote(at, at + len(quoted), SAID_CHANGE)])
    assert verdict != "cited"


def test_what_is_no_figure_is_not_judged():
    assert verdicts("根据国发〔2022〕5号文件，第3项工作于2024年12月31日前完成，电话023-60301012。") == []


EXACT = [text for name, texts in TRUE.items() if name != "rounding" for text in texts if "约" not in text]


@given(data=st.data())
def test_one_digit_changed_in_a_verified_sentence_is_caught(data):
    text = data.draw(st.sampled_from(EXACT))
    digits = [
        i for j in verify(text, LEDGER, CONTEXT) for i in range(j.figure.start, j.figure.end) if text[i] in "0123456789"
    ]  # fmt: skip
    if not digits:
        return
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != text[at]]))
    altered = text[:at] + digit + text[at + 1 :]
    hit = [j for j in verify(altered, LEDGER, CONTEXT) if j.figure.start <= at < j.figure.end]
    assert not any(j.ok for j in hit), altered


@given(st.sampled_from(EXACT), st.sampled_from(["2021", "2022", "2026"]))
def test_another_year_is_caught(text, year):
    if "2024年" in text and "2023年" not in text:
        assert not any(j.ok for j in verify(text.replace("2024", year), LEDGER, CONTEXT))


def test_the_acceptance_cases(shared):
    document = read(shared / "samples" / "beibei_2024_budget.txt")
    ledger = Ledger(facts_of(document), {document.id: document.organisation})
    context = Context(year=document.year, kind=document.kind, organisation=document.organisation)
    wrong = []
    for line in (shared / "eval" / "verify_cases.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        judged = {j.figure.text: j.ok for j in verify(case["text"], ledger, context)}
        expected = {f["text"]: f["ok"] for f in case["figures"]}
        if {text: judged.get(text) for text in expected} != expected or (not expected and judged):
            wrong.append((case["id"], case["text"], judged))
    assert wrong == []
