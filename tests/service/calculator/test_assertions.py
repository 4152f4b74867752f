"""What a text says without figures: true, refuted and not told by the disclosures, in tables of their own words."""

import json
from functools import cache
from pathlib import Path

import pytest

from ingest.facts import facts as facts_of
from ingest.read import read
from ingest.statements import Context
from service.calculator.assertion import REFUTED, UNCONFIRMED
from service.calculator.assertions import check
from service.calculator.ledger import Ledger

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


@cache
def held(*names):
    documents = [read(SAMPLES / name) for name in names]
    facts = [fact for document in documents for fact in facts_of(document)]
    ledger = Ledger(facts, {document.id: document.organisation for document in documents})
    latest = documents[-1]
    return (
        ledger,
        Context(latest.year, latest.kind, latest.organisation),
        [p.text for d in documents for p in d.paragraphs],
    )


BUDGET = held("education_2024_budget.md")
FINAL = held("education_2023_final_account.md")
TWO_YEARS = held("water_2023_budget.txt", "water_2024_budget.txt")

# kind, text, of which disclosures
HOLDS = [
    ("rank", "商品和服务支出中金额最大的是其他交通费用，38.64万元", BUDGET),
    ("rank", "商品和服务支出中，其他交通费用居首", BUDGET),
    ("rank", "其他交通费用在商品和服务支出中最多", BUDGET),
    ("rank", "商品和服务支出中金额最小的是水费", BUDGET),
    ("rank", "商品和服务支出中第二大的是办公费", BUDGET),
    ("rank", "商品和服务支出前三位依次为其他交通费用、办公费和工会经费", BUDGET),
    ("rank", "商品和服务支出前三位是工会经费、办公费、其他交通费用", BUDGET),
    ("rank", "工资福利支出中占比最高的是基本工资", BUDGET),
    ("rank", "“三公”经费中公务用车运行维护费最多", BUDGET),
    ("rank", "三个项目中金额最大的是中小学校舍安全维修改造", BUDGET),
    ("rank", "基本支出高于项目支出，占比最大的是基本支出", BUDGET),
    ("rank", "支出最多的是农林水支出", TWO_YEARS),
    ("rank", "示例市水务局2024年各类支出中，农林水支出最大", TWO_YEARS),
    ("rank", "最大支出为农林水支出", TWO_YEARS),
    ("rank", "公务用车购置及运行费2024年为0.00万元，为近两年最低", TWO_YEARS),
    ("direction", "三公经费比上年减少", BUDGET),
    ("direction", "三公经费19.80万元，较上年有所下降", BUDGET),
    ("direction", "公务接待费呈下降趋势", BUDGET),
    ("direction", "三公经费只减不增", BUDGET),
    ("direction", "因公出国（境）费用与上年持平", BUDGET),
    ("direction", "因公出国（境）费用没有增加", BUDGET),
    ("direction", "基本支出高于项目支出", BUDGET),
    ("direction", "公用经费低于人员经费", BUDGET),
    ("direction", "基本支出增加，公务接待费减少", BUDGET),
    ("direction", "公务接待费低于上年水平", BUDGET),
    ("direction", "三公经费决算数小于预算数", FINAL),
    ("direction", "三公经费未超预算", FINAL),
    ("direction", "公务接待费控制在预算以内", FINAL),
    ("direction", "因公出国（境）费支出比上年增加", FINAL),
    ("direction", "2024年公务接待费2.80万元，2023年2.80万元，与上年持平", TWO_YEARS),
    ("direction", "公务用车运行维护费明显下降", BUDGET),
    ("direction", "三公经费不增反降", BUDGET),
    ("direction", "三公经费逐年下降", TWO_YEARS),
    ("direction", "项目支出持续增长", TWO_YEARS),
    ("reason", "三公经费减少，其中公务接待费减少，公务用车运行维护费明显下降，主要原因是报废老旧车辆", BUDGET),
    (
        "reason",
        "三公经费比上年减少。文件说明的原因：公务用车购置及运行费“2辆公务用车移交市级公务用车平台统一管理”",
        TWO_YEARS,
    ),
    ("reason", "公务用车运行维护费比上年减少1.70万元，主要原因是报废老旧车辆1辆，燃油和维修保险开支相应下降", BUDGET),
    ("reason", "公务用车运行维护费减少，主要是报废老旧车辆", BUDGET),
    ("reason", "由于报废老旧车辆，公务用车运行维护费比上年减少1.70万元", BUDGET),
    ("reason", "基本支出增加26.77万元，因新进教师培训岗位人员", BUDGET),
    ("reason", "项目支出696.00万元，主要用于校舍安全维修和教师轮训", BUDGET),
    ("reason", "项目支出比上年增加115.00万元，主要原因是新增山洪灾害监测预警站点和泵站的运行维护任务", TWO_YEARS),
    ("name", "实施“中小学校舍安全维修改造”项目", BUDGET),
    ("name", "示例市教育局2024年三公经费19.80万元", BUDGET),
]

