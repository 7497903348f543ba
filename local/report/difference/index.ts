import { factsOf } from "../facts";
import { PlanDocument, PlanView } from "../facts/planView";
import type { Section, SectionId } from "../facts/row";
import { list, plural } from "../words";
import { ResourceDifference, compareResources } from "./compare";
import {
  Admission,
  Change,
  CostDifference,
  NamedWay,
  Right,
  admissions,
  changeOf,
  closedWays,
  costBetween,
  endedKeys,
  openedWays,
  reissuedKeys,
  rightsBetween,
  shortened,
} from "./consequences";

/** A fact of the summary that is another one than before; one of both is missing when it comes or goes. */
export interface FactChange {
  /** The part of the summary that the fact is in. */
  section: SectionId;
  /** Label of its row. */
  label: string;
  /** Label of the row that it is a detail of: the model of a deployment. */
  of?: string;
  /** The fact before; undefined when it is new. */
  from?: string;
  /** The fact after; undefined when it is gone. */
  to?: string;
}

/** What changes from one plan to another, as it stands in `plan.json`. */
export interface Difference extends ResourceDifference {
  /** What the plan was compared with. */
  against: string;
  /** Said when nothing of the old environment stays. */
  destroyed?: string;
  /** Ways that are new. */
  opened: NamedWay[];
  /** Ways that are gone. */
  closed: NamedWay[];
  /** Who is let in: new callers of plans, and new roles of people and of programs from elsewhere. */
  admitted: Admission[];
  /** Who may do what now, and who no longer. */
  rights: { gained: Right[]; lost: Right[] };
  /** Consumers whose key is reissued. */
  keys: string[];
  /** Consumers whose key works no longer, because their subscription goes. */
  endedKeys: string[];
  /** What data is lost, by resource. */
  data: { urn: string; name: string; loses: string }[];
  /** Before and after, a month. */
  cost: CostDifference;
  /** How long the deployment takes, and what is down meanwhile. */
  change: Change;
  /** Facts of the summary that are others than before. */
  facts: FactChange[];
}

/** What changes from one plan to another. */
export function differenceOf(from: PlanDocument, to: PlanDocument, against: string): Difference {
  const resources = compareResources(from, to);
  const views = [new PlanView(from), new PlanView(to)] as const;
  const destroyed = destruction(from, to, resources);
  return {
    against,
    ...(destroyed && { destroyed }),
    ...resources,
    opened: openedWays(...views),
    closed: closedWays(...views),
    admitted: admissions(...views, destroyed !== undefined),
    rights: rightsBetween(...views),
    keys: reissuedKeys(resources, views[1]),
    endedKeys: endedKeys(resources, views[0]),
    data: [
      ...[...resources.replaced, ...resources.deleted].flatMap(({ urn, name, loses }) => (loses ? [{ urn, name, loses }] : [])),
      ...shortened(resources),
    ],
    cost: costBetween(...views),
    change: changeOf(from, to, resources),
    facts: factChanges(from, to),
  };
}

/** Whether nothing at all is another thing than before. */
export const isNothing = ({ added, changed, replaced, deleted, facts, opened, closed, admitted }: Difference): boolean =>
  [added, changed, replaced, deleted, facts, opened, closed, admitted].every((all) => all.length === 0);

/** Settings that the resource group rests on, each with whether everything has another name then. */
const groupSettings = [
  ["namePrefix", true],
  ["location", false],
] as const;

/** The sentence for a change that takes everything with it: a replaced resource group. */
function destruction(from: PlanDocument, to: PlanDocument, { replaced, deleted }: ResourceDifference): string | undefined {
  const group = [...replaced, ...deleted].find(({ type }) => type === "resources:ResourceGroup");
  if (!group) return undefined;
  const changed = groupSettings.filter(([key]) => from.settings && to.settings && from.settings[key] !== to.settings[key]);
  const words = changed.map(([key]) => `${key} becomes ${to.settings?.[key]} instead of ${from.settings?.[key]}`);
  const renamed = changed.length === 0 || changed.some(([, names]) => names);
  const count = from.resources.filter(({ custom }) => custom).length;
  return `EVERYTHING IS DESTROYED: ${list(words, "the resource group is another one")}, so all ${plural(count, "resource")} of the old environment are deleted with their logs, archive, files and keys, and made anew${renamed ? " under other names" : ""}.`;
}

function factChanges(from: PlanDocument, to: PlanDocument): FactChange[] {
  const before = new Map(factsOf(from).map((section) => [section.id, factsIn(section)]));
  // Before the first deployment there is nothing to tell facts from; the summary has them all.
  const told = from.resources.length > 0 ? factsOf(to) : factsOf(to).filter(({ id }) => id === "rules");
  return told.flatMap((section) => {
    const olds = new Map((before.get(section.id) ?? []).map((fact) => [fact.key, fact]));
    const rows = factsIn(section);
    const keys = new Set(rows.map(({ key }) => key));
    const news = rows
      .filter(({ key, text }) => olds.get(key)?.text !== text)
      .map(({ key, fact, text }): FactChange => {
        const old = olds.get(key);
        return { ...fact, ...(old && { from: old.text }), to: text };
      });
    const gone = [...olds.values()].filter(({ key }) => !keys.has(key));
    return [...news, ...gone.map(({ fact, text }): FactChange => ({ ...fact, from: text }))];
  });
}

/** The facts of a part of the summary, a detail with the row that it belongs to. */
function factsIn({ id, rows }: Section): { key: string; text: string; fact: Pick<FactChange, "section" | "label" | "of"> }[] {
  let above = "";
  return rows.map(({ key, label, text, detail }) => {
    if (!detail) above = label;
    return { key, text, fact: { section: id, label, ...(detail && { of: above }) } };
  });
}

/** A change that must be accepted by name. */
export interface Unaccepted {
  /** Name that `--accept` takes. */
  name: string;
  /** What would happen. */
  what: string;
}

/**
 * Replaced and deleted stateful resources, new ways in and who is let in, that no name accepts. A resource is named by its name in the
 * program or its URN, a way by its name or by where it comes from, somebody by the name of the row or as it stands there; accepting the resource group accepts everything in it.
 */
export function unaccepted({ replaced, deleted, opened, admitted }: Difference, accepted: readonly string[]): Unaccepted[] {
  const isAccepted = ({ name, urn }: { name: string; urn: string }) => accepted.includes(name) || accepted.includes(urn);
  const losses = [
    ...replaced.map((one) => ({ ...one, what: "is replaced" })),
    ...deleted.map((one) => ({ ...one, what: "is deleted" })),
  ];
  const groups = losses.filter(({ type }) => type === "resources:ResourceGroup");
  const asked = groups.length > 0 ? groups : losses.filter(({ stateful }) => stateful);
  const ways = opened.filter(
    ({ direction, name, from }) => direction === "in" && !accepted.includes(name) && !accepted.includes(from),
  );
  return [
    ...asked.filter((one) => !isAccepted(one)).map(({ name, what }) => ({ name, what })),
    ...ways.map(({ name, from, to }) => ({ name, what: `is a new way in: ${from} → ${to}` })),
    ...admitted
      .filter(({ name, who }) => !accepted.includes(name) && !accepted.includes(who))
      .map(({ name, what }) => ({ name, what: `may newly ${what}` })),
  ];
}
