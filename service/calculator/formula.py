"""A formula over named operands, `(b - a) / a * 100`: parsed, checked for units, computed exactly.

There is no eval: the grammar is numbers, names, + - * / and brackets; a number may be an amount, `a + 14.3万元`, in
the unit of the operands that it stands beside. Values are fractions until the one rounding at
the end, 四舍五入, so that no intermediate step loses a digit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from ingest import units

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)((?:[千万亿]|百万)?元)")
_TOKEN = re.compile(
    r"\s*(?:(?P<money>\d+(?:\.\d+)?(?:[千万亿]|百万)?元)|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>[-+*/()]))",
    re.ASCII,
)
_LONGEST = 40_000  # a sum over a thousand bodies
_DEEPEST = 60
_WIDEST = 400  # terms of one sum: it is computed from the inside out, one within the other
# Only shown or rounded further: a tie at a printed digit terminates long before so many digits, so it stays a tie.
_SHOWN = Context(prec=60, rounding=ROUND_HALF_EVEN)

PLAIN = ""  # the base of a bare number


class FormulaError(ValueError):
    """A formula that cannot be read or computed, in one sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the formula itself, or an amount of money."""

    value: Decimal
    base: str = PLAIN


@dataclass(frozen=True, slots=True)
class Name:
    """An operand by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """An expression with its sign turned."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Operation:
    """Two expressions and the sign between them."""

    sign: str
    left: Expression
    right: Expression


Expression = Number | Name | Negative | Operation


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The expression that a formula says; FormulaError tells where it cannot be read."""
    if len(text) > _LONGEST:
        raise FormulaError(f"算式超过{_LONGEST}个字符")
    tokens: list[tuple[str, str]] = []
    at = 0
    while text[at:].strip():
        hit = _TOKEN.match(text, at)
        if hit is None:
            raise FormulaError(f"算式“{text}”第{at + 1}个字符处无法识别")
        kind = hit.lastgroup or ""
        tokens.append((kind, hit[kind]))
        at = hit.end()
    reader = _Reader(text, tokens)
    expression = reader.sum(0)
    if reader.at < len(tokens):
        raise FormulaError(f"算式“{text}”中“{tokens[reader.at][1]}”多余")
    return expression


class _Reader:
    """A cursor over a formula's tokens."""

    def __init__(self, text: str, tokens: list[tuple[str, str]]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0

    def _take(self, signs: str) -> str | None:
        if self.at < len(self.tokens):
            kind, token = self.tokens[self.at]
            if kind == "sign" and token in signs:
                self.at += 1
                return token
        return None

    def sum(self, depth: int) -> Expression:
        left = self._product(depth)
        terms = 1
        while sign := self._take("+-"):
            left = Operation(sign, left, self._product(depth))
            terms += 1
            if terms > _WIDEST:
                raise FormulaError(f"算式一层超过{_WIDEST}项，请用括号分组")
        return left

    def _product(self, depth: int) -> Expression:
        left = self._factor(depth)
        while sign := self._take("*/"):
            left = Operation(sign, left, self._factor(depth))
        return left

    def _factor(self, depth: int) -> Expression:
        if depth > _DEEPEST:
            raise FormulaError(f"算式嵌套超过{_DEEPEST}层")
        if self._take("-"):
            return Negative(self._factor(depth + 1))
        if self._take("("):
            inner = self.sum(depth + 1)
            if not self._take(")"):
                raise FormulaError(f"算式“{self.text}”缺少右括号")
            return inner
        if self.at >= len(self.tokens):
            raise FormulaError(f"算式“{self.text}”不完整")
        kind, token = self.tokens[self.at]
        if kind == "sign":
            raise FormulaError(f"算式“{self.text}”中“{token}”前缺少数或名称")
        self.at += 1
        if kind == "money":
            return Number(Decimal(token.rstrip("百千万亿元")), "元")
        return Number(Decimal(token)) if kind == "number" else Name(token)


def names(expression: Expression) -> tuple[str, ...]:
    """The operands that an expression names, each once, in its order."""
    if isinstance(expression, Name):
        return (expression.name,)
    if isinstance(expression, Negative):
        return names(expression.of)
    if isinstance(expression, Operation):
        return tuple(dict.fromkeys((*names(expression.left), *names(expression.right))))
    return ()


_ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
}


def exact(text: str, values: Mapping[str, Decimal]) -> Fraction:
    """A formula's value, nothing rounded. FormulaError for an unknown name or a division by zero."""
    return _value(parse(text), values, text)


def _value(expression: Expression, values: Mapping[str, Decimal], text: str) -> Fraction:
    if isinstance(expression, Number):
        return Fraction(expression.value)
    if isinstance(expression, Name):
        if expression.name not in values:
            raise FormulaError(f"算式“{text}”中的“{expression.name}”没有对应的数")
        value = values[expression.name]
        if not isinstance(value, Decimal):
            raise TypeError(f"operand {expression.name} is a Decimal, not {type(value).__name__}")
        return Fraction(value)
    if isinstance(expression, Negative):
        return -_value(expression.of, values, text)
    left, right = _value(expression.left, values, text), _value(expression.right, values, text)
    if expression.sign == "/":
        if not right:
            raise FormulaError(f"算式“{text}”的除数为零")
        return left / right
    return _ARITHMETIC[expression.sign](left, right)


def decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal: exact where it terminates within 60 digits."""
    return _SHOWN.divide(Decimal(value.numerator), Decimal(value.denominator))


def in_base_units(text: str) -> str:
    """A formula with its own amounts in 元, as operands in base units need it."""
    return _AMOUNT.sub(lambda hit: f"{Decimal(hit[1]) * units.UNITS[hit[2]].scale:f}元", text)


def evaluate(text: str, values: Mapping[str, Decimal]) -> Decimal:
    """A formula's value before rounding."""
    return decimal(exact(text, values))


def rounded(value: Fraction, places: int) -> Decimal:
    """四舍五入 of a fraction to so many digits after the point, straight from the exact value."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def base(text: str, bases: Mapping[str, str]) -> str:
    """The base unit of a formula's value, from its operands' bases; PLAIN for a bare number.

    A unit price (元/年) times a count is an amount. FormulaError where unlike units are added, subtracted or multiplied
    otherwise, or a sum mixes amounts with bare numbers.
    """
    return _base(parse(text), bases, text)


def _base(expression: Expression, bases: Mapping[str, str], text: str) -> str:
    if isinstance(expression, Number):
        return expression.base
    if isinstance(expression, Name):
        if expression.name not in bases:
            raise FormulaError(f"算式“{text}”中的“{expression.name}”没有对应的数")
        return bases[expression.name]
    if isinstance(expression, Negative):
        return _base(expression.of, bases, text)
    left, right = _base(expression.left, bases, text), _base(expression.right, bases, text)
    if expression.sign in "+-":
        if left != right:
            raise FormulaError(f"算式“{text}”把单位不同的数相加减（{left or '纯数'}、{right or '纯数'}）")
        return left
    if expression.sign == "*":
        if left and right:
            price, count = (left, right) if "/" in left else (right, left)
            if "/" in price and "/" not in count and count not in ("元", "%", "百分点"):
                return price.partition("/")[0]  # so many at so much each
            raise FormulaError(f"算式“{text}”把两个带单位的数相乘（{left}、{right}）")
        return left or right
    if left == right:
        return PLAIN
    if not right:
        return left
    return f"{left}/{right}"
