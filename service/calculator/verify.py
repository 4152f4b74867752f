"""Every figure of a finished text, judged as if a stranger had written it.

A figure is `cited` if a fact of the same item, year, basis and unit prints it, `derived` if the formula that the
sentence's words call for gives it from facts bound in the same way, `contradicted` if such facts say otherwise, and
else `unverified`. A value alone never binds a figure: some cell of a disclosure equals almost any lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from ingest import quantity, terms, wording
from ingest.model import Direction, Fact
from ingest.quantity import Figure, find, render
from ingest.statements import Context, Statement, statements
from ingest.units import COUNTED
from service.calculator import formula as arithmetic
from service.calculator.derive import Derived, Deriver, Wanted, amount, signed
from service.calculator.ledger import Entry, Ledger, Sought, alternatives, basis_fits
from service.calculator.precision import cites, written_as

Verdict = Literal["cited", "derived", "contradicted", "unverified"]
_FILLER = re.compile("[、：:]|共计|收入|财政拨款")  # beside the words that `wording` knows to say nothing of an item
_PER_HEAD = re.compile("人均|每人|单价|标准")
_LOOKS_BACK = re.compile("相差|两者|二者|合计|总和|共计|一共|共需|上述|以上|各项|差额")  # of what was named before
_EACH = re.compile("平均每(?P<each>[一-鿿]{1,3})")
_LEVELS = ("level", "count")
_BODIES = re.compile(r"(?P<count>\d+)家(?:\[\d+\])*单位")
_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Claim:
    """What a composer says a figure rests on: a fact (no formula), or a formula over named facts."""

    start: int
    end: int
    formula: str | None
    operands: tuple[tuple[str, Fact], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between `start` and `end` that a composer takes verbatim from a disclosure's `sentence`."""

    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A figure and what became of it; `reason` says it in Chinese, `disclosed` what the disclosures print instead."""

    figure: Figure
    verdict: Verdict
    facts: tuple[Fact, ...] = ()
    formula: str | None = None
    operands: tuple[tuple[str, Fact], ...] = ()
    reason: str = ""
    disclosed: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the figure may stand."""
        return self.verdict in ("cited", "derived")


def verify(
    text: str,
    facts: Ledger | Iterable[Fact],
    context: Context | None = None,
    claims: Sequence[Claim] = (),
    quotes: Sequence[Quote] = (),
) -> list[Judgement]:
    """A judgement for every amount, percentage and count of the text, in its order.

    `claims` and `quotes` are a composer's: they are checked, and help only where the text's own words do not refute
    them. A quote's sentence must be one of a disclosure that the caller holds.
    """
    ledger = facts if isinstance(facts, Ledger) else Ledger(facts)
    known = context or Context()
    if known.labels is None:
        known = replace(known, labels=ledger.vocabulary)
    if not known.organisations:
        known = replace(known, organisations=ledger.called)
    said = {(s.start, s.end): s for s in statements(text, known) if s.figure is not None}
    claimed = {(c.start, c.end): c for c in claims}
    court = Court(text, ledger, known)
    return [
        court.quoted(figure, quotes)
        or court.judge(figure, said.get((figure.start, figure.end)), claimed.get((figure.start, figure.end)))
        for figure in find(text)
    ]


