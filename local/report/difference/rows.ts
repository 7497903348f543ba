import type { Row } from "../facts/row";
import { sectionTitles } from "../facts/row";
import { Amount, duration, list, money, plural } from "../words";
import type { ResourceLoss } from "./compare";
import type { NamedWay, Right } from "./consequences";
import { Difference, isNothing, unaccepted } from "./index";
import { resourceRows } from "./resourceRows";
import { row } from "./row";

/** A part of a difference as it is shown: what must be accepted comes first. */
export interface DifferencePart {
  /** Heading of the part. */
  title: string;
  /** Facts of the part. */
  rows: Row[];
}

/** The difference in the words of a reviewer; one part with one row when nothing changes. */
export function differenceParts(difference: Difference, accepted: readonly string[]): DifferencePart[] {
  const { against, destroyed } = difference;
  if (isNothing(difference)) return [{ title: `Against ${against}`, rows: [row("nothing", "Nothing changes", "")] }];
  const parts = [
    { title: `Against ${against}`, rows: firstRows(difference) },
    {
      title: "Becomes reachable, or no longer",
      rows: [
        ...wayRows(
          difference.opened.filter(({ direction }) => direction === "out"),
          "Opened",
        ),
        ...wayRows(difference.closed, "Closed"),
      ],
    },
    { title: "Rights and keys", rows: rightRows(difference) },
    { title: "Cost and time", rows: costRows(difference) },
    { title: "Rules", rows: ruleRows(difference) },
    { title: "In the summary", rows: factRows(difference) },
    { title: "Resources", rows: destroyed ? [] : resourceRows(difference) },
    { title: "To accept", rows: acceptRows(difference, accepted) },
  ];
  const told = destroyed ? parts.filter(({ title }) => whenDestroyed.includes(title) || title.startsWith("Against")) : parts;
  return told.filter(({ rows }) => rows.length > 0);
}

/** Where nothing stays, one sentence says so: names of everything are others, and a list of them would hide it. */
const whenDestroyed: readonly string[] = ["Cost and time", "To accept"];

/** What must be accepted, and data that is lost; where there is neither, one row says so. */
function firstRows(difference: Difference): Row[] {
  const { destroyed } = difference;
  const rows = [...(destroyed ? [row("destroyed", "All of it", destroyed, true)] : []), ...gravest(difference)];
  const nothing = "nothing that holds data is replaced or deleted, no way in is new, and nobody new is let in";
  return rows.length > 0 ? rows : [row("nothing-grave", "Nothing to accept", nothing)];
}

/** What holds data and goes, new ways in, who is let in, data that is lost, and what Azure will not do. */
function gravest({ replaced, deleted, opened, admitted, destroyed, data, refused }: Difference): Row[] {
  const lossRow = (label: string, reason: string, { urn, name, type, loses, protected: kept }: ResourceLoss): Row =>
    row(
      `${label}:${urn}`,
      label,
      `${name} (${type})${reason}: loses ${loses ?? "nothing"}${kept ? "; Pulumi refuses until its protection is taken away" : ""}`,
      true,
    );
  const losses = destroyed
    ? []
    : [
        ...replaced
          .filter(({ stateful }) => stateful)
          .map((one) => lossRow("REPLACED", `, because of ${list(one.properties)}`, one)),
        ...deleted.filter(({ stateful }) => stateful).map((one) => lossRow("DELETED", "", one)),
      ];
  const ways = opened
    .filter(({ direction }) => direction === "in")
    .map((way) => row(`in:${way.name}:${way.ports.join()}`, "NEW WAY IN", wayText(way), true));
  const people = [...new Set(admitted.map(({ who }) => who))].map((who) => {
    const what = admitted.filter((one) => one.who === who).map((one) => one.what);
    return row(`admitted:${who}`, "NEWLY LET IN", `${who}: ${list(what)}`, true);
  });
  const gone = new Set([...replaced, ...deleted].map(({ urn }) => urn));
  const shorter = data
    .filter(({ urn }) => !gone.has(urn))
    .map(({ urn, name, loses }, index) => row(`data:${urn}:${index}`, "DATA LOST", `${name}: ${loses}`, true));
  const impossible = refused.map(({ urn, name, message }) =>
    row(`refused:${urn}`, "REFUSED", `${name}: Azure says: ${withNames(message)}`, true),
  );
  return [...losses, ...ways, ...people, ...(destroyed ? [] : [...shorter, ...impossible])];
}

