import { storedObjectKey } from "../../../components/openAi/deployments";
import type { PlanResource } from "../../engine/plan";
import { processingPlace } from "../tables/dataZones";
import { list, number, percent, plural } from "../words";
import { PlanView, at, azureName, isNotKnown, numberOf, textOf } from "./planView";
import { Row, Section, section } from "./row";

/** A model deployment of the plan. */
export interface DeploymentFact {
  /** The resource of the deployment. */
  urn: string;
  /** Name of the deployment in its account. */
  name: string;
  /** Name of the model. */
  model: string;
  /** Version of the model. */
  version: string;
  /** Who made the model. */
  format: string;
  /** Region of the account. */
  location: string;
  /** The consumer for whose stored objects alone the account is. */
  consumer?: string;
  /** Deployment type, such as `DataZoneStandard`. */
  sku: string;
  /** Thousands of tokens a minute, or provisioned throughput units. */
  capacity: number;
  /** Whether capacity is in provisioned throughput units. */
  provisioned: boolean;
  /** Where prompts are processed, in words. */
  place: string;
  /** Name of its content filter. */
  contentFilter: string;
  /** When Azure upgrades the model by itself (`versionUpgradeOption`). */
  upgrade: string;
  /** Order of use; from the settings. */
  tier?: string;
  /** Whether the region is used last; from the settings. */
  last?: boolean;
}

/** What is promised of a model and what there is. */
export interface ModelFact {
  /** Name of the model. */
  model: string;
  /** All deployments of the model, in any region. */
  deployments: DeploymentFact[];
  /** Tokens a minute of the pay-as-you-go deployments together. */
  tokensPerMinute: number;
  /** Provisioned throughput units together. */
  units: number;
  /** Tokens a minute of all consumers' limits together. */
  promised: number;
  /** Consumers that may use it. */
  consumers: string[];
}

/** Tokens a minute of one unit of capacity of a pay-as-you-go deployment (Microsoft Learn, "Azure OpenAI quotas and limits", 2025-07-11). */
export const tokensPerUnit = 1000;

/** The model deployments of the plan. */
export function deploymentsOf(view: PlanView): DeploymentFact[] {
  // Before the first deployment an account has no name yet; then the program says which one it is.
  const accounts = new Map(
    view
      .all("cognitiveservices:Account")
      .flatMap((one) => [azureName(one), one.urn].map((key): [string, PlanResource] => [key, one])),
  );
  return view.all("cognitiveservices:Deployment").map((deployment) => {
    const keys = [textOf(deployment.inputs, "accountName"), ...(deployment.propertyDependencies.accountName ?? [])];
    const account = keys.map((key) => accounts.get(key)).find((one) => one !== undefined);
    const location = account ? textOf(account.inputs, "location") : "";
    const consumer = account && ownerOf(view, account);
    if (consumer !== undefined) return { ...deploymentOf(deployment, location), consumer };
    return { ...deploymentOf(deployment, location), ...orderOf(view, deployment, location) };
  });
}

type StoredObjectAccounts = NonNullable<PlanView["settings"]>["openAi"]["storedObjectAccounts"];

/** Accounts of one consumer; none in a plan of a release that did not have them. */
export const storedObjectAccountsOf = ({ settings }: PlanView): StoredObjectAccounts =>
  (settings?.openAi as { storedObjectAccounts?: StoredObjectAccounts } | undefined)?.storedObjectAccounts ?? [];

/** The consumer for whose stored objects alone an account is. */
const ownerOf = (view: PlanView, { name }: PlanResource): string | undefined =>
  storedObjectAccountsOf(view).find(({ consumer }) => name === `openai-${storedObjectKey(consumer)}`)?.consumer;

function deploymentOf({ inputs, urn, name }: PlanResource, location: string): DeploymentFact {
  const sku = textOf(inputs, "sku.name");
  return {
    urn,
    name: textOf(inputs, "deploymentName") || name,
    model: textOf(inputs, "properties.model.name"),
    version: textOf(inputs, "properties.model.version"),
    format: textOf(inputs, "properties.model.format"),
    location,
    sku,
    capacity: numberOf(inputs, "sku.capacity"),
    provisioned: sku.includes("Provisioned"),
    place: processingPlace(sku, location),
    contentFilter: textOf(inputs, "properties.raiPolicyName"),
    upgrade: textOf(inputs, "properties.versionUpgradeOption"),
  };
}

