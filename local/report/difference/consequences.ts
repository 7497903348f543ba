import { operationSeconds } from "../../azure";
import { CostFacts, costOf } from "../facts/cost";
import { Way, covers } from "../facts/networkRules";
import type { PlanDocument } from "../facts/planView";
import { PlanView, azureName, textOf } from "../facts/planView";
import { waysOf } from "../facts/reachable";
import { timelineOf } from "../facts/time";
import { callersOf, consumersOf, rolesOf } from "../facts/who";
import { resourceKinds } from "../tables/resourceKinds";
import { Amount, plural } from "../words";
import { ResourceDifference, localUrn } from "./compare";

/** A way that is opened or closed; `--accept` takes its name. */
export interface NamedWay extends Way {
  /** Where it comes from and where it leads, such as `Internet:application-gateway`. */
  name: string;
}

/** A right that somebody gains or loses. */
export interface Right {
  /** Entra group or identity. */
  who: string;
  /** `use gpt-5.1 with plan premium`, `Log Analytics Reader on log-contoso`. */
  what: string;
}

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9.-]+/g, "-");

const nameOf = ({ from, to }: Way): string => `${from.split(",")[0] ?? from}:${slug(to)}`;

/** Whether one way lets everything through that the other one does. */
const includes = (one: Way, other: Way): boolean =>
  one.direction === other.direction &&
  (other.direction === "in"
    ? one.to === other.to && covers(one.from, other.from)
    : one.from === other.from && covers(one.to, other.to)) &&
  ["*", other.protocol].includes(one.protocol) &&
  (one.ports.includes("*") || other.ports.every((port) => one.ports.includes(port)));

/** The ways of one plan that the other one does not have, not even as part of a wider one. */
function newWays(from: PlanView, to: PlanView): NamedWay[] {
  const before = waysOf(from);
  const ways = waysOf(to).filter((way) => !before.some((old) => includes(old, way)));
  return ways.map((way) => ({ name: nameOf(way), ...way }));
}

/** Ways that only the new plan has. */
export const openedWays = newWays;
/** Ways that only the old plan has. */
export const closedWays = (from: PlanView, to: PlanView): NamedWay[] => newWays(to, from);

/** Everything that somebody may do: models by group, roles by principal. */
function rightsOf(view: PlanView): Right[] {
  const uses = consumersOf(view).flatMap((consumer) =>
    callersOf(consumer).flatMap((caller) =>
      consumer.models.map((model) => ({ who: `${consumer.name} (${caller})`, what: `use ${model} with plan ${consumer.plan}` })),
    ),
  );
  const roles = rolesOf(view).map(({ principal, principalId, role, scope }) => ({
    who: principal === principalId || view.withId(principalId) ? principal : nameWithId(view, principal, principalId),
    what: `${role} on ${scope}`,
  }));
  return [...uses, ...roles];
}

/** A group is told with its id: another group under the same name is somebody else. */
const nameWithId = ({ settings }: PlanView, name: string, id: string): string =>
  settings && Object.values(settings.identity.groups).includes(id) ? `${name} (Entra group ${id})` : name;

const without = (rights: Right[], others: Right[]): Right[] =>
  rights.filter((one) => !others.some(({ who, what }) => who === one.who && what === one.what));

/** Who gains and who loses what. */
export function rightsBetween(from: PlanView, to: PlanView): { gained: Right[]; lost: Right[] } {
  const [before, after] = [rightsOf(from), rightsOf(to)];
  return { gained: without(after, before), lost: without(before, after) };
}

/** Somebody who may do what nobody like that could before: call a plan, or what a role in Azure opens. `--accept` takes its name. */
export interface Admission extends Right {
  /** From who it is, such as `auditors-entra-group-aaaaaaaa-0000-4000-8000-000000000002`. */
  name: string;
}

/** A right as it is held against those of before. */
interface Held extends Right {
  /** What it opens. */
  key: string;
  /** Tables of the logs that a role's condition opens. Empty: everything. */
  tables: readonly string[];
}

/** Who may call which plan by showing what, and which roles people and programs from elsewhere have. Identities of the environment are its own. */
function admittedIn(view: PlanView, withScopes: boolean): Held[] {
  const { settings } = view;
  const tenant = settings ? ` of tenant ${settings.identity.tenantId}` : "";
  const calls = consumersOf(view).flatMap((consumer) => {
    const shown = settings?.plans.find(({ name }) => name === consumer.plan)?.credentials;
    const how = shown === "key" || shown === "token" ? ` with a ${shown} only` : "";
    const what = `call plan ${consumer.plan}${how}`;
    return callersOf(consumer).map((caller) => ({ who: `${consumer.name} (${caller})`, what, key: what + tenant, tables: [] }));
  });
  const held = rolesOf(view).flatMap(({ principal, principalId, role, scope, tables }) => {
    const who = nameWithId(view, principal, principalId);
    const isOwn = isIdentityOf(view, principalId);
    const what = `${role} on ${scope}${tables.length > 0 ? ` (${tables.join(", ")})` : ""}`;
    return isOwn ? [] : [{ who, what, key: withScopes ? `${role} on ${scope}` : role, tables }];
  });
  return [...calls, ...held];
}

/** Whether a resource of the plan is, or has, the identity with this object id. */
const isIdentityOf = (view: PlanView, principalId: string): boolean =>
  view.custom().some(({ type, outputs }) => {
    const { principalId: own, identity } = outputs as { principalId?: unknown; identity?: { principalId?: unknown } };
    return !type.endsWith(":RoleAssignment") && [own, identity?.principalId].includes(principalId);
  });

