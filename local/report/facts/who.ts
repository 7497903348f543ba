import { uncountedRequestsPerMinute } from "../../../components/apiManagement/planPolicy";
import { roles } from "../../../components/roles";
import type { OpenAiSettings, PlanSettings } from "../../../stacks/settings/schema";
import type { PlanResource } from "../../engine/plan";
import { list, number } from "../words";
import { storedObjectAccountsOf } from "./models";
import { PlanView, at, azureName, lastOf, sameId, textOf } from "./planView";
import { Row, Section, section } from "./row";

/** A role that somebody has on something. */
export interface RoleFact {
  /** Object id of the principal. */
  principalId: string;
  /** What the principal is: `administrators`, the name of an identity or account, else its id. */
  principal: string;
  /** Name of the role. */
  role: string;
  /** Name in Azure of what the role is on. */
  scope: string;
  /** Tables that the assignment's condition opens, `some of` where not all rows. Empty without a condition. */
  tables: readonly string[];
  /** Description of the assignment. */
  reason: string;
  /** The resource of the assignment. */
  urn: string;
}

/** What one consumer may use. */
export interface ConsumerFact {
  /** Name in the settings. */
  name: string;
  /** Object id of its Entra group. */
  entraGroup: string;
  /** Name of its plan. */
  plan: string;
  /** Cost centre that its use is charged to. */
  costCentre: string;
  /** Object ids of groups that a token may show instead; undefined in a plan of a release that did not have them. */
  moreEntraGroups?: readonly string[];
  /** App roles that a token may show instead. @default none */
  appRoles?: readonly string[];
  /** Client ids of applications whose own tokens count too. @default none */
  applicationIds?: readonly string[];
  /** Models of its plan. */
  models: readonly string[];
}

/** Who has which role on what. */
export function rolesOf(view: PlanView): RoleFact[] {
  return view.all("authorization:RoleAssignment").map(({ inputs, urn }) => {
    const principalId = textOf(inputs, "principalId");
    const id = lastOf(textOf(inputs, "roleDefinitionId"));
    return {
      principalId,
      principal: principalName(view, principalId),
      role: Object.entries(roles).find(([, guid]) => guid === id)?.[0] ?? id,
      scope: scopeName(view, lastOf(textOf(inputs, "scope"))),
      tables: tablesOf(textOf(inputs, "condition")),
      reason: textOf(inputs, "description"),
      urn,
    };
  });
}

/** Name in Azure of what a role is on; a workbook's is a GUID, so it is called what people see. */
function scopeName(view: PlanView, name: string): string {
  const book = view.all("applicationinsights:Workbook").find(({ inputs }) => textOf(inputs, "resourceName") === name);
  return book ? `workbook ${textOf(book.inputs, "displayName").replace(/^.*: /, "")}` : name;
}

/** Tables that a condition names, in order. */
const tablesOf = (condition: string): string[] =>
  [...condition.matchAll(/tables:name\] StringEquals '(\w+)'( AND )?/g)].map(([, table, some]) =>
    some ? `some of ${table ?? ""}` : (table ?? ""),
  );

/** Groups of people that get roles, by what they are for: of the settings, and those that lead teams. */
function peopleOf({ settings }: PlanView): Map<string, string> {
  const groups = Object.entries(settings?.identity.groups ?? {}).map(([name, id]): [string, string] => [id, name]);
  const leads = new Map<string, string[]>();
  for (const { name, leadGroup } of settings?.consumers ?? [])
    if (leadGroup !== undefined) leads.set(leadGroup.toLowerCase(), [...(leads.get(leadGroup.toLowerCase()) ?? []), name]);
  return new Map([...groups, ...[...leads].map(([id, teams]): [string, string] => [id, `leads of ${list(teams)}`])]);
}

function principalName(view: PlanView, principalId: string): string {
  const group = peopleOf(view).get(principalId);
  if (group) return group;
  const has = (path: string) => (one: PlanResource) => sameId(String(at(one.outputs, path) ?? ""), principalId);
  const known = view.custom().find((one) => has("principalId")(one) || has("identity.principalId")(one));
  return known && !known.type.endsWith(":RoleAssignment") ? azureName(known) : principalId;
}

