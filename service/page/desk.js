// The calls of the documents page: uploads, what became of them, corrections.
import { call, json, part } from "./api.js";
import { t } from "./i18n.js";

const about = (id, path = "") => `/v1/documents/${part(id)}${path}`;

// A name for a request, so that sending it again makes no second upload; `randomUUID` is not there over plain http.
function requestName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

// Files on their way: `go` sends them and may be called again, `stop` ends it; `tell` hears the share sent, 0 to 1.
export function sending(files, { visibility, source_url, published }, tell) {
  const name = requestName();
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  form.append("visibility", visibility);
  if (source_url) form.append("source_url", source_url);
  if (published) form.append("published", published);
  let request = null;
  const go = () =>
    new Promise((done, fail) => {
      request = new XMLHttpRequest(); // fetch does not tell how much has been sent
      request.open("POST", "/v1/documents");
      request.setRequestHeader("Idempotency-Key", name);
      request.upload.addEventListener("progress", (event) => tell(event.lengthComputable ? event.loaded / event.total : 0));
      request.addEventListener("error", () => fail(new Error(t("offline"))));
      request.addEventListener("load", () => {
        let body = null;
        try {
          body = JSON.parse(request.responseText);
        } catch {
          // told below by the status
        }
        if (request.status === 202 && body) done(body.job);
        else fail(Object.assign(new Error(body?.detail ?? t("unusable", { status: request.status })), { status: request.status }));
      });
      request.addEventListener("abort", () => fail(new DOMException("", "AbortError")));
      request.send(form);
    });
  return { go, stop: () => request?.abort() };
}

export const jobs = async () => (await call("/v1/jobs?limit=20")).items;
export const cancel = (id) => call(`/v1/jobs/${part(id)}`, { method: "DELETE" });
export const retry = (id) => call(`/v1/jobs/${part(id)}/retry`, { method: "POST" });

export const document_ = (id) => call(about(id));
export const facts = (id, table, cursor) =>
  call(about(id, `/facts?limit=200&table=${table}${cursor ? `&cursor=${part(cursor)}` : ""}`));
export const correct = (id, patch) => call(about(id), json("PATCH", patch));
export const setUnit = (id, number, unit) => call(about(id, `/tables/${number}`), json("PATCH", { unit }));
export const remove = (id) => call(about(id), { method: "DELETE" });
export const corrections = async (id) => (await call(about(id, "/corrections"))).items;

// The tie-out report; null where the service has none.
export async function audit(id) {
  try {
    return await call(about(id, "/audit"));
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}
