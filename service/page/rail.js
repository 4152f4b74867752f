// The rail of past conversations: found, opened again, renamed, deleted. A column where there is room, else a drawer.
import * as api from "./api.js";
import { button, el } from "./dom.js";
import { CHINESE, t } from "./i18n.js";
import * as history from "./history.js";
import { icon } from "./icons.js";
import { read, write } from "./kept.js";

const SHUT = "mingzhang.rail-shut";
const DAY = 24 * 60 * 60 * 1000;
const rail = document.getElementById("rail");
const list = document.getElementById("past");
const search = document.getElementById("search");
const toggle = document.getElementById("toggle");
const scrim = document.getElementById("scrim");
const talk = document.querySelector(".talk");
const drawer = window.matchMedia("(max-width: 1199px)");
let host = null;
let open = false; // of the drawer
let renaming = null;
let removing = null;

export function start(hooks) {
  host = hooks;
  search.addEventListener("input", show);
  toggle.addEventListener("click", () => {
    if (drawer.matches) move(!open);
    else {
      write("localStorage", SHUT, !read("localStorage", SHUT, false));
      layout();
    }
  });
  scrim.addEventListener("click", () => move(false));
  document.getElementById("shut").addEventListener("click", () => toggle.click());
  rail.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      move(false);
    }
  });
  drawer.addEventListener("change", () => move(false));
  document.addEventListener("panelaway", layout);
  window.addEventListener("storage", show); // asked in another tab
  layout();
  show();
}

export function move(to) {
  const was = open;
  open = drawer.matches && to;
  layout();
  if (open) search.focus();
  else if (was) toggle.focus();
}

function layout() {
  const shut = drawer.matches ? !open : read("localStorage", SHUT, false);
  document.documentElement.classList.toggle("rail-shut", shut);
  rail.inert = shut;
  scrim.hidden = !open;
  if (open) talk.inert = true;
  else if (document.getElementById("panel").hidden || window.innerWidth > 999) talk.inert = false;
  toggle.setAttribute("aria-expanded", String(!shut));
}

export function show() {
  const wanted = search.value.trim();
  const found = history.matching(wanted);
  if (!found.length) {
    list.replaceChildren(el("p", { class: "faint empty" }, wanted ? t("noMatch") : t("noHistory")));
    return;
  }
  const groups = new Map();
  const midnight = new Date().setHours(0, 0, 0, 0);
  for (const one of found) {
    const at = Date.parse(one.updated);
    const name = at >= midnight ? "today" : at >= midnight - 6 * DAY ? "week" : "earlier";
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  list.replaceChildren(
    ...[...groups].map(([name, items]) => el("section", { "aria-label": t(name) }, el("h3", {}, t(name)), el("ul", {}, items.map(entry)))),
  );
}

function entry(one) {
  if (one.id === renaming) return el("li", {}, renamed(one));
  if (one.id === removing) return el("li", { class: "sure" }, sure(one));
  const current = one.id === host.current();
  const name = button("past-name", () => {
    move(false);
    host.resume(one.id);
  }, one.title);
  name.lang = CHINESE.lang;
  name.title = one.title;
  if (current) name.setAttribute("aria-current", "true");
  const change = (what) => () => {
    renaming = what === "rename" ? one.id : null;
    removing = what === "remove" ? one.id : null;
    show();
    list.querySelector("li input, li.sure .danger")?.focus();
  };
  const small = (what, sign) => {
    const made = button("quiet icon", change(what), icon(sign));
    made.setAttribute("aria-label", t(what, { title: one.title }));
    return made;
  };
  return el("li", { class: current ? "current" : null }, name, small("rename", "pencil"), small("remove", "bin"));
}

function renamed(one) {
  const input = el("input", { class: "search", "aria-label": t("renamed"), maxlength: 80, ...CHINESE });
  input.value = one.title;
  let over = false;
  const end = (keep) => {
    if (over) return;
    over = true;
    renaming = null;
    const title = input.value.trim();
    if (keep && title && title !== one.title) {
      history.rename(one.id, title);
      api.rename(one.id, title).catch(() => null); // the list is the browser's own; the service only follows
    }
    show();
    host.retitled();
    again(one.id);
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") {
      event.preventDefault(); // else the same key would press what the focus goes to
      end(true);
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      end(false);
    }
  });
  input.addEventListener("blur", () => end(true));
  return input;
}

function sure(one) {
  const back = () => {
    removing = null;
    show();
    again(one.id);
  };
  const gone = () => {
    removing = null;
    history.remove(one.id);
    api.forget(one.id).catch(() => null); // a service that has it no more has nothing to delete
    host.removed(one.id);
    show();
    search.focus();
  };
  return [
    el("p", {}, t("removeSure")),
    el("div", { class: "row-end" }, button("plain", back, t("cancel")), button("solid danger", gone, t("removeYes"))),
  ];
}

// The focus goes back to the entry that was worked on.
function again(id) {
  const at = history.matching(search.value.trim()).findIndex((one) => one.id === id);
  list.querySelectorAll(".past-name")[at]?.focus();
}