/** The consumers with what their plans let them use. */
export function consumersOf({ settings }: PlanView): ConsumerFact[] {
  return (settings?.consumers ?? []).map((consumer) => ({
    ...consumer,
    models: settings?.plans.find(({ name }) => name === consumer.plan)?.models ?? [],
  }));
}

/** Who may do what: consumers with their plans and models, and roles in Azure. */
export function who(view: PlanView): Section {
  const { settings } = view;
  return section("who", [
    ...(settings ? [tokensRow(settings.identity)] : [unknownRow]),
    ...consumersOf(view).map(consumerRow),
    ...(settings?.plans ?? []).map((plan) => planRow(plan, settings!.openAi)),
    ...storedRow(view),
    ...roleRows(view),
  ]);
}

const unknownRow: Row = {
  key: "consumers",
  label: "Consumers",
  text: "the plan is of an older release and does not carry its settings",
};

const tokensRow = ({ tenantId, audience }: { tenantId: string; audience: string }): Row => ({
  key: "tokens",
  label: "Tokens",
  text: `of tenant ${tenantId} for ${audience}`,
  spare: "silently",
});

/** Each way in which a token may show that its caller belongs to the consumer: a group, an app role, an application. */
export const callersOf = (consumer: ConsumerFact): string[] => [
  ...[consumer.entraGroup, ...(consumer.moreEntraGroups ?? [])].map((id) => `Entra group ${id}`),
  ...(consumer.appRoles ?? []).map((role) => `app role ${role}`),
  ...(consumer.applicationIds ?? []).map((id) => `application ${id}`),
];

function consumerRow(consumer: ConsumerFact): Row {
  const { name, plan, models, costCentre } = consumer;
  const brief = `${callersOf(consumer).join(" or ")} → plan ${plan}`;
  return { key: `consumer:${name}`, label: name, text: `${brief} → ${list(models)}; cost centre ${costCentre}`, brief };
}

/** Settings of a plan that are told in words of their own. */
const told = new Set([
  "name",
  "models",
  "tokensPerMinute",
  "tokensPerMonth",
  "requestsPerMinute",
  "consumersMayReadStoredObjects",
  "credentials",
  "aliases",
  "tools",
  "mcpServers",
  "contentSafety",
  "usesProvisioned",
]);

/** What a caller shows, so that a plan with less than a key and a token stands out. */
const credentialWords: Readonly<Record<PlanSettings["credentials"], string>> = {
  keyAndToken: "callers show a key and a token",
  token: "callers show a TOKEN ONLY",
  key: "callers show a KEY ONLY, so the log does not say who",
};

/** What prompts of a plan are looked at for, and where. */
function safetyWords({ contentSafety: safety }: PlanSettings, location: string): string[] {
  if (!safety) return [];
  const found = [
    ...(safety.promptShield ? ["attacks"] : []),
    ...Object.entries(safety.categories).map(([category, severity]) => `${category} from ${severity}`),
    ...safety.blocklists.map((name) => `words of ${name}`),
  ];
  return [`prompts of up to ${number(safety.longestPrompt)} characters looked at for ${list(found)} in ${location} first`];
}

