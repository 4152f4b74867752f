// What the page says about a citation or a figure, in words.
import { t } from "./i18n.js";

const SIGNS = { "*": "×", "/": "÷", "-": "−" };

// The formula with its operands' values in their places: b - a → 5.80万元 − 3.80万元.
export function formula(figure) {
  const values = new Map(figure.operands.map((one) => [one.name, one.value + (one.unit ?? "")]));
  const shown = (word) => {
    const value = values.get(word) ?? SIGNS[word] ?? word;
    return values.has(word) && value.startsWith("-") ? `(${value})` : value;
  };
  return figure.formula.replace(/\(([A-Za-z_]\w*)\)/g, "$1").replace(/[A-Za-z_]\w*|[-*/]/g, shown);
}

export const where = (citation) => citation.table ?? (citation.section ?? []).join(" › ");

export function labels(citation) {
  return [(citation.row ?? []).join(" › "), (citation.column ?? []).join(" › ")].filter(Boolean).join("，");
}

export function quoted(citation) {
  return citation.kind === "cell" ? citation.quote.trim() || t("blank") : `“${citation.quote}”`;
}

export function source(citation) {
  const place = [citation.title, where(citation), citation.kind === "cell" ? labels(citation) : null];
  const page = citation.page ? `第${citation.page}页` : null;
  return `${[...place, page].filter(Boolean).join("，")}：${quoted(citation)}`;
}