class Court:
    """One text before one ledger."""

    def __init__(self, text: str, ledger: Ledger, context: Context) -> None:
        self._text = text
        self._ledger = ledger
        self._context = context
        self._sought: dict[tuple[str, ...], Sought] = {}  # by the labels, which a text repeats

    def quoted(self, figure: Figure, quotes: Sequence[Quote]) -> Judgement | None:
        """A figure within words that stand verbatim in a disclosure's sentence is cited by that sentence."""
        for quote in quotes:
            if quote.start <= figure.start and figure.end <= quote.end:
                words = terms.fold(self._text[quote.start : quote.end])[0].rstrip("。;,…")
                if words in terms.fold(quote.sentence)[0]:
                    spoken = terms.fold(figure.text)[0]
                    same = (f for f in self._ledger.facts if f.quote == quote.sentence and f.span)
                    facts = (f for f in same if f.span and terms.fold(f.quote[slice(*f.span)])[0] == spoken)
                    return Judgement(figure, "cited", tuple(facts)[:1])
        return None

    def judge(self, figure: Figure, statement: Statement | None, claim: Claim | None) -> Judgement:
        """What becomes of a figure: by the text's own words, or by what a composer says it rests on."""
        named = self._in_a_name(figure)
        if named is not None:
            return named
        if statement is None:
            return Judgement(figure, "unverified", reason="未能读出这个数说的是哪一项")
        statement = replace(statement, figure=figure)
        together = self._over_bodies(figure, statement, claim)
        if together is not None:
            return together
        documents, stranger = self.documents(statement)
        if stranger is not None:
            return Judgement(figure, "unverified", reason=stranger)
        deriver = self.deriver(documents)
        if claim is not None and (not self._spoken(statement) or self._states(statement, claim, deriver)):
            return self._by_claim(figure, statement, claim, deriver)  # the text's own words do not refute it
        found = self._by_words(figure, statement, deriver)
        if claim is None or (found.verdict == "contradicted" and not self._counted_in_its_name(figure, claim)):
            return found
        return self._by_claim(figure, statement, claim, deriver)

    def _counted_in_its_name(self, figure: Figure, claim: Claim) -> bool:
        """Whether a figure stands right behind the printed name of what it is of, which says how many there are: 台式计算机12台：5.40万元.

        The count is another fact of the same thing, and refutes nothing that its amount says.
        """
        if claim.formula is not None or len(claim.operands) != 1 or not claim.operands[0][1].row:
            return False
        fact = claim.operands[0][1]
        return bool(find(fact.row[-1])) and self._text[: figure.start].rstrip("*： :").endswith(fact.row[-1])

    def _states(self, statement: Statement, claim: Claim, deriver: Deriver) -> bool:
        """Whether a claim cites a fact of the very item, year and basis that the words name.

        One item may be printed of all funds and of fiscal money alone: then the words fit both, and the claim says which.
        So may an indicator, of a whole body and of a project: then the one that heads the lines says which.
        """
        if claim.formula is not None or len(claim.operands) != 1:
            return False
        entry = self._ledger.entry(claim.operands[0][1])
        wanted = deriver.wanted(statement)
        documents = None if entry is None else frozenset({entry.fact.document})
        if (
            entry is None
            or entry.fact.year != wanted.year
            or not basis_fits(entry.fact, wanted.basis, stated=wanted.stated)
        ):
            return False
        headed = replace(wanted.sought, named=wanted.sought.named | self._project_above(statement))
        return any(entry in self._ledger.about(sought, documents) for sought in (wanted.sought, headed))

    def _project_above(self, statement: Statement) -> frozenset[str]:
        """The project named last before a statement, in words of its own: what the lines of a list below it are about."""
        before = self._text[: statement.sentence_start]
        ends = {name: at + len(name) for name in self._ledger.project_names if (at := before.rfind(name)) >= 0}
        last = max(ends, key=lambda name: (ends[name], len(name)), default=None)
        return frozenset() if last is None else frozenset({terms.key(last)})

    def _over_bodies(self, figure: Figure, statement: Statement, claim: Claim | None) -> Judgement | None:
        """A figure over several bodies, or how many they are: a fact of each, as many as the text says; None for others."""
        said = _BODIES.search(self._text)
        if claim is None or claim.formula is None or said is None:
            return None
        facts = tuple(fact for _, fact in claim.operands)
        bodies = {self._ledger.organisations.get(fact.document) for fact in facts}
        money = any(_fact_base(self._ledger, fact) == "元" for fact in facts)
        alike = len({(fact.year, fact.basis if money else None) for fact in facts}) == 1
        if None in bodies or len(bodies) != len(facts) or not alike:
            return None
        counts = said.start() <= figure.start < said.end()
        if not counts and len(facts) < _TOGETHER:
            return None
        if int(said["count"]) != len(facts):
            return Judgement(
                figure, "contradicted", facts, reason=f"应为{len(facts)}家单位", disclosed=f"{len(facts)}家"
            )
        if counts:
            return Judgement(figure, "derived", facts, claim.formula, claim.operands)
        deriver = self.deriver(None)
        for fact in facts:
            entry = self._ledger.entry(fact)
            wrong = "所依据的数不在所核对的披露中" if entry is None else self._unnamed(statement, entry, deriver)
            if wrong:
                return Judgement(figure, "unverified", facts, reason=wrong)
        return self._computes(figure, statement, claim, facts)

    def _spoken(self, statement: Statement) -> bool:
        """Whether the item is named in the figure's own clause; an inherited one may have been inherited wrongly."""
        if statement.label is None:
            return False
        start, end = statement.label
        between = self._text[end : statement.start] if end <= statement.start else self._text[statement.end : start]
        return not re.search("[，。；\n]", between)

    def _in_a_name(self, figure: Figure) -> Judgement | None:
        """A figure that belongs to a printed name (台式计算机（20万以下）) says nothing of its own."""
        for label, fact in self._ledger.numbered_names:
            at = self._text.find(label)
            while at >= 0:
                if at < figure.start and figure.end <= at + len(label):
                    return Judgement(figure, "cited", (fact,))
                at = self._text.find(label, at + 1)
        return None

    def documents(self, statement: Statement) -> tuple[frozenset[str] | None, str | None]:
        """The documents a statement is about (None: all), or why it is about none."""
        held = self._ledger.organisations
        known = set(held.values()) or ({self._context.organisation} if self._context.organisation else set())
        named = statement.organisation
        if named is None:
            own = self._context.organisation
            if own and own in held.values():
                return frozenset(d for d, o in held.items() if o == own), None
            if len(known) > 1:
                return None, "文中没有写明是哪个单位，而现有多个单位的披露"
            return None, None
        meant = self._meant(named, known) if "、" not in named else set()
        if "、" in named:
            return None, f"这个数同时说到{named}，未能读出是哪一个单位的"
        if not meant:
            return None, f"“{named}”不是所核对披露的单位"
        return (frozenset(d for d, o in held.items() if o in meant) if held else None), None

    @staticmethod
    def _meant(named: str, known: Iterable[str]) -> set[str]:
        return {named} & set(known) or {o for o in known if same_organisation(named, o)}

    def _of_body(self, named: str) -> frozenset[str]:
        """The documents of a body that a text compares with."""
        held = self._ledger.organisations
        meant = self._meant(named, set(held.values()))
        return frozenset(d for d, o in held.items() if o in meant)

    def deriver(self, documents: frozenset[str] | None) -> Deriver:
        """What finds operands among these documents (None: all)."""
        return Deriver(self._ledger, documents, self.seek, self._of_body)

    def seek(self, labels: tuple[str, ...]) -> Sought:
        """The keys of a subject's labels; a label of several names (一般行政管理事务项目支出) is taken apart."""
        if labels not in self._sought:
            keys = [key for label in labels for key in self._keys(label)]
            self._sought[labels] = Sought(keys[-1], frozenset(keys[:-1])) if keys else Sought("")
        return self._sought[labels]

    def _keys(self, label: str) -> list[str]:
        bare = terms.normalise(label)
        for key in (terms.key(label), terms.colloquial().get(bare)):
            if key is not None and self._ledger.knows(key):
                return [key]
        key = terms.colloquial().get(bare) or terms.key(label)
        vocabulary = self._context.labels or self._ledger.vocabulary
        mentions = vocabulary.mentions(label)
        rest = bare
        for mention in mentions:
            rest = rest.replace(terms.normalise(mention.text), "", 1)
        if mentions and not _unsaid(rest):
            named = [m for m in mentions if _unsaid(terms.normalise(m.text))] or mentions
            return [self._known(m.keys) for m in named]
        return [key]

    def _known(self, keys: Sequence[str]) -> str:
        return next((k for k in keys if self._ledger.knows(k)), keys[0])

    # --- by the text's own words ---------------------------------------------------------------------------------

    def _by_words(self, figure: Figure, statement: Statement, deriver: Deriver) -> Judgement:
        if statement.claim == "threshold":
            return self._threshold(figure, statement)
        wanted = deriver.wanted(statement)
        if not statement.subject:
            return Judgement(figure, "unverified", reason="未能读出这个数说的是哪一项")
        entries = self._statable(statement, wanted, deriver)
        cited = [e for e in entries if self._cites(figure, statement, e)]
        if cited:
            wrong = self._movement(statement, deriver, cited)
            if wrong is None:
                return Judgement(figure, "cited", tuple(e.fact for e in cited[:1]))
            return wrong
        computed = [d for d in deriver.derive(statement) if self._unit_fits(figure, statement, d)]
        for derived in computed:
            if self._gives(figure, statement, derived):
                facts = tuple(fact for _, fact in derived.operands)
                return Judgement(figure, "derived", facts, derived.formula, derived.operands)
        return self._not_so(figure, statement, wanted, entries, computed)

    def _statable(self, statement: Statement, wanted: Wanted, deriver: Deriver) -> list[Entry]:
        """The facts that say the same kind of thing about the same item in the same year on the same basis."""
        claim = statement.claim
        if claim in ("level", "sum", "average"):
            percent = statement.figure is not None and _base(statement.figure) == "%"
            return deriver.printed(wanted, (*_LEVELS, "rate", "share") if percent else _LEVELS)
        if claim not in ("change", "rate", "share", "points", "completion"):
            return []
        if statement.base_organisation is not None:
            return []  # a disclosure compares a body with itself
        measure = {"points": ("change", "rate"), "completion": ("rate", "share")}.get(claim, (claim,))
        entries = deriver.printed(wanted, measure)
        base = deriver.base(statement)
        if statement.base_basis not in (None, statement.basis) and base.year != statement.year:
            return []  # a disclosure compares budgets with budgets, of years
        return [
            e
            for e in entries
            if (claim in ("share", "completion") or e.fact.base_year in (None, base.year))
            and (claim != "share" or self._same_whole(e, statement, deriver))
        ]

    def _same_whole(self, entry: Entry, statement: Statement, deriver: Deriver) -> bool:
        """Whether a printed share is of the whole that the text names; where neither names one, it is the same."""
        said = entry.fact.quote[: entry.fact.span[0]] if entry.fact.span else ""
        if statement.whole is None:
            return True
        whole = deriver.wanted(statement, statement.whole).sought.own
        keys = {k for m in self._ledger.vocabulary.mentions(said) for k in m.keys}
        return bool(keys & set(alternatives(whole)))

    def _cites(self, figure: Figure, statement: Statement, entry: Entry) -> bool:
        fact = entry.fact
        mine = figure.quantity.unit
        if mine is None:
            return fact.value is not None and figure.quantity.number == fact.value and figure.high is None
        if entry.unit is None or entry.unit.base != mine.base:
            return False
        if not _compares(statement.comparator, fact.comparator, figure):
            return False
        if figure.high is not None:
            return False
        change = fact.measure in ("change", "rate") and statement.claim in ("change", "rate", "points")
        value = signed(entry) if change else amount(entry)
        if change and not _sign_fits(figure, statement.direction, value):
            return False
        if not change and (value < 0) != (figure.quantity.number < 0) and value:
            return False
        return cites(figure, value, at_least=self._or_more(figure))

    def _or_more(self, figure: Figure) -> bool:
        return self._text[figure.end :].lstrip("*_` ").startswith(("以上", "以下"))

    def _unit_fits(self, figure: Figure, statement: Statement, derived: Derived) -> bool:
        del statement
        return figure.quantity.unit is not None and figure.quantity.unit.base == derived.unit.base

    def _gives(self, figure: Figure, statement: Statement, derived: Derived) -> bool:
        if figure.high is not None or not written_as(figure, derived.value, at_least=self._or_more(figure)):
            return False
        if statement.claim in ("change", "rate", "points", "difference"):
            return _sign_fits(figure, statement.direction, derived.value)
        return (derived.value < 0) == (figure.quantity.number < 0) or not derived.value

    def _movement(self, statement: Statement, deriver: Deriver, cited: Sequence[Entry]) -> Judgement | None:
        """降至3.80万元: the figure is right; what is wrong is the direction, where it is."""
        figure = statement.figure
        assert figure is not None
        if statement.claim != "level" or statement.direction in (None, "flat"):
            return None
        value = amount(cited[0])
        base = deriver.base(statement)
        if base.basis is None:  # a budget moves from a budget
            base = replace(base, basis=cited[0].fact.basis, stated=True)
        before = deriver.levels(base)
        if not before or all((value > b.value) == (statement.direction == "up") and value != b.value for b in before):
            return None
        shown = _shown(before[0].terms[0].entry.fact)
        return Judgement(
            figure, "contradicted", (cited[0].fact, before[0].terms[0].entry.fact),
            reason=f"方向不符：比较的数为{shown}", disclosed=shown,
        )  # fmt: skip

    def _threshold(self, figure: Figure, statement: Statement) -> Judgement:
        """A figure that is part of a name (单价100万元以上设备) stands where a disclosure prints that name."""
        tail = terms.normalise(self._text[figure.start : figure.end + 2])
        for entry in self._ledger.entries:
            if any(tail in terms.normalise(words) for words in (*entry.fact.row, entry.fact.quote)):
                return Judgement(figure, "cited", (entry.fact,))
        del statement
        return Judgement(figure, "unverified", reason="披露中没有这一标准")

    def _not_so(
        self, figure: Figure, statement: Statement, wanted: Wanted, entries: Sequence[Entry], computed: Sequence[Derived]
    ) -> Judgement:  # fmt: skip
        label = statement.subject[-1]
        same_unit = [e for e in entries if e.unit and figure.quantity.unit and e.unit.base == figure.quantity.unit.base]
        if same_unit:
            best = min(same_unit, key=lambda e: abs(abs(amount(e)) - abs(Fraction(figure.quantity.base))))
            shown = f"{best.fact.comparator or ''}{_shown(best.fact)}"
            why = f"披露的{wanted.year}年{label}为{shown}"
            return Judgement(figure, "contradicted", (best.fact,), reason=why, disclosed=shown)
        if computed:
            best_computed = computed[0]
            shown = _computed(best_computed, figure)
            facts = tuple(fact for _, fact in best_computed.operands)
            why = f"按披露的数计算应为{shown}"
            return Judgement(
                figure, "contradicted", facts, best_computed.formula, best_computed.operands, why, disclosed=shown
            )
        if entries:
            shown = _shown(entries[0].fact)
            return Judgement(
                figure, "contradicted", (entries[0].fact,), reason=f"单位不符：披露为{shown}", disclosed=shown
            )
        return Judgement(figure, "unverified", reason=self._why_not(statement, wanted))

    def _why_not(self, statement: Statement, wanted: Wanted) -> str:
        label = statement.subject[-1]
        about = self._ledger.about(wanted.sought)
        if not about:
            return f"披露中没有“{label}”"
        years = sorted({e.fact.year for e in about if e.fact.year is not None})
        if wanted.year is None:
            return f"没有写明年份，披露有{'、'.join(map(str, years))}年"
        if wanted.year not in years:
            return f"披露中没有{wanted.year}年的“{label}”，只有{'、'.join(map(str, years))}年"
        if statement.basis_stated and not any(e.fact.basis == wanted.basis for e in about):
            return f"披露中的“{label}”口径不同：不能以预算数说明实际支出，反之亦然"
        return f"不能由披露的数得出“{label}”的这个数"

    # --- by what the composer says it rests on -------------------------------------------------------------------

    def _by_claim(self, figure: Figure, statement: Statement, claim: Claim, deriver: Deriver) -> Judgement:
        entries = [self._ledger.entry(fact) for _, fact in claim.operands]
        if not entries or any(e is None for e in entries):
            return Judgement(figure, "unverified", reason="所依据的数不在所核对的披露中")
        for entry in entries:
            assert entry is not None
            wrong = self._unnamed(statement, entry, deriver)
            if wrong:
                return Judgement(figure, "unverified", reason=wrong)
        held = [e for e in entries if e is not None]
        facts = tuple(e.fact for e in held)
        if claim.formula is None:
            if len(held) == 1 and self._cites(figure, statement, held[0]):
                return Judgement(figure, "cited", facts)
            return Judgement(
                figure, "contradicted", facts, reason=f"披露为{_shown(facts[0])}", disclosed=_shown(facts[0])
            )
        return self._computes(figure, statement, claim, facts)

    def _computes(self, figure: Figure, statement: Statement, claim: Claim, facts: tuple[Fact, ...]) -> Judgement:
        assert claim.formula is not None
        bases = {name: _fact_base(self._ledger, fact) for name, fact in claim.operands}
        values = {name: fact.value for name, fact in claim.operands if fact.value is not None}
        mine = figure.quantity.unit
        if _PER_HEAD.search(statement.sentence) and any(b in COUNTED for b in bases.values()):
            # 11人，人均5万元/年: heads times a rate give an amount.
            bases = {n: "" if b in COUNTED else b.partition("/")[0] for n, b in bases.items()}
        try:
            base = arithmetic.base(claim.formula, bases)
            value = arithmetic.exact(claim.formula, values)
        except arithmetic.FormulaError as error:
            return Judgement(figure, "unverified", facts, reason=str(error))
        if mine and (over := base.removeprefix(f"{mine.base}/")) != base:
            # 平均每辆2.16万元: the words before the figure say what it is over, where its unit does not.
            base = mine.base if _spread_over(over, statement.sentence) else base
        elif mine and not base and mine.base in COUNTED and _EACH.search(statement.sentence):
            base = mine.base  # 平均每名教师12人: people over people
        dimension = {"%": ("", "%"), "百分点": ("", "%"), "倍": ("",)}.get(mine.base, (mine.base,)) if mine else ("",)
        if base not in dimension:
            return Judgement(figure, "unverified", facts, reason="算式的单位与文中不同")
        # The formula gives the figure in its own unit: its operands' printed units must be what it reckons with.
        value *= Fraction(mine.scale) if mine else 1
        moves = statement.claim in ("change", "rate", "points", "difference")
        fits = _sign_fits(figure, statement.direction, value) if moves else True
        if figure.high is None and fits and written_as(figure, value, at_least=self._or_more(figure)):
            if not _scales(claim, self._ledger, figure):
                return Judgement(figure, "unverified", facts, reason="算式的单位换算与文中不同")
            return Judgement(figure, "derived", facts, claim.formula, claim.operands)
        shown = render(arithmetic.rounded(value / (Fraction(mine.scale) if mine else 1), 2)) + (
            mine.name if mine else ""
        )
        return Judgement(figure, "contradicted", facts, claim.formula, claim.operands, f"按算式应为{shown}", shown)

    def _unnamed(self, statement: Statement, entry: Entry, deriver: Deriver) -> str | None:
        """Why a fact cannot be what a figure rests on: the text names another item, year or basis."""
        fact = entry.fact
        keys = self._named_around(statement, deriver)
        own = {*alternatives(entry.own), *entry.qualifiers, *entry.around, *map(terms.key, fact.row[-1:])}
        said = terms.normalise(statement.sentence)
        in_full = any(len(label) >= _IN_FULL and terms.normalise(label) in said for label in fact.row[-1:])
        if not own & keys and not in_full:
            return f"文中没有提到所依据的“{terms.name(entry.own)}”"
        years = {statement.year, statement.base_year, *self._years_around(statement)}
        if fact.year is not None and fact.year not in years:
            return f"文中没有提到所依据的{fact.year}年"
        return None

    def _named_around(self, statement: Statement, deriver: Deriver) -> set[str]:
        """The items that a sentence names, its subject's and its operands' included."""
        vocabulary = self._context.labels or self._ledger.vocabulary
        words = statement.sentence
        if _LOOKS_BACK.search(words):
            words = self._text[: statement.sentence_start] + words
        keys = {key for mention in vocabulary.mentions(words) for key in mention.keys}
        for subject in (statement.subject, statement.whole, *(o.subject for o in statement.operands)):
            if subject:
                sought = deriver.wanted(statement, subject).sought
                keys |= {sought.own, *sought.named}
        return {other for key in keys for other in alternatives(key)}

    def _years_around(self, statement: Statement) -> set[int]:
        words = statement.sentence
        if _LOOKS_BACK.search(words):
            words = self._text[: statement.sentence_start] + words
        years = set(_years_in(words))
        base = self._context.year
        relative = {"上年": -1, "去年": -1, "同比": -1, "本年": 0, "今年": 0}
        anchor = statement.year if statement.year is not None else base
        if anchor is not None:
            years |= {anchor + step for word, step in relative.items() if word in statement.sentence}
        return years