function orderOf({ settings }: PlanView, { inputs }: PlanResource, location: string): Pick<DeploymentFact, "tier" | "last"> {
  const region = settings?.openAi.regions.find((one) => one.location === location);
  const wanted = textOf(inputs, "deploymentName");
  const found = region?.deployments.find(({ name, model }) => (name ?? model) === wanted);
  return { ...(found && { tier: found.tier }), ...(region && { last: !region.sameZone }) };
}

/** What is for one consumer's stored objects takes no other calls, so it is no capacity to promise. */
const isShared = ({ consumer }: DeploymentFact): boolean => consumer === undefined;

/** Models with their deployments, and what the plans promise of them. */
export function modelsOf(view: PlanView): ModelFact[] {
  const deployments = deploymentsOf(view);
  const { plans = [], consumers = [] } = view.settings ?? {};
  return [...new Set(deployments.map(({ model }) => model))].sort().map((model) => {
    const own = deployments.filter((one) => one.model === model);
    const users = consumers.flatMap(({ name, plan }) => {
      const found = plans.find((one) => one.name === plan && one.models.includes(model));
      return found ? [{ name, tokens: found.tokensPerMinute }] : [];
    });
    const capacity = (provisioned: boolean) =>
      own.filter((one) => isShared(one) && one.provisioned === provisioned).reduce((total, one) => total + one.capacity, 0);
    return {
      model,
      deployments: own,
      tokensPerMinute: capacity(false) * tokensPerUnit,
      units: capacity(true),
      promised: users.reduce((total, { tokens }) => total + tokens, 0),
      consumers: users.map(({ name }) => name),
    };
  });
}

/** Models, where they are, and the share that is promised to teams against what is there. */
export function models(view: PlanView): Section {
  const all = modelsOf(view);
  return section("models", [
    ...all.flatMap((model) => [modelRow(view, model), ...model.deployments.map(deploymentRow)]),
    ...(all.length > 0 ? [versionsRow(all)] : []),
    ...accountsRow(view),
  ]);
}

/** Every version on one line: those of a model are two while one of its deployments is ahead. */
function versionsRow(all: readonly ModelFact[]): Row {
  const versions = all.map(({ model, deployments }) => {
    const own = [...new Set(deployments.map(({ version }) => version))].sort();
    return `${model} ${own.join(" and ")}`;
  });
  return { key: "versions", label: "Versions", text: versions.join(", "), spare: "silently" };
}

function modelRow({ settings }: PlanView, fact: ModelFact): Row {
  const { model, tokensPerMinute, units, promised, consumers } = fact;
  const there = [
    ...(tokensPerMinute > 0 ? [`${number(tokensPerMinute)} tokens a minute`] : []),
    ...(units > 0 ? [plural(units, "provisioned unit")] : []),
  ];
  const over = tokensPerMinute > 0 && promised > tokensPerMinute;
  const share = tokensPerMinute > 0 ? `, ${percent(promised, tokensPerMinute)}${units > 0 ? " of pay-as-you-go" : ""}` : "";
  const text = settings
    ? `${number(promised)} tokens a minute promised to ${plural(consumers.length, "consumer")} of ${list(there)}${share}${over ? ": OVERSUBSCRIBED" : ""}`
    : list(there);
  const few =
    settings && tokensPerMinute > 0
      ? `${percent(promised, tokensPerMinute)} of ${number(tokensPerMinute)} tokens a minute promised${over ? ": OVERSUBSCRIBED" : ""}`
      : text;
  const brief = [few, ...deploymentsBriefly(fact.deployments.filter(isShared))].join("; ");
  return { key: `model:${model}`, label: model, text, brief, ...(over && { alarm: true }) };
}

const tiers: Readonly<Record<string, string>> = {
  provisioned: "used first",
  payAsYouGo: "pay as you go",
  spillOver: "spill-over",
};

function deploymentRow(one: DeploymentFact): Row {
  const amount = one.provisioned
    ? `${number(one.capacity)} units`
    : `${number(one.capacity)} (${number(one.capacity * tokensPerUnit)} tokens a minute)`;
  const text = [
    `${one.sku} ${amount}`,
    `processed ${one.place}`,
    ...(one.consumer === undefined ? [] : [`for the stored objects of ${one.consumer} only`]),
    ...(one.tier ? [tiers[one.tier] ?? one.tier] : []),
    ...(one.last ? ["region used last"] : []),
    `version ${one.version}`,
    ...(one.format === "OpenAI" ? [] : [`made by ${one.format}`]),
    ...(one.name === one.model ? [] : [`named ${one.name}`]),
  ];
  const account = one.consumer === undefined ? one.location : storedObjectKey(one.consumer);
  const key = `deployment:${account}/${one.name}`;
  return { key, label: one.location, text: text.join(", "), detail: true, minor: true };
}

