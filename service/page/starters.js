// Questions that the held documents can answer: about the newest of each of up to two organisations.
export function starters(documents) {
  const newest = new Map();
  for (const one of documents) if (!(newest.get(one.organisation)?.year >= one.year)) newest.set(one.organisation, one);
  const [first, second] = [...newest.values()];
  if (!first) return [];
  const who = (one) => (newest.size > 1 ? one.organisation : "");
  const kind = (one) => ({ budget: "预算", final_accounts: "决算" })[one.kind] ?? "";
  const other = second ?? first;
  return [
    `${who(first)}${first.year}年“三公”经费${kind(first)}是多少？`,
    `${who(first)}${first.year}年“三公”经费比上年变化多少，为什么？`,
    `${who(other)}${other.year}年基本支出占总支出的比例是多少？`,
    second ? `${first.organisation}和${second.organisation}谁的“三公”经费多？` : "什么是机关运行经费？",
  ];
}
