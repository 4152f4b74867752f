"""Any text held against what is held: whose figures they are, which year and kind, and where all of it stands."""

from pathlib import Path

import pytest

from index.errors import UnknownDocumentError
from service.calculator.assertion import REFUTED, UNCONFIRMED
from service.held import Held
from service.verification import Checker
from service.verify_report import lines
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
WATER = [SAMPLES / "water_2023_budget.txt", SAMPLES / "water_2024_budget.txt"]
EDUCATION = [SAMPLES / f"education_{name}.md" for name in ("2023_budget", "2023_final_account", "2024_budget")]


def checker(*paths):
    return Checker(Held(Shelf(*paths)))


@pytest.fixture(scope="module")
def both():
    return checker(*WATER, *EDUCATION)


@pytest.fixture(scope="module")
def water():
    return checker(*WATER)


def verdicts(found):
    return [(figure.text, figure.verdict) for figure in found.figures]


def whose(found):
    cited = {citation.id: citation for citation in found.citations}
    return [{cited[n].organisation for n in figure.citations} for figure in found.figures]


class TestWhose:
    """A figure is the body's that its sentence names, or inherits; with several held and none named it is nobody's."""

    def test_the_only_body_need_not_be_named(self, water):
        assert verdicts(water.check("2024年公务接待费2.80万元")) == [("2.80万元", "cited")]

    def test_of_several_one_must_be_named(self, both):
        found = both.check("2024年公务接待费2.80万元，与上年持平")
        assert verdicts(found) == [("2.80万元", "unverified")]
        assert "没有写明是哪个单位" in found.figures[0].why

    @pytest.mark.parametrize("name", ["示例市水务局", "市水务局", "水务局"])
    def test_a_short_name_is_written_out(self, both, name):
        text = f"{name}2024年公务接待费2.80万元。"
        found = both.check(text)
        assert verdicts(found) == [("2.80万元", "cited")]
        assert whose(found) == [{"示例市水务局"}]
        (name_claim,) = found.claims
        assert (name_claim.kind, name_claim.ok, name_claim.text) == ("name", True, name)

    def test_each_figure_is_bound_to_its_own_body(self, both):
        right = "水务局2024年公务接待费2.80万元，教育局2024年公务接待费3.00万元。"
        swapped = "水务局2024年公务接待费3.00万元，教育局2024年公务接待费2.80万元。"
        assert [verdict for _, verdict in verdicts(both.check(right))] == ["cited", "cited"]
        assert [verdict for _, verdict in verdicts(both.check(swapped))] == ["contradicted", "contradicted"]
        assert whose(both.check(right)) == [{"示例市水务局"}, {"示例市教育局"}]

    @pytest.mark.parametrize("text", ["示例市林业局2024年公务接待费2.80万元", "林业局2024年公务接待费2.80万元"])
    def test_a_body_that_is_not_held_has_no_figures(self, both, water, text):
        for held in (both, water):
            assert verdicts(held.check(text)) == [("2.80万元", "unverified")]

    def test_only_the_documents_named_are_looked_at(self, both):
        shelf = Shelf(*WATER)
        ids = {record.year: record.id for record in shelf.records()}
        text = "市水务局2024年公务接待费2.80万元"
        assert verdicts(both.check(text, [ids[2024]])) == [("2.80万元", "cited")]
        assert verdicts(both.check(text, [ids[2023]])) == [("2.80万元", "unverified")]

    def test_a_document_that_is_not_held_is_an_error(self, water):
        with pytest.raises(UnknownDocumentError):
            water.check("公务接待费2.80万元", ["nothing"])


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("namesakes")
    for place, amount in (("云州市", "2.00"), ("珞水市", "7.00")):
        text = f"{place}统计局2024年部门预算\n\n2024年“三公”经费预算9.00万元，其中：公务接待费{amount}万元。\n\n"
        text += "一般公共预算“三公”经费支出表\n单位：万元\n项目\t2024年预算数\n“三公”经费合计\t9.00\n"
        text += f"公务接待费\t{amount}\n"
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    return checker(*sorted(folder.glob("*.txt")))


