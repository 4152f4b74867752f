// Every word of the page itself, in Chinese and in English. Answers, quotations and titles stay as they were published.
const KEPT = "mingzhang.lang";
const LANGUAGES = { zh: "zh-CN", en: "en" };

const WORDS = {
  title: ["明账 · 预算决算公开问答", "Mingzhang · questions about public budgets"],
  skip: ["跳到提问框", "Skip to the question"],
  brand: ["明账", "Mingzhang"],
  rail: ["历史对话", "History"],
  closeRail: ["收起历史对话", "Close history"],
  fresh: ["新对话", "New chat"],
  searchHistory: ["搜索历史对话", "Search history"],
  noHistory: ["提过的问题会列在这里，只保存在这台设备的浏览器里。", "What you ask is listed here, in this browser only."],
  noMatch: ["没有符合的对话", "No conversation matches"],
  today: ["今天", "Today"],
  week: ["近七天", "Last seven days"],
  earlier: ["更早", "Earlier"],
  rename: ["重命名“{title}”", "Rename “{title}”"],
  remove: ["删除“{title}”", "Delete “{title}”"],
  renamed: ["对话名称", "Name of the conversation"],
  removeSure: ["删除这次对话？删除后不能恢复。", "Delete this conversation? This cannot be undone."],
  removeYes: ["删除", "Delete"],
  cancel: ["取消", "Cancel"],
  gone: ["这次对话已经找不到了，可能已被删除。", "This conversation can no longer be found; it may have been deleted."],
  holdings: ["材料", "Documents"],
  manage: ["管理材料", "Manage documents"],
  theme: ["外观", "Appearance"],
  system: ["跟随系统", "System"],
  light: ["浅色", "Light"],
  dark: ["深色", "Dark"],
  language: ["English", "中文"],
  signIn: ["登录", "Sign in"],
  signOut: ["退出", "Sign out"],
  withStaff: ["含内部材料", "staff documents too"],
  signInTitle: ["用密钥登录", "Sign in with a key"],
  signInHelp: ["密钥由管理员用 mingzhang keys create 发放，只用于换取登录状态，不保存在浏览器里。", "An administrator issues keys with mingzhang keys create. The key is exchanged for a session and not kept in the browser."],
  key: ["密钥", "Key"],
  askNeedsKey: ["登录后才能提问。", "Sign in to ask questions."],
  greeting: ["想知道哪笔钱？", "What would you like to know?"],
  welcome: ["问预算、决算里的数字和原因。答案里的每个数字都能点开，看到它出自哪张表的哪一格、哪一句话，或怎样算出来。", "Ask about figures and reasons in published budgets and final accounts, in Chinese. Every figure in an answer opens to the cell or sentence it comes from, or to how it was computed."],
  starters: ["可以这样问", "For example"],
  thread: ["对话", "Conversation"],
  question: ["问题", "Question"],
  placeholder: ["例如：今年公务接待费是多少？", "e.g. 今年公务接待费是多少？"],
  keys: ["按 Enter 提问，按 Shift+Enter 换行。", "Enter sends, Shift+Enter starts a new line."],
  ask: ["提问", "Ask"],
  stop: ["停止", "Stop"],
  footer: ["答案附出处，请以原文为准", "Answers cite their sources; the published originals prevail"],
  counts: ["已收录{bodies}家单位、{documents}份材料、{figures}个数字", "{documents} documents of {bodies} organisations, {figures} figures"],
  nothingHeld: ["还没有收录材料", "No documents yet"],
  waitingIn: ["正在{n}份材料里查找，并逐个核对数字……", "Searching {n} documents and checking every figure…"],
  waiting: ["正在查找，并逐个核对数字……", "Searching and checking every figure…"],
  stopped: ["已停止", "Stopped"],
  stoppedEmpty: ["已停止，还没有写出内容。", "Stopped before anything was written."],
  broken: ["答案在途中断了，请重试。", "The answer broke off; please try again."],
  offline: ["连不上服务：请检查网络，或确认服务仍在运行。", "The service cannot be reached: check the network, or that it is running."],
  unusable: ["服务没有给出可用的答复（{status}）。", "The service gave no usable reply ({status})."],
  retry: ["重试", "Try again"],
  declined: ["公开材料里没有说明", "Not in the disclosures"],
  clarify: ["需要再确认一下", "One thing to settle first"],
  choose: ["请选择", "Choose one"],
  further: ["还可以问", "You could also ask"],
  contact: ["可以联系：{who}", "You may contact: {who}"],
  citedCount: ["{n}个数引自原文", "{n} cited"],
  derivedCount: ["{n}个数计算得出", "{n} computed"],
  uncertainCount: ["{n}个数存疑", "{n} uncertain"],
  contradictedCount: ["{n}个数与披露不符", "{n} contradicted"],
  unverifiedCount: ["{n}个数未核实", "{n} not verified"],
  byModel: ["语言模型行文，数字经核算", "Worded by a language model, figures computed"],
  sources: ["{n}处出处", "{n} sources"],
  chip_derived: ["算", "calc"],
  chip_uncertain: ["存疑", "unsure"],
  chip_contradicted: ["不符", "wrong"],
  chip_unverified: ["未核实", "unchecked"],
  chip_pending: ["核对中", "checking"],
  say_cited: ["{figure}，引自出处{n}", "{figure}, cited from source {n}"],
  say_derived: ["{figure}，计算得出：{how}", "{figure}, computed: {how}"],
  say_uncertain: ["{figure}，存疑：识别不确定，请核对原文", "{figure}, uncertain: not read with certainty, check the original"],
  say_contradicted: ["{figure}，与披露不符", "{figure}, contradicted by the disclosures"],
  say_disclosed: ["披露的是{value}", "The disclosures say {value}"],
  say_unverified: ["{figure}，未核实：没有找到出处", "{figure}, not verified: no source was found"],
  say_pending: ["{figure}，核对中", "{figure}, being checked"],
  say_mark: ["出处{n}", "Source {n}"],
  tip_derived: ["计算得出", "Computed"],
  doubt_unverified: ["（未核实）", " (not verified)"],
  doubt_contradicted: ["（与披露不符）", " (contradicted)"],
  doubt_uncertain: ["（存疑）", " (uncertain)"],
  copy: ["复制", "Copy"],
  copied: ["已复制", "Copied"],
  notCopied: ["浏览器不允许复制", "The browser does not allow it"],
  link: ["复制链接", "Copy link"],
  exportTo: ["导出", "Export"],
  word: ["Word 文档", "Word document"],
  excel: ["Excel 表格", "Excel workbook"],
  exportTalk: ["导出整个对话", "Export the conversation"],
  again: ["重新回答", "Answer again"],
  edit: ["修改问题", "Edit the question"],
  editing: ["正在修改上一个问题", "Editing the last question"],
  good: ["有用", "Helpful"],
  bad: ["有问题", "Not right"],
  whatIsWrong: ["哪里有问题？", "What is wrong?"],
  numbersWrong: ["数字错误", "Wrong figure"],
  citationWrong: ["引用错误", "Wrong source"],
  beside: ["答非所问", "Not what I asked"],
  comment: ["补充说明（可不填）", "Anything else (optional)"],
  send: ["提交", "Send"],
  thanks: ["已收到，谢谢。", "Received, thank you."],
  shared: ["这是别人分享的一条答案。", "This is a shared answer."],
  noAnswer: ["这条答案已经找不到了，可能已被删除。", "This answer can no longer be found; it may have been deleted."],
  replaced: ["这条答案依据的《{title}》已有新的公布版本，数字可能已经变化，请重新提问。", "A newer version of {title} has been published since; ask again for its figures."],
  removed: ["这条答案依据的《{title}》已从收录的材料中移除，下面的出处可能打不开。", "{title} has been removed since; its sources may not open."],
  aDocument: ["材料", "a document"],
  filter: ["筛选", "Filter"],
  filterAll: ["全部材料", "All documents"],
  filterHelp: ["只依据符合条件的材料回答；不选表示全部。", "Only matching documents are used; choose none for all."],
  organisation: ["单位", "Organisation"],
  findBody: ["查找单位", "Find an organisation"],
  year: ["年度", "Year"],
  yearOf: ["{year}年", "{year}"],
  kind: ["类型", "Type"],
  budget: ["预算", "Budget"],
  final_accounts: ["决算", "Final accounts"],
  document: ["材料", "Document"],
  several: ["{n}份材料", "{n} documents"],
  drop: ["取消筛选：{what}", "Remove filter: {what}"],
  clear: ["全部清除", "Clear all"],
  done: ["完成", "Done"],
  matching: ["符合的材料：{n}份", "{n} documents match"],
  noneMatches: ["没有符合筛选条件的材料，请放宽条件。", "No document matches the filters; loosen them."],
  understood: ["按", "Read as"],
  understoodEnd: ["回答", ""],
  andMore: ["等{n}个", "and {n} in all"],
  without: ["不按{what}，重新回答", "Answer again without {what}"],
  inferred: ["问题没有写明，明账的理解", "inferred, not in the question"],
  chartData: ["图中的数字", "Figures of the chart"],
  chartPoint: ["项目", "Item"],
  chartShown: ["图，单位{unit}，数字见下表", "chart in {unit}, figures in the table below"],
  close: ["关闭", "Close"],
  citation: ["出处 {n}", "Source {n}"],
  previous: ["上一处出处", "Previous source"],
  next: ["下一处出处", "Next source"],
  opening: ["正在打开原文……", "Opening the original…"],
  material: ["材料", "Document"],
  table: ["表", "Table"],
  section: ["章节", "Section"],
  row: ["行", "Row"],
  column: ["列", "Column"],
  page: ["页", "Page"],
  pageOf: ["第{n}页", "page {n}"],
  quote: ["原文", "As printed"],
  origin: ["来源", "Published at"],
  openWeb: ["打开公开网页", "Open the web page"],
  openPage: ["在新窗口看原件第{n}页", "Open page {n} of the original"],
  unitBy: ["单位：{unit}（表上没有印，由{who}核定）", "Unit: {unit} (not printed; set by {who})"],
  unitOf: ["单位：{unit}", "Unit: {unit}"],
  blank: ["（空）", "(blank)"],
  pictureOf: ["原件第{n}页", "Page {n} of the original"],
  pictureMarked: ["原件第{n}页，标出了“{quote}”", "Page {n} of the original, “{quote}” marked"],
  pictureFailed: ["这一页的图片没有打开。", "The picture of this page did not open."],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  calculation: ["计算过程", "How it was computed"],
  calculated: ["由计算器按原文数字精确计算，最后一步四舍五入。", "Computed exactly from the figures as printed; only the last step is rounded."],
  uncertainOperand: ["其中有识别不确定的数，请核对原文。", "One of the figures was not read with certainty; check the original."],
  heldTitle: ["已收录的材料", "Documents held"],
  heldHelp: ["默认依据全部材料回答；勾选后只依据选中的材料。", "All documents are used by default; tick some to use only those."],
  heldNothing: ["还没有收录材料。请管理员在终端运行：", "No documents yet. An administrator can run:"],
  tables: ["{n}张表", "{n} tables"],
  figures: ["{n}个数字", "{n} figures"],
  notReady: ["待核对，暂不参与回答", "needs review, not used yet"],
  supersedes: ["有旧版", "replaces an older version"],
  staffOnly: ["仅内部可见", "staff only"],
  latest: ["回到最新", "Back to the latest"],
  answerReady: ["答案已写完", "The answer is complete"],
  dismiss: ["知道了", "Dismiss"],
  stillWorks: ["仍可按数字和字词检索回答。", "Questions are still answered from figures and words."],
};

