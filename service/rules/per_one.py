"""What one of something gets or costs, as the disclosure prints it: 每吨补贴46元, 由每户每月80元提高到100元, 人均成本≤450元/人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import quantity, terms
from ingest.model import Fact
from service import evidence
from service.asked_of_one import asks, clause_of, clauses_that_fit, each, fits, kind_of, without
from service.draft import Draft, Piece, Quoted, Stated, sentence_of
from service.holding import Known
from service.query import Asked
from service.rules.scene import Scene, answered, state
from service.rules.sentences import overlap
from service.rules.stating import stated

_BRACKETS = re.compile("[（(][^（）()]*[）)]")
_SENTENCE = re.compile("[。；\n]")
_ADDS_NOTHING = re.compile(
    r"补贴|补助|津贴|标准|发放|处[理置]|最[高多]|多少|[给向的了着钱元块里]|^[领拿补发花要]+|[领拿补发花要能]+$|(?:19|20)\d\d"
)
_MOST = 0.6  # of the character pairs of each of the question's words, what must be found beside the figure


@dataclass(frozen=True, slots=True)
class _Rate:
    """A figure of one of something, and how many characters of the question's words stand in its label and in its clause."""

    known: Known
    near: tuple[int, int]


def printed(scene: Scene) -> Draft | None:
    """What is printed of one; of several such figures those whose clause has most of the question, in one sentence."""
    query = scene.query
    if not (asks(query.text) or query.per_head):
        return None
    if query.kind in ("lookup", "list") and (several := _of_each(scene)) is not None:
        return several
    if query.kind != "lookup":
        return None
    words = _words(scene)
    best = _nearest(scene, words)
    best.sort(key=_says_it_best)
    first = next(iter(best), None)
    if first is None and words:
        return _in_a_row(scene, words)
    if first is None or first.fact.span is None:
        told = stated(scene, first, Asked("", (), 0, 0)) if first and _say_the_same(best) else None
        return told and replace(told, by_words=True)
    rates = {fact.value: fact for known in best if (fact := known.fact).quote == first.fact.quote}
    if len(rates) != len({known.fact.value for known in best}):
        return None
    alike = len(rates) > 1 and len({fact.row[-1:] for fact in rates.values()}) == 1
    return None if alike else _told(scene, list(rates.values()))  # 专科11人，人均5万元，本科13人，人均5.5万元


def _of_each(scene: Scene) -> Draft | None:
    """What is printed of one of each of several things: 护理补贴和生活补贴每人每月各多少; None unless all of them tell it."""
    query = scene.query
    named = [word for word in (*(asked.text for asked in query.items), *query.rest) if without(word).strip()]
    things = sorted(dict.fromkeys(named), key=query.text.find)
    pieces: list[Piece] = []
    for thing in things if len(things) > 1 else ():
        words = _words(scene.with_query(items=(), rest=(thing,), words=(thing,)))
        facts = {known.fact.value: known.fact for known in _nearest(scene, words)}
        fact = next(iter(facts.values())) if len(facts) == 1 else None
        if fact is None or fact.span is None:
            return None
        lead = f"{(scene.bare if pieces else scene).prefix}{fact.year}年{thing}"
        pieces += ["- ", lead, each(fact), *state(fact, bold=True), "：", sentence_of(fact), "\n"]
    figures = {fact.id for piece in pieces if isinstance(piece, Stated) for fact in piece.facts}
    return replace(answered(*pieces), by_words=True) if pieces and len(figures) == len(things) else None


def _in_a_row(scene: Scene, words: Sequence[str]) -> Draft | None:
    """What the words in the only row of a table that the question names print of one: 工作补助，每人每年5000元."""
    found: dict[str, Quoted] = {}
    for holding in scene.holdings:
        own = holding.document.tables if holding.record.year == scene.target() else ()
        for table, row in [(one, row) for one in own for row in one.rows]:
            if not _are_told(words, terms.normalise("".join(cell.text for cell in row))):
                continue
            for cell in row:
                for clause in clauses_that_fit(scene.query.text, cell.text):
                    found[clause] = Quoted(
                        clause.strip(),
                        holding.record.id,
                        cell.text,
                        cell.place,
                        (table.title,),
                        table.title,
                        table.number,
                    )
    if len(found) != 1:
        return None
    clause, quoted = next(iter(found.items()))
    pieces: list[Piece] = [f"{scene.prefix}{scene.target()}年文件写明：", quoted]
    figure = None
    if (rate := _goal_of(scene, clause)) is not None:
        figure = next(piece for piece in state(rate, bold=True) if isinstance(piece, Stated))
        pieces += [f"，绩效指标“{rate.row[-1]}”为", figure]
    return replace(answered(*pieces, "。", result=figure), by_words=True)


def _goal_of(scene: Scene, clause: str) -> Fact | None:
    """The indicator that aims at the very amount that a clause prints of one; None where none does, or several."""
    amounts = {figure.quantity.number for figure in quantity.find(clause)}
    found = {
        fact.row[-1]: fact
        for holding in scene.holdings
        for fact in holding.facts
        if fact.indicator is not None and fact.row and fact.value in amounts and fact.year == scene.target()
        and fits(scene.query.text, fact) and fact.status == "exact"
    }  # fmt: skip
    return next(iter(found.values())) if len(found) == 1 else None