REFUTES = [
    ("rank", "商品和服务支出中金额最大的是办公费，26.40万元", BUDGET),
    ("rank", "工会经费在商品和服务支出中居首", BUDGET),
    ("rank", "工会经费20.57万元，为商品和服务支出中第二大", BUDGET),
    ("rank", "商品和服务支出中金额最小的是会议费", BUDGET),
    ("rank", "商品和服务支出前三位依次为其他交通费用、工会经费和办公费", BUDGET),
    ("rank", "商品和服务支出前三位是其他交通费用、办公费、差旅费", BUDGET),
    ("rank", "“三公”经费中公务接待费最多", BUDGET),
    ("rank", "三个项目中金额最大的是教师培训专项经费", BUDGET),
    ("rank", "支出最多的是社会保障和就业支出", TWO_YEARS),
    ("rank", "公务用车购置及运行费2024年为近两年最高", TWO_YEARS),
    ("direction", "三公经费比上年增加", BUDGET),
    ("direction", "公务接待费与上年持平", BUDGET),
    ("direction", "公务接待费较上年明显增长", BUDGET),
    ("direction", "基本支出低于项目支出", BUDGET),
    ("direction", "公务接待费高于上年", BUDGET),
    ("direction", "公务接待费逐年下降", TWO_YEARS),
    ("direction", "基本支出没有增加", BUDGET),
    ("direction", "三公经费决算数大于预算数", FINAL),
    ("direction", "三公经费超预算", FINAL),
    ("direction", "2024年公务用车购置及运行费0.00万元，2023年4.50万元，与上年持平", TWO_YEARS),
    ("reason", "公务接待费减少0.60万元，主要原因是报废老旧车辆1辆", BUDGET),
    ("reason", "三公经费比上年减少。文件说明的原因：机关运行经费“2辆公务用车移交市级公务用车平台统一管理”", TWO_YEARS),
    ("reason", "基本支出增加26.77万元，主要原因是更新一批办公电脑", BUDGET),
    ("reason", "基本支出增加26.77万元，主要原因是工资和社会保险缴费减少", BUDGET),
]

UNTOLD = [
    ("rank", "民生支出中最多的是教育支出", BUDGET),
    ("rank", "宣传费最多", BUDGET),
    ("rank", "三公经费2024年为2.80万元，是近三年最低", TWO_YEARS),
    ("rank", "各部门中三公经费最少的单位是示例市教育局", BUDGET),
    ("direction", "宣传费比上年减少", BUDGET),
    ("direction", "项目支出较上年明显增长", BUDGET),  # of all funds it grew, of one it fell
    ("direction", "项目支出较上年减少", BUDGET),
    ("direction", "公务接待费决算数小于预算数", BUDGET),
    ("direction", "示例市林业局三公经费比上年减少", BUDGET),
    ("direction", "三公经费与上年基本持平", BUDGET),
    ("direction", "三公经费逐年下降", BUDGET),  # of two years only one change is known
    ("direction", "2022年三公经费比上年减少", BUDGET),
    ("direction", "基本支出首次超过项目支出", BUDGET),  # true, but not whether for the first time
    ("reason", "公务用车运行维护费比上年减少1.70万元，主要原因是车辆封存停驶", BUDGET),
    ("reason", "公务接待费减少0.60万元，主要原因是来访批次减少", BUDGET),
    ("reason", "项目支出696.00万元，主要用于修建办公楼", BUDGET),
    ("name", "实施“智慧校园示范工程”，投入资金", BUDGET),
    ("name", "示例市林业局2024年三公经费19.80万元", BUDGET),
    ("name", "示例市教育局2021年部门决算已经公开", BUDGET),
]

NOTHING = [
    "2024年三公经费19.80万元，比上年减少2.30万元。",
    "最大限度压减一般性支出，确保最低生活保障标准按时发放。",
    "服务水平不断提升，群众满意度进一步提高。",
    "第一批资金于第一季度下达，首次覆盖全部乡镇。",
    "本表填列数应与《收支预算总表》收入数一致。",
]


def said(kind, text, of):
    ledger, context, prose = of
    return [a for a in check(text, ledger, context, prose=prose) if a.kind == kind]


