// Whether an answer helped; if not, what is wrong with it.
import * as api from "./api.js";
import { button, el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

// What is sent stays Chinese whichever language the page is in: it is read by the people who keep the service.
const REASONS = { numbersWrong: "数字错误", citationWrong: "引用错误", beside: "答非所问" };

// Two buttons for the row of actions, and the place under it where the reasons are asked for.
export function feedback(id) {
  const below = el("div", { class: "feedback", hidden: true });
  const thumbs = { up: thumb("good", () => up()), down: thumb("bad", () => down()) };
  const mark = (verdict) => {
    for (const [name, one] of Object.entries(thumbs)) one.setAttribute("aria-pressed", String(name === verdict));
  };
  const say = (words, wrong = false) => {
    below.hidden = false;
    below.replaceChildren(el("p", { role: "status", class: wrong ? "wrong" : "faint" }, words));
  };
  const tell = async (verdict, said) => {
    mark(verdict);
    try {
      await api.feedback(id, { verdict, reasons: [], comment: "", ...said });
      say(t("thanks"));
    } catch (error) {
      mark(null);
      say(error.message, true);
    }
  };
  const up = () => tell("up", {});
  const down = () => {
    mark("down");
    const chosen = new Set();
    const reasons = Object.entries(REASONS).map(([key, reason]) => {
      const one = button("pick", () => {
        if (!chosen.delete(reason)) chosen.add(reason);
        one.setAttribute("aria-pressed", String(chosen.has(reason)));
      }, t(key));
      one.setAttribute("aria-pressed", "false");
      return one;
    });
    const comment = el("textarea", { rows: 2, maxlength: 1000, "aria-label": t("comment"), placeholder: t("comment") });
    const send = () => tell("down", { reasons: [...chosen], comment: comment.value.trim() });
    const cancel = () => {
      mark(null);
      below.hidden = true;
      thumbs.down.focus();
    };
    below.hidden = false;
    below.replaceChildren(
      el("p", {}, t("whatIsWrong")),
      el("div", { class: "picks", role: "group", "aria-label": t("whatIsWrong") }, reasons),
      comment,
      el("div", { class: "row-end" }, button("plain", cancel, t("cancel")), button("solid", send, t("send"))),
    );
    below.scrollIntoView({ block: "nearest" });
    reasons[0].focus({ preventScroll: true });
  };
  return { thumbs: Object.values(thumbs), below };
}

function thumb(name, press) {
  const made = button("act", press, icon(name));
  made.setAttribute("aria-label", t(name));
  made.setAttribute("aria-pressed", "false");
  made.title = t(name);
  return made;
}
