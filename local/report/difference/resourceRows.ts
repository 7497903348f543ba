import type { Row } from "../facts/row";
import { list, number } from "../words";
import type { Difference } from "./index";
import { row } from "./row";

/** Most resources that are named on one line before the rest is counted, and on a screen; `plan.json` has them all. */
const [named, namedOnScreen] = [12, 3];

function names(all: readonly { name: string }[], most = named): string {
  const first = all.slice(0, most).map(({ name }) => name);
  return all.length > most ? `${first.join(", ")} and ${number(all.length - most)} more` : list(first);
}

/** The resources that come, go, are made again or change in place. */
export function resourceRows({ added, changed, replaced, deleted }: Difference): Row[] {
  const count = (label: string, all: readonly { name: string }[]): Row[] =>
    all.length > 0
      ? [{ ...row(`all:${label}`, `${label} ${number(all.length)}`, names(all)), brief: names(all, namedOnScreen) }]
      : [];
  const again = new Set(replaced.map(({ urn }) => urn));
  return [
    ...count("Added", added),
    ...count("Replaced", replaced),
    ...count("Deleted", deleted),
    ...changedRows(changed.filter(({ urn }) => !again.has(urn))),
  ];
}

/** Properties with the text of queries: they follow from names and limits that are told elsewhere. */
const queryTexts: readonly string[] = ["serializedData", "properties.body", "criteria.allOf"];

const isQueryText = ({ property, from, to }: Difference["changed"][number]): boolean =>
  queryTexts.includes(property) && [from, to].every((value) => (JSON.stringify(value) ?? "").length > shown);

/** The same change of several resources, or of several entries of one, is one row; so are the texts of all queries together. */
function changedRows(changed: Difference["changed"]): Row[] {
  const groups = new Map<string, Difference["changed"]>();
  for (const one of changed.filter((change) => !isQueryText(change))) {
    const property = one.property.replace(/\[[^\]]+\]/g, "[]");
    const key = JSON.stringify([property, one.from, one.to]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const queries = changed.filter(isQueryText).map(({ urn }) => ({ name: nameIn(urn) }));
  return [
    ...[...groups.values()].map(changedRow),
    ...(queries.length > 0 ? [row("changed:queries", "Changed", `${names(queries)}: text of the query`)] : []),
  ];
}

const nameIn = (urn: string): string => urn.split("::").at(-1) ?? urn;

function changedRow(all: Difference["changed"]): Row {
  const [first] = all as [Difference["changed"][number]];
  const on = [...new Set(all.map(({ urn }) => nameIn(urn)))].map((name) => ({ name }));
  const properties = new Set(all.map(({ property }) => property));
  const property = properties.size > 1 ? first.property.replace(/\[[^\]]+\]/, `[${properties.size} entries]`) : first.property;
  return row(
    `changed:${first.urn}:${first.property}`,
    "Changed",
    `${names(on)}: ${property} ${valuesText(first.from, first.to)}`,
  );
}

/** Longest value that is shown; longer ones are policies and templates, which stand in `plan.json`. */
const shown = 320;

/** Most of a change inside a long text that is shown, and what stands around it. */
const [excerpt, around] = [80, 12];

/** Both values; of long texts what differs. */
function valuesText(from: unknown, to: unknown): string {
  const [old, now] = [JSON.stringify(from) ?? "", JSON.stringify(to) ?? ""];
  if (old === "" || now === "" || Math.max(old.length, now.length) <= shown) return `${valueText(from)} → ${valueText(to)}`;
  let start = 0;
  while (start < old.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const part = (text: string) => {
    const changed = text.slice(start, text.length - end);
    const after = text.slice(text.length - end).slice(0, around);
    const middle = changed.length > excerpt ? changed.slice(0, excerpt) : changed + after;
    return `…${text.slice(Math.max(start - around, 0), start)}${middle}…`;
  };
  return `${part(old)} → ${part(now)} (in ${number(now.length)} characters)`;
}

function valueText(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > shown ? `a text of ${number(text.length)} characters` : text;
}
