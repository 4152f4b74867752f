// The filters at the composer: a box to choose in, and what is chosen as chips that can be taken away.
import { button, el } from "./dom.js";
import { CHINESE, KINDS, t } from "./i18n.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";

const MANY = 8; // organisations, from which on they can be searched
const SHOWN = 3; // chips of one dimension; more are counted

export function filterbar(filters) {
  const words = el("span", {}, t("filterAll"));
  const trigger = button("filter-button", () => {}, icon("filter"), words);
  const box = el("div", { class: "menu filter-box", role: "group", "aria-label": t("filter") });
  const chips = el("div", { class: "filter-chips", role: "group", "aria-label": t("filter") });
  const opened = menu(trigger, box, {
    opened: () => {
      fill();
      box.querySelector("input, button")?.focus();
    },
  });
  const count = el("p", { class: "faint", role: "status" });

  function fill() {
    const parts = ["organisation", "year", "kind"].map((name) => group(name));
    const clear = button("plain", () => {
      filters.clear();
      fill();
    }, t("clear"));
    const done = button("solid", () => opened.close(true), t("done"));
    box.replaceChildren(el("p", { class: "faint" }, t("filterHelp")), ...parts, el("div", { class: "row-end" }, count, clear, done));
    tell();
  }

  function group(name) {
    const options = filters.values(name).map((value) => {
      const tick = el("input", { type: "checkbox" });
      tick.checked = filters.has(name, value);
      tick.addEventListener("change", () => filters.set(name, value, tick.checked));
      return el("label", { class: "option", ...CHINESE }, tick, el("span", {}, shown(name, value)));
    });
    const list = el("div", { class: `options ${name}` }, options);
    const made = el("fieldset", {}, el("legend", {}, t(name)));
    if (name === "organisation" && options.length > MANY) {
      const search = el("input", { type: "search", class: "search", placeholder: t("findBody"), "aria-label": t("findBody") });
      search.addEventListener("input", () => {
        for (const one of options) one.hidden = !one.textContent.includes(search.value.trim());
      });
      made.append(search);
    }
    made.append(list);
    return made;
  }

  function shown(name, value) {
    if (name === "year") return t("yearOf", { year: value });
    if (name === "kind") return KINDS[value];
    if (name === "document") return filters.documents.find((one) => one.id === value)?.title ?? value;
    return value;
  }

  function tell() {
    count.textContent = filters.matching.length ? t("matching", { n: filters.matching.length }) : t("noneMatches");
    count.classList.toggle("wrong", !filters.matching.length);
    words.textContent = filters.any ? t("filter") : t("filterAll");
    trigger.hidden = !filters.documents.length;
    const made = [];
    for (const name of ["organisation", "year", "kind", "document"]) {
      const chosen = filters.chosen(name);
      const all = () => filters.only(name, []);
      if (chosen.length > SHOWN || (name === "document" && chosen.length > 1)) {
        made.push(taken(name === "document" ? t("several", { n: chosen.length }) : `${t(name)}：${chosen.length}`, all));
      } else {
        for (const value of chosen) made.push(taken(shown(name, value), () => filters.set(name, value, false)));
      }
    }
    if (filters.any && !filters.matching.length) made.push(el("span", { class: "wrong" }, t("noneMatches")));
    chips.replaceChildren(...made);
  }

  function taken(what, drop) {
    const made = button("filter-chip", () => {
      drop();
      (chips.querySelector("button") ?? trigger).focus();
    }, el("span", CHINESE, what), icon("close"));
    made.setAttribute("aria-label", t("drop", { what }));
    return made;
  }

  filters.onChange(tell);
  return el("div", { class: "filters" }, el("span", { class: "anchor" }, trigger, box), chips);
}
