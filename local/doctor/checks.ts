import type { Settings } from "../../stacks/settings/schema";
import { World } from "./world";

/** What one question came to. */
export interface Finding {
  topic: string;
  /** `unknown`: it could not be asked. */
  state: "ok" | "lacking" | "unknown";
  text: string;
  /** The command that mends it. */
  mend?: string;
}

const ok = (topic: string, text: string): Finding => ({ topic, state: "ok", text });
const lacking = (topic: string, text: string, mend: string): Finding => ({ topic, state: "lacking", text, mend });
const unknown = (topic: string, text: string, mend?: string): Finding => ({
  topic,
  state: "unknown",
  text,
  ...(mend && { mend }),
});

/** Oldest Node.js that works. */
const oldestNode = 20;

/** What this machine lacks. */
export function machineFindings(world: World): Finding[] {
  const node = Number(world.nodeVersion.split(".")[0]);
  const pulumi = world.run("pulumi", ["version"]);
  return [
    node >= oldestNode
      ? ok("Node.js", world.nodeVersion)
      : lacking("Node.js", `${world.nodeVersion} is too old; ${oldestNode} or later`, "nvm install 24"),
    world.has("node_modules") ? ok("Packages", "installed") : lacking("Packages", "are not installed", "npm ci"),
    pulumi.status === 0
      ? ok("Pulumi CLI", pulumi.stdout.trim())
      : lacking("Pulumi CLI", "is not there", "curl -fsSL https://get.pulumi.com | sh"),
    ...(pulumi.status === 0 ? [login(world)] : [unknown("Pulumi login", "not asked: there is no CLI")]),
  ];
}

function login(world: World): Finding {
  const who = world.run("pulumi", ["whoami"]);
  return who.status === 0
    ? ok("Pulumi login", who.stdout.trim())
    : lacking("Pulumi login", "nobody is logged in", "pulumi login");
}

/** Resource providers that the deployment needs. */
const providers = [
  "Microsoft.ApiManagement", "Microsoft.CognitiveServices", "Microsoft.Insights", "Microsoft.KeyVault", "Microsoft.ManagedIdentity",
  "Microsoft.Network", "Microsoft.OperationalInsights", "Microsoft.Storage",
]; // prettier-ignore

const isolation = { namespace: "Microsoft.Network", name: "EnableApplicationGatewayNetworkIsolation" };

/** Topics that only Azure can answer. */
const azureTopics = ["Azure login", "Providers", "Feature", "Quota", "Roles", "Soft-deleted names", "DNS"];

/** What the subscription lacks for these settings; says what could not be asked. */
export function azureFindings(world: World, settings: Settings): Finding[] {
  const account = answerOf<{ id: string; tenantId: string; user: { name: string } }>(world, ["account", "show"]);
  if ("failure" in account) {
    const why = account.missing ? "az is not there" : "az is not logged in";
    const mend = account.missing ? "https://learn.microsoft.com/cli/azure/install-azure-cli" : "az login";
    return azureTopics.map((topic, index) => unknown(topic, `not asked: ${why}`, index === 0 ? mend : undefined));
  }
  const { id, tenantId, user } = account.value;
  const tenant =
    settings.identity.tenantId === tenantId
      ? ok("Azure login", `${user.name} in subscription ${id}`)
      : lacking(
          "Azure login",
          `tenant ${tenantId}, but identity.tenantId is ${settings.identity.tenantId}`,
          `az login --tenant ${settings.identity.tenantId}`,
        );
  return [
    tenant,
    ...providerFindings(world, settings),
    ...featureFindings(world, settings),
    ...quotaFindings(world, settings),
    roleFinding(world, id),
    ...deletedFindings(world, settings),
    dnsFinding(world, settings),
  ];
}

type Answered<T> = { value: T } | { failure: string; missing: boolean };

/** What `az` answers as JSON. */
function answerOf<T>(world: World, args: readonly string[]): Answered<T> {
  const { status, stdout, stderr } = world.run("az", [...args, "--output", "json", "--only-show-errors"]);
  if (status !== 0) return { failure: stderr.trim().split("\n")[0] ?? "", missing: status === null };
  try {
    return { value: JSON.parse(stdout) as T };
  } catch {
    return { failure: `an answer that is not JSON: ${stdout.slice(0, 80)}`, missing: false };
  }
}

function providerFindings(world: World, settings: Settings): Finding[] {
  const needed = settings.monitoring.eventHub.enabled ? [...providers, "Microsoft.EventHub"] : providers;
  const answer = answerOf<{ namespace: string; registrationState: string }[]>(world, ["provider", "list"]);
  if ("failure" in answer) return [unknown("Providers", `could not be read: ${answer.failure}`)];
  const missing = needed.filter(
    (name) =>
      !answer.value.some((one) => one.namespace.toLowerCase() === name.toLowerCase() && one.registrationState === "Registered"),
  );
  if (missing.length === 0) return [ok("Providers", `${needed.length} are registered`)];
  return missing.map((name) => lacking("Providers", `${name} is not registered`, `az provider register --namespace ${name}`));
}

function featureFindings(world: World, { ingress }: Settings): Finding[] {
  if (ingress.frontEnd.mode !== "private") return [];
  const { namespace, name } = isolation;
  const flags = `--namespace ${namespace} --name ${name}`;
  const answer = answerOf<{ properties: { state: string } }>(world, [
    "feature",
    "show",
    "--namespace",
    namespace,
    "--name",
    name,
  ]);
  if ("failure" in answer)
    return [unknown("Feature", `${name} could not be read: ${answer.failure}`, `az feature show ${flags}`)];
  const { state } = answer.value.properties;
  return [
    state === "Registered"
      ? ok("Feature", `${name} is registered`)
      : lacking("Feature", `${name} is ${state}; a private front end needs it`, `az feature register ${flags}`),
  ];
}

