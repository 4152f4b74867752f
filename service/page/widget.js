// The question window that other sites embed:
//   <script src="https://host/widget.js" data-question="…" data-documents="id,id" data-title="…" async></script>
// One tag, one window; several tags, several windows. It lives in a shadow root, so that neither the site's styles reach
// it nor its own the site. Where a site's policy forbids it to fetch, the same window is shown in a frame of our own
// (`/widget`), and asks from there. What an answer says is put in as text, never as markup.
(() => {
  "use strict";

  const script = document.currentScript || document.querySelector("script[src$='widget.js']");
  const base = new URL(".", script.src).href;
  const framed = "frame" in script.dataset; // this is the page in the frame
  const TAG = "mingzhang-widget";
  const READY_WITHIN = 5000; // milliseconds until a frame that says nothing is taken for refused
  const LAYER = 2147483000;
  const STEP = 64; // pixels from one button to the next

  const WORDS = {
    zh: {
      title: "问预算决算", open: "打开问答", close: "关闭", ask: "提问", stop: "停止", hint: "写下问题，按回车提问",
      waiting: "正在查公开材料…", stopped: "已停止。", sources: "出处", original: "原文", foot: "答案附出处，请以原文为准",
      contact: "可联系：", again: "还可以问", page: (n) => `第${n}页`, cited: "有出处", derived: "可以算出：",
      unsure: "依据的数不确定", contradicted: "与披露不符", failed: "没有得到答案，请稍后重试。",
      refused: `问答没有连上。若一直如此，请网站管理员把 ${location.origin} 加入明账的 MINGZHANG_WIDGET_ORIGINS 设置。`,
    },
    en: {
      title: "Ask about the budget", open: "Open questions", close: "Close", ask: "Ask", stop: "Stop",
      hint: "Type a question, Enter to ask", waiting: "Looking through the disclosures…", stopped: "Stopped.",
      sources: "Sources", original: "original", foot: "Every figure has its source; the original prevails",
      contact: "Contact: ", again: "You may also ask", page: (n) => `page ${n}`, cited: "cited", derived: "derived: ",
      unsure: "rests on an uncertain number", contradicted: "contradicted by the disclosure",
      failed: "No answer came; please try again later.",
      refused: `No connection. If this stays so, ask the administrator to add ${location.origin} to MINGZHANG_WIDGET_ORIGINS.`,
    },
  };

  const STYLE = `
    .panel, .launch { font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
      color-scheme: light dark; text-align: start; }
    :host { --paper: #fff; --ink: #1c2430; --soft: #5a6472; --line: #d5dae1; --accent: #1d4f91; --tint: #f2f5f9;
      --cited: #17643a; --derived: #1d4f91; --unsure: #8a5200; --wrong: #b3261e; }
    @media (prefers-color-scheme: dark) { :host { --paper: #171b21; --ink: #e8ecf1; --soft: #a7b1be; --line: #39424e;
      --accent: #8ab4f8; --tint: #222831; --cited: #7fd1a0; --derived: #8ab4f8; --unsure: #f0b860; --wrong: #ff9a92; } }
    * { box-sizing: border-box; }
    button, textarea { font: inherit; color: inherit; }
    button { cursor: pointer; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    .launch { display: block; margin-left: auto; border: 0; border-radius: 24px; padding: 10px 18px; min-height: 44px;
      max-width: 70vw; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
      background: #1d4f91; color: #fff; box-shadow: 0 2px 10px rgb(0 0 0 / 30%); }
    .panel { display: flex; flex-direction: column; width: min(400px, calc(100vw - 24px)); height: min(600px, calc(100vh - 110px));
      margin-bottom: 10px; background: var(--paper); color: var(--ink); border: 1px solid var(--line); border-radius: 12px;
      overflow: hidden; box-shadow: 0 6px 28px rgb(0 0 0 / 28%); }
    .panel[hidden] { display: none; }
    .whole { width: 100vw; height: 100vh; margin: 0; border: 0; border-radius: 0; }
    header { display: flex; align-items: center; gap: 8px; padding: 8px 12px; border-bottom: 1px solid var(--line); }
    header strong { flex: 1; overflow-wrap: anywhere; }
    .plain { border: 0; background: none; min-width: 36px; min-height: 36px; border-radius: 8px; }
    .log { flex: 1; overflow: auto; padding: 12px; overflow-wrap: anywhere; }
    .log > * { margin: 0 0 12px; }
    .mine { margin-left: 15%; padding: 8px 12px; border-radius: 12px; background: var(--tint); white-space: pre-wrap; }
    .answer p { margin: 0 0 6px; white-space: pre-wrap; }
    .wide { overflow: auto; }
    table { border-collapse: collapse; margin: 0 0 6px; }
    td { border: 1px solid var(--line); padding: 2px 8px; }
    .figure { font-weight: 600; text-decoration: underline 2px; text-underline-offset: 3px; }
    .cited { text-decoration-color: var(--cited); }
    .derived { text-decoration-color: var(--derived); text-decoration-style: dotted; }
    .unsure { text-decoration-color: var(--unsure); text-decoration-style: dashed; }
    .unsure::after { content: "?"; color: var(--unsure); }
    .contradicted, .unverified { color: var(--wrong); text-decoration: line-through 2px var(--wrong); }
    .mark { cursor: pointer; color: var(--accent); padding: 0 1px; font-size: 0.8em; vertical-align: super; line-height: 1; }
    .notice { color: var(--unsure); }
    details { border-top: 1px solid var(--line); padding-top: 6px; font-size: 0.88em; color: var(--soft); }
    summary { cursor: pointer; }
    ol { margin: 6px 0 0; padding-left: 0; list-style: none; }
    li { padding: 3px 6px; border-radius: 6px; }
    li.here { background: var(--tint); outline: 1px solid var(--accent); }
    q { color: var(--ink); }
    a { color: var(--accent); }
    .chips { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 8px; }
    .chips button { border: 1px solid var(--line); border-radius: 16px; background: none; padding: 3px 10px; text-align: left; }
    .failed { color: var(--wrong); }
    form { display: flex; gap: 8px; padding: 10px 12px 4px; border-top: 1px solid var(--line); }
    textarea { flex: 1; min-height: 40px; max-height: 120px; resize: none; padding: 8px; border: 1px solid var(--line);
      border-radius: 8px; background: var(--paper); }
    form button { border: 0; border-radius: 8px; padding: 0 14px; min-height: 40px; background: #1d4f91; color: #fff; }
    footer { padding: 2px 12px 8px; font-size: 0.78em; color: var(--soft); }
    iframe { flex: 1; width: 100%; border: 0; }`;

  function given() {
    const of = framed ? readHash() : { ...script.dataset };
    return {
      question: text(of.question).trim(),
      documents: text(of.documents).split(",").map((one) => one.trim()).filter(Boolean),
      title: text(of.title).trim(),
      lang: text(of.lang).startsWith("en") ? "en" : "zh",
      frame: of.mode === "iframe",
    };
  }

  function readHash() {
    try {
      return JSON.parse(decodeURIComponent(location.hash.slice(1))) || {};
    } catch {
      return {};
    }
  }

  const text = (value) => (typeof value === "string" ? value : "");

  function make(name, properties = {}, ...children) {
    const one = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in one) one[key] = value;
      else one.setAttribute(key, value);
    }
    one.append(...children);
    return one;
  }

  function start() {
    const options = given();
    const words = WORDS[options.lang];
    const title = options.title || words.title;
    const host = document.createElement(TAG);
    const modern = "attachShadow" in host && "adoptedStyleSheets" in Document.prototype;
    const inFrame = !framed && (options.frame || !modern);
    const root = modern ? host.attachShadow({ mode: "open" }) : host;
    if (modern) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    }
    place(host);

    let conversation = null;
    let underway = null; // the request that is being answered
    let asked = false; // whether the preset question was

    const log = make("div", { className: "log", role: "log", tabIndex: 0, ariaLabel: title });
    const box = make("textarea", { rows: 1, placeholder: words.hint, ariaLabel: words.hint, maxLength: 2000 });
    const send = make("button", { type: "submit", textContent: words.ask });
    const form = make("form", {}, box, send);
    const shut = make("button", { type: "button", className: "plain", textContent: "✕", ariaLabel: words.close });
    const head = make("header", {}, make("strong", { textContent: title }), shut);
    const panel = make(
      "section",
      { className: framed ? "panel whole" : "panel", role: "dialog", ariaLabel: title, hidden: !framed, lang: options.lang },
      head, log, form, make("footer", { textContent: words.foot }),
    );
    const launch = make("button", { type: "button", className: "launch", textContent: title, ariaExpanded: "false" });
    root.append(panel);
    if (!framed) root.append(launch);

    function open() {
      for (const other of document.querySelectorAll(TAG)) if (other !== host) other.mingzhang?.close();
      panel.hidden = false;
      launch.ariaExpanded = "true";
      if (inFrame) return embed("");
      box.focus();
      preset();
    }

    function close() {
      if (framed) return tell("close");
      panel.hidden = true;
      launch.ariaExpanded = "false";
    }

    function preset() {
      if (asked || !options.question) return;
      asked = true;
      ask(options.question);
    }

    async function ask(question) {
      if (!question || underway) return;
      const mine = make("p", { className: "mine", textContent: question });
      const waiting = make("p", { textContent: words.waiting });
      log.append(mine, waiting);
      log.scrollTop = log.scrollHeight;
      underway = new AbortController();
      send.textContent = words.stop;
      try {
        waiting.replaceWith(await answered(question, underway.signal));
        mine.scrollIntoView({ block: "nearest" });
      } catch (error) {
        if (error instanceof TypeError && !framed) {
          // No reply at all: the site's policy, or ours, does not let this page ask. A frame of ours may.
          mine.remove();
          waiting.remove();
          embed(question);
        } else {
          const said = error.name === "AbortError" ? words.stopped : error.said || words.failed;
          waiting.replaceWith(make("p", { className: "failed", textContent: said }));
          if (!box.value) box.value = question;
        }
      } finally {
        underway = null;
        send.textContent = words.ask;
      }
    }

    async function answered(question, signal) {
      const body = { question, format: "text" };
      if (options.documents.length) body.documents = options.documents;
      if (conversation) body.conversation = conversation;
      const reply = await fetch(`${base}v1/ask`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal,
      });
      const told = await reply.json().catch(() => ({}));
      if (!reply.ok) throw Object.assign(new Error("refused"), { said: text(told.detail) });
      conversation = told.conversation;
      return shown(told, words, ask);
    }

    function embed(question) {
      if (panel.querySelector("iframe")) return;
      const frame = document.createElement("iframe");
      const hash = { question: question || options.question, documents: options.documents.join(","), title, lang: options.lang };
      frame.src = `${base}widget#${encodeURIComponent(JSON.stringify(hash))}`;
      frame.title = title;
      frame.referrerPolicy = "no-referrer";
      panel.replaceChildren(frame); // its page has a head and a form of its own
      if (!modern) bare(panel, launch, frame);
      const givenUp = setTimeout(() => {
        const link = make("a", { href: base, target: "_blank", rel: "noopener", textContent: base });
        panel.replaceChildren(head, make("p", { className: "log failed", textContent: words.refused }), link);
      }, READY_WITHIN);
      addEventListener("message", (event) => {
        if (event.source !== frame.contentWindow || event.origin !== new URL(base).origin) return;
        if (event.data?.mingzhang === "ready") clearTimeout(givenUp);
        if (event.data?.mingzhang === "close") {
          close();
          launch.focus();
        }
      });
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (underway) return underway.abort();
      const question = box.value.trim();
      box.value = "";
      ask(question);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      if (!underway) form.requestSubmit();
    });
    panel.addEventListener("keydown", (event) => {
      event.stopPropagation(); // a site's shortcuts are not meant here
      if (event.key !== "Escape") return;
      close();
      launch.focus();
    });
    shut.addEventListener("click", close);
    launch.addEventListener("click", () => (panel.hidden ? open() : close()));
    // For a site's own buttons: document.querySelector("mingzhang-widget").mingzhang.ask("…")
    host.mingzhang = { open, close, ask: (question) => (open(), ask(text(question).trim())) };
    document.body.append(host);
    if (framed) {
      box.focus();
      preset();
      tell("ready");
    }
  }

  const tell = (what) => parent.postMessage({ mingzhang: what }, "*"); // to whoever may frame us; nothing is in it

  // No style of the site's moves it or puts anything before it.
  function place(host) {
    const others = document.querySelectorAll(TAG).length;
    const side = script.dataset.position === "left" ? "left" : "right";
    const fixed = { all: "initial", position: "fixed", display: "block", "z-index": String(LAYER + others) };
    const where = framed ? { inset: "0" } : { [side]: "12px", bottom: `${12 + others * STEP}px` };
    for (const [name, value] of Object.entries({ ...fixed, ...where })) host.style.setProperty(name, value, "important");
  }

  // Without a shadow root: the frame alone is styled.
  function bare(panel, launch, frame) {
    Object.assign(panel.style, { width: "min(400px, 94vw)", height: "min(600px, 80vh)", background: "#fff" });
    Object.assign(frame.style, { width: "100%", height: "100%", border: "1px solid #d5dae1" });
    Object.assign(launch.style, { minHeight: "44px" });
  }

  // An answer as elements. Places count Unicode characters, of which a string of JavaScript has one or two units each.
  function shown(told, words, ask) {
    const chars = Array.from(told.answer);
    const sources = new Map();
    const list = make("ol");
    for (const one of told.citations) {
      const line = make("li", { tabIndex: -1 }, `[${one.id}] `, ...source(one, words));
      sources.set(String(one.id), line);
      list.append(line);
    }
    const piece = (from, to) => inline(chars, from, to, told, words, sources);
    const whole = make("div", { className: "answer" });
    let table = null;
    let at = 0;
    for (const line of told.answer.split("\n")) {
      const length = Array.from(line).length;
      if (line.includes("\t")) {
        if (!table) whole.append(make("div", { className: "wide" }, (table = make("table"))));
        const row = table.insertRow();
        let from = at;
        for (const cell of line.split("\t")) {
          const to = from + Array.from(cell).length;
          row.insertCell().append(...piece(from, to));
          from = to + 1;
        }
      } else {
        table = null;
        if (line.trim()) whole.append(make("p", {}, ...piece(at, at + length)));
      }
      at += length + 1;
    }
    for (const notice of told.notices) whole.append(make("p", { className: "notice", textContent: notice }));
    if (told.handoff) whole.append(make("p", { textContent: words.contact + told.handoff }));
    if (told.citations.length) {
      const name = make("summary", { textContent: `${words.sources}（${told.citations.length}）` });
      whole.append(make("details", { open: true }, name, list));
    }
    if (told.follow_ups.length) {
      const chips = told.follow_ups.map((one) => {
        const chip = make("button", { type: "button", textContent: one });
        chip.addEventListener("click", () => ask(one));
        return chip;
      });
      whole.append(make("div", { className: "chips", role: "group", ariaLabel: words.again }, ...chips));
    }
    return whole;
  }

  function source(one, words) {
    const where = [one.title, one.table && `“${one.table}”`, one.page && words.page(one.page), ...(one.section || []).slice(-1)];
    const labels = [...(one.row || []).slice(-1), ...(one.column || [])].join(" › ");
    const said = [where.filter(Boolean).join("，"), labels && `，${labels}`, "："].filter(Boolean).join("");
    const quote = make("q", { textContent: one.quote });
    if (!/^https?:\/\//.test(one.source_url || "")) return [said, quote];
    const link = make("a", { href: one.source_url, target: "_blank", rel: "noopener noreferrer", textContent: words.original });
    return [said, quote, " ", link];
  }

  function inline(chars, from, to, told, words, sources) {
    const parts = [];
    let at = from;
    const plain = (end) => {
      const said = chars.slice(at, end).join("");
      for (const part of said.split(/(\[\d+\])/)) {
        const line = sources.get(part.slice(1, -1));
        if (!/^\[\d+\]$/.test(part) || !line) parts.push(part);
        else parts.push(mark(part, line, words));
      }
      at = end;
    };
    for (const figure of told.figures) {
      if (figure.start < at || figure.end > to) continue;
      plain(figure.start);
      const looks = !figure.certain ? "unsure" : figure.verdict;
      const why = figure.certain ? words[figure.verdict] || figure.verdict : words.unsure;
      const one = make("span", { className: `figure ${looks}`, title: why + (figure.formula ? computed(figure) : "") });
      one.textContent = chars.slice(figure.start, figure.end).join("");
      parts.push(one);
      at = figure.end;
    }
    plain(to);
    return parts;
  }

  function computed(figure) {
    const named = new Map(figure.operands.map((one) => [one.name, `${one.value}${one.unit || ""}`]));
    return figure.formula.replace(/[A-Za-z_]\w*/g, (name) => named.get(name) || name);
  }

  function mark(part, line, words) {
    // No button: a line of text would be broken before the comma that follows it.
    const one = make("span", { role: "button", tabIndex: 0, className: "mark", textContent: part, ariaLabel: `${words.sources} ${part}` });
    one.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      one.click();
    });
    one.addEventListener("click", () => {
      line.parentElement.parentElement.open = true;
      for (const other of line.parentElement.children) other.classList.toggle("here", other === line);
      line.scrollIntoView({ block: "nearest" });
      line.focus({ preventScroll: true });
    });
    return one;
  }

  if (document.body && (framed ? document.readyState !== "loading" : true)) start();
  else addEventListener("DOMContentLoaded", start);
})();
