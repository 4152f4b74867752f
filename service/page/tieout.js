// The tie-out report of a document: which sums and statements hold, and which do not.
import * as desk from "./desk.js";
import { el } from "./dom.js";
import { CHINESE, t } from "./i18n.js";
import { labels, where } from "./words.js";

const BROKEN = new Set(["mismatch", "unlikely", "warning"]);

export function tieout(id) {
  const place = el("div", {}, el("p", { class: "faint" }, t("loading")));
  desk.audit(id).then(
    (report) => place.replaceChildren(report ? shown(report) : el("p", { class: "faint" }, t("auditMissing"))),
    (error) => place.replaceChildren(el("p", { class: "wrong", role: "alert" }, error.message)),
  );
  return place;
}

function shown(report) {
  const { counts, findings } = report;
  const only = el("input", { type: "checkbox" });
  const list = el("ol", { class: "findings" });
  const broken = findings.filter((one) => BROKEN.has(one.outcome));
  only.checked = broken.length > 0;
  const show = () => {
    const wanted = only.checked ? broken : findings;
    list.replaceChildren(...wanted.map(finding));
    if (!wanted.length) list.replaceChildren(el("li", {}, t("auditClean")));
  };
  only.addEventListener("change", show);
  show();
  return el("div", {}, el("p", {}, t("auditSummary", counts)), el("label", { class: "option" }, only, t("auditOnlyBroken")), list);
}

function finding(one) {
  const places = (one.places ?? []).map((place) => el("li", {}, [where(place), labels(place), `“${place.quote}”`].filter(Boolean).join("，")));
  return el(
    "li",
    CHINESE,
    el("p", {}, el("span", { class: `badge ${BROKEN.has(one.outcome) ? "doubt" : ""}` }, t(`outcome_${one.outcome}`)), ` ${one.rule} ${one.name ?? ""}`),
    el("p", {}, one.message),
    one.question ? el("p", { class: "faint" }, one.question) : null,
    places.length ? el("ul", { class: "faint" }, places) : null,
  );
}
