"""What is deployed is what the project has: settings, measures and alerts by their names, and no rights beyond need."""

from __future__ import annotations

import configparser
import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from service.metrics import Metrics
from service.settings import PREFIX, Settings
from service.usage import Usage

ROOT = Path(__file__).parents[1]
KNOWN = {PREFIX + field.upper() for field in Settings.model_fields}
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
KUBERNETES = list(yaml.safe_load_all((ROOT / "deploy/kubernetes/mingzhang.yaml").read_text("utf-8")))
ALERTS = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yaml").read_text("utf-8"))["groups"][0]["rules"]
DASHBOARD = json.loads((ROOT / "deploy/grafana/mingzhang.json").read_text("utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def kind(name: str, of: str = "mingzhang") -> dict:
    (found,) = [one for one in KUBERNETES if one["kind"] == name and one["metadata"]["name"] == of]
    return found


@pytest.mark.parametrize(
    "file", ["Dockerfile", "compose.yaml", "deploy/kubernetes/mingzhang.yaml", "deploy/systemd/mingzhang.service"]
)
def test_every_setting_that_is_named_is_one(file) -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", (ROOT / file).read_text("utf-8"))) - {f"{PREFIX}LLM_"}
    assert named
    assert named <= KNOWN


def test_the_image_runs_without_rights_and_tells_whether_it_is_well() -> None:
    final = DOCKERFILE.split("\nFROM ")[-1]
    assert re.search(r"^USER 10001:10001$", final, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*\n.*healthz", final, re.MULTILINE)
    assert "--require-hashes" in DOCKERFILE
    assert not re.search(r"(?i)(password|secret|api_key)\s*=\s*\S", DOCKERFILE)
    for copied in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE):
        for name in copied.split():
            assert (ROOT / name).exists(), name
            assert f"!{name}" in (ROOT / ".dockerignore").read_text("utf-8")


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions with their arguments, a continued line as one."""
    told = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE))
    return [
        (name.upper(), " ".join(rest.split()))
        for name, _, rest in (line.partition(" ") for line in told.splitlines())
        if name
    ]


# What hadolint would say, which is under the GPL and therefore not among our tools; DL… are its rules.
def test_the_image_is_made_as_images_should_be() -> None:
    steps = instructions()
    runs = [rest for name, rest in steps if name == "RUN"]
    stages = [rest for name, rest in steps if name == "FROM"]
    for stage in stages:
        assert re.match(r"\S+:\d+\.\d+[\w.-]*( AS \w+)?$", stage), f"DL3006, DL3007: {stage} is not pinned"
    assert len({stage.split()[0] for stage in stages}) == 1  # what is built runs on what it was built on
    names = [name for name, _ in steps]
    assert not {"ADD", "MAINTAINER", "ONBUILD"} & set(names)  # DL3020, DL4000
    final = len(names) - 1 - names[::-1].index("FROM")
    assert names[final:].count("CMD") == names[final:].count("ENTRYPOINT") == names[final:].count("HEALTHCHECK") == 1
    assert names.index("USER", final) < names.index("ENTRYPOINT", final)  # DL3002
    assert all(rest != "root" and not rest.startswith("0") for name, rest in steps if name == "USER")
    for name, rest in steps:
        if name in {"CMD", "ENTRYPOINT"}:
            assert isinstance(json.loads(rest), list), f"DL3025: {name} has no signals of its own"
        if name == "WORKDIR":
            assert rest.startswith("/")  # DL3000
        if name == "EXPOSE":
            assert 1024 <= int(rest) <= 65535  # DL3011, and none that only root may listen on
        if name == "COPY" and "--from" in rest:
            assert re.search(r"--from=(\w+)", rest)[1] in {stage.split(" AS ")[-1] for stage in stages}  # DL3022
    for run in runs:
        assert not re.search(r"\bsudo\b|\bssh\b|curl [^|]*\|", run), f"DL3004, DL4006: {run}"
        if "apt-get install" in run:
            assert "--no-install-recommends" in run, f"DL3015: {run}"
            assert "rm -rf /var/lib/apt/lists" in run, f"DL3009: {run}"
            assert " -y" in run, f"DL3014: {run}"
        if "pip install" in run:
            pinned = "--require-hashes" in run or "==" in run or run.startswith("pip install --no-deps . ")
            assert pinned, f"DL3013: {run}"
    assert any(name == "ENV" and "PIP_NO_CACHE_DIR=1" in rest for name, rest in steps)  # DL3042


@pytest.mark.parametrize("manifest", KUBERNETES, ids=lambda one: one["kind"])
def test_kubernetes_would_take_the_manifest(manifest) -> None:
    """By Kubernetes' own schemas, without a field that it does not know."""
    schemas = pytest.importorskip("kubernetes_validate")
    schemas.validate(manifest, schemas.latest_version(), strict=True)


def test_the_image_has_what_the_lock_has_and_no_tool_of_ours() -> None:
    def pins(file: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / file).read_text("utf-8"), re.MULTILINE))

    whole, run = pins("requirements.lock"), pins("requirements-run.lock")
    assert run.items() <= whole.items()
    assert not {"pytest", "mypy", "ruff", "playwright", "schemathesis"} & set(run)


