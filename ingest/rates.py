"""Rates that a table prints without a percent sign, under a heading that names none either (预算执行率 97.60)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from ingest.quantity import Quantity
from ingest.reading import Reading

_MONEY = frozenset({"元", "千元", "万元", "亿元"})
_LEAST_ROWS = 2  # rows that must show it: one may fit by chance
_LEAST_DIGITS = 2  # of a rate that shows anything: 100 and 0 fit too much

Row = Mapping[int, Reading]


def in_percent(readings: Iterable[Reading]) -> list[Reading]:
    """The readings of a table, those of a rate without a unit in %, where two columns of money give every one of them.

    A column is taken for per cent only if in each row that has the three numbers its own is x/y or (x-y)/y of the same
    two columns times 100, as far as it is printed (完成率 = 决算/预算; 增长率 = (本年-上年)/上年).
    """
    found = list(readings)
    bare = {r.at[1] for r in found if _without_unit(r)}
    if not bare:
        return found
    rows: dict[int, dict[int, Reading]] = defaultdict(dict)
    for reading in found:
        if not reading.part:
            rows[reading.at[0]][reading.at[1]] = reading
    proven = {column for column in bare if _proven(column, list(rows.values()))}
    return [replace(r, unit="%") if _without_unit(r) and r.at[1] in proven else r for r in found]


def _without_unit(reading: Reading) -> bool:
    return reading.measure in ("rate", "share") and reading.unit is None


def _proven(column: int, rows: Sequence[Row]) -> bool:
    money = {c for row in rows for c, reading in row.items() if reading.unit in _MONEY}
    return any(_fits(column, pair, rows, less) for pair in permutations(sorted(money), 2) for less in (0, 1))


def _fits(column: int, pair: tuple[int, int], rows: Sequence[Row], less: int) -> bool:
    """Whether the numbers of the column are x/y, less 1 or 0, in per cent, wherever all three are printed."""
    shown = 0
    for row in rows:
        rate, x, y = (row[c].value if c in row else None for c in (column, *pair))
        if rate is None or x is None or not y:
            continue
        off = abs(rate - (x / y - less) * 100)
        if off > Quantity(rate, None).half_step:
            return False
        shown += len(rate.normalize().as_tuple().digits) >= _LEAST_DIGITS
    return shown >= _LEAST_ROWS
