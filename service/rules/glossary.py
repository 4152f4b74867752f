"""What a term means, by the disclosure's own glossary."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest import terms
from service.draft import Draft, Piece, Quoted
from service.query import Asked
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, newest_first

_DEFINES = r"(?:\s*[:：]|\s*，?\s*是?\s*指|\s*主要?是指|\s*反映)"
_HEAD = re.compile(rf"^(?P<term>.{{2,40}}?){_DEFINES}(?P<rest>.+)", re.DOTALL)
_NUMBER = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])\s*")
_GLOSSARY = re.compile(r"名词解释|专业性名词|名词|术语")


def definition(scene: Scene) -> Draft | None:
    """What a term means, as the disclosure's own glossary says."""
    items = scene.query.items
    asked = items[0] if items else None
    if asked is None:
        if told := _said(scene):
            return told
        words = max(scene.query.rest, key=len, default="")
        if len(words) < 2:
            return None
        asked = Asked(words, (terms.key(words),), 0, 0)
    if not scene.query.places and (longer := _longer_term(scene, items)) is not None:
        return longer
    if (quoted := _QUOTED.search(scene.query.text)) and terms.normalise(quoted["term"]) != terms.normalise(asked.text):
        # “某某分配” is the term, though 某某 alone is an item as well
        whole = Asked(quoted["term"], (terms.key(quoted["term"]),), *quoted.span("term"))
        if told := defined(scene, whole):
            return told
    several = [found for item in (items or (asked,)) if (found := defined(scene, item))]
    several = list({draft.pieces: draft for draft in several}.values())
    if not several:
        return None
    pieces: list[Piece] = []
    for draft in several[:2]:
        pieces += [*draft.pieces, "\n"]
    return answered(*pieces)


_QUOTED = re.compile('[“"](?P<term>[^”"]{2,24})[”"]')
_TELLING = 3  # characters of a term that no other word has by chance


def _longer_term(scene: Scene, items: Sequence[Asked]) -> Draft | None:
    """The entry of a term that has the only item named within it: 按比例就业, of which 就业 alone is an item as well."""
    if len(items) != 1 or not scene.query.rest:
        return None
    own = terms.normalise(items[0].text)
    return _said(scene, lambda term: own in term and len(term) > len(own))


def _said(scene: Scene, fits: Callable[[str], bool] = bool) -> Draft | None:
    """The glossary's entry of the longest term that the question says in full, of those that fit."""
    question = terms.normalise(scene.query.text)
    found: list[tuple[int, Line, str]] = []
    for holding in newest_first(scene):
        for paragraph in holding.paragraphs:
            head = _HEAD.match(paragraph.text)
            if head is None or not any(_GLOSSARY.search(s) for s in paragraph.section):
                continue
            term = terms.normalise(_NUMBER.sub("", head["term"]))
            if len(term) >= _TELLING and term in question and fits(term):
                line = Line(paragraph.text, holding.record.id, paragraph.section, paragraph.place)
                found.append((len(term), line, paragraph.text))
        if found:
            _, line, text = max(found, key=lambda entry: entry[0])
            return answered(line.quoted(_until_next(text)))
    return None


# One source of money, of which the glossary alone says what it is made of.
_ONE_SOURCE = frozenset({
    "other_revenue", "institutional_revenue", "business_revenue", "superior_subsidy", "affiliated_turnover", "special_account_funds",
})  # fmt: skip
_FROM_WHERE = re.compile(
    r"[从打由自]哪|(?:哪|哪儿|哪里|什么地方|何处)[来得挣收]|来源|来路|从何而?来|收入的?(?:资金)?出处|怎么来|靠什么|谁给|收谁的"
)


def source(scene: Scene) -> Draft | None:
    """Where the money of one source comes from, as the glossary says."""
    items = scene.query.items
    if len(items) != 1 or not _ONE_SOURCE & set(items[0].keys[:1]) or not _FROM_WHERE.search(scene.query.text):
        return None
    return defined(scene, items[0])


_ITS_SOURCE = "(?:的|主要|资金|具体|又|是)*(?:来源|来路|出处|从何而?来|(?:从|打)?哪(?:儿|里)?来)"


