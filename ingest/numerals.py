"""Numbers written in 汉字, everyday (三点八, 两百零三, 一千二) and financial (叁万捌仟)."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"○": 0, "两": 2, "貳": 2, "陸": 6, "弍": 2, "叄": 3, "参": 3}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_CONTRACTED = {"廿": 20, "卅": 30}

_LARGEST_SPELLED = 99
_PAIR = 2

CHARACTERS = "".join((*_DIGITS, *_TENS, *_MYRIADS, *_CONTRACTED))


def chinese(text: str) -> Decimal | None:
    """The number that a 汉字 numeral stands for, None where it is none.

    A closing digit counts tenths of the unit before it (一千二 is 1200, 三万八 is 38000) unless 零 stands between.
    """
    whole, point, fraction = text.partition("点")
    if point:
        scale = 1
        while fraction and fraction[-1] in _MYRIADS:
            scale, fraction = scale * _MYRIADS[fraction[-1]], fraction[:-1]
        if not fraction or any(c not in _DIGITS for c in fraction):
            return None
        units = _integer(whole)
        digits = "".join(str(_DIGITS[c]) for c in fraction)
        return None if units is None else Decimal(f"{units}.{digits}") * scale
    units = _integer(text)
    return None if units is None else Decimal(units)


def spelled(number: int) -> str:
    """A number from 1 to 99 in the words that one says before a measure word: 两, 十二, 三十. ValueError beyond."""
    if not 1 <= number <= _LARGEST_SPELLED:
        raise ValueError(f"not spelled: {number}")
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    if not tens:
        return "两" if number == _PAIR else digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def _integer(text: str) -> int | None:
    if not text:
        return None
    if all(c in _DIGITS for c in text):  # digit by digit: 二〇二四
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    last = 1
    highest = 10**12  # the multiple before: 三万八千万 counts 三万八千 by 万, 一亿三万 does not
    zero = False
    for c in text:
        if c in _DIGITS:
            if digit:  # 三五百 is no number
                return None
            digit = _DIGITS[c]
            zero = zero or digit == 0
        elif c in _CONTRACTED:
            section += _CONTRACTED[c]
            last, digit, zero = 10, None, False
        elif c in _TENS:
            section += (1 if digit is None else digit) * _TENS[c]
            last, digit, zero = _TENS[c], None, False
        elif c in _MYRIADS:
            section += digit or 0
            if not section and not total:
                return None
            if _MYRIADS[c] > 10**4 or highest <= 10**4:  # 一万亿: everything before counts 亿
                total = (total + section) * _MYRIADS[c]
            else:
                total += section * _MYRIADS[c]
            section, last, digit, zero, highest = 0, _MYRIADS[c], None, False, _MYRIADS[c]
        else:
            return None
    if digit:
        section += digit * (last // 10 if last >= 100 and not zero else 1)
    return total + section
