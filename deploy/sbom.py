"""`python deploy/sbom.py FILE`: what runs the service, as a CycloneDX 1.6 bill of materials (`make sbom`).

Names, versions and digests are those of `requirements-run.lock` and of torch, which is installed apart; licences are
what the installed packages declare. A package that this platform does not take is named as excluded.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parent.parent
_PINNED = re.compile(r"^([a-z0-9-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+?))?\s*\\?\n((?:\s+--hash=.*\n?)*)", re.MULTILINE)
_LONGEST = 60  # characters of a licence's name; some packages put its text there


def licence(name: str) -> dict[str, Any] | None:
    """What a package declares: an SPDX expression, or its own words; None where it is not installed or says nothing."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if expression := told.get("License-Expression"):
        return {"expression": expression}
    words = (told.get("License") or "").strip().split("\n")
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License :: ")]
    if classified and (len(words) > 1 or not words[0] or len(words[0]) > _LONGEST):  # none, or the text itself
        return {"license": {"name": " OR ".join(classified)}}
    return {"license": {"name": words[0]}} if words[0] else None


def component(name: str, version: str, marker: str | None, digests: list[str]) -> dict[str, Any]:
    """One package."""
    needed = marker is None or Marker(marker).evaluate()
    told = licence(name)
    return {
        "type": "library",
        "bom-ref": f"{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "scope": "required" if needed else "excluded",
        **({"licenses": [told]} if told else {}),
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in digests],
        **({"properties": [{"name": "mingzhang:marker", "value": marker}]} if marker else {}),
    }


def bill(lock: str, torch: str, version: str) -> dict[str, Any]:
    """The whole bill."""
    pinned = [(m[1], m[2], m[3], re.findall(r"sha256:([0-9a-f]{64})", m[4])) for m in _PINNED.finditer(lock)]
    parts = [component(*one) for one in [*pinned, ("torch", torch, None, [])]]
    product = {"type": "application", "bom-ref": "mingzhang", "name": "mingzhang", "version": version}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": product | {"licenses": [{"license": {"id": "Apache-2.0"}}]}},
        "components": sorted(parts, key=lambda part: str(part["bom-ref"])),
    }


def of_this_repository() -> dict[str, Any]:
    """The bill of what is pinned here."""
    torch = re.findall(r"^TORCH := torch==(\S+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0]
    lock = (ROOT / "requirements-run.lock").read_text(encoding="utf-8")
    return bill(lock, torch, metadata.version("mingzhang"))


if __name__ == "__main__":
    whole = of_this_repository()
    Path(sys.argv[1]).write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{sys.argv[1]}: {len(whole['components'])} packages")