function planRow(
  plan: PlanSettings,
  { contentSafetyRegion, statefulRegion }: Pick<OpenAiSettings, "contentSafetyRegion" | "statefulRegion">,
): Row {
  const { name, models, tokensPerMinute, tokensPerMonth, requestsPerMinute, consumersMayReadStoredObjects } = plan;
  const more = Object.entries(plan).filter(([key, value]) => !told.has(key) && value !== undefined && value !== false);
  const tokens = `${number(tokensPerMinute)} tokens a minute${tokensPerMonth === undefined ? ", no monthly quota" : ` and ${number(tokensPerMonth)} a month`}`;
  const requests =
    requestsPerMinute === undefined
      ? `no ceiling of requests, but ${uncountedRequestsPerMinute} a minute for images and audio`
      : `${number(requestsPerMinute)} requests a minute`;
  const others = more.map(([key, value]) => `${key}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`);
  const stored = `stored objects ${consumersMayReadStoredObjects ? "ALLOWED" : "refused"}`;
  const opened = plan.tools.length + plan.mcpServers.length > 0;
  const tools = opened
    ? `ALSO ${list([...plan.tools, ...plan.mcpServers.map((url) => `MCP server ${url}`)])}`
    : "functions and inline data only";
  const words = credentialWords[plan.credentials];
  const aliases = Object.entries(plan.aliases).map(([alias, model]) => `${alias} is ${model}`);
  const bought = plan.usesProvisioned === false ? ["NO provisioned throughput"] : [];
  const safety = safetyWords(plan, contentSafetyRegion ?? statefulRegion);
  const text = [
    list(models),
    `${tokens} for each consumer and model`,
    requests,
    words,
    ...aliases,
    tools,
    stored,
    ...bought,
    ...safety,
    ...others,
  ];
  const brief = [
    tokens,
    requests,
    ...(plan.credentials === "keyAndToken" ? [] : [words]),
    ...aliases,
    ...(opened ? [tools] : []),
    ...(consumersMayReadStoredObjects ? [stored] : []),
    ...bought,
    ...safety,
    ...others,
    list(models),
  ];
  return { key: `plan:${name}`, label: `Plan ${name}`, text: text.join("; "), brief: brief.join("; ") };
}

/** Whose the stored objects are. */
function storedRow(view: PlanView): Row[] {
  const { settings } = view;
  const keeping = (settings?.plans ?? []).filter((plan) => plan.consumersMayReadStoredObjects).map(({ name }) => name);
  const apart = storedObjectAccountsOf(view).map(({ consumer }) => consumer);
  const owners = (settings?.consumers ?? [])
    .filter(({ plan, name }) => keeping.includes(plan) && !apart.includes(name))
    .map(({ name }) => name);
  const shared = settings?.openAi.sharedStoredObjects;
  if (owners.length === 0 && apart.length === 0 && !shared) return [];
  const together = shared
    ? [`SHARED by every ${apart.length > 0 ? "other " : ""}consumer of a plan that has them: ${list(owners, "none yet")}`]
    : owners.map(
        (name) =>
          `belong to ${name}${apart.length > 0 ? " alone in the shared account" : ", the only consumer that may use them"}`,
      );
  const own = apart.length > 0 ? [`${list(apart)} in one of its own`] : [];
  return [{ key: "stored", label: "Stored objects", text: [...together, ...own].join("; ") }];
}

/** One row for each principal. */
function roleRows(view: PlanView): Row[] {
  const byPrincipal = new Map<string, RoleFact[]>();
  for (const role of rolesOf(view)) byPrincipal.set(role.principalId, [...(byPrincipal.get(role.principalId) ?? []), role]);
  const groups = peopleOf(view);
  const people = (id: string) => (groups.has(id) ? 0 : 1);
  const sorted = [...byPrincipal].sort(([one], [other]) => people(one) - people(other));
  return sorted.map(([id, found]) => {
    const scopes = new Map<string, string[]>();
    for (const { role, scope, tables } of found)
      scopes.set(role, [...(scopes.get(role) ?? []), tables.length > 0 ? `${scope} (${list(tables)})` : scope]);
    const name = found[0]?.principal ?? id;
    const group = groups.has(id);
    const grants = [...scopes].map(([role, on]) => `${role} on ${list(on)}`);
    const row: Row = { key: `role:${name}`, label: name, text: `${group ? `Entra group ${id}: ` : ""}${grants.join("; ")}` };
    // What identities of the environment itself may do is the program's own; a screen has the people.
    const isOwn = name !== id && !group;
    return {
      ...row,
      brief: group ? `Entra group ${id}: ${[...scopes.keys()].join(", ")}` : row.text,
      ...(isOwn && { minor: true }),
    };
  });
}