_IN_FULL = 4  # characters of a printed label that stands in a text by no chance


@lru_cache(maxsize=1024)  # a sentence is looked at once for each fact that a figure of it rests on
def _years_in(words: str) -> frozenset[int]:
    return frozenset(int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?=\s*年)", terms.fold(words)[0]))


def same_organisation(named: str, held: str) -> bool:
    """Whether a name in a text may be a held organisation's: the whole name, or its end without the places before."""
    mine, full = terms.normalise(named), terms.normalise(held)
    return mine == full or mine.endswith(full) or (len(mine) >= 4 and full.endswith(mine))


def _unsaid(words: str) -> str:
    """What words beside the names of a label say that no name of it does."""
    return wording.without_function(_FILLER.sub("", words))


def _base(figure: Figure) -> str | None:
    return figure.quantity.unit.base if figure.quantity.unit else None


def _fact_base(ledger: Ledger, fact: Fact) -> str:
    entry = ledger.entry(fact)
    return entry.unit.base if entry and entry.unit else ""


def _sign_fits(figure: Figure, direction: Direction | None, value: Fraction) -> bool:
    """Whether 增加 or 减少 before a figure, or the figure's own sign, fits a change."""
    negative = figure.quantity.number < 0
    if direction is None:
        return not negative or value < 0
    if not value:
        return True
    if direction == "flat":
        return False
    up = (direction == "up") != negative
    return up == (value > 0)