function remembered() {
  const asked = new URLSearchParams(window.location.search).get("lang");
  if (asked in LANGUAGES) return asked;
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept in LANGUAGES) return kept;
  } catch {
    // where nothing may be kept, the page is in Chinese, as its subject is
  }
  return "zh";
}

export const language = remembered();
export const KINDS = { budget: t("budget"), final_accounts: t("final_accounts") };

// The words of a key, its {slots} filled. A key that is not there is a fault of ours, seen at once.
export function t(key, slots = {}) {
  const words = WORDS[key];
  if (!words) throw new Error(`no words for ${key}`);
  return words[language === "en" ? 1 : 0].replace(/\{(\w+)\}/g, (_, name) => String(slots[name] ?? ""));
}

// The words of another page, beside those that all pages share.
export const more = (words) => Object.assign(WORDS, words);

// The words that stand in the HTML: `data-t` is an element's text, `data-t-x` its attribute x.
export function translate(root = document) {
  document.documentElement.lang = LANGUAGES[language];
  document.title = t("title");
  for (const one of root.querySelectorAll("[data-t]")) one.textContent = t(one.dataset.t);
  for (const name of ["aria-label", "placeholder", "title"]) {
    for (const one of root.querySelectorAll(`[data-t-${name}]`)) one.setAttribute(name, t(one.getAttribute(`data-t-${name}`)));
  }
}

// The other language; what is on screen is made anew in it, the conversation resumes.
export function switchLanguage() {
  const other = language === "en" ? "zh" : "en";
  try {
    localStorage.setItem(KEPT, other);
  } catch {
    // the address says it
  }
  const address = new URL(window.location.href);
  address.searchParams.set("lang", other);
  window.location.replace(address);
}

// The language of a sentence of the service's, which the page shows as it came.
export const spoken = (sentence) => (/[\u4e00-\u9fff]/.test(sentence) ? CHINESE : {});

// Whatever was published or answered is Chinese, whichever language the page is in.
export const CHINESE = { lang: "zh-CN" };