class TestNamesakes:
    """A short name that several held bodies go by is one's only where the text has named that one before."""

    def test_alone_it_is_nobodys(self, namesakes):
        (figure,) = namesakes.check("统计局2024年公务接待费2.00万元").figures
        assert figure.verdict == "unverified"
        assert "云州市统计局" in figure.why
        assert "珞水市统计局" in figure.why

    @pytest.mark.parametrize(("place", "amount"), [("云州市", "2.00万元"), ("珞水市", "7.00万元")])
    def test_after_the_whole_name_it_is_that_bodys(self, namesakes, place, amount):
        text = f"{place}统计局公布2024年部门预算。统计局公务接待费{{}}。"
        assert verdicts(namesakes.check(text.format(amount))) == [(amount, "cited")]
        wrong = "7.00万元" if amount == "2.00万元" else "2.00万元"
        assert verdicts(namesakes.check(text.format(wrong))) == [(wrong, "contradicted")]


class TestWhen:
    """A title's year, and 预算 or 决算, hold for the sentences after it; 上年 is the year before that."""

    def test_the_year_of_a_title_is_inherited(self, both):
        text = "示例市水务局公布2023年部门预算\n\n支出预算1,758.84万元。"
        assert verdicts(both.check(text)) == [("1,758.84万元", "cited")]
        assert verdicts(both.check(text.replace("2023", "2024"))) == [("1,758.84万元", "contradicted")]

    def test_last_year_is_that_of_the_text(self, both):
        text = "示例市水务局2024年支出预算1,889.11万元，上年为1,758.84万元，增加130.27万元。"
        assert [verdict for _, verdict in verdicts(both.check(text))] == ["cited", "cited", "derived"]

    def test_an_outturn_is_no_budget(self, both):
        text = "示例市教育局2023年公务接待费{}为2.18万元。"
        assert verdicts(both.check(text.format("决算"))) == [("2.18万元", "cited")]
        assert verdicts(both.check(text.format("预算"))) == [("2.18万元", "contradicted")]

    def test_where_the_text_does_not_say_it_is_read_as_it_holds(self, both):
        for amount in ("2.18万元", "3.60万元"):  # what was spent, what was planned
            assert verdicts(both.check(f"示例市教育局2023年公务接待费{amount}。")) == [(amount, "cited")]


RELEASE = """# 示例市水务局公布2024年部门预算

近日，**市水务局**向社会公开了2024年部门预算。支出预算为**１，８８９．１１万元**[1]，较上年增加130.27万元，增长7.41%。

- 基本支出九百三十四点一一万元，增加的主要原因是正常增资；
- 项目支出955万元，主要原因是新增泵站运行维护任务。

支出最多的是农林水支出，公务接待费与上年持平。
"""


def test_a_press_release_is_read_with_its_marks_and_figures_of_all_widths(both):
    found = both.check(RELEASE)
    assert [verdict for _, verdict in verdicts(found)] == ["cited", "derived", "derived", "cited", "cited"]
    assert {(claim.kind, claim.ok) for claim in found.claims} == {
        ("name", True), ("direction", True), ("reason", True), ("rank", True),
    }  # fmt: skip


STRANGERS_WAYS = [
    "农林水支出最多，为1652.79万元；社会保障和就业支出位居第二，为126.21万元",
    "- “三公”经费2.80万元，其中公务接待费2.80万元；\n- 农林水支出1652.79万元；\n- 住房保障支出62.18万元。",
    "2024年部门预算中，农林水支出1652.79万元，住房保障支出62.18万元",
    "商品和服务支出里开支最大的是其他交通费用（27.12万元）",
]