@pytest.mark.parametrize(("kind", "text", "of"), HOLDS)
def test_what_the_disclosures_confirm(kind, text, of):
    found = said(kind, text, of)
    assert found
    assert all(a.ok and a.why for a in found), found


@pytest.mark.parametrize(("kind", "text", "of"), REFUTES)
def test_what_they_refute(kind, text, of):
    found = [a for a in said(kind, text, of) if not a.ok]
    assert [a.why.startswith(REFUTED) for a in found] == [True], found
    assert found[0].facts


@pytest.mark.parametrize(("kind", "text", "of"), UNTOLD)
def test_what_they_do_not_tell_is_not_confirmed(kind, text, of):
    found = [a for a in said(kind, text, of) if not a.ok]
    assert [a.why.startswith(UNCONFIRMED) for a in found] == [True], found


@pytest.mark.parametrize("text", NOTHING)
def test_what_says_nothing_without_a_figure(text):
    ledger, context, prose = BUDGET
    assert check(text, ledger, context, prose=prose) == []


@pytest.mark.parametrize(("kind", "text", "of"), [*HOLDS, *REFUTES, *UNTOLD])
def test_what_is_told_stands_in_the_text(kind, text, of):
    for assertion in said(kind, text, of):
        assert text[assertion.start : assertion.end] == assertion.text


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*_20*")))
def test_a_disclosure_never_contradicts_itself(name):
    """Everything that a sample's own sentences say is confirmed by it."""
    document = read(SAMPLES / name)
    ledger = Ledger(facts_of(document), {document.id: document.organisation})
    prose = [p.text for p in document.paragraphs]
    wrong = []
    for paragraph in document.paragraphs:
        if any("名词解释" in heading for heading in paragraph.section):
            continue
        context = Context(document.year, document.kind, document.organisation, paragraph.section)
        wrong += [a for a in check(paragraph.text, ledger, context, prose=prose) if not a.ok]
    assert wrong == []


def test_a_rank_among_bodies_is_checked_against_all_of_them():
    one, context, _ = held("education_2024_budget.md")
    both, _, _ = held("education_2024_budget.md", "water_2024_budget.txt")
    text = "各单位中公务接待费最多的单位是{}。"
    for name, ok in (("示例市教育局", True), ("示例市水务局", False)):
        (found,) = check(text.format(name), one, context, everyone=both)
        assert (found.kind, found.ok) == ("rank", ok), found


def test_the_acceptance_cases_have_no_false_alarm(shared):
    """A text whose figures are all right says nothing false, save for the one that ranks wrongly."""
    document = read(shared / "samples" / "beibei_2024_budget.txt")
    ledger = Ledger(facts_of(document), {document.id: document.organisation})
    context = Context(document.year, document.kind, document.organisation)
    ranked, wrong = [], []
    for line in (shared / "eval" / "verify_cases.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        found = check(case["text"], ledger, context)
        if case["klass"] == "rank":
            ranked += found
        elif all(figure["ok"] for figure in case["figures"]):
            wrong += [(case["id"], a) for a in found if not a.ok]
    assert wrong == []
    assert [(a.kind, a.ok, a.why.startswith(REFUTED)) for a in ranked] == [("rank", False, True)]


TWICE = """# 示例市档案馆2024年部门预算

## 一般公共预算财政拨款基本支出表

单位：万元

| 科目编码 | 科目名称 | 合计 |
| --- | --- | --- |
| 302 | 商品和服务支出 | 30.00 |
| 30217 | 公务接待费 | 2.00 |
| 30231 | 公务用车运行维护费 | 6.00 |

## 一般公共预算“三公”经费支出表

单位：万元

| 项目 | 2024年预算数 |
| --- | --- |
| 合计 | 24.00 |
| 因公出国（境）费 | 5.00 |
| 公务用车购置及运行费 | 6.00 |
| 公务接待费 | 13.00 |
"""


def test_an_item_printed_twice_is_ranked_by_the_amount_that_stands_beside_the_whole(tmp_path):
    path = tmp_path / "archive.md"
    path.write_text(TWICE, encoding="utf-8")
    document = read(path)
    ledger = Ledger(facts_of(document), {document.id: document.organisation})
    context = Context(document.year, document.kind, document.organisation)
    said = {"公务接待费": True, "因公出国（境）费": False, "公务用车购置及运行费": False}
    for item, held_true in said.items():
        [found] = [a for a in check(f"“三公”经费中{item}最多", ledger, context) if a.kind == "rank"]
        assert found.ok is held_true, item