/** `DataZoneStandard in the EU data zone: francecentral 300, swedencentral 200 spill-over`, one text for each kind, used first first. */
function deploymentsBriefly(deployments: readonly DeploymentFact[]): string[] {
  const kindOf = ({ sku, place }: DeploymentFact) => `${sku} ${place}`;
  const inOrder = [...deployments].sort((one, other) => orderIn(one) - orderIn(other));
  return [...new Set(inOrder.map(kindOf))].map((kind) => {
    const own = inOrder.filter((one) => kindOf(one) === kind).map(regionBriefly);
    return `${kind}: ${own.join(", ")}`;
  });
}

/** Place of a deployment in the order of use. */
const orderIn = ({ tier, last }: DeploymentFact): number => Object.keys(tiers).indexOf(tier ?? "") + (last ? 10 : 0);

/** A deployment on a screen: without what is usual, its name and its version. */
const regionBriefly = ({ location, capacity, provisioned, tier, last }: DeploymentFact): string =>
  [
    location,
    number(capacity),
    ...(provisioned ? ["units"] : []),
    ...(tier && tier !== "payAsYouGo" && !(provisioned && tier === "provisioned") ? [tiers[tier] ?? tier] : []),
    ...(last ? ["used last"] : []),
  ].join(" ");

type OpenAiSettings = NonNullable<PlanView["settings"]>["openAi"];

const ownKeys = ({
  customerManagedKeySize: size,
  customerManagedKeyHsm: hsm,
  customerManagedKeyGeneration: generation,
}: OpenAiSettings) => ` (RSA of ${number(size)} bits${hsm ? " in a hardware security module" : ""}), generation ${generation}`;

/** What holds for the accounts together. */
function accountsRow(view: PlanView): Row[] {
  const accounts = view.all("cognitiveservices:Account");
  const filters = [...new Set(deploymentsOf(view).map(({ contentFilter }) => contentFilter))];
  const keys = accounts.filter(({ inputs }) => textOf(inputs, "properties.encryption.keySource") === "Microsoft.KeyVault");
  const openAi = view.settings?.openAi;
  const { models: someModels = [], regions = [] } = view.settings?.accepted ?? {};
  const accepted = [...someModels, ...regions];
  const back = [
    ...(openAi?.restore ?? []),
    ...storedObjectAccountsOf(view).flatMap(({ consumer, restore }) => (restore ? [`that of ${consumer}`] : [])),
  ];
  const keyless = ({ inputs }: PlanResource) => at(inputs, "properties.disableLocalAuth");
  const local = accounts.filter((one) => keyless(one) !== true && !isNotKnown(keyless(one))).map(azureName);
  const unclear = accounts.some((one) => isNotKnown(keyless(one)));
  const own = keys.length > 0 ? `encrypted with own keys${openAi ? ownKeys(openAi) : ""}` : "encrypted with Microsoft's keys";
  const text = [
    `${plural(accounts.length, "account")} of kind ${list([...new Set(accounts.map(({ inputs }) => textOf(inputs, "kind")))])}`,
    ...(openAi && openAi.dataBoundary !== "none" ? [`nothing may be processed outside the ${openAi.dataBoundary}`] : []),
    local.length > 0
      ? `KEYS accepted by ${list(local)}`
      : unclear
        ? "whether one takes a key is not known yet"
        : "no account takes a key",
    own,
    `content filter ${list(filters)}`,
    ...(openAi ? [`stored objects in ${openAi.statefulRegion}`] : []),
    ...storedObjectAccountsOf(view).map(
      ({ consumer, location }) => `those of ${consumer} in an account of its own in ${location}`,
    ),
    ...(openAi && openAi.slowModels.length > 0 ? [`streams of ${list(openAi.slowModels)} may begin late`] : []),
    ...(accepted.length > 0 ? [`accepted though the tables do not have them: ${list(accepted)}`] : []),
    ...(back.length > 0 ? [`soft-deleted accounts brought back: ${list(back)}`] : []),
  ];
  return [
    { key: "accounts", label: "Accounts", text: text.join("; "), spare: "silently", ...(local.length > 0 && { alarm: true }) },
  ];
}
