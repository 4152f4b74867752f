// The calls to the service; a failure is an Error whose message is the sentence to show, `status` the reply's.
import { t } from "./i18n.js";
import { Events } from "./stream.js";

async function request(path, options = {}) {
  let reply;
  try {
    reply = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(t("offline"));
  }
  if (reply.ok) return reply;
  const body = await reply.json().catch(() => null);
  throw Object.assign(new Error(body?.detail ?? t("unusable", { status: reply.status })), { status: reply.status });
}

export async function call(path, options) {
  const reply = await request(path, options);
  if (reply.status === 204) return null;
  const body = await reply.json().catch(() => null);
  if (body === null) throw new Error(t("unusable", { status: reply.status }));
  return body;
}

export const json = (method, body) => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});
export const part = (id) => encodeURIComponent(id);

// The events of an answer as they come: arrays of what one piece of the stream completed. The last has the whole answer.
export async function* asking(question, { documents, conversation, signal }) {
  const body = { question, documents, stream: true, ...(conversation ? { conversation } : {}) };
  const reply = await request("/v1/ask", { ...json("POST", body), signal });
  const [reader, events] = [reply.body.getReader(), new Events()];
  let whole = false;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const found = events.push(value);
      whole ||= found.some((one) => one.event === "answer");
      if (found.length) yield found;
    }
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(t("broken"));
  }
  if (!whole) throw new Error(t("broken"));
}

export async function documents() {
  const found = [];
  let cursor = null;
  do {
    const page = await call("/v1/documents?limit=1000" + (cursor ? `&cursor=${part(cursor)}` : ""));
    found.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return found;
}

const inside = (id, path) => call(`/v1/documents/${part(id)}/${path}`);

// Where the picture of a cited page is; null for what was not published in pages.
export function pagePicture(citation) {
  if (!citation.page) return null;
  const wanted = new URLSearchParams();
  if (citation.fact) wanted.set("highlight", citation.fact);
  if (citation.file) wanted.set("file", citation.file);
  const query = wanted.size ? `?${wanted}` : "";
  return `/v1/documents/${part(citation.document)}/pages/${citation.page}.png${query}`;
}

export const table = (id, number) => inside(id, `tables/${number}`);
export const paragraphs = (id, anchor) => inside(id, anchor ? `paragraphs?around=${part(anchor)}` : "paragraphs?limit=1000");
export const readiness = () => call("/readyz");

// What was answered before.
export const answer = (id) => call(`/v1/answers/${part(id)}`);
export const conversation = (id) => call(`/v1/conversations/${part(id)}`);
export const rename = (id, title) => call(`/v1/conversations/${part(id)}`, json("PATCH", { title }));
export const forget = (id) => call(`/v1/conversations/${part(id)}`, { method: "DELETE" });
export const feedback = (id, said) => call(`/v1/answers/${part(id)}/feedback`, json("POST", said));
export const chart = (id, theme) => `/v1/answers/${part(id)}/chart.svg?theme=${theme}`;

// A file with an answer or a conversation in it; fetched, so that a failure is told on the page and not on a blank one.
export async function exported(what, id, format) {
  const reply = await request(`/v1/${what}/${part(id)}/export?format=${format}`);
  const name = /filename\*=UTF-8''([^;]+)/i.exec(reply.headers.get("Content-Disposition") ?? "");
  return { file: await reply.blob(), name: name ? decodeURIComponent(name[1]) : `mingzhang.${format}` };
}

// Who is asking: null where the service has no sign-in.
export async function session() {
  try {
    return await call("/v1/session");
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}
export const signIn = (key) => call("/v1/session", json("POST", { key }));
export const signOut = () => call("/v1/session", { method: "DELETE" });