_OF_A_STANDARD = re.compile("标准|单价|每")


def moved(scene: Scene) -> Draft | None:
    """By how much what one gets was raised or lowered, where the text prints that alone: 补贴标准每人每月提高200元."""
    query, words = scene.query, _words(scene)
    if query.kind != "change" or not words or not _OF_A_STANDARD.search(query.text):
        return None
    found = {
        (fact.value, fact.quote): fact
        for holding in scene.holdings
        for fact in holding.facts
        if fact.measure == "change" and fact.value is not None and fact.span and fact.year == scene.target()
        and fact.direction is not None and kind_of(fact) is not None and _are_told(words, _around(fact))
    }  # fmt: skip
    if len(found) != 1:
        return None
    fact = next(iter(found.values()))
    way = "提高" if fact.direction == "up" else "降低"
    name = fact.row[-1] if fact.row else each(fact)
    return replace(_quoting(f"{scene.prefix}{fact.year}年{name}{way}", fact), by_words=True)


def _quoting(lead: str, fact: Fact) -> Draft:
    """A figure with the sentence that prints it."""
    figures = state(fact, bold=True)
    result = next(piece for piece in figures if isinstance(piece, Stated))
    quoted = sentence_of(fact)
    return answered(lead, *figures, "。原文：", quoted, result=result if result.certain else None)


def _says_it_best(known: Known) -> int:
    """The order of the same told twice: by a label that says of what (每吨补贴), then with its measure (450元/人)."""
    return 0 if each(known.fact) else 1 if "/" in (known.fact.unit or "") else 2


def _say_the_same(rates: Sequence[Known]) -> bool:
    return len({known.fact.value for known in rates}) == 1


def _told(scene: Scene, rates: Sequence[Fact]) -> Draft:
    """The figures with the sentence that prints them."""
    first = rates[0]
    pieces: list[Piece] = [f"{scene.prefix}{first.year}年"]
    for i, fact in enumerate(rates):
        name, of_one = fact.row[-1] if fact.row else "", each(fact)
        lead = name if of_one in name else f"{name}为{of_one}"
        pieces += ["，" if i else "", lead, *state(fact, bold=True)]
    figures = [piece for piece in pieces if isinstance(piece, Stated)]
    result = figures[0] if len(figures) == 1 and figures[0].certain else None
    quoted = sentence_of(first)
    return replace(answered(*pieces, "。原文：", quoted, result=result), by_words=True)


def _words(scene: Scene) -> tuple[str, ...]:
    """The question's content words that tell what it is that one gets or costs; not whom there is one of: 一个老师."""
    items = (asked.text for asked in scene.query.items if not terms.TOTALS & set(asked.keys))
    beside = without(scene.query.text)
    # A name that is nothing but 补贴 says little: then what it is said of counts too, 专职人民调解员的补贴.
    for named in ((*scene.query.rest, *items), scene.query.words):
        said = (piece for word in dict.fromkeys(named) for piece in without(word).split())
        bare = (_ADDS_NOTHING.sub("", terms.normalise(word)) for word in said if word in beside)
        if words := tuple(word for word in bare if len(word) > 1):
            return words
    return ()


def _nearest(scene: Scene, words: Sequence[str]) -> list[Known]:
    """The figures of one of what words name whose label and clause have most of them; none without words."""
    found = list(_rates(scene, words)) if words else []
    nearest = max((rate.near for rate in found), default=(0, 0))
    return [rate.known for rate in found if rate.near == nearest]


def _rates(scene: Scene, words: Sequence[str]) -> Iterator[_Rate]:
    """The figures of one of what is asked, for no other length of time, beside which the question's words stand."""
    for known in (k for holding in scene.holdings for k in holding.known):
        fact = known.fact
        if fact.value is None or fact.measure not in ("level", "count") or fact.year != scene.target():
            continue
        if not fits(scene.query.text, fact) or not evidence.basis_fits(fact, scene.query.basis):
            continue
        if _are_told(words, _around(fact)):
            label = terms.normalise("".join(fact.row[-1:]))
            before = terms.normalise(clause_of(fact)) or label
            yield _Rate(known, (_shared(words, label), _shared(words, before)))


def _are_told(words: Sequence[str], around: str) -> bool:
    """Whether most of what the words say stands beside a figure; whom it is for must: 护工 is none of 孤儿."""
    told = [word for word in words if overlap(word, around) >= _MOST]
    people = [word for word in words if word not in told and re.search("[员工师者]$", word)]
    return bool(told) and not people and 2 * len("".join(told)) > len("".join(words))


def _shared(words: Sequence[str], text: str) -> int:
    return sum(char in text for word in words for char in word)


def _around(fact: Fact) -> str:
    """What a figure is of, by its label, its sentence and its project; with what stands in brackets and without: 村（社区）干部."""
    said = "".join((*fact.row, _sentence_of(fact), *(fact.project or ())[1:]))
    return terms.normalise(said + "；" + _BRACKETS.sub("", said))


def _sentence_of(fact: Fact) -> str:
    """The sentence that a figure stands in."""
    if not fact.span:
        return ""
    start, end = fact.span
    return _SENTENCE.split(fact.quote[:start])[-1] + _SENTENCE.split(fact.quote[end:])[0]
