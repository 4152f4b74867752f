// Whatever a reader would take for a figure in a text, seen independently of what the service says about it.
//
// It errs on the side of seeing one: a number that is not plainly a year, a date, an ordinal, a code, a telephone number
// or a citation mark counts. The page uses it to show no such number as if it had been checked.

const DIGIT = "[0-9\uff10-\uff19]";
const ARABIC = new RegExp(
  `${DIGIT}+(?:[,，](?=${DIGIT}{3}(?!${DIGIT}))${DIGIT}{3})*(?:[ \\u2009\\u00a0](?=${DIGIT}{3}(?!${DIGIT}))${DIGIT}{3})*(?:[.\uff0e]${DIGIT}+)?`,
  "g",
);
const MULTIPLE = "[十百千万亿萬億]*";
const MONEY = "(?:元|圆|块|毛|角|美元|港元|港币|欧元|英镑|日元|[Ww](?![A-Za-z]))";
const RATE = "(?:个?百分点|[%\uff05‰]|成|倍)";
const COUNTER =
  "(?:人次|人天|辆次|车次|件次|户次|场次|批次|个?工作日|个月|小时|学时|课时|分钟|平方米|㎡|平方公里|立方米|公里|公顷|亩|吨|公斤|[人名位辆件台套次批个户项家天份场处条篇册栋座间组期张所支只])";
const UNIT = new RegExp(`^[\\s*_]*(?:[多余来几]?)${MULTIPLE}[多余]?(?:${MONEY}|${RATE}|${COUNTER}|(?<=[万亿萬億]))`);
const CHINESE = new RegExp(
  `(?:百|千|万)分之[零〇一二两三四五六七八九十百点]+|一半|半数|翻(?:了)?[一两二三四]?番|[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟](?:[零〇一二两三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟])*(?:${MONEY}|个?百分点|成(?![功果立员绩本为效熟分品长])|倍(?!增)|人次|辆次|批次|(?<![一几])人(?![员力民均才社口身头防类居大])|辆|(?<=[万亿]))(?![州里盛源宁象物科旦宵素首氏器])`,
  "g",
);
const DATE_AFTER = /^\s*(?:[年月日号〕]|学年|季度)/;
const NAMED_BEFORE = /(?:第|表|图|附件|附表|编号|编码|代码|科目|项目|文号|[A-Za-z〔[])\s*$/;
const YEAR = /^(?:19|20)\d\d$/;
// 项目 names an item: 科目2080505; but 项目3.80万元 has a unit, and a unit always tells.

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
    const unit = UNIT.exec(after);
    if (isMark(before, after) || isListed(before, hit[0], after)) continue;
    if (unit && !(/(?:第|(?<!之以)前|近)\s*$/.test(before) && /^[\s*_]*[个项次批家名位条]/.test(after))) {
      found.push({ start, end: end + unit[0].length, digits: end });
      continue;
    }
    if (DATE_AFTER.test(after) || NAMED_BEFORE.test(before)) continue;
    const bare = hit[0].normalize("NFKC").replace(/[-−+△▲¥,]/g, "");
    if (YEAR.test(bare) || isTelephone(before, bare, after) || /^\d{5,}$/.test(bare)) continue;
    found.push({ start, end, digits: end });
  }
  for (const hit of text.matchAll(CHINESE)) {
    const [start, end] = [hit.index, hit.index + hit[0].length];
    if (/[第几好统初\d]$/.test(text.slice(0, start))) continue;
    if (!found.some((one) => one.start < end && start < one.end)) found.push({ start, end, digits: end });
  }
  if (open) {
    const tail = /[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟点]+$/.exec(text);
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

function isTelephone(before, bare, after) {
  return /[-－—–(（]$/.test(before) || /^[-－–)）]\d/.test(after) || (/(?:电话|联系)[^\d]*$/.test(before) && bare.length >= 3);
}
