"""What is done to the operands of a figure, told from its formula: taken as they are, subtracted, added, divided."""

from __future__ import annotations

import re
from typing import Literal

from service.calculator import formula as arithmetic
from service.draft import Stated

# "level" is one operand, in its own unit or another; "other" cannot be told in words.
Operation = Literal["level", "difference", "rate", "share", "sum", "other"]


def operation(stated: Stated) -> Operation:
    """What is done to a figure's operands, told from its formula."""
    if stated.formula is None:
        return {"change": "difference", "rate": "rate", "share": "share"}.get(stated.facts[0].measure, "level")  # type: ignore[return-value]
    return _operation(arithmetic.parse(stated.formula))


def completes(stated: Stated) -> bool:
    """Whether a figure is what was spent in percent of what was planned."""
    if stated.formula is None or operation(stated) != "share":
        return False
    first, last = stated.operands[0][1], stated.operands[-1][1]
    return first.basis == "actual" and last.basis not in {None, "actual"}


def _operation(said: arithmetic.Expression) -> Operation:
    if isinstance(said, arithmetic.Name):
        return "level"
    if not isinstance(said, arithmetic.Operation):
        return "other"
    if said.sign == "*" and said.right == arithmetic.Number(_HUNDRED):
        ratio = said.left
        if not isinstance(ratio, arithmetic.Operation) or ratio.sign != "/":
            return "other"
        moved = _has_minus(ratio.left) or _has_minus(ratio.right)
        return "rate" if moved else "share"
    if said.sign in "*/":
        return _operation(said.left) if isinstance(said.right, arithmetic.Number) and _is_scale(said.right) else "other"
    return "difference" if said.sign == "-" else "sum"


def canonical(formula: str) -> bool:
    """Whether a formula is one of those that words can tell: a - b, a + b …, a / b * 100, (a - b) / b * 100, each name once.

    Only of a rate does the earlier amount stand twice. FormulaError where it cannot be read.
    """
    said = arithmetic.parse(formula)
    if not isinstance(said, arithmetic.Operation):
        return False
    if said.sign == "*" and said.right == arithmetic.Number(_HUNDRED):
        ratio = said.left
        if not isinstance(ratio, arithmetic.Operation) or ratio.sign != "/":
            return False
        over, under = ratio.left, ratio.right
        if not isinstance(under, arithmetic.Name):
            return False
        if _two(over, "-"):
            return isinstance(over, arithmetic.Operation) and over.right == under
        added = _added(over)
        return added is not None and under.name not in added and len(added) == len(set(added))
    if said.sign == "-":
        return _two(said, "-")
    added = _added(said)
    return added is not None and len(added) == len(set(added))


def _two(said: arithmetic.Expression, sign: str) -> bool:
    """Two different names and a sign between them."""
    return (
        isinstance(said, arithmetic.Operation)
        and said.sign == sign
        and isinstance(said.left, arithmetic.Name)
        and isinstance(said.right, arithmetic.Name)
        and said.left != said.right
    )


def _added(said: arithmetic.Expression) -> list[str] | None:
    """The names of a sum, None where it is none."""
    if isinstance(said, arithmetic.Name):
        return [said.name]
    if isinstance(said, arithmetic.Operation) and said.sign == "+":
        left, right = _added(said.left), _added(said.right)
        return None if left is None or right is None else [*left, *right]
    return None


def _has_minus(said: arithmetic.Expression) -> bool:
    if isinstance(said, arithmetic.Negative):
        return True
    if isinstance(said, arithmetic.Operation):
        return said.sign == "-" or _has_minus(said.left) or _has_minus(said.right)
    return False


_HUNDRED = arithmetic.decimal(arithmetic.exact("100", {}))


def _is_scale(number: arithmetic.Number) -> bool:
    return bool(re.fullmatch("10{3,}", str(number.value)))
