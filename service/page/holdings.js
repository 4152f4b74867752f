// What is held, in the panel; the ticked documents alone are asked, none ticked means all.
import { el } from "./dom.js";
import { CHINESE, KINDS, language, t } from "./i18n.js";
import { begin } from "./panel.js";

export function showDocuments(filters, missing) {
  const { body } = begin(t("heldTitle"));
  const { documents } = filters;
  if (documents.length) body.append(el("p", { class: "faint" }, t("heldHelp")));
  else body.append(el("p", {}, t("heldNothing")), el("pre", {}, "mingzhang ingest 文件或文件夹"));
  const list = el("ul", { class: "documents" });
  for (const one of documents) {
    const tick = el("input", { type: "checkbox", value: one.id, disabled: one.status !== "ready" });
    tick.checked = filters.has("document", one.id);
    tick.addEventListener("change", () => filters.set("document", one.id, tick.checked));
    const facts = [
      one.year ? [t("yearOf", { year: one.year }), KINDS[one.kind]].filter(Boolean).join(language === "en" ? " " : "") : null,
      t("tables", { n: one.tables }),
      t("figures", { n: one.facts }),
      one.status === "ready" ? null : t("notReady"),
      one.visibility === "staff" ? t("staffOnly") : null,
      one.supersedes ? t("supersedes") : null,
    ];
    const about = el("span", { class: "faint" }, facts.filter(Boolean).join(" · "));
    const name = el("span", { class: "name", ...CHINESE }, one.title);
    list.append(el("li", {}, el("label", {}, tick, el("span", {}, name, about))));
  }
  body.append(list, ...Object.values(missing).map((sentence) => el("p", { class: "faint", ...CHINESE }, sentence)));
}
