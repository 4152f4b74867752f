"""What a text says beside its figures, held against the disclosures: ranks, directions, reasons and names.

`check` is what `mingzhang verify` reports as `claims`, and what a model's sentences are held against before they go out.
Each statement is confirmed (`ok`) or not, and `why` tells a refuted one (与披露不符) from one that the disclosures do not
settle (不能确认). What a figure says is `verify`'s business: 比上年减少2.00万元 is judged there, 比上年减少 here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.model import Fact
from ingest.statements import Context
from service.calculator import directions, names, ranks, reasons
from service.calculator.assertion import Assertion
from service.calculator.heard import Heard
from service.calculator.ledger import Ledger

__all__ = ["Assertion", "check"]


def check(
    text: str,
    ledger: Ledger | Iterable[Fact],
    context: Context | None = None,
    *,
    prose: Sequence[str] = (),
    everyone: Ledger | None = None,
) -> list[Assertion]:
    """Every statement of the text without a number of its own, in the text's order, each with what became of it.

    `ledger` holds the facts of the disclosures that the text may be about, with those that have no number (blank cells,
    持平, bare reasons); `context` is what is known before its first word, as for `verify`. `prose` are these disclosures'
    own words, for names that no fact bears; `everyone` the facts of all bodies held, without which no rank among bodies
    is confirmed.
    """
    heard = Heard(text, ledger if isinstance(ledger, Ledger) else Ledger(ledger), context or Context())
    found = (
        *ranks.check(heard, everyone),
        *directions.check(heard),
        *reasons.check(heard),
        *names.check(heard, prose),
    )
    return sorted(found, key=lambda a: (a.start, a.end))