def test_compose_gives_no_service_of_ours_more_than_it_needs() -> None:
    for name in ("service", "worker"):
        ours = COMPOSE["services"][name]
        assert ours["read_only"] is True
        assert ours["cap_drop"] == ["ALL"]
        assert ours["security_opt"] == ["no-new-privileges:true"]
        assert all(port.startswith("127.0.0.1:") for port in ours.get("ports", []))
    for name, service in COMPOSE["services"].items():
        if name != "service":
            assert "ports" not in service  # reached from within alone
        assert not re.search(r":latest$|^[^:]+$", service["image"]) or service.get("profiles")


def test_the_vector_server_is_of_the_client_s_version() -> None:
    client = re.search(r"^chromadb==(\S+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)[1]
    assert COMPOSE["services"]["chroma"]["image"] == f"chromadb/chroma:{client}"


@pytest.mark.parametrize("name", ["mingzhang", "mingzhang-worker"])
def test_pods_have_no_rights(name) -> None:
    deployment = kind("Deployment", name)
    spec = deployment["spec"]["template"]["spec"]
    (container,) = spec["containers"]
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert container["resources"]["limits"]["memory"]
    labels = deployment["spec"]["selector"]["matchLabels"]
    assert kind("NetworkPolicy", name)["spec"]["podSelector"]["matchLabels"] == labels
    if name == "mingzhang":
        assert {"startupProbe", "livenessProbe", "readinessProbe"} <= set(container)
        assert kind("Service")["spec"]["selector"] == labels
    else:
        assert "ingress" not in kind("NetworkPolicy", name)["spec"]


def test_who_takes_uploads_in_where_the_service_does_not() -> None:
    assert COMPOSE["services"]["service"]["environment"]["MINGZHANG_TAKE_IN"] == "false"
    assert COMPOSE["services"]["worker"]["command"] == ["work"]
    assert kind("ConfigMap")["data"]["MINGZHANG_TAKE_IN"] == "false"
    (container,) = kind("Deployment", "mingzhang-worker")["spec"]["template"]["spec"]["containers"]
    assert container["args"] == ["work"]
    assert COMPOSE["services"]["worker"]["cpu_shares"] < 1024  # answering goes first


def test_the_unit_starts_as_nobody_in_particular() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # systemd tells case apart
    unit.read_string((ROOT / "deploy/systemd/mingzhang.service").read_text("utf-8"))
    service = unit["Service"]
    for name in ("DynamicUser", "NoNewPrivileges", "PrivateTmp", "ProtectHome"):
        assert service[name] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""


def measures() -> set[str]:
    metrics = Metrics()
    metrics.level("documents", "Documents held", "status", dict)
    metrics.level("upload_files", "Uploaded files", "state", dict)
    metrics.lone("upload_wait_seconds", "For how long the first queued file has waited", float)
    metrics.model(lambda: Usage(date(2026, 1, 1)))
    return set(re.findall(r"^# TYPE (\w+)", metrics.text().decode(), re.MULTILINE))


@pytest.mark.parametrize(
    "expression",
    [rule["expr"] for rule in ALERTS]
    + [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]],
)
def test_what_is_watched_is_measured(expression) -> None:
    named = {re.sub(r"_bucket$", "", name) for name in re.findall(r"mingzhang_\w+", re.sub(r'"[^"]*"', "", expression))}
    assert named <= measures()
    assert expression.count("(") == expression.count(")")


def test_every_alert_has_its_page_of_the_runbook() -> None:
    headings = {
        h.lower() for h in re.findall(r"^## (\w+)$", (ROOT / "docs/runbook.md").read_text("utf-8"), re.MULTILINE)
    }
    for rule in ALERTS:
        file, anchor = rule["annotations"]["runbook"].split("#")
        assert (ROOT / file).exists()
        assert anchor == rule["alert"].lower()
        assert anchor in headings
