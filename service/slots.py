"""A model's sentence with its slots filled: what each figure and each quotation in it is, before anything is made of the words.

The model names facts and writes formulas over their ids; every digit comes from the facts, by the calculator. Words
that it copies out of a disclosure become quotations, whole clauses or nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest import quantity
from ingest.model import Fact
from service import letter
from service.calculator.formula import FormulaError
from service.claims import Claim
from service.draft import Quoted, Stated, cited, computed, scaled
from service.material import Material, Saying, same
from service.operation import canonical

_PLAIN = str.maketrans(",;:()?!｛｝", "，；：（）？！{}")
_QUOTES = re.compile('["＂「」『』〝〞]')
_FAKED = re.compile(r"\[[A-Za-z]?\d{1,3}\]|【\d{1,3}】")
_NAMED = re.compile(r"\{(\d{1,2}|[FCS]\d{1,3})\}")
_KEY = re.compile(r"\{[A-Z]{2}\}")
_ID = re.compile(r"[FC]\d{1,3}")
_STOPS = "，。；：、！？"
_LEAST_QUOTED = 4  # characters of a disclosure that tell something


class WrongClaim(Exception):  # noqa: N818 # never out of proofreading: it is told to whoever wrote the sentence
    """What is wrong with a sentence, in Chinese."""


@dataclass(slots=True)
class Slotted:
    """A sentence in plain form, with `{AA}`, `{AB}` … where a figure or a quotation stands, and what each is.

    `sayings` tell of which sentence of the material a quotation is.
    """

    text: str = ""
    of: dict[str, Stated | Quoted] = field(default_factory=dict)
    sayings: dict[str, Saying] = field(default_factory=dict)

    def put(self, of: Stated | Quoted, saying: Saying | None = None) -> str:
        """A new slot's mark for what stands in it."""
        key = f"{{{chr(65 + len(self.of) // 26)}{chr(65 + len(self.of) % 26)}}}"
        self.of[key] = of
        if saying is not None:
            self.sayings[key] = saying
        return key


def slotted(claim: Claim, material: Material) -> Slotted:
    """The claim's words and what stands in its slots. Raises WrongClaim."""
    found = Slotted()
    found.text = _copies(_named(_plain(claim.text), claim, material, found), material, found)
    return found


