// The calls to the service; a failure is an Error whose message is the sentence to show.

async function call(path, options = {}) {
  let reply;
  try {
    reply = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("连不上服务：请检查网络，或确认服务仍在运行。");
  }
  const body = await reply.json().catch(() => null);
  if (!reply.ok || body === null) throw new Error(body?.detail ?? `服务没有给出可用的答复（${reply.status}）。`);
  return body;
}

export function ask(question, { documents, conversation, signal }) {
  return call("/v1/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ question, documents, ...(conversation ? { conversation } : {}) }),
    signal,
  });
}

export async function documents() {
  const found = [];
  let cursor = null;
  do {
    const page = await call("/v1/documents?limit=1000" + (cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""));
    found.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return found;
}

const inside = (id, path) => call(`/v1/documents/${encodeURIComponent(id)}/${path}`);

// Where the picture of a cited page is; null for what was not published in pages.
export function pagePicture(citation) {
  if (!citation.page) return null;
  const wanted = new URLSearchParams();
  if (citation.fact) wanted.set("highlight", citation.fact);
  if (citation.file) wanted.set("file", citation.file);
  const query = wanted.size ? `?${wanted}` : "";
  return `/v1/documents/${encodeURIComponent(citation.document)}/pages/${citation.page}.png${query}`;
}

export const table = (id, number) => inside(id, `tables/${number}`);
export const tables = (id) => inside(id, "tables");
export const paragraphs = (id, anchor) =>
  inside(id, anchor ? `paragraphs?around=${encodeURIComponent(anchor)}` : "paragraphs?limit=1000");
export const readiness = () => call("/readyz");
