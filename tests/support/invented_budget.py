"""The text of an invented budget, in one of three forms: nine tables after the words (converted pages, 万元), tables
between the words with codes in three cells (元), numbered public tables with three lanes (万元, grouped digits).
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Scope
from tests.support.invented_bodies import Body
from tests.support.invented_books import Books, Leaf, drawn, named, rolled
from tests.support.invented_paper import Paper, Told, coded, summed
from tests.support.invented_words import TERMS, contact, duties, offices, reason, units

_ORDER = "一二三四五六七八九十"
Row = list[str | Told]


class Budget:
    """One budget being written."""

    def __init__(self, paper: Paper, body: Body, year: int, scope: Scope, plan: Books, before: Books) -> None:
        self.paper = paper
        self.style = paper.style
        self.body = body
        self.year = year
        self.scope = scope
        self.plan = plan
        self.before = before
        self.who = body.organisation
        self.own = "部门" if scope == "department" else "单位"
        self.full = self.who if scope == "department" else f"{self.who}（本级）"
        self.apart = False

    # What all forms print.

    def cell(self, item: str, column: str, amount: int | None, year: int = 0, code: str | None = None) -> Told:
        return Told(item, column, year or self.year, "budget", amount, code)

    def wan(self, item: str, amount: int) -> str:
        return self.paper.wan(item, amount, self.year, "budget")

    def against(self, of: str, now: int, before: int, *, rate: bool = False) -> str:
        """The change against last year, with its reason where there is one to give."""
        base = self.style.one_of("base", f"{self.year - 1}年", "上年", f"{self.year - 1}年预算")
        told = self.paper.change(now, before, base, rate=rate and self.style.chance("rates", 50))
        if now == before or not of:
            return told
        link = self.style.one_of("link", "主要原因是", "主要是")
        return f"{told}，{link}{reason(self.body, of, self.year, up=now > before)}"

    def functional(
        self,
        title: str,
        leaves: Sequence[Leaf],
        head: Sequence[Row],
        columns: Sequence[str],
        *,
        before: Sequence[Leaf] | None = None,
        **table: object,
    ) -> None:
        """A table of 类, 款 and 项 with 总计, 基本支出 and 项目支出, last year's budget in front where it is given."""
        old = {leaf.code: leaf.total for leaf in before or ()}
        names = (*leaves, *(before or ()))
        codes = dict.fromkeys([leaf.code for leaf in leaves] + list(old))
        now = {leaf.code: leaf for leaf in leaves}
        rows = rolled(
            {
                code: (
                    *((old.get(code, 0),) if before is not None else ()),
                    *((now[code].total, now[code].basic, now[code].project) if code in now else (0, 0, 0)),
                )
                for code in codes
            }
        )
        years = [*((self.year - 1,) if before is not None else ()), *[self.year] * 3]
        total: Row = self._total(rows, columns, years)
        body: list[Row] = [
            [
                *coded(code, self.apart),
                named(code, names),
                *(
                    self.cell(named(code, names), column, amount, year, code)
                    for column, year, amount in zip(columns, years, amounts, strict=True)
                ),
            ]
            for code, amounts in rows
        ]
        self.paper.table(title, [*head, *self._around(total, body)], **table)  # type: ignore[arg-type]

    def _total(self, rows: Sequence[tuple[str, tuple[int, ...]]], columns: Sequence[str], years: Sequence[int]) -> Row:
        blank = 3 if self.apart else 1
        front: Row = ["合计", *[""] * blank] if self.style.chance("total left", 60) else [*[""] * blank, "合计"]
        cells = zip(columns, years, summed(rows), strict=True)
        return [*front, *(self.cell("合计", column, amount, year) for column, year, amount in cells)]

    def _around(self, total: Row, rows: list[Row]) -> list[Row]:
        return [total, *rows] if self.style.chance("total first", 60) else [*rows, total]

    def economic(self, title: str, head: Sequence[Row], columns: Sequence[str], **table: object) -> None:
        """基本支出 by economic code: 总计, 人员经费, 公用经费."""
        rows = rolled(
            {
                code: (amount, amount if code[:3] in ("301", "303") else 0, amount if code[:3] in ("302", "310") else 0)
                for code, _, amount in self.plan.economic
            }
        )
        names = {code: name for code, name, _ in self.plan.economic}
        blank = 2 if self.apart else 1
        total: Row = ["合计", *[""] * blank] if self.style.chance("total left", 60) else [*[""] * blank, "合计"]
        total += [self.cell("合计", column, amount) for column, amount in zip(columns, summed(rows), strict=True)]
        body: list[Row] = [
            [
                *coded(code, self.apart)[: 2 if self.apart else 1],
                names.get(code) or named_economic(code),
                *(
                    self.cell(names.get(code) or named_economic(code), column, amount, code=code)
                    for column, amount in zip(columns, amounts, strict=True)
                ),
            ]
            for code, amounts in rows
        ]
        self.paper.table(title, [*head, *self._around(total, body)], **table)  # type: ignore[arg-type]

    def categories(self, leaves: Sequence[Leaf]) -> list[tuple[str, int]]:
        """Names of 类 with their expenditure."""
        rows = rolled({leaf.code: (leaf.total,) for leaf in leaves})
        return [(named(code), amounts[0]) for code, amounts in rows if len(code) == 3]

    def three_public_sentences(self) -> list[str]:
        """因公出国, 用车, 接待: the clauses of the narrative."""
        plan, before = self.plan, self.before
        return [
            f"因公出国（境）费{self.wan('因公出国（境）费', plan.overseas)}，"
            + self.against("overseas", plan.overseas, before.overseas),
            f"公务用车购置费{self.wan('公务用车购置费', plan.purchase)}，"
            + self.against("purchase", plan.purchase, before.purchase),
            f"公务用车运行维护费{self.wan('公务用车运行维护费', plan.running)}，"
            + self.against("running", plan.running, before.running),
            f"公务接待费{self.wan('公务接待费', plan.reception)}，"
            + self.against("reception", plan.reception, before.reception),
        ]

    def agency_sentence(self) -> str:
        whose = self.style.one_of("agency", "", f"本{self.own}", "一般公共预算财政拨款", f"{self.who}（{self.own}）")
        return (
            f"{self.year}年{whose}机关运行经费预算{self.wan('机关运行经费', self.plan.agency)}，"
            + self.against("agency", self.plan.agency, self.before.agency)
            + "，主要用于办公费、水电费、差旅费、工会经费和福利费"
        )

    def procurement_sentence(self) -> str:
        plan = self.plan
        return (
            f"{self.year}年{self.style.one_of('procurement', '', f'本{self.own}', f'{self.own}')}政府采购预算{self.wan('政府采购', plan.procurement)}，其中："
            f"政府采购货物预算{self.wan('政府采购货物', plan.goods)}、"
            f"政府采购工程预算{self.wan('政府采购工程', plan.works)}、"
            f"政府采购服务预算{self.wan('政府采购服务', plan.services)}"
        )

    def vehicle_sentence(self) -> str:
        number = self.paper.count("车辆", self.plan.vehicles, "辆", self.year - 1, "actual")
        return f"截至{self.year - 1}年12月31日，{self.own}共有车辆{number}"

    def goals_sentence(self) -> str:
        return (
            f"{self.year}年{self.own}项目支出全部编报绩效目标，"
            f"涉及一般公共预算财政拨款{self.wan('绩效目标', self.plan.project)}"
        )

    def words(self) -> list[str]:
        return [f"{term}：{meaning}。" for term, meaning in TERMS]

    def staff_sentence(self) -> str:
        plan = self.plan
        people = f"年初在职人员{plan.admin_staff + plan.unit_staff}人"
        return f"{people}，其中行政人员{plan.admin_staff}人、事业人员{plan.unit_staff}人。"

    def structure(self) -> str:
        if self.scope == "department":
            below = units(self.body)
            return (
                f"{self.who}内设{offices(self.body)}4个科室。下设{len(below)}个事业单位：{'、'.join(below)}。"
                + self.staff_sentence()
            )
        return f"{self.full}内设{offices(self.body)}4个科室，没有下属预算单位。{self.staff_sentence()}"

    # Performance forms.

    def performance(self, above: Sequence[str], *, marked: str = "") -> None:
        """The overall form and one form for each of two projects."""
        plan, works, unit = self.plan, self.body.trade.works, self.style.unit
        indicator = ["绩效指标", "一级指标", "二级指标", "三级指标"]
        first, second = works[0], works[-1]
        rows: list[Row] = [
            [
                "部门名称",
                f"{drawn(self.who, 200, 399)}-{self.who}",
                "",
                f"部门支出预算总额（{unit}）",
                self.cell("部门支出预算总额", "", plan.expenditure),
                "归口管理科室",
                "综合科",
                "",
                "",
            ],
            ["当年整体绩效目标", f"按期完成{first.name}和{second.name}，群众满意。", *[""] * 7],
            [*indicator, "计量单位", "指标性质", "指标值", "权重", "是否是核心指标"],
            ["", "产出指标", "数量指标", first.counted, first.unit, "≥", str(self._number(0)), "40", "是"],
            ["", "产出指标", "数量指标", second.counted, second.unit, "≥", str(self._number(1)), "30", "是"],
            ["", "满意度指标", "服务对象满意度指标", "服务对象满意度", "%", "≥", "90", "30", "否"],
        ]
        self.paper.table(
            f"{self.year}年{self.own}整体支出绩效目标表",
            rows,
            above=above[-1:],
            heading=marked + f"{self.year}年{self.own}整体支出绩效目标表",
        )
        projects = [leaf for leaf in plan.leaves if leaf.project]
        for at, (work, leaf) in enumerate(zip(works, projects[-len(works) :], strict=False)):
            code = f"9901{drawn(self.who, 10, 99)}{self.year % 100}T0000000{drawn(f'{self.who}|{at}', 10000, 99999)}"
            granted = leaf.project * drawn(f"{self.who}|{at}|granted", 5, 9) // 10 // 1000 * 1000
            given = leaf.project - granted if self.style.chance(f"granted {at}", 40) else 0
            rows = [
                ["项目名称", f"{code}-{work.name}", "", "业务主管部门", self.who, "", "", "", ""],
                ["预算执行率权重", "10", "", "项目分类", "一般性项目", "", "", "", ""],
                [f"当年预算（{unit}）", self.cell(work.name, "当年预算", leaf.project), "", f"本级安排（{unit}）",
                 self.cell(work.name, "本级安排", leaf.project - given), *[""] * 4],
                ["", "", "", f"上级补助（{unit}）", self.cell(work.name, "上级补助", given or None), *[""] * 4],
                ["项目概述", f"开展{work.name}，{work.counted}不少于{self._number(at)}{work.unit}。", *[""] * 7],
                ["立项依据", f"《{self.body.place}{self.body.trade.field}工作三年行动方案》", *[""] * 7],
                ["当年绩效目标", f"按期完成{work.name}，质量合格。", *[""] * 7],
                [*indicator, "指标权重", "计量单位", "指标性质", "指标值", "是否核心指标"],
                ["", "产出指标", "数量指标", work.counted, "40", work.unit, "≥", str(self._number(at)), "是"],
                ["", "产出指标", "质量指标", "验收合格率", "30", "%", "=", "100", "是"],
                ["", "满意度指标", "服务对象满意度指标", "服务对象满意度", "20", "%", "≥", "90", "否"],
            ]  # fmt: skip
            self.paper.table(
                f"{self.year}年项目支出绩效目标表",
                rows,
                heading=marked + f"{self.year}年项目支出绩效目标表",
                above=(f"编制单位： {drawn(self.who, 200, 399)}001-{self.who}（本级）", above[-1]),
            )

    def _number(self, at: int) -> int:
        """About as many as the work is."""
        work = self.body.trade.works[at]
        return max(1, work.number * drawn(f"{self.who}|{self.year}|{at}|number", 70, 140) // 100)

    # The nine tables after the words.

    def pages(self) -> None:
        """The first form."""
        paper, plan, before, year, who = self.paper, self.plan, self.before, self.year, self.who
        mark = self.style.one_of("mark", "## ", "", "### ")
        paper.say(f"# {self.full}", f"## {year}年{self.own}预算情况说明")
        paper.say("### 一、单位基本情况", "#### （一）职能职责")
        paper.say("".join(f"{n}.{duty}。" for n, duty in enumerate(duties(self.body), 1)))
        paper.say("## （二）单位构成", self.structure(), f"## 二、{self.own}收支总体情况")
        paper.say(
            f"（一）收入预算：{year}年年初预算数{self.wan('收入预算', plan.revenue)}，其中："
            f"一般公共预算拨款{self.wan('一般公共预算拨款', plan.general)}，"
            f"政府性基金预算拨款{self.wan('政府性基金预算拨款', plan.fund_total)}，"
            f"国有资本经营预算拨款0万元，事业收入{self.wan('事业收入', plan.earned)}。"
            f"收入{self.against('total', plan.revenue, before.revenue)}。",
            f"（二）支出预算：{year}年年初预算数{self.wan('支出预算', plan.expenditure)}，其中："
            + "，".join(f"{name}{self.wan(name, amount)}" for name, amount in self.categories(plan.all_leaves))
            + f"。支出{self.against('total', plan.expenditure, before.expenditure)}。",
        )
        paper.say(f"### 三、{self.own}预算情况说明", self.general_sentence(), self.fund_sentence())
        three = self.three_public_sentences()
        paper.say(
            "### 四、“三公”经费情况说明",
            f"{year}年“三公”经费预算{self.wan('“三公”经费', plan.three_public)}，"
            f"{self.against('', plan.three_public, before.three_public, rate=True)}。其中：{'；'.join(three)}。",
        )
        paper.say("## 五、其他重要事项的情况说明")
        paper.say(
            f"（一）机关运行经费。{self.agency_sentence()}。",
            f"（二）政府采购情况。{self.procurement_sentence()}。",
            f"（三）绩效目标设置情况。{self.goals_sentence()}。",
            f"（四）国有资产占有使用情况。{self.vehicle_sentence()}。",
        )
        paper.say("## 六、专业性名词解释", *(f"（{_ORDER[n]}）{word}" for n, word in enumerate(self.words())))
        name, phone = contact(self.body)
        paper.say(f"{self.own}预算公开联系人：{name}      联系方式：{phone}")
        above = ("单位：万元",)

        def put(title: str, rows: list[Row], note: str = "") -> None:
            paper.table(title, rows, above=above, heading=f"{mark}{who}{title}", note=note)

        put("财政拨款收支总表", self.fiscal_balance())
        title = self.style.one_of("general", "一般公共预算财政拨款支出预算表", "一般公共预算支出表")
        heading = {"above": above, "heading": f"{mark}{who}{title}"}
        if self.style.chance("last year", 75):
            self.functional(
                title,
                plan.leaves,
                [
                    ["功能分类科目", "", f"{year - 1}年预算数", f"{year}年预算数", "", ""],
                    ["科目编码", "科目名称", "", "总计", "基本支出", "项目支出"],
                ],
                (f"{year - 1}年预算数", "总计", "基本支出", "项目支出"),
                before=before.leaves,
                **heading,
            )
        else:
            self.functional(
                title,
                plan.leaves,
                [
                    ["功能分类科目", "", f"{year}年预算数", "", ""],
                    ["科目编码", "科目名称", "总计", "基本支出", "项目支出"],
                ],
                ("总计", "基本支出", "项目支出"),
                **heading,
            )
        title = self.style.one_of("basic", "一般公共预算财政拨款基本支出预算表", "一般公共预算基本支出表")
        self.economic(
            title,
            [
                ["经济分类科目", "", f"{year}年基本支出", "", ""],
                ["科目编码", "科目名称", "总计", "人员经费", "公用经费"],
            ],
            ("总计", "人员经费", "公用经费"),
            above=above,
            heading=f"{mark}{who}{title}",
        )
        title = self.style.one_of("three", "一般公共预算“三公”经费支出表", "“三公”经费支出表")
        put(title, self.three_public_matrix())
        title = "政府性基金预算支出表"
        head: list[Row] = [
            ["科目编码", "科目名称", f"{year}年预算数", "", ""],
            ["", "", "总计", "基本支出", "项目支出"],
        ]
        if plan.fund:
            self.functional(title, plan.fund, head, ("总计", "基本支出", "项目支出"), above=above,
                            heading=f"{mark}{who}{title}")  # fmt: skip
        else:
            put(title, [*head, ["", "合计", "", "", ""]], f"备注：本{self.own}无政府性基金收支，故此表无数据。")
        put(f"{self.own}收支总表", self.balance())
        self.revenue_table(f"{self.own}收入总表", above, f"{mark}{who}{self.own}收入总表")
        title = f"{self.own}支出总表"
        self.functional(
            title,
            plan.all_leaves,
            [["科目编码", "科目名称", "总计", "基本支出", "项目支出"]],
            ("总计", "基本支出", "项目支出"),
            above=above,
            heading=f"{mark}{who}{title}",
        )
        put(
            "国有资本经营预算支出表",
            [*head, ["", "合计", "", "", ""]],
            f"备注：本{self.own}无国有资本经营预算收支，故此表无数据。",
        )
        put("政府采购预算明细表", self.procurement_rows())
        self.performance(above, marked=mark)

    def general_sentence(self) -> str:
        plan, before = self.plan, self.before
        return (
            f"{self.year}年一般公共预算财政拨款支出{self.wan('一般公共预算财政拨款支出', plan.general)}，"
            f"{self.against('', plan.general, before.general)}。其中："
            f"基本支出{self.wan('基本支出', plan.basic)}，{self.against('basic', plan.basic, before.basic)}，"
            "主要用于保障在职人员工资福利、社会保险缴费和日常办公开支；"
            f"项目支出{self.wan('项目支出', plan.project)}，{self.against('project', plan.project, before.project)}，"
            f"主要用于{'，'.join(task.use for task in self.body.trade.tasks)}。"
        )

    def fund_sentence(self) -> str:
        if not self.plan.fund:
            return f"{self.year}年无使用政府性基金预算拨款安排的支出。"
        return (
            f"{self.year}年政府性基金预算财政拨款支出{self.wan('政府性基金预算财政拨款支出', self.plan.fund_total)}，"
            f"{self.against('', self.plan.fund_total, self.before.fund_total)}。"
        )

    def fiscal_balance(self) -> list[Row]:
        """Two lanes: what the budget grants, what it is granted for."""
        plan, year = self.plan, self.year
        granted = plan.general + plan.fund_total
        left: list[tuple[str, int | None]] = [
            ("一、本年收入", granted),
            ("一般公共预算资金", plan.general),
            ("政府性基金预算资金", plan.fund_total),
            ("国有资本经营预算资金", None),
            ("二、上年结转", None),
        ]
        funds = {named(code): amounts[0] for code, amounts in rolled({f.code: (f.total,) for f in plan.fund})
                 if len(code) == 3}  # fmt: skip
        own = dict(self.categories(plan.leaves))
        right: list[tuple[str, int, int]] = [("一、本年支出", plan.general, plan.fund_total)]
        right += [(name, own.get(name, 0), funds.get(name, 0)) for name in dict.fromkeys([*own, *funds])]
        right.append(("二、结转下年", 0, 0))
        return [
            [f"{year}年收入", "", f"{year}年支出", "", "", "", ""],
            ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
            *self._lanes(left, right),
            self._lane(("收入合计", granted), ("支出合计", plan.general, plan.fund_total)),
        ]

    def _lanes(self, left: Sequence[tuple[str, int | None]], right: Sequence[tuple[str, int, int]]) -> list[Row]:
        blank = ("", None)
        return [
            self._lane(left[at] if at < len(left) else blank, right[at] if at < len(right) else None)
            for at in range(max(len(left), len(right)))
        ]

    def _lane(self, left: tuple[str, int | None], right: tuple[str, int, int] | None) -> Row:
        row: Row = [left[0], self.cell(left[0], "预算数", left[1]) if left[0] else ""]
        if right is None:
            return [*row, "", "", "", "", ""]
        name, general, fund = right
        return [
            *row,
            name,
            self.cell(name, "合计", general + fund),
            self.cell(name, "一般公共预算", general),
            self.cell(name, "政府性基金预算", fund),
            "",
        ]

    def three_public_matrix(self) -> list[Row]:
        """Last year's six figures, then this year's."""
        columns = ["合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行费", "公务接待费"]
        first = self.style.chance("reception before vehicles", 30)
        if first:
            columns = [columns[0], columns[1], columns[5], *columns[2:5]]
        top: Row = []
        under: Row = []
        deep: Row = []
        cells: Row = []
        for year, books in ((self.year - 1, self.before), (self.year, self.plan)):
            amounts = {
                "合计": books.three_public,
                "因公出国（境）费": books.overseas,
                "小计": books.vehicle_total,
                "公务用车购置费": books.purchase,
                "公务用车运行费": books.running,
                "公务接待费": books.reception,
            }
            top += [f"{year}年预算数", *[""] * 5]
            for column in columns:
                inside = column in ("小计", "公务用车购置费", "公务用车运行费")
                under.append("公务用车购置及运行费" if column == "小计" else "" if inside else column)
                deep.append(column if inside else "")
                cells.append(self.cell("", column, amounts[column], year))
        return [top, under, deep, cells]

    def balance(self) -> list[Row]:
        """Two lanes: all revenue, all expenditure."""
        plan = self.plan
        left: list[tuple[str, int | None]] = [
            ("一般公共预算资金", plan.general),
            ("政府性基金预算资金", plan.fund_total),
            ("国有资本经营预算资金", None),
            ("财政专户管理资金", None),
            ("事业收入资金", plan.earned),
            ("其他收入资金", None),
        ]
        right = self.categories(plan.all_leaves)
        rows: list[Row] = [
            [f"{self.year}年收入", "", f"{self.year}年支出", ""],
            ["项目", "预算数", "项目", "预算数"],
            ["合计", self.cell("合计", "收入", plan.revenue), "合计", self.cell("合计", "支出", plan.expenditure)],
        ]
        for at in range(max(len(left), len(right))):
            row: Row = [left[at][0], self.cell(left[at][0], "预算数", left[at][1])] if at < len(left) else ["", ""]
            row += [right[at][0], self.cell(right[at][0], "预算数", right[at][1])] if at < len(right) else ["", ""]
            rows.append(row)
        return rows

    def revenue_table(self, title: str, above: Sequence[str], heading: str | None = None) -> None:
        """What pays for each item."""
        plan = self.plan
        columns = ("总计", "一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入", "事业收入")
        own = {leaf.code: leaf.total for leaf in plan.leaves}
        funds = {leaf.code: leaf.total for leaf in plan.fund}
        rows = rolled(
            {
                leaf.code: (leaf.total, own.get(leaf.code, 0), funds.get(leaf.code, 0), 0,
                            plan.earned if leaf.code == plan.earning else 0)
                for leaf in plan.all_leaves
            }
        )  # fmt: skip
        names = plan.all_leaves
        years = [self.year] * len(columns)
        body: list[Row] = [
            [*coded(code, self.apart), named(code, names),
             *(self.cell(named(code, names), column, amount, year, code)
               for column, year, amount in zip(columns, years, amounts, strict=True))]
            for code, amounts in rows
        ]  # fmt: skip
        self.paper.table(
            title,
            [["科目编码", "科目名称", *columns], *self._around(self._total(rows, columns, years), body)],
            above=above,
            heading=heading,
        )

    def procurement_rows(self) -> list[Row]:
        """货物, 工程, 服务."""
        plan = self.plan
        columns = ("总计", "一般公共预算拨款收入", "政府性基金预算拨款收入", "其他收入")

        def row(item: str, amount: int) -> Row:
            return [item, self.cell(item, columns[0], amount), self.cell(item, columns[1], amount), "", ""]

        return [
            ["项目", *columns],
            row("合计", plan.procurement),
            row("货物类", plan.goods),
            row("工程类", plan.works),
            row("服务类", plan.services),
        ]

    # Tables between the words, in 元.

    def between(self) -> None:
        """The second form."""
        paper, plan, before, year, who = self.paper, self.plan, self.before, self.year, self.who
        self.apart = True
        own, grade = self.own, f"编制{self.own}：{self.full}"
        above = (grade, "单位：元")
        paper.say(f"{self.full}{year}年{own}预算", f"一、{own}主要职能")
        paper.say(f"{who}负责{self.body.place}{self.body.trade.field}工作，主要职能包括：")
        paper.say(*(f"（{_ORDER[n]}）{duty}。" for n, duty in enumerate(duties(self.body))))
        paper.say(f"二、{own}机构设置", self.structure(), "三、名词解释")
        paper.say(*(f"（{_ORDER[n]}）{word}" for n, word in enumerate(self.words())))
        paper.say(f"四、{year}年{own}预算编制说明")
        granted, last = plan.general + plan.fund_total, before.general + before.fund_total
        fund = self.paper.change(plan.fund_total, before.fund_total, f"{year - 1}年预算")
        paper.say(
            f"{year}年，{who}收入预算{self.wan('收入预算', plan.revenue)}，其中："
            f"财政拨款收入{self.wan('财政拨款收入', granted)}，{paper.change(granted, last, f'{year - 1}年预算')}；"
            f"事业收入{self.wan('事业收入', plan.earned)}；事业单位经营收入0万元；其他收入0万元。",
            f"支出预算{self.wan('支出预算', plan.expenditure)}，其中："
            f"财政拨款支出预算{self.wan('财政拨款支出预算', granted)}，{paper.change(granted, last, f'{year - 1}年预算')}。"
            f"财政拨款支出预算中，一般公共预算拨款支出预算{self.wan('一般公共预算拨款支出', plan.general)}，"
            f"{paper.change(plan.general, before.general, f'{year - 1}年预算')}；"
            f"政府性基金拨款支出预算{self.wan('政府性基金拨款支出', plan.fund_total)}，{fund}；"
            f"国有资本经营预算拨款支出预算0万元，与{year - 1}年预算持平。",
            f"基本支出{self.wan('基本支出', plan.basic)}，{self.against('basic', plan.basic, before.basic)}；"
            f"项目支出{self.wan('项目支出', plan.project)}，{self.against('project', plan.project, before.project)}。",
            "财政拨款支出主要内容如下：",
        )
        uses = {task.code: task.use for task in self.body.trade.tasks}
        for n, leaf in enumerate(plan.leaves, 1):
            names = "".join(
                f"{named(leaf.code[:k], plan.leaves)}（{mark}）" for k, mark in ((3, "类"), (5, "款"), (7, "项"))
            )
            use = uses.get(leaf.code, "在职人员经费和按规定缴存缴纳的支出")
            paper.say(f"{n}.“{names}”科目{self.wan(leaf.name, leaf.total)}，主要用于{use}。")
        paper.say(f"五、{own}预算表")

        def put(stem: str, rows: list[Row], note: str = "", above: Sequence[str] = above, unit: str = "元") -> None:
            paper.table(f"{year}年{own}{stem}", rows, above=above, unit=unit, note=note)

        put(self.style.one_of("balance", "财务收支预算总表", "收支预算总表"), self.yuan_balance())
        head = self._code_head
        self.yuan_revenue(f"{year}年{own}收入预算总表", above)
        columns = ("合计", "基本支出", "项目支出")
        for stem, leaves in (
            ("支出预算总表", plan.all_leaves),
            ("一般公共预算支出功能分类预算表", plan.leaves),
            ("政府性基金预算支出功能分类预算表", plan.fund),
            ("国有资本经营预算支出功能分类预算表", ()),
        ):
            over = stem.removesuffix("总表").removesuffix("功能分类预算表").removesuffix("预算") + "预算" * (
                stem[0] == "支"
            )
            if leaves:
                self.functional(f"{year}年{own}{stem}", leaves, head(over, columns), columns, above=above)
            else:
                of = stem.removesuffix("支出功能分类预算表")
                put(stem, [*head(over, columns), [""] * 7, ["合计", *[""] * 6]],
                    f"注：本{own}{year}年无{of}安排的支出，故本表为空表。")  # fmt: skip
            if stem == "支出预算总表":
                put("财政拨款收支预算总表", self.yuan_fiscal())
        self.economic(
            f"{year}年{own}一般公共预算基本支出部门预算经济分类预算表",
            [
                ["项目", "", "", "一般公共预算基本支出", "", ""],
                ["部门预算经济分类科目编码", "", "经济分类科目名称", "合计", "人员经费", "公用经费"],
                ["类", "款", "", "", "", ""],
            ],
            ("合计", "人员经费", "公用经费"),
            above=above,
        )
        put("“三公”经费和机关运行经费预算表", self.three_public_and_agency(), above=(grade, "单位：万元"), unit="万元")
        plain = ("合计", "一般公共预算", "政府性基金", "其他资金")
        put(
            "政府采购预算表",
            [
                ["项目", *plain],
                *(
                    [item, self.cell(item, plain[0], amount), self.cell(item, plain[1], amount), "", ""]
                    for item, amount in (
                        ("合计", plan.procurement),
                        ("货物类", plan.goods),
                        ("工程类", plan.works),
                        ("服务类", plan.services),
                    )
                ),
            ],
        )
        self.performance(above)
        paper.say("六、其他相关情况说明", f"（一）{year}年“三公”经费预算情况说明")
        three = self.three_public_sentences()
        paper.say(
            f"{year}年“三公”经费预算数为{self.wan('“三公”经费', plan.three_public)}，"
            f"{self.against('', plan.three_public, before.three_public)}。其中：",
            *(f"{n}.{sentence}。" for n, sentence in enumerate(three, 1)),
        )
        paper.say("（二）机关运行经费预算", f"{self.agency_sentence()}。")
        paper.say("（三）政府采购预算情况", f"{self.procurement_sentence()}。")
        paper.say("（四）绩效目标设置情况", f"{self.goals_sentence()}。")
        paper.say("（五）国有资产占有使用情况", f"{self.vehicle_sentence()}。")
        name, phone = contact(self.body)
        paper.say(f"联系人：{name}    联系电话：{phone}")

    @staticmethod
    def _code_head(over: str, columns: Sequence[str]) -> list[Row]:
        return [
            ["项目", "", "", "", over, *[""] * (len(columns) - 1)],
            ["功能分类科目编码", "", "", "功能分类科目名称", *columns],
            ["类", "款", "项", "", *[""] * len(columns)],
        ]

    def yuan_balance(self) -> list[Row]:
        plan = self.plan
        granted = plan.general + plan.fund_total
        left: list[tuple[str, int | None]] = [
            ("一、财政拨款收入", granted),
            ("1.一般公共预算资金", plan.general),
            ("2.政府性基金", plan.fund_total),
            ("3.国有资本经营预算", None),
            ("二、事业收入", plan.earned),
            ("三、事业单位经营收入", None),
            ("四、其他收入", None),
        ]
        right = [(f"{_ORDER[n]}、{name}", amount) for n, (name, amount) in enumerate(self.categories(plan.all_leaves))]
        rows: list[Row] = [["本年收入", "", "本年支出", ""], ["项目", "预算数", "项目", "预算数"]]
        for at in range(max(len(left), len(right))):
            row: Row = [left[at][0], self.cell(left[at][0], "预算数", left[at][1])] if at < len(left) else ["", ""]
            row += [right[at][0], self.cell(right[at][0], "预算数", right[at][1])] if at < len(right) else ["", ""]
            rows.append(row)
        rows.append(["收入总计", self.cell("收入总计", "预算数", plan.revenue),
                     "支出总计", self.cell("支出总计", "预算数", plan.expenditure)])  # fmt: skip
        return rows

    def yuan_revenue(self, title: str, above: Sequence[str]) -> None:
        plan = self.plan
        columns = ("合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入")
        granted = {leaf.code: leaf.total for leaf in (*plan.leaves, *plan.fund)}
        rows = rolled(
            {
                leaf.code: (leaf.total, granted[leaf.code], plan.earned if leaf.code == plan.earning else 0, 0, 0)
                for leaf in plan.all_leaves
            }
        )
        names = plan.all_leaves
        body: list[Row] = [
            [*coded(code, apart=True), named(code, names),
             *(self.cell(named(code, names), column, amount, code=code)
               for column, amount in zip(columns, amounts, strict=True))]
            for code, amounts in rows
        ]  # fmt: skip
        total = self._total(rows, columns, [self.year] * len(columns))
        self.paper.table(title, [*self._code_head("收入预算", columns), *self._around(total, body)], above=above)

    def yuan_fiscal(self) -> list[Row]:
        plan = self.plan
        left: list[tuple[str, int | None]] = [
            ("一、一般公共预算资金", plan.general),
            ("二、政府性基金", plan.fund_total),
            ("三、国有资本经营预算", None),
        ]
        own, funds = dict(self.categories(plan.leaves)), dict(self.categories(plan.fund))
        right = [
            (f"{_ORDER[n]}、{name}", own.get(name, 0), funds.get(name, 0))
            for n, name in enumerate(dict.fromkeys([*own, *funds]))
        ]
        return [
            ["财政拨款收入", "", "财政拨款支出", "", "", "", ""],
            ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
            *self._lanes(left, right),
            self._lane(("收入总计", plan.general + plan.fund_total), ("支出总计", plan.general, plan.fund_total)),
        ]

    def three_public_and_agency(self) -> list[Row]:
        plan = self.plan
        return [
            ["“三公”经费预算数", "", "", "", "", "", "机关运行经费预算数"],
            ["合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "", "", ""],
            ["", "", "", "小计", "购置费", "运行费", ""],
            [
                self.cell("", "合计", plan.three_public),
                self.cell("", "因公出国(境)费", plan.overseas),
                self.cell("", "公务接待费", plan.reception),
                self.cell("", "小计", plan.vehicle_total),
                self.cell("", "购置费", plan.purchase),
                self.cell("", "运行费", plan.running),
                self.cell("", "机关运行经费预算数", plan.agency),
            ],
        ]

    # Numbered public tables with three lanes.

    def numbered(self) -> None:
        """The third form."""
        paper, plan, before, year, who = self.paper, self.plan, self.before, self.year, self.who
        own = self.own
        paper.say(f"{self.full}{year}年度{own}预算公开", "第一部分 单位概况", "一、主要职能")
        paper.say("".join(f"（{_ORDER[n]}）{duty}。" for n, duty in enumerate(duties(self.body))))
        paper.say("二、机构设置", self.structure(), f"第二部分 {year}年度{own}预算表")
        number = 0

        def above() -> tuple[str, ...]:
            return (f"部门：{who}\t单位：万元",)

        def put(title: str, rows: list[Row], note: str = "") -> None:
            nonlocal number
            number += 1
            paper.say(f"公开{number:02}表")
            paper.table(title, rows, above=above(), note=note)

        put("收支预算总表", self.three_lanes())
        put("收入预算总表", self.sources())
        columns = ("合计", "基本支出", "项目支出")
        plain = ["科目编码", "科目名称", *columns]
        number += 1
        paper.say(f"公开{number:02}表")
        self.functional("支出预算总表", plan.all_leaves, [[*plain]], columns, above=above())
        put("财政拨款收支预算总表", self.yuan_fiscal())
        number += 1
        paper.say(f"公开{number:02}表")
        self.functional("一般公共预算支出预算表（功能科目）", plan.leaves, [[*plain]], columns, above=above())
        number += 1
        paper.say(f"公开{number:02}表")
        columns = ("合计", "人员经费", "公用经费")
        self.economic("一般公共预算基本支出预算表", [["科目编码", "科目名称", *columns]], columns, above=above())
        put("“三公”经费、会议费、培训费支出预算表", self.three_public_and_meetings())
        columns = ("合计", "基本支出", "项目支出")
        if plan.fund:
            number += 1
            paper.say(f"公开{number:02}表")
            self.functional("政府性基金预算支出预算表", plan.fund, [[*plain]], columns, above=above())
        else:
            put("政府性基金预算支出预算表", [[*plain], ["合计", "", "", "", ""]],
                f"注：本{own}无政府性基金预算支出，故本表为空表。")  # fmt: skip
        put("国有资本经营预算支出预算表", [[*plain], ["合计", "", "", "", ""]],
            f"注：本{own}无国有资本经营预算支出，故本表为空表。")  # fmt: skip
        put("政府采购预算表", self.procurement_rows())
        self.performance(("单位：万元",))
        paper.say(f"第三部分 {year}年度{own}预算情况说明", "一、收支预算总体情况说明")
        total = self.against("total", plan.revenue, before.revenue, rate=True)
        paper.say(
            f"{year}年度收入、支出预算总计{self.wan('收入、支出预算总计', plan.revenue)}，{total}。",
            f"（一）收入预算总计{self.wan('收入预算总计', plan.revenue)}。包括：一般公共预算拨款收入"
            f"{self.wan('一般公共预算拨款收入', plan.general)}，政府性基金预算拨款收入"
            f"{self.wan('政府性基金预算拨款收入', plan.fund_total)}，事业收入{self.wan('事业收入', plan.earned)}。",
            f"（二）支出预算总计{self.wan('支出预算总计', plan.expenditure)}。",
        )
        categories = "，".join(f"{name}{self.wan(name, amount)}" for name, amount in self.categories(plan.all_leaves))
        paper.say(f"按功能分类：{categories}。")
        paper.say("二、一般公共预算支出情况说明", self.general_sentence(), self.fund_sentence())
        paper.say(
            "三、“三公”经费预算情况说明",
            f"{year}年度“三公”经费预算支出{self.wan('“三公”经费', plan.three_public)}，"
            f"{self.against('', plan.three_public, before.three_public)}。其中：",
            *(f"{n}.{sentence}。" for n, sentence in enumerate(self.three_public_sentences(), 1)),
        )
        paper.say("四、其他重要事项", f"（一）{self.agency_sentence()}。", f"（二）{self.procurement_sentence()}。")
        paper.say(f"（三）{self.vehicle_sentence()}。", f"（四）{self.goals_sentence()}。", "第四部分 名词解释")
        paper.say(*(f"{n}.{word}" for n, word in enumerate(self.words(), 1)))
        name, phone = contact(self.body)
        paper.say(f"公开联系人：{name}，联系电话：{phone}")

    def three_lanes(self) -> list[Row]:
        plan = self.plan
        granted = plan.general + plan.fund_total
        left: list[tuple[str, int | None]] = [
            ("一、财政拨款", granted),
            ("1.一般公共预算", plan.general),
            ("2.政府性基金预算", plan.fund_total),
            ("二、事业收入", plan.earned),
            ("三、其他资金", None),
        ]
        middle = self.categories(plan.all_leaves)
        right = [("一、基本支出", plan.basic), ("二、项目支出", plan.expenditure - plan.basic)]
        rows: list[Row] = [
            ["收入", "", "支出", "", "", ""],
            ["", "", "功能分类", "", "支出用途", ""],
            ["项目名称", "金额", "功能科目名称", "金额", "项目名称", "金额"],
        ]
        for at in range(max(len(left), len(middle))):
            row: Row = [left[at][0], self.cell(left[at][0], "金额", left[at][1])] if at < len(left) else ["", ""]
            if at < len(middle):
                name = f"{_ORDER[at]}、{middle[at][0]}"
                row += [name, self.cell(name, "金额", middle[at][1])]
            else:
                row += ["", ""]
            row += [right[at][0], self.cell(right[at][0], "金额", right[at][1])] if at < 2 else ["", ""]
            rows.append(row)
        revenue, spent = self.cell("收入合计", "金额", plan.revenue), self.cell("支出合计", "金额", plan.expenditure)
        rows.append(["收入合计", revenue, "", "", "支出合计", spent])
        return rows

    def sources(self) -> list[Row]:
        plan = self.plan
        return [
            ["项目名称", "金额"],
            ["收入总计", self.cell("收入总计", "金额", plan.revenue)],
            ["一般公共预算资金", self.cell("一般公共预算资金", "金额", plan.general)],
            ["政府性基金预算资金", self.cell("政府性基金预算资金", "金额", plan.fund_total)],
            ["事业收入", self.cell("事业收入", "金额", plan.earned)],
            ["其他收入", self.cell("其他收入", "金额", None)],
        ]

    def three_public_and_meetings(self) -> list[Row]:
        plan = self.plan
        office = {code: amount for code, _, amount in plan.economic}
        meetings, courses = office.get("30215", 0), office.get("30216", 0)
        # The whole is what is printed of its parts, so that rounding leaves it alone.
        return [
            ["合计", "“三公”经费", "", "", "", "", "", "会议费", "培训费"],
            ["", "小计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费", "", ""],
            ["", "", "", "小计", "公务用车购置费", "公务用车运行维护费", "", "", ""],
            [
                self.cell("", "合计", plan.three_public + meetings + courses),
                self.cell("", "小计", plan.three_public),
                self.cell("", "因公出国（境）费", plan.overseas),
                self.cell("", "公务用车小计", plan.vehicle_total),
                self.cell("", "公务用车购置费", plan.purchase),
                self.cell("", "公务用车运行维护费", plan.running),
                self.cell("", "公务接待费", plan.reception),
                self.cell("", "会议费", meetings),
                self.cell("", "培训费", courses),
            ],
        ]


def named_economic(code: str) -> str:
    """The name of an economic 类."""
    return {
        "301": "工资福利支出",
        "302": "商品和服务支出",
        "303": "对个人和家庭的补助",
        "310": "资本性支出",
    }[code]
