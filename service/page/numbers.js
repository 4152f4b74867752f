// Whatever a reader would take for a figure in a text, seen independently of what the service says about it.
//
// It errs on the side of seeing one: a number that is not plainly a year, a date, an ordinal, a code, a telephone number
// or a citation mark counts. The page uses it to show no such number as if it had been checked.

const DIGIT = "[0-9\uff10-\uff19]";
const NUMBER = `${DIGIT}+(?:[,， \\u2009\\u00a0](?=${DIGIT}{3}(?!${DIGIT}))${DIGIT}{3})*(?:[.\uff0e]${DIGIT}+)?`;
const ARABIC = new RegExp(`${NUMBER}(?:\\s*(?:——|[-~—－～]|至|到)\\s*${NUMBER})?`, "g"); // also 5至5.5万元
const CHINESE_DIGITS = "[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]";
const MULTIPLE = "[十百千万亿萬億]*";
const MONEY = "(?:元|圆|块|毛|角|美元|港元|港币|欧元|英镑|日元|[Ww](?![A-Za-z]))";
const RATE = "(?:个?百分点|[%\uff05‰]|成|倍)";
const COUNTER =
  "(?:人次|人天|辆次|车次|件次|户次|场次|批次|台[（(]套[）)]|个?工作日|个月|小时|学时|课时|分钟|平方米|㎡|平方公里|立方米|公里|公顷|亩|吨|公斤|[人名位辆件台套次批个户项家天份场处条篇册栋座间组期张所支只])";
const PER = "(?:(?:/|每)(?:人次|人|年|月|天|日|次|平方米|㎡|户|件|台|辆|个|项|生|床|亩|公里|吨|套|场|家|条|份|元))*";
const UNIT = new RegExp(`^[\\s*_]*(?:[多余来几]?)${MULTIPLE}[多余]?(?:${MONEY}|${RATE}|${COUNTER}|(?<=[万亿萬億]))${PER}`);
// What 汉字 count: money and rates in any number; things only where the number is no mere 一, and the word no other.
const CHINESE = new RegExp(
  `[一两二三四五六七八九十百千万]+分之[零〇一二两三四五六七八九十百点]+|一半|半数|翻(?:了)?[一两二三四]?番|` +
    `${CHINESE_DIGITS}(?:${CHINESE_DIGITS}|点)*(?:${MONEY}|个?百分点|成(?![功果立员绩本为效熟分品长])|倍(?!增)|(?<=[万亿])` +
    `|(?<!(?<!${CHINESE_DIGITS})[一几数])(?:人次|辆次|批次|公里|人(?![员力民均才社口身头防类居大])|辆|家(?![庭属具电长])|户(?![籍口外])|名(?![称词录单义额誉])|台(?!账)|位(?![于置数小])|(?<=[三四五六七八九十])处(?![室长级理境置分罚事方])|(?<=${CHINESE_DIGITS}{2})个(?![人体别性税]))` +
    ")(?![州里盛源宁象物科旦宵素首氏器])",
  "g",
);
const DATE_AFTER = /^\s*(?:[年月日号〕]|学年|季度)/;
const NAMED_BEFORE = /(?:第|表|图|附件|附表|编号|编码|代码|科目|文号)\s*$|[A-Za-z〔[]$/;
const YEARS = /^(?:19|20)\d\d(?:\s*(?:——|[-~—–－～]|至|到)\s*(?:(?:19|20)\d\d|\d\d))?$/;
const TELEPHONE = /^0\d{2,3}[-－—–]\d{7,8}$|^\d{7,8}$|^1\d{10}$/;

// [{start, end, digits}…] in a text of which each character counts as one: with its unit to `end`, without it to
// `digits`. `open` where more of the text may come.
export function figureLike(text, { open = false } = {}) {
  const found = [];
  for (const hit of text.matchAll(ARABIC)) {
    const [start, end] = [hit.index, hit.index + hit[0].length];
    const [before, after] = [text.slice(0, start), text.slice(end)];
    if (open && !after.trim()) {
      if (!/\[$/.test(before)) found.push({ start, end, digits: end }); // what follows may make anything of it
      continue;
    }
    if (isMark(before, after) || isListed(before, hit[0], after)) continue;
    const unit = UNIT.exec(after);
    if (unit && !(/(?:第|(?<!之以)前|近)\s*$/.test(before) && /^[\s*_]*[个项次批家名位条]/.test(after))) {
      found.push({ start, end: end + unit[0].length, digits: end });
      continue;
    }
    if (DATE_AFTER.test(after) || NAMED_BEFORE.test(before) || isNamed(before, hit[0].normalize("NFKC"))) continue;
    found.push({ start, end, digits: end });
  }
  for (const hit of text.matchAll(CHINESE)) {
    const [start, end] = [hit.index, hit.index + hit[0].length];
    if (/[第几好统初前\d]$/.test(text.slice(0, start))) continue;
    if (!found.some((one) => one.start < end && start < one.end)) found.push({ start, end, digits: end });
  }
  if (open) {
    const tail = new RegExp(`(?:${CHINESE_DIGITS}|点)+$`).exec(text);
    if (tail) found.push({ start: tail.index, end: text.length, digits: text.length });
  }
  return found.sort((a, b) => a.start - b.start);
}

// The numbers of a text that no figure of the answer accounts for, as one does when all its digits are the figure's.
// Each has the `citation` that prints the very clause which it stands in, or null.
export function beyond(chars, { figures, citations }, { open = false } = {}) {
  const text = single(chars);
  const known = figures.filter((one) => one.end > one.start && chars.slice(one.start, one.end).join("") === one.text);
  return figureLike(text, { open })
    .filter((seen) => !known.some((one) => one.start <= seen.start && seen.digits <= one.end))
    .map((seen) => ({ ...seen, citation: seen.end < text.length ? quoting(text, seen, citations) : null }));
}

// Those that nothing accounts for.
export const unaccounted = (chars, answer, how) => beyond(chars, answer, how).filter((one) => !one.citation);

const SHORTEST_CLAUSE = 7; // characters; in fewer, a number could stand in a sentence by chance

function quoting(text, { start, end }, citations) {
  const before = /[^，。；：、！？“”‘’（）()[\]*|\n]*$/.exec(text.slice(0, start))[0];
  const after = /^[^，。；：、！？“”‘’（）()[\]*|\n]*/.exec(text.slice(end))[0];
  const clause = bare(before + text.slice(start, end) + after);
  if (clause.length < SHORTEST_CLAUSE) return null;
  return citations.find((one) => one.kind === "sentence" && bare(one.quote).includes(clause)) ?? null;
}

const bare = (text) => text.replace(/\s/g, "");

// One place a character: what needs two code units is no digit and no unit.
const single = (chars) => chars.map((one) => (one.length > 1 ? "\ufffd" : one)).join("");

const isMark = (before, after) => /\[$/.test(before) && /^\]/.test(after);

function isListed(before, number, after) {
  if (/(?:^|\n)\s*$/.test(before) && /^[.、.)）]\s/.test(after)) return true;
  return /[（(]$/.test(before) && /^[)）]/.test(after) && /^\d{1,2}$/.test(number);
}

// A year, a telephone number, a code: digits that name and do not count. A separator or a point makes a number of them.
function isNamed(before, number) {
  if (YEARS.test(number) || TELEPHONE.test(number) || /^\d{5,}$/.test(number)) return true;
  return /(?:电话|联系)[^\d，。；]*$/.test(before) && /^[\d\s-]{3,}$/.test(number);
}
