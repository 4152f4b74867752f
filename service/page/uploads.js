// Files come in: dropped or chosen, sent in batches, and what has become of each, until all are finished.
import * as desk from "./desk.js";
import { button, el, renew, unseen } from "./dom.js";
import { CHINESE, t } from "./i18n.js";
import { may } from "./session.js";
import { held, reload } from "./shelf.js";

const [form, closed, drop, files, outgoing, jobs] = ["upload-form", "upload-closed", "drop", "files", "outgoing", "jobs"].map((id) =>
  document.getElementById(id),
);
const A_BATCH = { files: 50, bytes: 200 * 1024 * 1024 };
const LOOK_MS = 1000;
const HIDDEN = new Set(); // finished jobs that are put away
let timer = null;
let finished = null; // ids of files' documents that were told of

const say = (words) => document.dispatchEvent(new CustomEvent("said", { detail: words }));

// ---- choosing

async function* inside(entry) {
  if (entry.isFile) {
    yield await new Promise((done, fail) => entry.file(done, fail));
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return;
    for (const one of some) yield* inside(one);
  }
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const found = [];
  for (const entry of entries) for await (const file of inside(entry)) found.push(file);
  return found.filter((file) => !file.name.startsWith(".") && !file.name.startsWith("~$"));
}

function batches(chosen) {
  const made = [];
  let bytes = Infinity;
  for (const file of chosen) {
    if (bytes + file.size > A_BATCH.bytes || made.at(-1).length >= A_BATCH.files) {
      made.push([]);
      bytes = 0;
    }
    made.at(-1).push(file);
    bytes += file.size;
  }
  return made;
}

// ---- sending

async function send(chosen) {
  const told = {
    visibility: document.getElementById("visibility").value,
    published: document.getElementById("published").value,
    source_url: document.getElementById("source-url").value.trim(),
  };
  for (const batch of batches(chosen)) await sendBatch(batch, told);
}

async function sendBatch(batch, told) {
  const words = el("span");
  const bar = el("progress", { max: 1, value: 0, "aria-label": t("uploads") });
  const place = el("div", { class: "outgoing" }, words, bar);
  outgoing.append(place);
  const tell = (share) => {
    bar.value = share;
    words.textContent = t("sending", { n: batch.length, percent: Math.round(share * 100) });
  };
  const { go, stop } = desk.sending(batch, told, tell);
  const attempt = async () => {
    place.replaceChildren(words, bar, button("plain", stop, t("cancelJob")));
    tell(0);
    try {
      await go();
      place.remove();
      await watch();
    } catch (error) {
      if (error.name === "AbortError") {
        place.remove();
        return;
      }
      place.replaceChildren(
        el("p", { class: "wrong", role: "alert" }, t("sendingFailed", { why: error.message })),
        button("plain", attempt, t("sendAgain")),
        button("plain", () => place.remove(), t("dismiss")),
      );
    }
  };
  await attempt();
}

// ---- what becomes of them

const STATES = { done: "state_done", failed: "state_failed", cancelled: "state_cancelled" };
const ACTIVE = new Set(["queued", "running"]);

function fileLine(file) {
  const state = STATES[file.state] ? t(STATES[file.state]) : t(`stage_${file.stage}`);
  return el(
    "li",
    { class: `job-file ${file.state}` },
    el("span", { class: "job-name", ...CHINESE }, file.name),
    ACTIVE.has(file.state) ? el("progress", { max: 1, value: file.progress, "aria-label": t("progressOf", { name: file.name }) }) : el("span"),
    el("span", { class: "job-state" }, state),
    file.document ? el("a", { class: "plain", href: `#/${encodeURIComponent(file.document)}` }, t("open"), unseen(file.name)) : null,
    file.error ? el("p", { class: "wrong", ...CHINESE }, file.error) : null,
    file.note ? el("p", { class: "faint", ...CHINESE }, file.note) : null,
  );
}

function jobView(job) {
  const count = (state) => job.files.filter((file) => file.state === state).length;
  const numbers = { all: job.files.length, done: count("done"), failed: count("failed") + count("cancelled") };
  const active = ACTIVE.has(job.state);
  const words = active ? "jobRunning" : numbers.failed ? "jobFailed" : "jobDone";
  const act = (what) => async () => {
    try {
      await what(job.id);
    } catch (error) {
      say(error.message);
    }
    await watch();
  };
  const away = () => {
    HIDDEN.add(job.id);
    watch();
  };
  return el(
    "section",
    { class: "job", "data-job": job.id },
    el(
      "div",
      { class: "job-top" },
      el("p", {}, t(words, numbers), job.visibility === "staff" ? el("span", { class: "badge staff" }, t("staff")) : null),
      active ? button("plain", act(desk.cancel), t("cancelJob")) : null,
      !active && numbers.failed ? button("plain", act(desk.retry), t("retryJob")) : null,
      !active ? button("plain", away, t("hideDone")) : null,
    ),
    el("ul", {}, job.files.map(fileLine)),
  );
}

// Buttons keep their deeds only where they are replaced as a whole: an equal node with another listener would stay.
function display(found) {
  found.forEach((job, i) => {
    const old = jobs.querySelector(`[data-job="${CSS.escape(job.id)}"]`);
    const made = jobView(job);
    if (!old) jobs.insertBefore(made, jobs.children[i] ?? null);
    else if (old.dataset.state !== job.state) old.replaceWith(made);
    else renew(old.querySelector("ul"), fragment(made.querySelector("ul")));
    made.dataset.state = job.state;
    if (old) old.dataset.state = job.state;
  });
  const wanted = new Set(found.map((job) => job.id));
  for (const one of [...jobs.children]) if (!wanted.has(one.dataset.job)) one.remove();
}

function fragment(parent) {
  const made = document.createDocumentFragment();
  made.append(...parent.childNodes);
  return made;
}

async function arrivals(found) {
  const now = new Set(found.flatMap((job) => job.documents));
  const fresh = finished ? [...now].filter((id) => !finished.has(id)) : [];
  finished = now;
  if (!fresh.length) return;
  await reload();
  const record = held().find((one) => one.id === fresh.at(-1));
  if (record && record.status === "ready") say(t("arrived", { title: record.title }));
}

// Look at the jobs, now and as long as one of them is not finished.
export async function watch() {
  clearTimeout(timer);
  const allowed = may("upload");
  form.hidden = !allowed;
  closed.hidden = allowed;
  if (!allowed) {
    jobs.replaceChildren();
    return;
  }
  try {
    const found = await desk.jobs();
    display(found.filter((job) => !HIDDEN.has(job.id) && (ACTIVE.has(job.state) || recent(job))));
    await arrivals(found);
    if (found.some((job) => ACTIVE.has(job.state))) timer = setTimeout(watch, LOOK_MS);
  } catch (error) {
    say(error.message);
    timer = setTimeout(watch, 5 * LOOK_MS);
  }
}

const recent = (job) => Date.now() - Date.parse(job.created) < 24 * 3600 * 1000;

files.addEventListener("change", () => {
  const chosen = [...files.files];
  files.value = "";
  if (chosen.length) send(chosen);
});
form.addEventListener("submit", (event) => event.preventDefault());
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const found = await dropped(event.dataTransfer);
  if (found.length) send(found);
});