/** Who is let in. Where nothing of the old environment stays, roles on things of other names are none that somebody gains. */
export function admissions(from: PlanView, to: PlanView, destroyed: boolean): Admission[] {
  const before = admittedIn(from, !destroyed);
  const opens = (old: Held, { tables }: Held) =>
    old.tables.length === 0 ||
    (tables.length > 0 && tables.every((one) => old.tables.includes(one) || old.tables.includes(one.replace("some of ", ""))));
  const gained = admittedIn(to, !destroyed).filter(
    (one) => !before.some((old) => old.who === one.who && old.key === one.key && opens(old, one)),
  );
  return gained.map(({ who, what }) => ({ name: slug(who).replace(/^-+|-+$/g, ""), who, what }));
}

/** Consumers whose subscription is made again, so that their key is another one. */
export function reissuedKeys({ replaced }: ResourceDifference, to: PlanView): string[] {
  const again = new Set(replaced.map(({ urn }) => urn));
  return to
    .all("apimanagement:Subscription")
    .filter(({ urn }) => again.has(urn))
    .map(({ inputs, name }) => textOf(inputs, "displayName") || name);
}

/** Consumers whose subscription goes, so that their key works no longer. */
export function endedKeys({ deleted }: ResourceDifference, from: PlanView): string[] {
  const gone = new Set(deleted.map(({ urn }) => localUrn(urn)));
  return from
    .all("apimanagement:Subscription")
    .filter(({ urn }) => gone.has(localUrn(urn)))
    .map(({ inputs, name }) => textOf(inputs, "displayName") || name);
}

/** Properties that say for how long something is kept, and the unit that they count in. */
const kept: Readonly<Record<string, string>> = {
  retentionInDays: "day",
  totalRetentionInDays: "day",
  "retentionPolicy.days": "day",
  "retentionDescription.retentionTimeInHours": "hour",
  "baseBlob.delete.daysAfterCreationGreaterThan": "day",
};

/** What is deleted because it is kept for less long; of several entries of a resource the longest period. */
export function shortened({ changed }: ResourceDifference): { urn: string; name: string; loses: string }[] {
  const found = new Map<string, { urn: string; name: string; loses: string }>();
  for (const { urn, property, from, to } of changed) {
    const [, unit] = Object.entries(kept).find(([path]) => property === path || property.endsWith(`.${path}`)) ?? [];
    if (unit === undefined || typeof from !== "number" || typeof to !== "number" || to >= from) continue;
    const what = property.includes("otalRetention") ? "what is older, archived records too, than" : "what is older than";
    found.set(`${urn} ${what} ${to}`, { urn, name: urn.split("::").at(-1) ?? urn, loses: `${what} ${plural(to, unit)}` });
  }
  return [...found.values()];
}

/** What it costs a month before and after. */
export interface CostDifference {
  /** What is paid whether it is used or not. */
  fixed: { from: Amount; to: Amount };
  /** What consumers pay at most, at their limits. */
  atLimits: { from: Amount; to: Amount };
}

/** Both costs, by the prices of today and each plan's own. */
export function costBetween(from: PlanView, to: PlanView): CostDifference {
  const [before, after]: CostFacts[] = [from, to].map(costOf);
  const none = { low: 0, high: 0 };
  return {
    fixed: { from: before?.fixed ?? none, to: after?.fixed ?? none },
    atLimits: { from: before?.atLimits ?? none, to: after?.atLimits ?? none },
  };
}

/** How long a change takes, and what does not work meanwhile. */
export interface Change {
  /** Of the whole deployment, as long as its critical path. */
  seconds: number;
  /** What does not answer, why and for how long. */
  down: { what: string; because: string; seconds: number }[];
}

/** Updates during which a service does not answer (Microsoft Learn, "Use a virtual network with Azure API Management"): property → from when. */
const interrupting = ["sku.name", "virtualNetworkType", "virtualNetworkConfiguration.subnetResourceId", "zones"];

/** Estimates a deployment from the durations that the stand-in Azure takes. */
export function changeOf(
  from: PlanDocument,
  to: PlanDocument,
  { added, changed, replaced, deleted }: ResourceDifference,
): Change {
  const olds = new Map(from.resources.map((one) => [localUrn(one.urn), one]));
  const [isNew, isAgain, isChanged] = [added, replaced, changed].map((all) => new Set(all.map(({ urn }) => urn)));
  const removal = (urn: string): number => {
    const old = olds.get(localUrn(urn));
    return old ? operationSeconds("delete", old.type, old.inputs) : 0;
  };
  const secondsOf = ({ urn, type, inputs }: PlanDocument["resources"][number]): number => {
    if (isAgain?.has(urn)) return removal(urn) + operationSeconds("create", type, inputs);
    if (isNew?.has(urn)) return operationSeconds("create", type, inputs);
    return isChanged?.has(urn) ? operationSeconds("update", type, inputs) : 0;
  };
  const gone = deleted.reduce((longest, { urn }) => Math.max(longest, removal(urn)), 0);
  const byUrn = new Map(to.resources.map((one) => [one.urn, one]));
  const down = replaced.flatMap(({ urn, type }) => {
    const one = byUrn.get(urn);
    const what = resourceKinds[type]?.down;
    return one && what ? [{ what, because: `${azureName(one)} is replaced`, seconds: secondsOf(one) }] : [];
  });
  const paused = to.resources.filter(({ urn, type }) => {
    const properties = changed.filter((one) => one.urn === urn && interrupting.some((path) => one.property.startsWith(path)));
    return type.endsWith(":ApiManagementService") && properties.length > 0 && !isAgain?.has(urn);
  });
  const pauses = paused.map((one) => ({
    what: "every call, with tier Developer",
    because: `${azureName(one)} changes its network, zones or tier`,
    seconds: secondsOf(one),
  }));
  return { seconds: timelineOf(to.resources, secondsOf).seconds + gone, down: [...down, ...pauses] };
}
