import { placedDeployments } from "../../stacks/settings/deployments";
import type { Settings } from "../../stacks/settings/schema";
import type { Needs } from "./needs";
import { World } from "./world";

/** What one question came to. */
export interface Finding {
  /** What was asked about, such as `Quota`. */
  topic: string;
  /** `unknown`: it could not be asked. */
  state: "ok" | "lacking" | "unknown";
  /** What was found. */
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

const isolation = { namespace: "Microsoft.Network", name: "EnableApplicationGatewayNetworkIsolation" };

/** Topics that only Azure can answer. */
const azureTopics = ["Azure login", "Providers", "Feature", "Quota", "Roles", "Soft-deleted names", "DNS"];

/** Who is logged in, and where. A service principal's name is its application id. */
interface Account {
  id: string;
  tenantId: string;
  user: { name: string; type?: string };
}

/** What the subscription lacks for these settings; says what could not be asked. */
export function azureFindings(world: World, settings: Settings, needs: Needs): Finding[] {
  const account = answerOf<Account>(world, ["account", "show"]);
  if ("failure" in account) {
    const why = account.missing ? "az is not there" : "az is not logged in";
    const mend = account.missing ? "https://learn.microsoft.com/cli/azure/install-azure-cli" : "az login";
    return azureTopics.map((topic, index) => unknown(topic, `not asked: ${why}`, index === 0 ? mend : undefined));
  }
  const { tenantId, id, user } = account.value;
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
    ...providerFindings(world, needs),
    ...featureFindings(world, settings),
    ...quotaFindings(world, settings),
    roleFinding(world, account.value, needs),
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

function providerFindings(world: World, { providers }: Needs): Finding[] {
  const answer = answerOf<{ namespace: string; registrationState: string }[]>(world, ["provider", "list"]);
  if ("failure" in answer) return [unknown("Providers", `could not be read: ${answer.failure}`, "az provider list")];
  const there = new Set(
    answer.value
      .filter(({ registrationState }) => registrationState === "Registered")
      .map(({ namespace }) => namespace.toLowerCase()),
  );
  const missing = providers.filter((name) => !there.has(name.toLowerCase()));
  if (missing.length === 0) return [ok("Providers", `${providers.length} are registered`)];
  return missing.map((name) => lacking("Providers", `${name} is not registered`, `az provider register --namespace ${name}`));
}

function featureFindings(world: World, { ingress }: Settings): Finding[] {
  if (ingress.frontEnd.mode !== "private") return [];
  const flags = ["--namespace", isolation.namespace, "--name", isolation.name];
  const show = `az feature show ${flags.join(" ")}`;
  const answer = answerOf<{ properties: { state: string } }>(world, ["feature", "show", ...flags]);
  if ("failure" in answer) return [unknown("Feature", `${isolation.name} could not be read: ${answer.failure}`, show)];
  const { state } = answer.value.properties;
  if (state === "Registered") return [ok("Feature", `${isolation.name} is registered`)];
  const mend = [
    `az feature register ${flags.join(" ")}`,
    `until ${show} --query properties.state --output tsv | grep -qx Registered; do sleep 30; done`,
    `az provider register --namespace ${isolation.namespace}`,
  ];
  return [lacking("Feature", `${isolation.name} is ${state}; a private front end needs it`, mend.join(" && "))];
}

interface Usage {
  name: { value: string };
  currentValue: number;
  limit: number;
}

function quotaFindings(world: World, { openAi }: Settings): Finding[] {
  const locations = [...new Set(placedDeployments(openAi).map(({ region }) => region.location))];
  return locations.flatMap((location): Finding[] => {
    const deployments = placedDeployments(openAi).filter(({ region }) => region.location === location);
    const list = `az cognitiveservices usage list --location ${location}`;
    const answer = answerOf<Usage[]>(world, ["cognitiveservices", "usage", "list", "--location", location]);
    if ("failure" in answer) return [unknown("Quota", `of ${location} could not be read: ${answer.failure}`, list)];
    const needed = new Map<string, number>();
    for (const { deployment } of deployments) {
      const { sku, model, capacity } = deployment;
      needed.set(`OpenAI.${sku}.${model}`, (needed.get(`OpenAI.${sku}.${model}`) ?? 0) + capacity);
    }
    return [...needed].map(([name, amount]) => {
      const usage = answer.value.find((one) => one.name.value.toLowerCase() === name.toLowerCase());
      if (!usage) return unknown("Quota", `${location} names no quota ${name}`, list);
      const free = usage.limit - usage.currentValue;
      return free >= amount
        ? ok("Quota", `${name} in ${location}: ${amount} of ${free} free`)
        : lacking(
            "Quota",
            `${name} in ${location}: ${amount} needed, ${free} free of ${usage.limit} (what is deployed counts as used)`,
            "lower openAi.regions[].deployments[].capacity, or ask for more at https://aka.ms/oai/stuquotarequest",
          );
    });
  });
}

/** Roles with which one may make resources, assign roles, and make locks; the last of each is the least that is enough. */
const makes = ["Owner", "Contributor"];
const assigns = ["Owner", "User Access Administrator", "Role Based Access Control Administrator"];
const locks = ["Owner", "User Access Administrator", "Locks Contributor"];

function roleFinding(world: World, { id, user }: Account, needs: Needs): Finding {
  const who = "az ad signed-in-user show";
  const me =
    user.type === "servicePrincipal" ? { value: { id: user.name } } : answerOf<{ id: string }>(world, who.split(" ").slice(1));
  if ("failure" in me) return unknown("Roles", `not asked: who is logged in could not be read (${me.failure})`, who);
  const [assignee, scope] = [me.value.id, `/subscriptions/${id}`];
  const list = `az role assignment list --assignee ${assignee} --scope ${scope} --include-inherited --include-groups`;
  const answer = answerOf<{ roleDefinitionName: string }[]>(world, list.split(" ").slice(1));
  if ("failure" in answer) return unknown("Roles", `could not be read: ${answer.failure}`, list);
  const has = answer.value.map((one) => one.roleDefinitionName);
  const wanted = [makes, assigns, ...(needs.locks ? [locks] : [])]
    .filter((any) => !any.some((role) => has.includes(role)))
    .map((any) => any.at(-1) ?? "");
  const commands = wanted.map((role) => `az role assignment create --assignee ${assignee} --role "${role}" --scope ${scope}`);
  return wanted.length === 0
    ? ok("Roles", has.join(", "))
    : lacking("Roles", `${wanted.join(" and ")} on the subscription`, commands.join(" && "));
}

/** What Azure says of a deleted service. */
interface Deleted {
  id?: string;
  name: string;
  location?: string;
  properties?: { location?: string };
}

/** Group in which a deleted account was: `/subscriptions/…/resourceGroups/rg/deletedAccounts/name`. */
const groupOf = ({ id = "" }: Deleted): string => /\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? "GROUP";

/** Deleted services whose names begin like those of this environment: Azure keeps the names for a while. */
function deletedFindings(world: World, { namePrefix }: Settings): Finding[] {
  const kinds: [kind: string, list: string[], purge: (one: Deleted, location: string) => string][] = [
    ["vault", ["keyvault", "list-deleted", "--resource-type", "vault"], ({ name }) => `az keyvault purge --name ${name}`],
    [
      "account",
      ["cognitiveservices", "account", "list-deleted"],
      (one, location) =>
        `az cognitiveservices account purge --name ${one.name} --location ${location} --resource-group ${groupOf(one)}`,
    ],
    [
      "API Management service",
      ["apim", "deletedservice", "list"],
      ({ name }, location) => `az apim deletedservice purge --service-name ${name} --location ${location}`,
    ],
  ];
  return kinds.map(([kind, list, purge]) => {
    const answer = answerOf<Deleted[]>(world, list);
    if ("failure" in answer)
      return unknown("Soft-deleted names", `of each ${kind} could not be read: ${answer.failure}`, `az ${list.join(" ")}`);
    const own = answer.value.filter(({ name }) => name.replaceAll("-", "").includes(namePrefix.replaceAll("-", "")));
    const commands = own.map((one) => purge(one, one.location ?? one.properties?.location ?? "LOCATION"));
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
  const unread = Object.values(network.privateDns.zones).flatMap((id) => {
    const answer = answerOf(world, ["network", "private-dns", "zone", "show", "--ids", id]);
    return "failure" in answer ? [{ id, failure: answer.failure }] : [];
  });
  if (unread.length === 0) return ok("DNS", "every zone named is there");
  const mends = unread.map(({ id, failure }) => {
    const [, , subscription, , group, , , , name] = id.split("/");
    return /NotFound/i.test(failure)
      ? `az network private-dns zone create --subscription ${subscription} --resource-group ${group} --name ${name}`
      : `ask its owner for: az role assignment create --assignee YOU --role "Private DNS Zone Contributor" --scope ${id}`;
  });
  return lacking("DNS", `cannot be read: ${unread.map(({ id }) => id).join(", ")}`, mends.join(" && "));
}
