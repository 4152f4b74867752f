// The side panel: one view at a time beside the conversation, or over it where there is no room.
const panel = document.getElementById("panel");
const title = document.getElementById("panel-title");
const tools = document.getElementById("panel-tools");
const body = document.getElementById("panel-body");
const talk = document.querySelector(".talk");
const rail = document.getElementById("rail");
const covering = window.matchMedia("(max-width: 999px)");
let opener = null;
let shown = 0; // counts what was opened, so that a late reply does not overwrite a newer view

// Where the panel covers the page, what is under it is out of reach of the keyboard and of screen readers too.
function cover() {
  talk.inert = covering.matches && !panel.hidden;
  if (talk.inert) rail.inert = true;
  else document.dispatchEvent(new Event("panelaway"));
}
covering.addEventListener("change", cover);

// A new view: its heading, buttons beside the heading, the place for what it shows. `stay` keeps the focus where it is.
export function begin(heading, { buttons = [], stay = false } = {}) {
  if (panel.hidden) opener = document.activeElement;
  panel.hidden = false;
  cover();
  document.body.classList.add("with-panel");
  title.textContent = heading;
  tools.replaceChildren(...buttons);
  body.replaceChildren();
  body.scrollTop = 0;
  if (!stay) title.focus({ preventScroll: true });
  const view = ++shown;
  return { body, current: () => view === shown };
}

export function close() {
  if (panel.hidden) return;
  panel.hidden = true;
  cover();
  document.body.classList.remove("with-panel");
  shown++;
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

document.getElementById("close").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented && !document.querySelector("dialog[open]")) close();
});
