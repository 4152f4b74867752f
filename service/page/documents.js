// The documents page: uploads and the list in front, one document behind `#/id`.
import "./desk_words.js";
import { onRecords, show as showList, reload } from "./shelf.js";
import { open, shut } from "./dossier.js";
import { switchLanguage, t, translate } from "./i18n.js";
import { look, onChange } from "./session.js";
import { watch } from "./uploads.js";

const front = document.getElementById("front");
const said = document.getElementById("said");

// One line about what has just happened, for eyes and ears.
document.addEventListener("said", (event) => {
  said.textContent = event.detail;
});

function settings() {
  const theme = document.getElementById("theme");
  const { mingzhangTheme } = window;
  theme.replaceChildren(...mingzhangTheme.choices.map((one) => new Option(t(one), one, false, one === mingzhangTheme.chosen)));
  theme.addEventListener("change", () => mingzhangTheme.choose(theme.value));
  document.getElementById("language").addEventListener("click", switchLanguage);
}

async function route() {
  const id = /^#\/(.+)$/.exec(window.location.hash)?.[1];
  front.hidden = Boolean(id);
  if (id) await open(decodeURIComponent(id));
  else {
    shut();
    await reload();
  }
}

translate();
settings();
onRecords(showList);
onChange(() => {
  document.getElementById("manage").hidden = false; // here it leads back to the questions
  watch();
  route();
});
window.addEventListener("hashchange", () => {
  said.textContent = "";
  route();
});
look();
