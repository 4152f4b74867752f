"""`python deploy/known_holes.py LOCK…`: whether what is pinned has a known hole, by pip-audit, where that can be told.

pip-audit asks a service on the internet. One that cannot be reached, or a mirror that knows of no hole in anything, is no
reason to fail and none to feel safe: it is told in a line. So the service is first asked about a release that has some.
The exit code is 1 where something was found.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ("osv", "pypi")
_HOLED = "jinja2==2.4.1"  # fifteen years old
_SECONDS = 300
_PINNED = re.compile(r"^([a-z0-9-]+==[^\s;\\]+)", re.MULTILINE)
Ask = Callable[[str, Sequence[str]], Any]


def ask(service: str, pinned: Sequence[str]) -> Any:
    """What pip-audit says of packages, None where it says nothing."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(pinned))
        file.flush()
        options = [
            "--no-deps",
            "--disable-pip",
            "-s",
            service,
            "-f",
            "json",
            "--progress-spinner",
            "off",
            "--timeout",
            "15",
        ]
        command = [sys.executable, "-m", "pip_audit", "-r", file.name, *options]
        try:
            done = subprocess.run(  # noqa: S603 (our own interpreter, names from our own lock)
                command, capture_output=True, text=True, check=False, timeout=_SECONDS
            )
            return json.loads(done.stdout)["dependencies"]
        except (subprocess.TimeoutExpired, ValueError, KeyError):
            return None


def holes(told: Any) -> list[str]:
    """What was found, a line each."""
    return [
        f"{one['name']} {one['version']}: {hole['id']}，{'修复于 ' + '、'.join(fixed) if (fixed := hole['fix_versions']) else '还没有修复'}"
        for one in told or ()
        for hole in one.get("vulns", ())
    ]


def checked(pinned: Sequence[str], asked: Ask = ask) -> tuple[int, list[str]]:
    """The exit code, and what to say."""
    service = next((one for one in SERVICES if holes(asked(one, [_HOLED]))), None)
    if service is None:
        return 0, [
            "没有查已知的漏洞：连不上漏洞库（osv.dev、pypi.org），或镜像里没有漏洞的数据；请在能上网的机器上再查一次。"
        ]
    told = asked(service, pinned)
    if told is None:
        return 0, [f"没有查完已知的漏洞：{service} 中途没有回应；请再查一次。"]
    found = holes(told)
    skipped = [f"没有查到：{one['name']}（{one['skip_reason']}）" for one in told if "skip_reason" in one]
    said = [*found, *skipped, f"查了 {len(told) - len(skipped)} 个软件包（{service}），{len(found)} 个已知的漏洞。"]
    return int(bool(found)), said


def main() -> int:
    """Print it; 1 where there is a hole."""
    pinned = [name for file in sys.argv[1:] for name in _PINNED.findall((ROOT / file).read_text(encoding="utf-8"))]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    pinned += re.findall(r"^TORCH := (torch==\S+)$", makefile, re.MULTILINE)
    code, said = checked(sorted(set(pinned)))
    print("\n".join(said))
    return code


if __name__ == "__main__":
    raise SystemExit(main())
