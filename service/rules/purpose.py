"""What for: the use that a disclosure tells of an item, quoted."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from ingest.items import CARRIED
from ingest.model import Fact
from ingest.terms import strip_number
from service import evidence
from service.draft import Draft, Piece, Quoted, sentence_of
from service.query import Asked
from service.rules import forms, glossary
from service.rules.axis_lines import booked, by_code
from service.rules.narrowed import part_asked
from service.rules.same_money import told_of_fund
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.sentences import SENTENCE, as_printed, newest_first, overlap


def purpose(scene: Scene) -> Draft | None:
    """What an item is used for, as the disclosure says."""
    items = scene.query.items
    if not items:
        return _outline(scene) or _told_use(scene)
    # 机关运行经费中的办公设备购置: the narrower one is asked for.
    narrower = part_asked(scene)
    asked = narrower or items[0]
    year = scene.target()
    told = evidence.changes(asked, year, scene.holdings, ("level", "change", "rate", "count"))
    told = [known for known in told if all(evidence.narrowed(known, key) for key in asked.within)]
    if narrower:  # 机关运行经费里的差旅费 is told of under its own heading
        told = sorted(told, key=lambda known: not _stands_under(known.fact, items[0]))
    only_its_name: Draft | None = None
    for known in told:
        fact = known.fact
        if known.item.own in CARRIED and known.item.own not in asked.keys:
            continue  # what is spent is told behind what is carried over
        use = _use_quoted(scene, fact, whole=bool(_FROM_WHERE.search(scene.query.text)))
        if use is None:
            continue
        if not _says_its_name(fact.purpose or "", called(known)):
            return answered(f"{scene.prefix}{year}年{called(known)}", use, "。")
        if known.item.own in asked.keys and (whole := _use_quoted(scene, fact, whole=True)):
            only_its_name = only_its_name or answered(f"{scene.prefix}{year}年{called(known)}，文件只写明：", whole)
    if noted := _own_note(scene, asked, year):
        return noted
    if by_lines := _of_its_lines(scene, asked, year):
        return by_lines
    sentence = _told_use(scene)
    name = terms.normalise(asked.text)
    said = [piece.text for piece in sentence.pieces if isinstance(piece, Quoted)] if sentence else []
    # In the use itself it is only one of the things that other money is for.
    named = any(name in terms.normalise(_USE.split(text)[0]) for text in said)
    spoken_of = asked.near or any(name in terms.normalise(text) for text in said)
    return (
        glossary.used_for(scene, asked)
        or forms.field_of_project(scene, asked, ("项目概述", "当年绩效目标", "项目概况", "项目内容", "立项依据"))
        or (sentence if named else None)
        or _of_the_fund(scene, asked, year)
        or glossary.defined(scene, asked)
        or only_its_name
        or (sentence if spoken_of else None)
    )


def _stands_under(fact: Fact, whole: Asked) -> bool:
    """Whether a sentence stands under a heading that names the whole of which its item is a part."""
    names = {terms.name(key) for key in whole.keys[:1]} | {terms.normalise(whole.text)}
    return any(name in terms.normalise(heading) for heading in fact.section for name in names)


_MOST_LINES = 6


def _of_its_lines(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """What the 科目 are for that all of 项目支出, or of a fund, lies in; of 项目支出 those that have no 基本支出 beside it."""
    projects = asked.keys[:1] == ("project_expenditure",)
    if not projects and not set(asked.keys[:1]) & _SPENT_OF_FUNDS.keys():
        return None
    pieces: list[Piece] = []
    spent = replace(asked, keys=tuple(_SPENT_OF_FUNDS.get(key, key) for key in asked.keys))
    rows = by_code(scene, asked, year, least=1) if projects else booked(scene, spent, year)
    told = 0
    for row in rows[:_MOST_LINES]:
        holding = scene.holding(row.fact)
        mixed = projects and any(
            k.fact.value and k.fact.table_number == row.fact.table_number and "basic_expenditure" in k.item.within
            for k in holding.by_code.get(row.fact.code or "", ())
        )  # fmt: skip
        line = Asked(called(row), (row.item.own,), 0, 0, row.fact.code)
        said = () if mixed else evidence.changes(line, year, [holding], ("level", "change", "rate"))
        own = [k for k in said if not _says_its_name(k.fact.purpose or "", "".join(map(strip_number, row.fact.row)))]
        use = next((use for k in own if (use := _use_quoted(scene, k.fact)) is not None), None)
        if use is not None:
            told += 1
            pieces += [f"\n- {strip_number(row.fact.row[-1])}", *state(row.fact), "，", use]
    if not pieces:
        return None
    what = "项目支出" if projects else asked.text
    rest = "" if told == len(rows) else f"\n其余科目的{'项目' if projects else ''}支出没有单独写明用途。"
    return answered(f"文件没有笼统写明{scene.prefix}{year}年{what}的用途；按所在科目：", *pieces, rest)


# Funds of which few lines are paid, so that these tell what it is for, with what is spent of them.
_SPENT_OF_FUNDS = {
    "government_fund_budget": "government_fund_expenditure",
    "government_fund_expenditure": "government_fund_expenditure",
    "state_capital_budget": "state_capital_expenditure",
    "state_capital_expenditure": "state_capital_expenditure",
}


def _own_note(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """The note that begins with the whole name of a row of a table and goes on with its use: （1）某某补助：用于…."""
    names = {
        terms.normalise(known.fact.row[-1])
        for holding in scene.holdings
        for key in asked.keys
        for known in holding.by_own.get(key, ())
        if known.fact.year == year and known.fact.source == "table" and known.fact.row
    }
    for holding in scene.holdings:
        for paragraph in holding.paragraphs if holding.record.year == year else ():
            for hit in SENTENCE.finditer(paragraph.text):
                lead, colon, told = hit[0].partition("：")
                if colon and len(name := terms.normalise(lead)) >= _LEAST_NAME and name in names and _USED.match(told):
                    where = (holding.record.id, paragraph.text, paragraph.place, paragraph.section)
                    return answered(f"{scene.prefix}{year}年文件写明：", Quoted(hit[0].strip(), *where))
    return None


_LEAST_NAME = 4  # characters of a name that is no common word
_USED = re.compile(r"\s*(?:主要|专项|全部|将|拟)*(?:用于|用来|用作|保障|支付|开展|安排)")


def _of_the_fund(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """The use of the fund that all of the item's money is, named as that fund's."""
    known = scene.level(asked, year)
    if known is None:
        return None
    for other in told_of_fund(scene, known):
        use = _use_quoted(scene, other.fact) if other.item.own != known.item.own else None
        if use is not None:
            return answered(
                phrase(scene, known), *state(known.fact),
                f"。文件没有单独写明用途；对金额与之相同的{called(other)}，文件写明：", use, "。",
            )  # fmt: skip
    return None


def _use_quoted(scene: Scene, fact: Fact, *, whole: bool = False) -> Quoted | None:
    """The use that a fact has, out of its own sentence (all of it if `whole`), or of one that tells it before the amount."""
    if not fact.purpose:
        return None
    if told := as_printed(fact.purpose, fact.quote):
        return Quoted(fact.quote if whole else told, fact.document, fact.quote, fact.place, fact.section)
    for paragraph in scene.holding(fact).paragraphs:
        if paragraph.section == fact.section and fact.purpose in paragraph.text and fact.quote in paragraph.text:
            return Quoted(fact.purpose, fact.document, paragraph.text, paragraph.place, paragraph.section)
    return None


# Where money comes from is told by the whole sentence, what it is for by a part: 怎么来的，又用到哪去.
_FROM_WHERE = re.compile("(?:怎么|从哪|哪[儿里]?|何处)来|来源|来路|哪[儿里]?(?:收|挣|得)")


# What a car that was bought is: 买的那台车做什么用, 换的是什么车.
_CAR_BOUGHT = re.compile("(?:买|购置?|换|更新|添置?)(?:了|的|进|下)*[^，。？?]{0,6}?车")


_BOUGHT = re.compile("购置|更新|新购|购买")


_TOLD_OF = re.compile(r"^[^。；]{0,4}[，,（(][^。；]{0,2}?(?:为|系|是|用于|用作|主要用于|作为)[^。；]{2,}")


def car_bought(scene: Scene) -> Draft | None:
    """The sentence that counts the cars bought and goes on with what they are or whom they are for."""
    if not _CAR_BOUGHT.search(scene.query.text):
        return None
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            counted = fact.source == "narrative" and fact.year == scene.target() and fact.unit in ("辆", "台")
            if not (counted and fact.value and fact.span and fact.row and _BOUGHT.search(fact.row[-1])):
                continue
            if _TOLD_OF.match(fact.quote[fact.span[1] :]):
                lead = f"{scene.prefix}{fact.year}年文件写明："
                return answered(lead, sentence_of(fact))
    return None


# What things that are counted really are, behind their number or by their name again: 其他用车3辆，主要是洒水车.
_ARE = r"(?:主要|均|全部|具体|都)*(?:是|为|系|指|用于|用作|包括|包含|含)(?!了?(?:上年|去年|往年))"


def counted_things(scene: Scene) -> Draft | None:
    """What the things are, or are for, that the question names and the disclosure counts; None where it does not tell."""
    for asked in scene.query.items[:_ONE]:
        for holding in scene.holdings:
            if holding.record.year != scene.target():
                continue
            counts = [k.fact for key in asked.keys for k in holding.by_own.get(key, ()) if k.fact.measure == "count"]
            labels = {re.escape(fact.row[-1].strip()) for fact in counts if fact.row and fact.source == "narrative"}
            if not labels:
                continue
            named = f"(?:{'|'.join(labels)})"
            told = re.compile(
                rf"{named}\s*(?:\d+\s*[一-鿿]{{1,2}}\s*[，,（(]?|[（(]?)(?:其中)?{_ARE}[^。；，,）)\n]{{2,}}"
            )
            for paragraph in holding.paragraphs:
                if hit := told.search(paragraph.text):
                    where = (holding.record.id, paragraph.text, paragraph.place, paragraph.section)
                    lead = f"{scene.prefix}{holding.record.year}年文件写明："
                    return answered(lead, Quoted(hit[0], *where), "。")
    return None


_ONE = 1


def _says_its_name(purpose: str, name: str) -> bool:
    """Whether a purpose only says the item over: 其他支出，主要用于其他支出."""
    said = re.sub(r"^(?:主要)?用于|[，。；]$", "", purpose.strip())
    return terms.normalise(said) in terms.normalise(f"{name}支出")


_USE = re.compile(r"用于[^，。；]{2,}|用来[^，。；]{2,}|作为[^。；]{2,40}(?:场所|用途|设施)")


_NAMED_BY = 4  # characters of a name that tell by themselves


_MOSTLY = 0.75


def _told_use(scene: Scene) -> Draft | None:
    """The sentence that tells a use where the question's words stand in it, or right before it."""
    words = [terms.normalise(word) for word in scene.query.words if terms.normalise(word) not in scene.organisation]
    words = [word for word in words if len(word) >= _SHORT]
    if not words:
        return None
    for holding in newest_first(scene)[:1]:
        for paragraph in holding.paragraphs:
            around = terms.normalise(paragraph.text)
            shared = [overlap(word, around) for word in words]
            named = any(part >= _MOSTLY and len(word) >= _NAMED_BY for part, word in zip(shared, words, strict=True))
            if not named and min(shared) < _MOSTLY:
                continue
            before = ""
            for hit in SENTENCE.finditer(paragraph.text):
                goes_on = re.match(r"\s*(?:主要)?用于", hit[0]) is not None  # 办公设备购置支出95万元。用于电脑…
                said, before = before if goes_on else hit[0], hit[0]
                near = all(overlap(word, terms.normalise(said)) >= _MOSTLY for word in words)
                near = near or any(
                    len(word) >= _NAMED_BY and overlap(word, terms.normalise(said)) >= _MOSTLY for word in words
                )
                near = near or (named and not any(terms.mentions(hit[0], everyday=False)))  # it goes on about the same
                if near and _USE.search(hit[0]):
                    return answered(
                        Quoted(hit[0].strip(), holding.record.id, paragraph.text, paragraph.place, paragraph.section)
                    )
    return None


_SHORT = 2

# Under which heading of a project's own chapter it is told what the project is: 某某项目经费情况说明, 一、项目概述.
_WHAT_IT_IS = re.compile(r"(?:项目|主要)(?:概述|概况|内容)")


def _outline(scene: Scene) -> Draft | None:
    """What the chapter of a project says that it is, where the question's own words are its name."""
    words = [word for said in scene.query.rest if len(word := terms.normalise(said)) >= _SHORT]
    if not any(len(word) >= _NAMED_BY for word in words):
        return None
    for holding in newest_first(scene)[:1]:
        for paragraph in holding.paragraphs:
            *above, own = paragraph.section or ("",)
            name = terms.normalise(above[-1]) if above else ""
            if name and _WHAT_IT_IS.search(own) and all(overlap(word, name) >= _MOSTLY for word in words):
                where = (holding.record.id, paragraph.text, paragraph.place, paragraph.section)
                return answered(
                    f"{scene.prefix}{holding.record.year}年文件在“{above[-1]}”中写明：",
                    Quoted(paragraph.text.strip(), *where),
                )
    return None
