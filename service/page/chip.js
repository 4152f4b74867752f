// The chip after a figure: its shape, sign and words say how the figure was checked; it opens where that can be seen.
import { el } from "./dom.js";
import { CHINESE, t } from "./i18n.js";
import { icon } from "./icons.js";
import { tipped } from "./tip.js";
import { formula, labels, outcome, quoted, where } from "./words.js";

// How a figure may be shown; what is none of these, or has nothing to show for it, is not verified.
export function verdict(figure, citations) {
  if (figure.verdict === "contradicted") return "contradicted";
  const founded = figure.verdict === "derived" ? Boolean(figure.formula) : citations.has(figure.citations?.[0]);
  if (!["cited", "derived"].includes(figure.verdict) || !founded) return "unverified";
  return figure.certain ? figure.verdict : "uncertain";
}

// `number` is the citation that a cited figure's chip names, `open` opens a citation or a calculation.
export function chip(figure, kind, number, citations, open) {
  const text = figure.text;
  const cited = citations.get(number);
  const derived = figure.verdict === "derived" && Boolean(figure.formula);
  const how = derived ? `${formula(figure)} = ${outcome(figure)}` : "";
  const disclosed = figure.disclosed ? `，${t("say_disclosed", { value: figure.disclosed })}` : "";
  const made = el(
    "button",
    {
      type: "button",
      class: `chip-mark ${kind}`,
      "data-citation": cited ? number : null,
      "aria-label": t(`say_${kind}`, { figure: text, n: number, how }) + disclosed,
    },
    icon(kind),
    kind === "cited" ? String(number) : t(`chip_${kind}`),
  );
  const press = derived ? () => open.figure(figure) : cited ? () => open.citation(cited) : null;
  if (press) made.addEventListener("click", press);
  else made.setAttribute("aria-disabled", "true");
  tipped(made, () => [
    ...(["cited", "derived"].includes(kind) ? [] : [el("p", { class: `tip-verdict ${kind}` }, t(`say_${kind}`, { figure: text }) + disclosed)]),
    ...(figure.why ? [el("p", CHINESE, figure.why)] : []),
    ...(derived ? calculation(figure) : cited ? place(cited) : []),
  ]);
  return { made, press };
}

// A number of the text that no figure accounts for: said so, in words, wherever it stands.
export function unfounded(text, kind) {
  const made = el(
    "button",
    { type: "button", class: `chip-mark ${kind}`, "aria-disabled": "true", "aria-label": t(`say_${kind}`, { figure: text }) },
    icon(kind),
    t(`chip_${kind}`),
  );
  return tipped(made, () => [el("p", { class: `tip-verdict ${kind}` }, t(`say_${kind}`, { figure: text }))]);
}

// The mark [n] of a citation; before the citation has come it is as large and does nothing.
export function mark(number, citation, open) {
  const made = el(
    "button",
    {
      type: "button",
      class: "mark",
      "data-citation": citation ? number : null,
      "aria-disabled": citation ? null : "true",
      "aria-label": t("say_mark", { n: number }),
    },
    String(number),
  );
  if (!citation) return made;
  made.addEventListener("click", () => open.citation(citation));
  return tipped(made, () => place(citation));
}

function place(citation) {
  const about = [
    citation.year ? t("yearOf", { year: citation.year }) : null,
    citation.page ? t("pageOf", { n: citation.page }) : citation.cell,
  ];
  const line = [where(citation), citation.kind === "cell" ? labels(citation) : null].filter(Boolean).join("，");
  return [
    el("p", { class: "tip-title", ...CHINESE }, citation.title),
    el("p", { class: "tip-about" }, about.filter(Boolean).join(" · ")),
    line ? el("p", { class: "tip-about", ...CHINESE }, line) : null,
    el("p", { class: "tip-quote", ...CHINESE }, quoted(citation)),
  ].filter(Boolean);
}

function calculation(figure) {
  return [
    el("p", { class: "tip-about" }, t("tip_derived")),
    el("p", { class: "tip-formula", ...CHINESE }, formula(figure), el("strong", {}, ` = ${outcome(figure)}`)),
  ];
}
