"""The clock of a process as the file FAULTS_CLOCK says: so many seconds off, from one moment to the next.

Python runs this before anything else where its folder is first in PYTHONPATH. What asks the kernel without Python, such
as the time of a file, keeps the true clock, as a file server beside a wrong clock would.
"""

import datetime as dt
import os
import time

_TRUE = time.time
_TRUE_NS = time.time_ns
_AT = os.environ.get("FAULTS_CLOCK", "")


def _off():
    try:
        with open(_AT) as file:  # noqa: PTH123 (before anything is imported)
            return float(file.read() or 0)
    except (OSError, ValueError):
        return 0.0


class _Kind(type):
    def __instancecheck__(cls, thing):
        return isinstance(thing, cls.__mro__[1])

    def __subclasscheck__(cls, kind):
        return issubclass(kind, cls.__mro__[1])


class _Datetime(dt.datetime, metaclass=_Kind):
    @classmethod
    def now(cls, tz=None):
        return dt.datetime.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return dt.datetime.fromtimestamp(time.time(), dt.UTC).replace(tzinfo=None)


if _AT:
    time.time = lambda: _TRUE() + _off()
    time.time_ns = lambda: _TRUE_NS() + int(_off() * 1e9)
    _Datetime.__name__ = _Datetime.__qualname__ = "datetime"
    _Datetime.__module__ = "datetime"
    dt.datetime = _Datetime  # `date.today` asks `time.time` by itself
