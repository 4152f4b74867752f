// How a question was read: of whom, of which years, of budgets or final accounts; what was inferred can be taken away.
import { button, el } from "./dom.js";
import { CHINESE, KINDS, t } from "./i18n.js";
import { icon } from "./icons.js";

const SHOWN = 8;

// [{name, value, inferred}]: from what the answer says of it, else from where its figures stand.
export function understood(answer, documents) {
  const said = answer.understood;
  if (said) {
    const inferred = new Set(said.inferred ?? []);
    return [
      ...(said.organisations ?? []).map((value) => ({ name: "organisation", value })),
      ...(said.years ?? []).map((value) => ({ name: "year", value })),
      ...(said.kinds ?? []).map((value) => ({ name: "kind", value })),
    ].map((one) => ({ ...one, inferred: inferred.has(one.name) }));
  }
  const cited = answer.citations.map((one) => documents.find((held) => held.id === one.document)).filter(Boolean);
  const found = [];
  for (const name of ["organisation", "year", "kind"]) {
    const values = [...new Set(cited.map((one) => one[name]).filter(Boolean))];
    if (values.length !== 1) continue;
    const [value] = values;
    if (!says(answer.question, name, value)) found.push({ name, value, inferred: true });
  }
  return found;
}

function says(question, name, value) {
  if (name === "year") return question.includes(String(value));
  if (name === "kind") return question.includes(value === "budget" ? "预算" : "决算");
  const ending = Array.from(value).slice(-3).join("");
  return question.includes(value) || question.includes(ending);
}

export function name(one) {
  if (one.name === "year") return t("yearOf", { year: one.value });
  return one.name === "kind" ? (KINDS[one.value] ?? one.value) : one.value;
}

// `drop` asks again without one; only what leaves something to be asked can be dropped.
export function view(found, filters, drop) {
  // What was inferred comes first where not all can be shown.
  if (found.length > SHOWN) found.sort((a, b) => Number(b.inferred) - Number(a.inferred));
  if (!found.some((one) => one.inferred)) return null;
  const chips = found.slice(0, SHOWN).map((one) => {
    const words = name(one);
    const others = filters.values(one.name).some((value) => value !== one.value);
    if (!one.inferred || !others) {
      return el("span", { class: `read-as${one.inferred ? " inferred" : ""}`, ...CHINESE }, words);
    }
    const made = button("read-as inferred", () => drop(one), words, icon("close"));
    made.setAttribute("aria-label", t("without", { what: words }));
    made.title = `${t("inferred")} · ${t("without", { what: words })}`;
    return made;
  });
  if (found.length > SHOWN) chips.push(el("span", {}, t("andMore", { n: found.length })));
  const end = t("understoodEnd");
  return el("p", { class: "understood" }, el("span", {}, t("understood")), chips, end ? el("span", {}, end) : "");
}