def and_source(scene: Scene, found: Draft) -> Draft:
    """What was found, and where the money of the one source comes from where that is asked too: 有多少，怎么来的."""
    own = [asked for asked in scene.query.items if _ONE_SOURCE & set(asked.keys[:1])]
    text = scene.query.text
    asks = scene.query.kind in ("lookup", "share", "change", "rate") and bool(_FROM_WHERE.search(text))
    # Of several items it is told where it is that one's own: 甲、其他收入各多少，并说明其他收入来源.
    asks = asks or (
        scene.query.kind == "list" and any(re.search(f"{re.escape(a.text)}{_ITS_SOURCE}", text) for a in own)
    )
    if len(own) != 1 or not asks or found.status != "answered":
        return found
    told = defined(scene, own[0])
    return replace(found, pieces=(*found.pieces, "\n\n", *told.pieces)) if told is not None else found


def defined(scene: Scene, asked: Asked) -> Draft | None:
    """The glossary's sentence for an item."""
    keys = set(asked.keys) | {terms.key(asked.text)}
    spoken = terms.normalise(asked.text)
    for holding in newest_first(scene):
        for paragraph in sorted(holding.paragraphs, key=lambda p: not any(_GLOSSARY.search(s) for s in p.section)):
            head = _HEAD.match(paragraph.text)
            if not head:
                continue
            told = any(_GLOSSARY.search(s) for s in paragraph.section)
            glossary = told or _TELLS_WHAT.search(paragraph.text[: head.end("term") + 6])
            bare = _bare(head["term"])
            named = {terms.key(head["term"]), terms.key(bare)} & keys or spoken in (
                terms.normalise(head["term"]), terms.normalise(bare),
            )  # fmt: skip
            if glossary and named:
                line = Line(paragraph.text, holding.record.id, paragraph.section, paragraph.place)
                return answered(line.quoted(_until_next(paragraph.text)))
            if told:
                names = "|".join(map(re.escape, sorted({asked.text, *_names(asked)}, key=len, reverse=True)))
                inside = re.search(
                    rf"(?:{names})(?:是)?(?:主要)?(?:反映|指|是指|包括|安排|用于)[^；。]+", paragraph.text
                )
                if inside:
                    line = Line(paragraph.text, holding.record.id, paragraph.section, paragraph.place)
                    return answered(line.quoted(inside[0]))
    return None


def first_sentence(scene: Scene, asked: Asked) -> Quoted | None:
    """The first sentence of what the glossary says of an item: what it is, without what each of its parts is."""
    told = defined(scene, asked)
    whole = next((piece for piece in told.pieces if isinstance(piece, Quoted)), None) if told is not None else None
    return replace(whole, text=re.split("(?<=。)", whole.text)[0]) if whole is not None else None


_TELLS_WHAT = re.compile("指|反映")
_LEVEL = re.compile(r"[（(](?:(?:支出)?(?:功能|经济)?分类)?(?:科目)?[类款项]级?(?:科目)?[）)]")


def _bare(term: str) -> str:
    """A term without its number, what it stands below and its level: 九、某支出（类）某款（款）某项（项） is 某项."""
    return next((part for part in reversed(_LEVEL.split(_NUMBER.sub("", term))) if part.strip()), term)


def _names(asked: Asked) -> set[str]:
    """The names by which an item may be called in a glossary's sentence."""
    known = terms.concepts()
    return {
        name for key in asked.keys if key in known for name in (known[key].name, *known[key].labels) if len(name) >= 3
    }


def _until_next(text: str) -> str:
    """A glossary entry without the entries that follow it in the same paragraph."""
    nxt = re.search(r"[。；]\s*(?:[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.、．])", text)
    return text[: nxt.start() + 1] if nxt else text


def used_for(scene: Scene, asked: Asked) -> Draft | None:
    """The sentence that says what an item is used for, where it states no figure: “…（项）。主要用于：…。”"""
    name = rf"{re.escape(asked.text)}(?:[”\"（(]|支出|费用|经费|[（(][类款项][)）])*[，。:：]?\s*(?P<use>主要(?:用于|安排|保障|开支)[:：]?[^。；]+)"
    for holding in newest_first(scene):
        for paragraph in holding.paragraphs:
            if found := re.search(name, paragraph.text):
                line = Line(paragraph.text, holding.record.id, paragraph.section, paragraph.place)
                return answered(f"{scene.prefix}{holding.record.year}年{asked.text}", line.quoted(found["use"]), "。")
    return None
