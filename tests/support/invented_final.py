"""The text of an invented final account: the nine public tables, then the account of them in words."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Basis, Scope
from tests.support.invented_bodies import Body
from tests.support.invented_books import Books, Leaf, named, rolled
from tests.support.invented_budget import named_economic
from tests.support.invented_paper import Paper, Told, percent, summed
from tests.support.invented_words import TERMS, apart_from_plan, contact, duties, offices, reason, units

_ORDER = "一二三四五六七八九十"
_IN_ORDER = """
一般公共服务支出 外交支出 国防支出 公共安全支出 教育支出 科学技术支出 文化旅游体育与传媒支出 社会保障和就业支出 卫生健康支出
节能环保支出 城乡社区支出 农林水支出 交通运输支出 资源勘探工业信息等支出 商业服务业等支出 金融支出 援助其他地区支出
自然资源海洋气象等支出 住房保障支出 粮油物资储备支出 国有资本经营预算支出 灾害防治及应急管理支出 其他支出 债务付息支出
"""
_CATEGORIES = _IN_ORDER.split()
Row = list[str | Told]


def _ordinal(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _ORDER[tens - 1] + "十") + (_ORDER[ones - 1] if ones else "")


class FinalAccounts:
    """One final account being written: what was spent, what had been planned, what was spent the year before."""

    def __init__(
        self, paper: Paper, body: Body, year: int, scope: Scope, spent: Books, plan: Books, before: Books
    ) -> None:
        self.paper = paper
        self.style = paper.style
        self.body = body
        self.year = year
        self.scope = scope
        self.spent = spent
        self.plan = plan
        self.before = before
        self.who = body.organisation
        self.own = "部门" if scope == "department" else "单位"
        self.full = self.who if scope == "department" else f"{self.who}（本级）"
        self.apart = paper.style.chance("codes apart", 30)
        self.pairs = paper.style.chance("pairs", 70)

    def cell(
        self, item: str, column: str, amount: int | None, basis: Basis = "actual", code: str | None = None
    ) -> Told:
        return Told(item, column, self.year, basis, amount, code)

    def wan(self, item: str, amount: int, basis: Basis = "actual") -> str:
        return self.paper.wan(item, amount, self.year, basis)

    def against(self, of: str, now: int, before: int) -> str:
        told = self.paper.change(now, before, f"{self.year - 1}年度", rate=True)
        if now == before or not of:
            return told
        return f"{told}，主要原因是{reason(self.body, of, self.year, up=now > before)}"

    def write(self) -> None:
        """All parts."""
        paper, year, who, own = self.paper, self.year, self.who, self.own
        mark = self.style.one_of("mark", "## ", "", "### ")
        paper.say(f"{'# ' if mark else ''}{self.full}{year}年度{own}决算", f"{mark}第一部分 {own}概况", "一、主要职能")
        paper.say("".join(f"（{_ORDER[n]}）{duty}。" for n, duty in enumerate(duties(self.body))))
        paper.say("二、机构设置", self.structure(), f"{mark}第二部分 {year}年度{own}决算表")
        self.mark = mark
        self.number = 0
        self.table("收入支出决算总表", self.balance(), f"注：本表反映{own}全年总收支和年末结转结余。")
        self.revenue()
        self.spending()
        self.table("财政拨款收入支出决算总表", self.fiscal_balance(), f"注：本表反映{own}全年财政拨款总收支。")
        self.general()
        self.table("一般公共预算财政拨款基本支出决算表", self.basic(), "注：本表按经济分类列示基本支出。")
        title = self.style.one_of("three", "财政拨款“三公”经费支出决算表", "一般公共预算财政拨款“三公”经费支出决算表")
        self.table(title, self.three_public(), "注：预算数为年初预算数，决算数为全年实际支出数。")
        self.funds()
        self.table(
            "国有资本经营预算财政拨款支出决算表",
            [*self._head("本年支出", ("合计", "基本支出", "项目支出")), self._front("合计") + [""] * 3],
            f"说明：{who}{year}年度没有国有资本经营预算财政拨款支出，故本表为空表。",
        )
        paper.say(f"{mark}第三部分 {year}年度{own}决算情况说明")
        self.account()
        paper.say(f"{mark}第四部分 名词解释")
        paper.say(*(f"{_ORDER[n]}、{term}：{meaning}。" for n, (term, meaning) in enumerate(TERMS)))
        name, phone = contact(self.body)
        paper.say(f"联系人：{name}      联系电话：{phone}")

    def table(self, title: str, rows: Sequence[Row], note: str = "") -> None:
        self.number += 1
        filled = f"{'部门' if self.scope == 'department' else '单位'}：{self.full}"
        self.paper.table(
            title,
            rows,
            heading=f"{self.mark}{title}",
            above=(f"公开{self.number:02}表", f"{filled}\t单位：{self.style.unit}"),
            note=note,
        )

    def structure(self) -> str:
        spent = self.spent
        people = f"年末在职人员{spent.admin_staff + spent.unit_staff}人，退休人员{spent.retired}人。"
        if self.scope == "department":
            below = [f"{self.who}（本级）", *units(self.body)]
            return (
                f"纳入{self.who}{self.year}年度部门决算编制范围的单位共{len(below)}家：{'、'.join(below)}。"
                f"本级内设{offices(self.body)}4个科室。{people}"
            )
        return f"{self.full}内设{offices(self.body)}4个科室，没有下属预算单位。{people}"

    # The tables.

    def _front(self, word: str) -> Row:
        return [word, "", "", ""] if self.apart else [word, ""]

    def _head(self, over: str, columns: Sequence[str], *, numbered: bool = True) -> list[Row]:
        blank = [""] * (2 if self.apart else 0)
        rows: list[Row] = [
            ["项目", *blank, "", over, *[""] * (len(columns) - 1)],
            ["功能分类科目编码", *blank, "科目名称", *columns],
        ]
        if self.apart:
            rows.append(["类", "款", "项", "", *[""] * len(columns)])
        if numbered:
            rows.append(["栏次", *blank, "", *(str(n) for n in range(1, len(columns) + 1))])
        return rows

    def _wide_head(self, columns: Sequence[str]) -> list[Row]:
        """Columns that stand in the first row, over blanks."""
        blank = [""] * (2 if self.apart else 0)
        rows: list[Row] = [
            ["项目", *blank, "", *columns],
            ["功能分类科目编码", *blank, "科目名称", *[""] * len(columns)],
        ]
        if self.apart:
            rows.append(["类", "款", "项", "", *[""] * len(columns)])
        rows.append(["栏次", *blank, "", *(str(n) for n in range(1, len(columns) + 1))])
        return rows

    def _coded(self, leaves: dict[str, tuple[int, ...]], columns: Sequence[str], names: Sequence[Leaf]) -> list[Row]:
        rows = rolled(leaves)
        total: Row = [
            *self._front("合计"),
            *(self.cell("合计", column, amount) for column, amount in zip(columns, summed(rows), strict=True)),
        ]
        found = [total]
        for code, amounts in rows:
            name = named(code, names)
            front: Row = [code[:3], code[3:5], code[5:7], name] if self.apart else [code, name]
            cells = zip(columns, amounts, strict=True)
            found.append([*front, *(self.cell(name, column, amount, code=code) for column, amount in cells)])
        return found

    def balance(self) -> list[Row]:
        spent = self.spent
        left: list[tuple[str, int | None]] = [
            ("一、一般公共预算财政拨款收入", spent.general),
            ("二、政府性基金预算财政拨款收入", spent.fund_total),
            ("三、国有资本经营预算财政拨款收入", None),
            ("四、上级补助收入", None),
            ("五、事业收入", spent.earned),
            ("六、经营收入", None),
            ("七、附属单位上缴收入", None),
            ("八、其他收入", None),
        ]
        by_name = self._by_category(spent.all_leaves)
        rows: list[Row] = [["收入", "", "支出", ""], ["项目", "决算数", "项目", "决算数"]]
        for at, name in enumerate(_CATEGORIES):
            row: Row = [left[at][0], self.cell(left[at][0], "决算数", left[at][1])] if at < len(left) else ["", ""]
            label = f"{_ordinal(at + 1)}、{name}"
            rows.append([*row, label, self.cell(label, "决算数", by_name.get(name))])
        ends: list[tuple[str, int | None, str, int | None]] = [
            ("本年收入合计", spent.revenue, "本年支出合计", spent.expenditure),
            ("使用非财政拨款结余", None, "结余分配", None),
            ("年初结转和结余", spent.carried_in, "年末结转和结余", spent.carried_out),
            ("总计", spent.revenue + spent.carried_in, "总计", spent.expenditure + spent.carried_out),
        ]
        rows += [
            [one, self.cell(one, "收入决算数" if one == "总计" else "决算数", first),
             other, self.cell(other, "支出决算数" if other == "总计" else "决算数", second)]
            for one, first, other, second in ends
        ]  # fmt: skip
        return rows

    @staticmethod
    def _by_category(leaves: Sequence[Leaf]) -> dict[str, int]:
        rows = rolled({leaf.code: (leaf.total,) for leaf in leaves})
        return {named(code): amounts[0] for code, amounts in rows if len(code) == 3}

    def revenue(self) -> None:
        spent = self.spent
        columns = (
            "本年收入合计",
            "财政拨款收入",
            "上级补助收入",
            "事业收入",
            "经营收入",
            "附属单位上缴收入",
            "其他收入",
        )
        granted = {leaf.code: leaf.total for leaf in (*spent.leaves, *spent.fund)}
        earned = {spent.earning: spent.earned}
        leaves = {
            code: (amount + earned.get(code, 0), amount, 0, earned.get(code, 0), 0, 0, 0)
            for code, amount in granted.items()
        }
        self.table("收入决算表", [*self._wide_head(columns), *self._coded(leaves, columns, spent.all_leaves)],
                   f"注：本表反映{self.own}全年取得的各项收入。")  # fmt: skip

    def spending(self) -> None:
        columns = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
        leaves = {leaf.code: (leaf.total, leaf.basic, leaf.project, 0, 0, 0) for leaf in self.spent.all_leaves}
        self.table("支出决算表", [*self._wide_head(columns), *self._coded(leaves, columns, self.spent.all_leaves)],
                   f"注：本表反映{self.own}全年各项支出。")  # fmt: skip

    def general(self) -> None:
        columns = ("合计", "基本支出", "项目支出")
        leaves = {leaf.code: (leaf.total, leaf.basic, leaf.project) for leaf in self.spent.leaves}
        self.table(
            "一般公共预算财政拨款支出决算表",
            [*self._head("本年支出", columns), *self._coded(leaves, columns, self.spent.leaves)],
            f"注：本表反映{self.own}全年一般公共预算财政拨款支出。",
        )

    def fiscal_balance(self) -> list[Row]:
        spent = self.spent
        granted = spent.general + spent.fund_total
        left: list[tuple[str, int | None]] = [
            ("一、一般公共预算财政拨款", spent.general),
            ("二、政府性基金预算财政拨款", spent.fund_total),
            ("三、国有资本经营预算财政拨款", None),
        ]
        columns = ("合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
        general, funds = self._by_category(spent.leaves), self._by_category(spent.fund)
        rows: list[Row] = [["收入", "", "支出", "", "", "", ""], ["项目", "决算数", "项目", *columns]]

        def right(label: str, one: int | None, two: int | None) -> Row:
            both = None if one is None and two is None else (one or 0) + (two or 0)
            return [label, *(self.cell(label, c, a) for c, a in zip(columns, (both, one, two, None), strict=True))]

        for at, name in enumerate(_CATEGORIES):
            row: Row = [left[at][0], self.cell(left[at][0], "决算数", left[at][1])] if at < len(left) else ["", ""]
            label = f"{_ordinal(at + 1)}、{name}"
            rows.append([*row, *right(label, general.get(name), funds.get(name))])
        rows.append(["本年收入合计", self.cell("本年收入合计", "决算数", granted),
                     *right("本年支出合计", spent.general, spent.fund_total)])  # fmt: skip
        rows.append(["年初财政拨款结转和结余", "", "年末财政拨款结转和结余", "", "", "", ""])
        rows.append(["总计", self.cell("总计", "收入决算数", granted), *right("总计", spent.general, spent.fund_total)])
        return rows

    def basic(self) -> list[Row]:
        """Two lanes: 301 and 303 on the left, 302 and 310 on the right."""
        spent = self.spent
        names = {code: name for code, name, _ in spent.economic}
        rows = [(code, amounts[0]) for code, amounts in rolled({c: (a,) for c, _, a in spent.economic})]
        left = [row for row in rows if row[0][:3] in ("301", "303")]
        right = [row for row in rows if row[0][:3] in ("302", "310")]

        def lane(of: Sequence[tuple[str, int]], at: int) -> Row:
            if at >= len(of):
                return ["", "", ""]
            code, amount = of[at]
            name = names.get(code) or named_economic(code)
            return [code, name, self.cell(name, "决算数", amount, code=code)]

        found: list[Row] = [
            ["人员经费", "", "", "公用经费", "", ""],
            ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
        ]
        found += [[*lane(left, at), *lane(right, at)] for at in range(max(len(left), len(right)))]
        found.append(["人员经费合计", "", self.cell("人员经费合计", "决算数", spent.personnel),
                      "公用经费合计", "", self.cell("公用经费合计", "决算数", spent.operating)])  # fmt: skip
        return found

    def three_public(self) -> list[Row]:
        parts = {
            "合计": ("three_public", False),
            "因公出国（境）费": ("overseas", False),
            "小计": ("vehicle_total", True),
            "公务用车购置费": ("purchase", True),
            "公务用车运行维护费": ("running", True),
            "公务接待费": ("reception", False),
        }
        both: tuple[tuple[str, Basis, Books], ...] = (
            ("预算数", "budget", self.plan),
            ("决算数", "actual", self.spent),
        )
        if self.pairs:
            top: Row = []
            under: Row = []
            for name, (_, inside) in parts.items():
                top += ["公务用车购置及运行维护费" if name == "小计" else "" if inside else name, ""]
                under += [name if inside else "", ""]
            last: Row = [word for _ in parts for word, _, _ in both]
            cells: Row = [
                self.cell("", name, getattr(books, attribute), basis)
                for name, (attribute, _) in parts.items()
                for _, basis, books in both
            ]
            return [top, under, last, cells]
        top, under, last, cells = [], [], [], []
        for word, basis, books in both:
            top += [word, *[""] * 5]
            for name, (attribute, inside) in parts.items():
                under.append("公务用车购置及运行维护费" if name == "小计" else "" if inside else name)
                last.append(name if inside else "")
                cells.append(self.cell("", name, getattr(books, attribute), basis))
        return [top, under, last, cells]

    def funds(self) -> None:
        spent, title = self.spent, "政府性基金预算财政拨款收入支出决算表"
        columns = ("年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余")
        blank = [""] * (2 if self.apart else 0)
        head: list[Row] = [
            ["项目", *blank, "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"],
            ["功能分类科目编码", *blank, "科目名称", "", "", "小计", "基本支出", "项目支出", ""],
        ]
        if self.apart:
            head.append(["类", "款", "项", "", *[""] * 6])
        if spent.fund:
            leaves = {leaf.code: (0, leaf.total, leaf.total, leaf.basic, leaf.project, 0) for leaf in spent.fund}
            self.table(title, [*head, *self._coded(leaves, columns, spent.fund)])
        else:
            self.table(title, [*head, self._front("合计") + [""] * 6],
                       f"说明：{self.who}{self.year}年度没有政府性基金预算财政拨款收支，故本表为空表。")  # fmt: skip

    # The words.

    def account(self) -> None:
        paper, spent, before, plan, year = self.paper, self.spent, self.before, self.plan, self.year
        total, last = spent.revenue + spent.carried_in, before.revenue + before.carried_in
        granted, granted_last = spent.general + spent.fund_total, before.general + before.fund_total
        paper.say(
            "一、收入支出决算总体情况说明",
            f"{year}年度收、支总计均为{self.wan('收、支总计', total)}。{self.against('total', total, last)}。",
            "二、收入决算情况说明",
            f"{year}年度收入合计{self.wan('收入合计', spent.revenue)}，其中："
            f"财政拨款收入{self.wan('财政拨款收入', granted)}，占{percent(granted, spent.revenue)}%；"
            f"事业收入{self.wan('事业收入', spent.earned)}，占{percent(spent.earned, spent.revenue)}%。",
            "三、支出决算情况说明",
            f"{year}年度支出合计{self.wan('支出合计', spent.expenditure)}，其中："
            f"基本支出{self.wan('基本支出', spent.basic)}，占{percent(spent.basic, spent.expenditure)}%；"
            f"项目支出{self.wan('项目支出', spent.expenditure - spent.basic)}，"
            f"占{percent(spent.expenditure - spent.basic, spent.expenditure)}%。",
            "四、财政拨款收入支出决算总体情况说明",
            f"{year}年度财政拨款收、支总计均为{self.wan('财政拨款收、支总计', granted)}，"
            f"{self.against('total', granted, granted_last)}。",
            "五、一般公共预算财政拨款支出决算情况说明",
            f"（一）总体情况。{year}年度一般公共预算财政拨款支出"
            f"{self.wan('一般公共预算财政拨款支出', spent.general)}，"
            f"占本年支出合计的{percent(spent.general, spent.expenditure)}%。",
        )
        shares = "；".join(
            f"{name}（类）{self.wan(name, amount)}，占{percent(amount, spent.general)}%"
            for name, amount in self._by_category(spent.leaves).items()
        )
        paper.say(f"（二）结构情况。{year}年度一般公共预算财政拨款支出主要用于以下方面：{shares}。")
        paper.say(
            f"（三）具体情况。{year}年度一般公共预算财政拨款支出年初预算为"
            f"{self.wan('一般公共预算财政拨款支出', plan.general, 'initial_budget')}，"
            f"支出决算为{self.wan('一般公共预算财政拨款支出', spent.general)}，"
            f"完成年初预算的{percent(spent.general, plan.general)}%。{self._why('', spent.general, plan.general)}"
        )
        planned = {leaf.code: leaf.total for leaf in plan.leaves}
        for n, leaf in enumerate(spent.leaves, 1):
            was = planned[leaf.code]
            path = "".join(
                f"{named(leaf.code[:k], spent.leaves)}（{mark}）" for k, mark in ((3, "类"), (5, "款"), (7, "项"))
            )
            paper.say(
                f"{n}.{path}。年初预算为{self.wan(leaf.name, was, 'initial_budget')}，"
                f"支出决算为{self.wan(leaf.name, leaf.total)}，"
                f"完成年初预算的{percent(leaf.total, was)}%。{self._why(leaf.code, leaf.total, was)}"
            )
        paper.say(
            "六、一般公共预算财政拨款基本支出决算情况说明",
            f"{year}年度一般公共预算财政拨款基本支出{self.wan('一般公共预算财政拨款基本支出', spent.basic)}。其中："
            f"人员经费{self.wan('人员经费', spent.personnel)}，主要用于工资、津贴补贴、社会保险缴费和住房公积金；"
            f"公用经费{self.wan('公用经费', spent.operating)}，主要用于办公费、水电费、差旅费和工会经费。",
        )
        self.three_public_account()
        fund = (
            f"{year}年度政府性基金预算财政拨款收入{self.wan('政府性基金预算财政拨款收入', spent.fund_total)}，"
            f"支出{self.wan('政府性基金预算财政拨款支出', spent.fund_total)}。"
            if spent.fund
            else f"{year}年度没有使用政府性基金预算财政拨款安排的支出。"
        )
        paper.say(
            "八、政府性基金预算财政拨款收入支出决算情况说明",
            fund,
            "九、国有资本经营预算财政拨款支出决算情况说明",
            f"{year}年度没有使用国有资本经营预算财政拨款安排的支出。",
            "十、其他重要事项的情况说明",
            f"（一）机关运行经费支出情况。{year}年度机关运行经费支出{self.wan('机关运行经费', spent.agency)}，"
            f"{self.against('agency', spent.agency, before.agency)}。",
            f"（二）政府采购支出情况。{year}年度政府采购支出总额{self.wan('政府采购', spent.procurement)}，其中："
            f"政府采购货物支出{self.wan('政府采购货物', spent.goods)}、"
            f"政府采购工程支出{self.wan('政府采购工程', spent.works)}、"
            f"政府采购服务支出{self.wan('政府采购服务', spent.services)}。",
            f"（三）国有资产占用情况。截至{year}年12月31日，{self.own}共有车辆"
            f"{paper.count('车辆', spent.vehicles, '辆', year, 'actual')}。",
        )

    def _why(self, item: str, spent: int, planned: int) -> str:
        if spent == planned:
            return "决算数等于预算数。"
        why = apart_from_plan(self.body, item, self.year, over=spent > planned)
        return f"决算数{'大于' if spent > planned else '小于'}预算数的主要原因：{why}。"

    def three_public_account(self) -> None:
        paper, spent, before, plan, year = self.paper, self.spent, self.before, self.plan, self.year

        def item(name: str, of: str, now: int, was: int, last: int) -> str:
            done = f"，完成预算的{percent(now, was)}%" if was else ""
            return (
                f"{name}预算为{self.wan(name, was, 'budget')}，支出决算为{self.wan(name, now)}{done}，"
                f"{self.against(of, now, last)}。"
            )

        paper.say(
            "七、财政拨款“三公”经费支出决算情况说明",
            f"{year}年度“三公”经费财政拨款支出预算为"
            f"{self.wan('“三公”经费', plan.three_public, 'budget')}，"
            f"支出决算为{self.wan('“三公”经费', spent.three_public)}"
            + (f"，完成预算的{percent(spent.three_public, plan.three_public)}%" if plan.three_public else "")
            + f"，{self.against('', spent.three_public, before.three_public)}。其中：",
            "1." + item("因公出国（境）费", "overseas", spent.overseas, plan.overseas, before.overseas),
            "2."
            + item("公务用车购置费", "purchase", spent.purchase, plan.purchase, before.purchase)
            + item("公务用车运行维护费", "running", spent.running, plan.running, before.running)
            + f"年末公务用车保有量{paper.count('公务用车保有量', spent.vehicles, '辆', year, 'actual')}。",
            "3." + item("公务接待费", "reception", spent.reception, plan.reception, before.reception),
        )
