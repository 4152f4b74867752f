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

// What the formula gives, as the figure says it: where a word carries the sign (减少2.00万元), the sum shows it.
export function outcome(figure) {
  const values = new Map(figure.operands.map((one) => [one.name, Number(one.value)]));
  const negative = sign(figure.formula, values) < 0 && !/^[-−—]/.test(figure.text);
  return (negative ? "−" : "") + figure.text;
}

// The sign of a formula's value. Floats do for a sign; the digits are the service's.
function sign(text, values) {
  const parts = text.match(/\d+(?:\.\d+)?|\w+|[-+*/()]/g) ?? [];
  const product = () => {
    let value = atom();
    while (parts[0] === "*" || parts[0] === "/") value = parts.shift() === "*" ? value * atom() : value / atom();
    return value;
  };
  const sum = () => {
    let value = product();
    while (parts[0] === "+" || parts[0] === "-") value = parts.shift() === "+" ? value + product() : value - product();
    return value;
  };
  const atom = () => {
    const part = parts.shift();
    if (part === "-") return -atom();
    if (part !== "(") return values.get(part) ?? Number(part);
    const value = sum();
    parts.shift();
    return value;
  };
  const value = sum();
  return Math.abs(value) < 1e-9 ? 0 : Math.sign(value);
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