def _plain(text: str) -> str:
    """A model's words in one form: full-width marks, curled quotes, no blanks, none of its own citation marks."""
    if bad := next(
        (c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") and c not in "\n\t\r"), None
    ):
        raise WrongClaim(f"含有不可见的字符（U+{ord(bad):04X}）")
    bare = _FAKED.sub("", re.sub(r"\s+", "", text)).translate(_PLAIN)
    count = iter(range(len(bare) + 1))
    return _QUOTES.sub(lambda _: "“”"[next(count) % 2], bare)


def _named(text: str, claim: Claim, material: Material, found: Slotted) -> str:
    """The text with each of the model's slots as one of ours."""
    if _KEY.search(text):
        raise WrongClaim("花括号里只能写材料的编号")
    out, at = "", 0
    for hit in _NAMED.finditer(text):
        before, at = text[at : hit.start()], hit.end()
        name = hit[1]
        if name[0] == "S":
            saying = material.saying(name)
            if saying is None:
                raise WrongClaim(f"没有编号为{name}的原文")
            key = found.put(saying.quoted, saying)
            before = before.removesuffix("“")
            at += text.startswith("”", at)
        else:
            stated = _figure(name, claim, material)
            key = found.put(stated)
            if stated.unit and text.startswith(stated.unit, at):
                at += len(stated.unit)  # the figure brings its unit along
        out += f"{before}{key}"
    return out + text[at:]


# --- figures ---------------------------------------------------------------------------------------------------------


def _figure(name: str, claim: Claim, material: Material) -> Stated:
    if not name.isdigit():
        return _by_formula(name, "", material)
    if not 1 <= int(name) <= len(claim.figures):
        raise WrongClaim(f"{{{name}}}在 figures 中没有对应的一项")
    figure = claim.figures[int(name) - 1]
    return _by_formula(figure.formula.strip().strip("{}"), figure.unit.strip(), material)


def _by_formula(formula: str, unit: str, material: Material) -> Stated:
    """A figure of the material by its id, in another unit where one is asked for, or one computed over ids."""
    if not _ID.fullmatch(formula):
        return _computed(formula, unit, material)
    exhibit = material.figure(formula)
    if exhibit is None:
        raise WrongClaim(f"没有编号为{formula}的数")
    stated = exhibit.stated
    if not unit or unit == stated.unit:
        return stated
    try:
        if stated.formula is None:
            return cited(stated.facts[0], unit)
    except ValueError:
        pass  # units of different kinds
    raise WrongClaim(f"{formula}的单位是{stated.unit or '（无）'}，不能写成{unit}")


def _computed(formula: str, unit: str, material: Material) -> Stated:
    """What a formula over ids of facts gives; the facts' own units are brought together here."""
    ids = tuple(dict.fromkeys(_ID.findall(formula)))
    if not ids or re.search(r"[A-Za-z]", _ID.sub("", formula)):
        raise WrongClaim(f"算式“{formula}”不是材料编号的四则运算")
    facts: dict[str, Fact] = {}
    for number, id_ in enumerate(ids):
        exhibit = material.figure(id_)
        if exhibit is None or exhibit.stated.formula is not None:
            raise WrongClaim(f"算式“{formula}”中的{id_}不是材料中的一个数")
        facts[chr(97 + number)] = exhibit.stated.facts[0]
    ratio = quantity.unit(unit)
    common = next(iter(facts.values())).unit if not unit or (ratio and ratio.base in ("%", "倍")) else unit
    unit = unit or common or ""
    try:
        named = {id_: scaled(name, fact.unit, common) for id_, (name, fact) in zip(ids, facts.items(), strict=True)}
        if not canonical(formula):
            raise WrongClaim(f"算式“{formula}”不是相减、相加、占比或增减率")
        written = _ID.sub(lambda hit: named[hit[0]], formula)
        stated = computed(written, facts, unit or None, places=2 if unit == "%" else None)
    except (FormulaError, ValueError) as error:
        raise WrongClaim(f"算式“{formula}”不能算出以{unit or '原单位'}计的数") from error
    return next((one.stated for one in material.figures if same(one.stated, stated)), stated)


# --- words of the disclosures ----------------------------------------------------------------------------------------


def _copies(text: str, material: Material, found: Slotted) -> str:
    """The text with what it copies from a sentence (由于 …) in slots, as quotations."""
    leads = sorted(letter.words().told, key=len, reverse=True)
    led = re.compile(f"(?:{'|'.join(leads)})[：，]?")
    out = ""
    for part in re.findall(r"[^。；！？]*[。；！？]?", text):
        named = [range(at, at + len(name)) for name in material.names for at in _places(part, name)]
        hit = next((h for h in led.finditer(part) if not any(h.start() in span for span in named)), None)
        tail = part[hit.end() :].rstrip(_STOPS) if hit else ""
        if hit is None or not tail or _KEY.match(tail):
            out += part
            continue
        if "{" in tail:
            raise WrongClaim("原因或用途只能逐字照抄一条原文，或写成{S1}这样的编号")
        ending = part[hit.end() + len(tail) :]
        out += part[: hit.end()] + "，".join(_copied(one, material, found) for one in _runs(tail, material)) + ending
    return out


def _runs(tail: str, material: Material) -> list[str]:
    """A tail whole, where one sentence has it so, else its clauses."""
    if any(_stands(tail, saying.quoted.text) for saying in material.sayings):
        return [tail]
    return [one for one in re.split("[，、]", tail) if one]


def _copied(words: str, material: Material, found: Slotted) -> str:
    for saying in material.sayings:
        if (printed := _stands(words, saying.quoted.text)) is not None:
            of = saying.quoted
            own = Quoted(printed, of.document, of.sentence, of.place, of.section, of.table, of.table_number)
            return found.put(own, saying)
    raise WrongClaim(f"“{words}”不是原文中的完整分句；原因或用途请写成{{S1}}这样的编号")


def _stands(words: str, text: str) -> str | None:
    """The place of a text that has these words as whole clauses, as printed there."""
    if len(words) < _LEAST_QUOTED:
        return None
    folded = text.translate(_PLAIN)
    for at in _places(folded, words):
        end = at + len(words)
        if (at == 0 or folded[at - 1] in _STOPS) and (end == len(folded) or folded[end] in _STOPS):
            return text[at:end]
    return None


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
