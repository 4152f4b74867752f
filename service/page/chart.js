// The picture of an answer's comparable figures, and the same numbers in a table.
import * as api from "./api.js";
import { chip, unfounded, verdict } from "./chip.js";
import { el } from "./dom.js";
import { CHINESE, t } from "./i18n.js";

// How large service/drawing.py makes it, in hundredths of an inch: its room is kept before it has come.
const WIDTH = 640;
const height = (kind, points) => (kind === "trend" ? 264 : 84 + 34 * points);

export function chart(answer, open) {
  const { kind, title, unit, points } = answer.chart;
  const citations = new Map(answer.citations.map((one) => [one.id, one]));
  const shownAs = [title, t("chartShown", { unit: unit ?? "" })].filter(Boolean).join("，");
  const image = el("img", { class: "chart", alt: shownAs, decoding: "async", width: WIDTH, height: height(kind, points.length) });
  const figure = el("figure", { class: "chart-frame" }, image);
  let founded = true;
  const paint = () => {
    image.src = api.chart(answer.id, document.documentElement.dataset.theme === "dark" ? "dark" : "light");
  };
  image.addEventListener("error", () => image.remove());
  document.addEventListener("themechange", () => image.isConnected && paint());
  const rows = points.map((one) => {
    const text = `${one.value}${unit ?? ""}`;
    // A point stands for a figure of the text; where it does not say the same, it is not verified.
    const meant = answer.figures[one.figure];
    const known = meant?.value === one.value && (meant.unit ?? "") === (unit ?? "") ? meant : null;
    const verified = known ? verdict(known, citations) : "unverified";
    founded &&= ["cited", "derived"].includes(verified);
    const shown = known ? chip(known, verified, known.citations[0], citations, open).made : unfounded(text, verified);
    const cell = el("td", { class: "number" }, el("span", { class: "whole" }, el("span", { class: `figure ${verified}` }, text), shown));
    return el("tr", CHINESE, el("th", { scope: "row" }, one.label), cell);
  });
  // In a picture no number can be marked: it is shown where all of them hold.
  if (founded) paint();
  else image.remove();
  const head = el("tr", {}, el("th", { scope: "col" }, t("chartPoint")), el("th", { scope: "col" }, unit ?? ""));
  const table = el("table", {}, el("caption", { class: "unseen", ...CHINESE }, title || t("chartData")), el("thead", {}, head), el("tbody", {}, rows));
  figure.append(el("figcaption", {}, el("details", {}, el("summary", {}, t("chartData")), table)));
  return figure;
}