@pytest.mark.parametrize("text", STRANGERS_WAYS)
def test_the_ways_in_which_strangers_write(water, text):
    assert {verdict for _, verdict in verdicts(water.check(text))} == {"cited"}


def test_every_place_is_of_the_text_as_given(both):
    for text in (RELEASE, RELEASE.replace("市水务局", "水务局")):
        found = both.check(text)
        for told in (*found.figures, *found.claims):
            assert text[told.start : told.end] == told.text


def test_a_contradicted_figure_tells_what_is_disclosed_and_where(water):
    found = water.check("公务接待费3.20万元")
    (figure,) = found.figures
    assert figure.verdict == "contradicted"
    assert figure.disclosed == "28000元"
    (number,) = figure.citations
    citation = found.citations[number - 1]
    assert (citation.quote, citation.row[-1]) == ("28,000", "公务接待费")


def test_a_derived_figure_has_its_formula_and_cited_operands(water):
    (figure,) = water.check("2024年支出预算比2023年增加130.27万元").figures
    assert (figure.verdict, figure.formula) == ("derived", "a / 10000 - b / 10000")
    assert [(operand.name, operand.value, operand.unit) for operand in figure.operands] == [
        ("a", "18891100", "元"), ("b", "17588400", "元"),
    ]  # fmt: skip
    assert {operand.citation for operand in figure.operands} == set(figure.citations)


@pytest.mark.parametrize("said", ["减少51.50万元", "减少85.50万元", "增加112.50万元"])
def test_an_amount_of_one_scope_less_the_change_of_another_is_nothing(said):
    """项目支出 is printed of all funds and of one, each with its own change: 778 and 30.5 up, 696 and 3.5 down."""
    (figure,) = checker(EDUCATION[2]).check(f"2024年项目支出比2023年{said}").figures
    assert figure.verdict in ("contradicted", "unverified")


def test_bodies_are_ranked_among_all_that_are_held(both):
    (true,) = [c for c in both.check("示例市水务局2024年公务接待费在各部门中最少。").claims if c.kind == "rank"]
    (false,) = [c for c in both.check("示例市水务局2024年公务接待费在各部门中最多。").claims if c.kind == "rank"]
    assert (true.ok, false.ok, false.why.startswith(REFUTED)) == (True, False, True)


def test_nothing_held_is_said_so():
    (figure,) = checker().check("公务接待费2.80万元").figures
    assert (figure.verdict, figure.why) == ("unverified", "还没有收录任何披露")


def test_a_text_without_figures_is_no_error(water):
    found = water.check("根据国发〔2022〕5号文件，第3项工作于2024年12月31日前完成，电话023-12345678。")
    assert (found.figures, found.claims, found.citations) == ((), (), ())


class TestReport:
    """The report on a terminal: a count, then every figure and statement with its place."""

    def test_it_tells_what_became_of_each(self, water):
        text = "公务接待费3.20万元，与上年持平。\n支出最多的是卫生健康支出。宣传费比上年减少。"
        told = "\n".join(lines(text, water.check(text)))
        assert told.startswith("1个数字：1个与披露不符。3处没有数字的说法：1处得到确认，1处与披露不符，1处不能确认。")
        assert "【与披露不符】第1行：公务接待费3.20万元\n    披露的2024年公务接待费为28000元\n    出处：" in told
        assert "【与披露不符】第2行：支出最多的是卫生健康支出" in told
        assert "【不能确认】第2行：宣传费比上年减少\n    披露中没有“宣传费”" in told
        assert UNCONFIRMED not in told  # the mark says it

    def test_a_formula_is_written_out(self, water):
        text = "2024年支出预算比2023年增加130.27万元"
        assert "    算式：18891100元 ÷ 10000 − 17588400元 ÷ 10000" in lines(text, water.check(text))

    def test_nothing_to_check(self, water):
        assert lines("今天天气很好。", water.check("今天天气很好。")) == ["文中没有可以核对的数字和说法。"]