/** A text of Azure with the last part of each id. */
const withNames = (text: string): string => text.replace(/\/subscriptions\/[^\s,'"]*\/([^/\s,'"]+)/g, "$1");

const wayText = ({ from, to, ports, protocol, by }: NamedWay): string =>
  `${from} → ${to}, ${ports.includes("*") ? "every port" : `port ${ports.join(" ")}`}${protocol === "Udp" ? " udp" : ""} (${by})`;

const wayRows = (ways: readonly NamedWay[], label: string): Row[] =>
  ways.map((way, index) => row(`${label}:${index}`, `${label}, ${way.direction}`, wayText(way)));

function rightRows({ rights, keys, endedKeys }: Difference): Row[] {
  const moves = planMoves(rights);
  const isMoved = ({ who }: Right) => moves.some((one) => one.who === who);
  const byWho = (all: readonly Right[], label: string): Row[] =>
    [...new Set(all.map(({ who }) => who))].map((who) =>
      row(`${label}:${who}`, label, `${who}: ${list(all.filter((one) => one.who === who).map(({ what }) => what))}`),
    );
  const again = keys.length > 0 ? [row("keys", "Key reissued", `${list(keys)}: the old key no longer works`, true)] : [];
  const ended = endedKeys.length > 0 ? [row("ended-keys", "Key ends", `${list(endedKeys)}: the key no longer works`, true)] : [];
  return [
    ...again,
    ...ended,
    ...moves.map(({ who, from, to }) => row(`move:${who}`, "Other plan", `${who}: ${to} instead of ${from}`)),
    ...byWho(
      rights.gained.filter((one) => !isMoved(one)),
      "Gains",
    ),
    ...byWho(
      rights.lost.filter((one) => !isMoved(one)),
      "Loses",
    ),
  ];
}

/** Consumers that have the same models as before with another plan. */
function planMoves({ gained, lost }: Difference["rights"]): { who: string; from: string; to: string }[] {
  const plansOf = (all: readonly Right[], who: string) => {
    const own = all.filter((one) => one.who === who).map(({ what }) => / with (plan .+)$/.exec(what)?.[1] ?? "");
    return new Set(own);
  };
  const modelsOf = (all: readonly Right[], who: string) =>
    all.filter((one) => one.who === who).map(({ what }) => what.replace(/ with plan .+$/, "")).sort().join(); // prettier-ignore
  return [...new Set(gained.map(({ who }) => who))].flatMap((who) => {
    const [from, to] = [plansOf(lost, who), plansOf(gained, who)].map((plans) => (plans.size === 1 ? [...plans][0] : undefined));
    return from && to && modelsOf(gained, who) === modelsOf(lost, who) ? [{ who, from, to }] : [];
  });
}

/** Sums may differ by less than a cent with the order of their parts. */
const isSame = (one: Amount, other: Amount): boolean =>
  Math.abs(one.low - other.low) < 0.005 && Math.abs(one.high - other.high) < 0.005;

function costRows({ cost, change, destroyed }: Difference): Row[] {
  const line = (key: string, label: string, { from, to }: { from: Amount; to: Amount }): Row[] => {
    const more = { low: to.low - from.low, high: to.high - from.high };
    const sign = more.high >= 0 ? `${money(more)} more` : `${money({ low: -more.low, high: -more.high })} less`;
    return isSame(from, to) ? [] : [row(key, label, `${money(from)} → ${money(to)} a month, ${sign}`)];
  };
  return [
    ...line("cost:fixed", "Fixed cost", cost.fixed),
    ...line("cost:limits", "At the limits", cost.atLimits),
    ...(change.seconds > 0 ? [row("time", "Takes", `about ${duration(change.seconds)}`)] : []),
    ...(destroyed
      ? [row("down", "Down", `everything, for up to about ${duration(change.seconds)}`, true)]
      : downRows(change.down)),
  ];
}

/** What does not work meanwhile, each thing with the longest of its reasons. */
function downRows(down: Difference["change"]["down"]): Row[] {
  const whats = [...new Set(down.map(({ what }) => what))];
  return whats.flatMap((what) => {
    const [longest, ...others] = down.filter((one) => one.what === what).sort((one, other) => other.seconds - one.seconds);
    const more = others.length > 0 ? ` and ${plural(others.length, "other")}` : "";
    return longest
      ? [row(`down:${what}`, "Down", `${what} for about ${duration(longest.seconds)}, because ${longest.because}${more}`, true)]
      : [];
  });
}

/** Facts of the rules: what is broken or exempted now, and what no longer. */
const isOfRules = ({ section }: Difference["facts"][number]): boolean => section === "rules";

/** New exemptions and broken rules that stop a deployment stand out. */
const ruleRows = ({ facts }: Difference): Row[] =>
  facts.filter(isOfRules).map(({ label, from, to }, index) => {
    const isNew = from === undefined && to !== undefined;
    return row(`rule:${index}`, label, changeText(from, to), isNew && ["mandatory", "exempted"].includes(label));
  });

const factRows = ({ facts }: Difference): Row[] =>
  facts
    .filter((fact) => !isOfRules(fact))
    .map(({ section, label, of, from, to }, index) => {
      const name = [sectionTitles[section], ...(of === undefined ? [] : [of]), label].join(", ");
      const told = row(`fact:${index}`, name, changeText(from, to));
      // A screen has of both what is another one.
      return from === undefined || to === undefined
        ? told
        : { ...told, brief: `${differing(to, from)} (was: ${differing(from, to)})` };
    });

const changeText = (from: string | undefined, to: string | undefined): string =>
  to === undefined ? `no longer: ${from ?? ""}` : from === undefined ? `new: ${to}` : `${to} (was: ${differing(from, to)})`;

/** Words around a difference that are repeated, so that it can be found. */
const beside = 1;

/** What a fact says without the beginning and the end that it shares with the other one: `… 50 (50,000 tokens …`. */
function differing(from: string, to: string): string {
  const [old, now] = [from.split(" "), to.split(" ")];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const [first, last] = [Math.max(start - beside, 0), Math.min(old.length - end + beside, old.length)];
  return `${first > 0 ? "… " : ""}${old.slice(first, last).join(" ")}${last < old.length ? " …" : ""}`;
}

function acceptRows(difference: Difference, accepted: readonly string[]): Row[] {
  const open = unaccepted(difference, accepted);
  const names = [...new Set(open.map(({ name }) => name))];
  return names.length === 0 ? [] : [row("accept", plural(names.length, "change"), `--accept ${names.join(",")}`, true)];
}