_COMPARATORS = {"≤": "≤", "<": "≤", "≥": "≥", ">": "≥", "=": "=", None: None}


def _compares(said: str | None, printed: str | None, figure: Figure) -> bool:
    """不超过 fits ≤ and 不低于 fits ≥; a target may be named without its comparator, a plain amount never with one."""
    if said is None or printed is None:
        return said is None or figure.approx is not None
    return _COMPARATORS.get(said, said) == _COMPARATORS.get(printed, printed)


_CONVERSION = re.compile(r"\s*[*/]\s*10{3,}\b")


def _spread_over(base: str, sentence: str) -> bool:
    """Whether a sentence says that an amount is spread over things of a base, by any of its measure words: 平均每名."""
    hit = _EACH.search(sentence)
    if hit is None:
        return False
    measures = filter(None, (quantity.unit(hit["each"][:length]) for length in (3, 2, 1)))
    return hit["each"].startswith(base) or any(measure.base == base for measure in measures)


def _scales(claim: Claim, ledger: Ledger, figure: Figure) -> bool:
    """Whether the formula holds in base units as well, its conversions left out: a slip of units would not."""
    assert claim.formula is not None
    entries = [(name, ledger.entry(fact)) for name, fact in claim.operands]
    printed = {name: e.fact.value for name, e in entries if e and e.fact.value is not None}
    based = {name: arithmetic.decimal(amount(e)) for name, e in entries if e}
    mine = figure.quantity.unit
    scale = Fraction(mine.scale) if mine and mine.base not in ("%", "百分点", "倍") else Fraction(1)
    try:
        plain = arithmetic.exact(arithmetic.in_base_units(_CONVERSION.sub("", claim.formula)), based)
        return plain == arithmetic.exact(claim.formula, printed) * scale
    except arithmetic.FormulaError:
        return False


def _shown(fact: Fact) -> str:
    assert fact.value is not None
    return f"{render(fact.value)}{fact.unit or ''}"


def _computed(derived: Derived, figure: Figure) -> str:
    mine = figure.quantity.unit
    scale = Fraction(mine.scale) if mine and mine.base == derived.unit.base else Fraction(derived.unit.scale)
    name = mine.name if mine and mine.base == derived.unit.base else derived.unit.name
    return f"{render(arithmetic.rounded(derived.value / scale, max(2, figure.quantity.decimals)))}{name}"
