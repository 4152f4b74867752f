// One document: what was read of it, whether it adds up, and, for administrators, correcting and removing it.
import { corrections, remove } from "./correcting.js";
import * as desk from "./desk.js";
import { button, el } from "./dom.js";
import { CHINESE, t } from "./i18n.js";
import { reading } from "./reading.js";
import { may } from "./session.js";
import { badges, described } from "./shelf.js";
import { tieout } from "./tieout.js";

const place = document.getElementById("dossier");
let shown = 0; // counts what was opened, so that a late reply does not overwrite a newer view

export function shut() {
  shown++;
  place.hidden = true;
  place.replaceChildren();
}

export async function open(id, tab = 0) {
  const view = ++shown;
  place.hidden = false;
  const back = el("a", { class: "plain", href: "#/" }, `‹ ${t("back")}`);
  place.replaceChildren(back, el("p", { class: "faint" }, t("loading")));
  let record;
  try {
    record = await desk.document_(id);
  } catch (error) {
    if (view === shown) place.replaceChildren(back, el("p", { class: "wrong", role: "alert" }, error.message));
    return;
  }
  if (view !== shown) return;
  const title = el("h2", { tabindex: "-1", ...CHINESE }, record.title);
  const again = (next = id, at = tab) => (next === id ? open(id, at) : window.location.replace(`#/${encodeURIComponent(next)}`));
  const head = el(
    "header",
    { class: "dossier-top" },
    title,
    el("p", { class: "faint" }, described(record), ` · ${t("tables", { n: record.tables })} · ${t("figures", { n: record.facts })}`),
    el("p", { class: "faint", ...CHINESE }, record.files.join("、")),
    el("p", { class: "badges" }, badges(record, false)),
    record.status === "needs_review" ? el("p", { class: "note" }, t("reviewFirst")) : null,
    may("admin") ? button("plain danger", () => remove(record), t("removeDocument")) : el("p", { class: "faint" }, t("needsAdmin")),
  );
  const sides = [
    ["tabRead", () => reading(record, () => again(id, 0))],
    ["tabAudit", () => tieout(id)],
    may("admin") ? ["tabCorrect", () => corrections(record, (next) => again(next, 0))] : null,
  ].filter(Boolean);
  place.replaceChildren(back, head, ...tabs(sides, Math.min(tab, sides.length - 1)));
  title.focus({ preventScroll: true });
}

// Tabs as the ARIA practices have them: one is in the tab order, the arrows go to the others.
function tabs(sides, first) {
  const panel = el("div", { class: "side", role: "tabpanel", id: "side", tabindex: "0" });
  const heads = sides.map(([name], i) =>
    el("button", { type: "button", role: "tab", id: `side-${i}`, "aria-controls": "side", onclick: () => choose(i) }, t(name)),
  );
  const bar = el("div", { class: "tabs", role: "tablist", "aria-label": t("tabsOf") }, heads);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (heads.indexOf(document.activeElement) + step + heads.length) % heads.length;
    choose(next);
    heads[next].focus();
  });
  function choose(i) {
    heads.forEach((head, at) => {
      head.setAttribute("aria-selected", String(at === i));
      head.tabIndex = at === i ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", `side-${i}`);
    panel.replaceChildren(sides[i][1]());
  }
  choose(first);
  return [bar, panel];
}
