// Signing in with a key, where the service has that; what one may do then.
import * as api from "./api.js";
import { button, el } from "./dom.js";
import { t } from "./i18n.js";

const place = document.getElementById("account");
const manage = document.getElementById("manage");
const listeners = [];
let session = null;

export const onChange = (tell) => listeners.push(tell);

// A service without sign-in lets everybody ask.
export const mayAsk = () => !session || may("ask");

export function may(scope) {
  return [...(session?.open ?? []), ...(session?.scopes ?? [])].includes(scope);
}

export async function look() {
  try {
    session = await api.session();
  } catch {
    session = null; // what keeps the service from telling also keeps it from answering, and is told there
  }
  await show();
}

function show() {
  // Where everything is open to everybody there is nothing to sign in for.
  place.hidden = !session || (!session.signed_in && may("admin"));
  manage.hidden = !(session && (may("upload") || may("admin")));
  if (session) {
    const who = [session.name, session.staff ? t("withStaff") : null].filter(Boolean).join(" · ");
    place.replaceChildren(
      ...(session.signed_in
        ? [el("span", { class: "who" }, who), button("plain", leave, t("signOut"))]
        : [button("wide-button", enter, t("signIn"))]),
    );
  }
  return Promise.all(listeners.map((tell) => tell()));
}

async function leave() {
  await api.signOut().catch(() => null);
  await look();
}

export function enter() {
  const key = el("input", { id: "key", type: "password", autocomplete: "current-password", required: true, spellcheck: "false" });
  const wrong = el("p", { class: "wrong", role: "alert" });
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": "sign-in" });
  const form = el(
    "form",
    {},
    el("h2", { id: "sign-in" }, t("signInTitle")),
    el("p", { class: "faint" }, t("signInHelp")),
    el("label", { for: "key" }, t("key")),
    key,
    wrong,
    el("div", { class: "row-end" }, button("plain", () => dialog.close(), t("cancel")), el("button", { class: "solid" }, t("signIn"))),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await api.signIn(key.value.trim());
      dialog.close();
      await look();
    } catch (error) {
      wrong.textContent = error.message;
      key.select();
    }
  });
  dialog.append(form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