interface Usage {
  name: { value: string };
  currentValue: number;
  limit: number;
}

function quotaFindings(world: World, { openAi }: Settings): Finding[] {
  return openAi.regions.flatMap(({ location, deployments }): Finding[] => {
    const list = `az cognitiveservices usage list --location ${location}`;
    const answer = answerOf<Usage[]>(world, ["cognitiveservices", "usage", "list", "--location", location]);
    if ("failure" in answer) return [unknown("Quota", `of ${location} could not be read: ${answer.failure}`, list)];
    const needed = new Map<string, number>();
    for (const { sku, model, capacity } of deployments)
      needed.set(`OpenAI.${sku}.${model}`, (needed.get(`OpenAI.${sku}.${model}`) ?? 0) + capacity);
    return [...needed].map(([name, amount]) => {
      const usage = answer.value.find((one) => one.name.value.toLowerCase() === name.toLowerCase());
      if (!usage) return unknown("Quota", `${location} names no quota ${name}`, list);
      const free = usage.limit - usage.currentValue;
      return free >= amount
        ? ok("Quota", `${name} in ${location}: ${amount} of ${free} free`)
        : lacking(
            "Quota",
            `${name} in ${location}: ${amount} needed, ${free} free of ${usage.limit}`,
            "https://aka.ms/oai/stuquotarequest",
          );
    });
  });
}

/** Roles with which one may make resources, and assign roles. */
const makes = ["Owner", "Contributor"];
const assigns = ["Owner", "User Access Administrator", "Role Based Access Control Administrator"];

function roleFinding(world: World, subscription: string): Finding {
  const me = answerOf<{ id: string }>(world, ["ad", "signed-in-user", "show"]);
  if ("failure" in me) return unknown("Roles", `not asked: who is logged in could not be read (${me.failure})`);
  const scope = `/subscriptions/${subscription}`;
  const answer = answerOf<{ roleDefinitionName: string }[]>(world, [
    "role",
    "assignment",
    "list",
    "--assignee",
    me.value.id,
    "--scope",
    scope,
    "--include-inherited",
    "--include-groups",
  ]);
  if ("failure" in answer) return unknown("Roles", `could not be read: ${answer.failure}`);
  const has = answer.value.map((one) => one.roleDefinitionName);
  const wanted = [makes, assigns].filter((any) => !any.some((role) => has.includes(role))).map((any) => any.at(-1) ?? "");
  const commands = wanted.map((role) => `az role assignment create --assignee ${me.value.id} --role "${role}" --scope ${scope}`);
  return wanted.length === 0
    ? ok("Roles", has.join(", "))
    : lacking("Roles", `${wanted.join(" and ")} on the subscription`, commands.join(" && "));
}

/** Deleted services whose names begin like those of this environment: Azure keeps the names for a while. */
function deletedFindings(world: World, { namePrefix }: Settings): Finding[] {
  const kinds: [kind: string, list: string[], purge: (name: string, location: string) => string][] = [
    ["vault", ["keyvault", "list-deleted", "--resource-type", "vault"], (name) => `az keyvault purge --name ${name}`],
    [
      "account",
      ["cognitiveservices", "account", "list-deleted"],
      (name, location) =>
        `az cognitiveservices account purge --name ${name} --location ${location} --resource-group rg-${namePrefix}`,
    ],
    [
      "API Management service",
      ["apim", "deletedservice", "list"],
      (name, location) => `az apim deletedservice purge --service-name ${name} --location ${location}`,
    ],
  ];
  return kinds.map(([kind, list, purge]) => {
    const answer = answerOf<{ name: string; location?: string; properties?: { location?: string } }[]>(world, list);
    if ("failure" in answer) return unknown("Soft-deleted names", `of each ${kind} could not be read: ${answer.failure}`);
    const own = answer.value.filter(({ name }) => name.replaceAll("-", "").includes(namePrefix.replaceAll("-", "")));
    const commands = own.map((one) => purge(one.name, one.location ?? one.properties?.location ?? "LOCATION"));
    return own.length === 0
      ? ok("Soft-deleted names", `no deleted ${kind} of this prefix`)
      : lacking(
          "Soft-deleted names",
          `deleted ${kind}: ${own.map(({ name }) => name).join(", ")}`,
          `${commands.join(" && ")}   (or set uniqueSuffix, or restore)`,
        );
  });
}

/** Private endpoints need zones in the subscription of the landing zone, when it keeps them. */
function dnsFinding(world: World, { network }: Settings): Finding {
  if (network.privateDns.mode === "create") return ok("DNS", "the private zones are made here");
  if (network.privateDns.mode === "policy")
    return unknown("DNS", "the landing zone's own policy attaches the endpoints; ask its owner");
  const missing = Object.values(network.privateDns.zones).filter(
    (id) => "failure" in answerOf(world, ["network", "private-dns", "zone", "show", "--ids", id]),
  );
  return missing.length === 0
    ? ok("DNS", "every zone named is there")
    : lacking("DNS", `cannot be read: ${missing.join(", ")}`, `az network private-dns zone show --ids ${missing[0]}`);
}
