// The picture of an answer's comparable figures, and the same numbers in a table.
import * as api from "./api.js";
import { chip, unfounded, verdict } from "./chip.js";
import { el } from "./dom.js";
import { CHINESE, t } from "./i18n.js";

export function chart(answer, open) {
  const { title, unit, points } = answer.chart;
  const citations = new Map(answer.citations.map((one) => [one.id, one]));
  const shownAs = t("chartShown", { title, unit: unit ?? "" });
  const image = el("img", { class: "chart", alt: shownAs, decoding: "async", width: 640, height: 320 });
  const figure = el("figure", { class: "chart-frame" }, image);
  const paint = () => {
    image.src = api.chart(answer.id, document.documentElement.dataset.theme === "dark" ? "dark" : "light");
  };
  image.addEventListener("error", () => image.remove());
  document.addEventListener("themechange", () => image.isConnected && paint());
  paint();
  const rows = points.map((one) => {
    const text = `${one.value}${unit ?? ""}`;
    const value = (words) => words.replace(/[−-]/, "");
    const known = answer.figures.find((each) => value(each.value) === value(one.value) && (each.unit ?? "") === (unit ?? ""));
    const kind = known ? verdict(known, citations) : "unverified";
    const shown = known ? chip(known, kind, known.citations[0], citations, open).made : unfounded(text, kind);
    const cell = el("td", { class: "number" }, el("span", { class: "whole" }, el("span", { class: `figure ${kind}` }, text), shown));
    return el("tr", CHINESE, el("th", { scope: "row" }, one.label), cell);
  });
  const head = el("tr", {}, el("th", { scope: "col" }, t("chartPoint")), el("th", { scope: "col" }, unit ?? ""));
  const table = el("table", {}, el("caption", { class: "unseen" }, title), el("thead", {}, head), el("tbody", {}, rows));
  figure.append(el("figcaption", {}, el("details", {}, el("summary", {}, t("chartData")), table)));
  return figure;
}
