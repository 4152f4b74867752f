"""One sentence of a language model read against the material: every word, every figure, every reason; pieces or what is wrong.

What this lets through is verified again in the finished text, by the same path as every answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.terms import Mention
from service import letter, slots
from service.binding import PARTING, Binding, signed
from service.claims import Claim
from service.draft import Piece, Quoted, Stated
from service.item_names import identity
from service.material import Material
from service.operation import completes, operation
from service.slots import WrongClaim

_ENDS = "。！？"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a sentence, in Chinese, for whoever wrote it."""

    why: str


def proofread(
    claim: Claim, material: Material, mentions: Callable[[str], Sequence[Mention]]
) -> tuple[Piece, ...] | Fault:
    """The sentence as pieces of an answer, its figures from the material; or why it may not be said.

    `mentions` finds the names of items in words, the material's and any others.
    """
    try:
        return _Sentence(claim, material, mentions).pieces()
    except WrongClaim as wrong:
        return Fault(str(wrong))


class _Sentence:
    """One claim in the making."""

    def __init__(self, claim: Claim, material: Material, mentions: Callable[[str], Sequence[Mention]]) -> None:
        self._material = material
        self._mentions = mentions
        found = slots.slotted(claim, material)
        if set(found.text[:-1]) & set(_ENDS):
            raise WrongClaim("一项只写一句")
        self._text, self._slots, self._sayings = found.text, found.of, found.sayings
        read = letter.tokens(self._text, material.names, material.bodies, material.years)
        if isinstance(read, str):
            raise WrongClaim(f"“{read}”不是材料中的名称、年份或可用的词语；数字只能写成{{编号}}")
        self._tokens = read
        self._binding = Binding(read, material)

    def pieces(self) -> tuple[Piece, ...]:
        """The sentence, when everything in it holds; raises WrongClaim."""
        if not self._slots:
            self._says_nothing()
        self._known_items()
        self._nothing_loose()
        for number, token in enumerate(self._tokens):
            if token.kind in ("up", "down"):
                self._direction(number)
            elif token.kind in ("sum", "share", "done", "apart"):
                self._leads_to(number)
            elif token.kind == "told" and not self._tells(number):
                raise WrongClaim(f"“{token.text}”之后要有原文")
            elif token.kind == "slot":
                of = self._slots[token.text]
                if isinstance(of, Quoted):
                    self._said_of(number, token.text)
                else:
                    self._binding.check(number, of)
        return self._made()

    def _made(self) -> tuple[Piece, ...]:
        found: list[Piece] = []
        for token in self._tokens:
            if token.kind == "slot":
                found.append(self._slots[token.text])
            elif found and isinstance(found[-1], str):
                found[-1] += token.text
            else:
                found.append(token.text)
        if not self._text.endswith(tuple(_ENDS)):
            found.append("。")
        return tuple(found)

    def _says_nothing(self) -> None:
        """A sentence without a figure or a quotation greets, or names what is spoken of; it claims nothing."""
        claiming = [t for t in self._tokens if t.kind not in ("plain", "mark", "body", "year", "basis", "name")]
        if claiming:
            raise WrongClaim(f"“{claiming[0].text}”没有对应的数")

    def _known_items(self) -> None:
        """No words that come to the name of another item when put together."""
        owns = {own for meant in self._material.names.values() for own, _ in meant}
        within = {key for meant in self._material.names.values() for _, keys in meant for key in keys}
        spans = [(t.start, t.start + len(t.text)) for t in self._tokens if t.kind in ("name", "body")]
        for mention in self._mentions(self._text):
            if any(start <= mention.start and mention.end <= end for start, end in spans):
                continue
            if not set(mention.keys) & (owns | within):
                raise WrongClaim(f"材料中没有“{mention.text}”")

    def _nothing_loose(self) -> None:
        """What is named is named for a figure or a quotation behind it, in the basis of that; one year for each."""
        last = max((i for i, t in enumerate(self._tokens) if t.kind == "slot"), default=len(self._tokens))
        for number, token in enumerate(self._tokens):
            if token.kind in ("name", "year", "basis") and number > last:
                raise WrongClaim(f"“{token.text}”之后没有数")
            if token.kind == "basis" and not self._of_basis(number):
                raise WrongClaim(f"“{token.text}”之后的数不是{token.text}")
        if any(a.kind == b.kind == "slot" for a, b in pairwise(self._tokens)):
            raise WrongClaim("两个编号之间要有话")
        years = [i for i, t in enumerate(self._tokens) if t.kind == "year"]
        for first, second in pairwise(years):
            between = self._tokens[first + 1 : second]
            if self._tokens[second].text != "同比" and not any(t.kind == "slot" or t.text in PARTING for t in between):
                raise WrongClaim(f"“{self._tokens[first].text}”与“{self._tokens[second].text}”不能连用")

    def _of_basis(self, number: int) -> bool:
        """Whether the next figure behind a word for a basis has it; without a figure, whether there is one such."""
        bases = letter.words().bases[self._tokens[number].text]
        after = (self._slots.get(t.text) for t in self._tokens[number + 1 :])
        stated = next((of for of in after if isinstance(of, Stated)), None)
        facts = stated.facts if stated is not None else self._material.facts
        return not facts or any(fact.basis in bases for fact in facts)

    def _direction(self, number: int) -> None:
        """A direction is said of the figure right behind it, and agrees with its sign."""
        token = self._tokens[number]
        bridge = letter.words().bridge
        for after in self._tokens[number + 1 :]:
            if after.kind == "slot":
                of = self._slots[after.text]
                if not isinstance(of, Stated) or operation(of) not in ("difference", "rate"):
                    break
                if (signed(of) > 0) != (token.kind == "up"):
                    raise WrongClaim(f"方向不符：不是“{token.text}”，应为{'增加' if signed(of) > 0 else '减少'}")
                return
            if after.text not in bridge:
                break
        raise WrongClaim(f"“{token.text}”之后要紧跟变动的数")

    def _leads_to(self, number: int) -> None:
        """合计, 占, 完成, 相差 are said of a figure behind them that is made so."""
        token = self._tokens[number]
        after = [of for t in self._tokens[number + 1 :] if isinstance(of := self._slots.get(t.text), Stated)]
        fits: dict[str, Callable[[Stated], bool]] = {
            "sum": lambda of: operation(of) == "sum",
            "share": lambda of: operation(of) == "share" and not completes(of),
            "done": completes,
            "apart": lambda of: operation(of) == "difference",
        }
        if any(map(fits[token.kind], after)):
            return
        raise WrongClaim(f"“{token.text}”之后没有相应的数")

    def _tells(self, number: int) -> bool:
        after = [t for t in self._tokens[number + 1 :] if not (t.kind == "mark" and t.text in "：，")]
        if after and after[0].kind == "told":
            return True
        return bool(after) and after[0].kind == "slot" and after[0].text in self._sayings

    def _said_of(self, number: int, key: str) -> None:
        """A disclosure's words stand behind what leads to their kind, in a sentence about their item and year."""
        saying = self._sayings[key]
        before = self._tokens[:number]
        led = next((t for t in reversed(before) if t.kind not in ("mark", "slot")), None)
        if led is None or led.kind != "told":
            raise WrongClaim("原文之前要有“原因是”“用于”或“文件写明”")
        if letter.words().told[led.text] != saying.kind:
            raise WrongClaim(f"“{led.text}”与原文不合：{_TOLD_AS[saying.kind]}")
        named = next((t for t in reversed(before) if t.kind == "name"), None)
        owns = (
            {own for own, _ in self._material.names[named.text]}
            if named
            else {identity(fact)[0] for fact in self._material.facts}
        )
        if not owns & saying.owns or (named is None and not owns <= saying.owns):
            raise WrongClaim(f"这条原文说的是“{saying.called[0]}”")
        years = self._binding.years(self._tokens) or {self._binding.main}
        if saying.year is not None and saying.year not in years:
            raise WrongClaim(f"这条原文说的是{saying.year}年")


_TOLD_AS = {"reason": "它说的是原因", "purpose": "它说的是用途", "told": "请用“文件写明”引出"}
