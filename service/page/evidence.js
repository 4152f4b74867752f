// What the panel shows of an answer's sources: a citation in its place, and how a figure was computed.
import * as api from "./api.js";
import { button, el } from "./dom.js";
import { CHINESE, spoken, t } from "./i18n.js";
import { icon } from "./icons.js";
import { original } from "./original.js";
import { begin } from "./panel.js";
import { picture } from "./picture.js";
import { formula, labels, outcome, quoted, where } from "./words.js";

// A cited cell or sentence in its place, and the way to the one before and the one after.
export async function showCitation(citation, citations, { stay = false } = {}) {
  const at = citations.indexOf(citation);
  const { body, current } = begin(t("citation", { n: citation.id }), { buttons: steps(at, citations), stay });
  document.querySelector(`#panel-tools [data-step="${stay}"]`)?.focus();
  body.append(card(citation));
  const shown = picture(citation);
  const place = el("div", { class: "place", "aria-busy": "true" }, el("p", { class: "faint" }, t("opening")));
  body.append(...[shown, place].filter(Boolean));
  const load = async () => {
    try {
      const made = await original(citation, citations);
      if (!current()) return;
      place.replaceChildren(made);
      place.removeAttribute("aria-busy");
      place.querySelector(".hit")?.scrollIntoView({ block: "center", inline: "center" });
    } catch (error) {
      if (!current()) return;
      place.replaceChildren(el("p", { class: "wrong", role: "alert", ...spoken(error.message) }, error.message), button("chip", load, t("retry")));
    }
  };
  await load();
}

function steps(at, citations) {
  if (at < 0 || citations.length < 2) return [];
  const step = (name, sign, by) => {
    const one = citations[at + by];
    const made = button("quiet icon", () => showCitation(one, citations, { stay: name }), icon(sign));
    made.setAttribute("aria-label", t(name));
    made.title = t(name);
    made.dataset.step = name;
    made.disabled = !one;
    return made;
  };
  const count = el("span", { class: "faint" }, `${at + 1} / ${citations.length}`);
  return [step("previous", "before", -1), count, step("next", "after", 1)];
}

function card(citation) {
  const about = [citation.organisation, citation.year ? `${citation.year}年` : null];
  const cell = citation.kind === "cell";
  const rows = [
    ["material", citation.title],
    [citation.table ? "table" : "section", where(citation)],
    ["row", cell ? citation.row.join(" › ") : ""],
    ["column", cell ? citation.column.join(" › ") : ""],
    ["page", citation.page ? t("pageOf", { n: citation.page }) : ""],
    ["quote", cell ? quoted(citation) : ""],
  ];
  const list = el("dl", { class: "card", "aria-label": about.filter(Boolean).join("，") });
  for (const [name, value] of rows) {
    if (value) list.append(el("dt", {}, t(name)), el("dd", { class: name === "quote" ? "original" : null, ...CHINESE }, value));
  }
  const links = [];
  const page = api.pagePicture(citation);
  if (page) links.push(away(page, t("openPage", { n: citation.page })));
  if (/^https?:\/\//.test(citation.source_url ?? "")) links.push(away(citation.source_url, t("openWeb")));
  if (links.length) list.append(el("dt", {}, t("origin")), el("dd", { class: "links" }, links));
  return list;
}

const away = (address, words) => el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words);

// How a figure was computed, each operand leading to its place.
export function showFigure(figure, citations) {
  const { body } = begin(t("calculation"));
  body.append(el("p", { class: "formula", ...CHINESE }, formula(figure), el("strong", {}, ` = ${outcome(figure)}`)));
  const list = el("ul", { class: "operands", ...CHINESE });
  for (const operand of figure.operands) {
    const citation = citations.find((one) => one.id === operand.citation);
    const value = el("strong", {}, operand.value + (operand.unit ?? ""));
    const words = citation ? [where(citation), citation.kind === "cell" ? labels(citation) : quoted(citation)] : [];
    const told = [el("span", {}, words.filter(Boolean).join("，")), citation ? el("span", {}, citation.title) : ""];
    list.append(el("li", {}, citation ? button("row", () => showCitation(citation, citations), value, told) : value));
  }
  body.append(list);
  if (!figure.certain) body.append(el("p", { class: "wrong" }, t("uncertainOperand")));
  body.append(el("p", { class: "faint" }, t("calculated")));
}
