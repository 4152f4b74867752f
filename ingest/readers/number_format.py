"""How a spreadsheet shows a stored number: its number format, applied to exact digits.

A cell stores 812.3500000000001 and shows 812.35; what was published is what is shown. A stored number has fifteen
digits that count; the binary's remainder behind them is no part of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_EXACT = Context(prec=1_000, rounding=ROUND_HALF_UP)
_GENERAL_DIGITS = 11
_LONGEST_CODE = 255
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"'
    r"|[\\!](?P<escaped>.)"
    r"|_(?P<space>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<exponent>[eE][+-])"
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|上午/下午|AM/PM|A/P)"
    r"|(?P<digit>[0#?])"
    r"|(?P<mark>[.,%@])"
    r"|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|colou?r\s*\d+|[黑蓝青绿红白黄]色?|洋红)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a format: its tokens as (kind, text), its condition, whether a colour stands for a sign."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None
    red: bool = False


def stored(value: float) -> Decimal:
    """The number that a binary float was made of, in the fifteen digits that a spreadsheet keeps."""
    # The shortest text that gives the same float has the digits that somebody typed; Decimal(float) would not.
    return _DIGITS.create_decimal(Decimal(repr(value)))


def shown(value: Decimal, code: str) -> str:
    """A number as the cell shows it."""
    if not value.is_finite():
        return "#NUM!"
    sections = _sections(code)
    section, signed = _chosen(sections, value)
    if section is None:
        return _general(value)
    kinds = {kind for kind, _ in section.tokens}
    if "general" in kinds:
        text = _general(abs(value) if signed else value)
        return "".join(
            text if kind == "general" else piece for kind, piece in section.tokens if kind in ("general", "literal")
        ).strip()
    if "exponent" in kinds or "date" in kinds:
        return _general(value)
    if "@" in kinds and "digit" not in kinds:
        return _general(value)
    if "digit" not in kinds:
        return "".join(piece for kind, piece in section.tokens if kind == "literal").strip()
    text = _digits(section.tokens, abs(value))
    negative = value < 0 and not signed and re.search(r"[1-9]", text) is not None
    if value < 0 and signed and section.red and not re.search(r"[-－(（]", text):
        negative = True  # red alone says “less than nothing”; in a text somebody has to say it
    return ("-" if negative else "") + text


def date(value: dt.datetime | dt.date | dt.time | dt.timedelta, code: str) -> str:
    """A date as the cell shows it: 2024年 from yyyy"年"."""
    if isinstance(value, dt.timedelta):
        return str(value)
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    out: list[str] = []
    clock = False
    for kind, piece in (_sections(code) or (_Section(()),))[0].tokens:
        if kind == "literal":
            out.append(piece)
        elif kind in ("mark", "digit"):
            out.append("" if piece in "@0#?" else piece)
        elif kind == "date":
            letter = piece[0].lower()
            if letter == "h" and isinstance(value, dt.datetime):
                clock = True
                out.append(f"{value.hour:02d}")
            elif letter == "s" and isinstance(value, dt.datetime):
                out.append(f"{value.second:02d}")
            elif letter == "m" and clock and isinstance(value, dt.datetime):
                out.append(f"{value.minute:02d}")
            elif letter == "y":
                out.append(f"{value.year:04d}" if len(piece) > 2 else f"{value.year % 100:02d}")
            elif letter == "m":
                out.append(f"{value.month:02d}" if len(piece) > 1 else str(value.month))
            elif letter == "d":
                out.append(f"{value.day:02d}" if len(piece) > 1 else str(value.day))
    text = "".join(out).strip()
    return text if re.search(r"\d", text) else f"{value.year}年{value.month}月{value.day}日"


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    out: list[_Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    red = False
    for hit in [*_TOKEN.finditer(code[:_LONGEST_CODE] or "General"), None]:
        if hit is None or (hit["other"] == ";"):
            out.append(_Section(tuple(tokens), condition, red))
            tokens, condition, red = [], None, False
            continue
        kind = hit.lastgroup or "other"
        text = hit[kind]
        if kind in ("quoted", "escaped", "other"):
            tokens.append(("literal", text))
        elif kind == "space":
            tokens.append(("literal", " "))
        elif kind == "bracket":
            if found := _CONDITION.match(text):
                condition = (found[1], Decimal(found[2]))
            elif text.startswith("$"):
                tokens.append(("literal", text[1:].split("-")[0]))
            elif _COLOUR.match(text):
                red = red or text.lower() in ("red", "红", "红色")
            elif text.lower().strip("hms") == "":
                tokens.append(("date", text))
        elif kind == "mark" and text == "@":
            tokens.append(("@", text))
        elif kind != "fill":
            tokens.append((kind, text))
    return tuple(out)


def _chosen(sections: Sequence[_Section], value: Decimal) -> tuple[_Section | None, bool]:
    """The section for a value, and whether the section itself shows the sign of a negative one."""
    if not sections:
        return None, False
    if any(section.condition for section in sections[:2]):
        for section in sections[:3]:
            if section.condition is None or _holds(value, section.condition):
                return section, False
        return None, False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _holds(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        ">": value > limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


def _general(value: Decimal) -> str:
    """General: eleven digits, but never fewer than the fen of an amount."""
    if value == 0:
        return "0"
    whole = max(1, value.adjusted() + 1)
    kept = Context(prec=min(15, max(_GENERAL_DIGITS, whole + 2)), rounding=ROUND_HALF_UP).create_decimal(value)
    text = format(kept, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _digits(tokens: Sequence[tuple[str, str]], value: Decimal) -> str:
    """The digits of a value laid into the placeholders of a section, literals where they stand."""
    places = [k for k, (kind, _) in enumerate(tokens) if kind == "digit"]
    point = next((k for k, piece in enumerate(tokens) if piece == ("mark", ".")), None)
    whole = [k for k in places if point is None or k < point]
    fraction = [k for k in places if point is not None and k > point]
    percent = sum(piece == ("mark", "%") for piece in tokens)
    # A comma behind the last placeholder of the whole part divides by a thousand, one between placeholders groups.
    last = whole[-1] if whole else -1
    behind = point if point is not None else len(tokens)
    thousands = 0
    for k in range(last + 1, behind):
        if tokens[k] != ("mark", ","):
            break
        thousands += 1
    if point is not None and fraction:
        for k in range(fraction[-1] + 1, len(tokens)):
            if tokens[k] != ("mark", ","):
                break
            thousands += 1
    grouped = any(tokens[k] == ("mark", ",") for k in range(whole[0], last)) if whole else False
    scaled = value.scaleb(2 * percent - 3 * thousands)
    step = Decimal(1).scaleb(-len(fraction))
    rounded = scaled.quantize(step, rounding=ROUND_HALF_UP, context=_EXACT)
    digits, _, decimals = format(rounded, "f").partition(".")
    digits = digits.lstrip("0")
    filled: dict[int, str] = {}
    for k in reversed(whole):
        if k == whole[0]:
            rest = digits or ("0" if tokens[k][1] == "0" else "")
            filled[k] = rest
            digits = ""
        else:
            filled[k] = digits[-1:] or ("0" if tokens[k][1] == "0" else "")
            digits = digits[:-1]
    if grouped:
        joined = "".join(filled[k] for k in whole)
        filled = {**dict.fromkeys(whole, ""), whole[-1]: f"{int(joined):,}" if joined else ""}
    kept = list(decimals.ljust(len(fraction), "0"))
    # `#` behind the point shows no closing zeros.
    for index in range(len(fraction) - 1, -1, -1):
        if tokens[fraction[index]][1] == "0" or kept[index] != "0":
            break
        kept[index] = ""
    for k, digit in zip(fraction, kept, strict=True):
        filled[k] = digit
    out: list[str] = []
    for k, (kind, piece) in enumerate(tokens):
        if kind == "digit":
            out.append(filled[k])
        elif kind == "literal" or (kind == "mark" and piece == "%"):
            out.append(piece)
        elif kind == "mark" and piece == "." and k == point:
            out.append("." if any(kept) else "")
    return "".join(out).strip()
