import { armTypeOf } from "../../../local/azure/azureNative";
import { FaultRule } from "../../../local/azure/cloud";
import { resourceType, secondsOf } from "../../../local/azure/services";
import { StateResource } from "./engine";
import { typeAndName } from "./operations";
import { changed, settingsIn } from "./shield";

/** The environment whose operations are disturbed. */
export const settings = settingsIn("test/fixtures/dev.yaml");
/** What the updates come from: tags and limits change, and with them most of what Azure can change at all. */
export const changedSettings = changed(settings, (each) => {
  each.tags = { ...each.tags, purpose: "faults" };
  each.plans?.forEach((plan) => (plan.tokensPerMinute = (plan.tokensPerMinute ?? 10_000) + 1000));
  each.openAi.regions.forEach(({ deployments }) => deployments.forEach((deployment) => (deployment.capacity += 1)));
});

/** What goes wrong at one operation, and how the documentation says it. */
export const faultKinds = {
  error: "Azure refuses it until the provider gives up",
  late: "Azure accepts it and fails",
  timeout: "Azure does it, and the provider is told that it took too long",
  kill: "the CLI dies when Azure has done it and before it has said so",
  "kill under way": "the CLI dies while Azure is at it",
  interrupt: "the CLI is interrupted (Ctrl-C) while Azure is at it",
} as const;
export type FaultKind = keyof typeof faultKinds;

/** Kinds that only an operation has that Azure accepts first and does then. */
const ofLongOperations: ReadonlySet<FaultKind> = new Set(["late", "kill under way", "interrupt"]);
/** From so many seconds in Azure an operation counts as one of them. */
const long = 10;

/** Real seconds that an operation takes longer, so that something can happen meanwhile. */
const underWaySeconds = 4;
/** Tries that the provider makes before it gives up. */
const providerTries = 4;

/** One operation and what goes wrong with it. */
export interface FaultCase {
  operation: "create" | "update" | "delete";
  kind: FaultKind;
  id: string;
  urn: string;
  type: string;
  name: string;
}

/** What of a resource tells what can go wrong with it. */
type Disturbed = Pick<StateResource, "urn" | "type" | "id" | "retainOnDelete"> & { inputs?: unknown };

/** Everything that can go wrong when these resources are made, when some of them are updated and when all are deleted. */
export function allCases(
  resources: readonly Disturbed[],
  isUpdated: (urn: string) => boolean,
): Record<FaultCase["operation"], FaultCase[]> {
  return {
    create: casesOf("create", resources),
    update: casesOf(
      "update",
      resources.filter(({ urn }) => isUpdated(urn)),
    ),
    // What is retained goes with its parent.
    delete: casesOf(
      "delete",
      resources.filter(({ retainOnDelete }) => !retainOnDelete),
    ),
  };
}

function casesOf(operation: FaultCase["operation"], resources: readonly Disturbed[]): FaultCase[] {
  const onAzure = resources.filter(({ type, id }) => type.startsWith("azure-native:") && id);
  return onAzure.flatMap((resource) => {
    const { urn, id = "" } = resource;
    const isLong = seconds(operation, resource) >= long;
    const kinds = (Object.keys(faultKinds) as FaultKind[]).filter((kind) => !ofLongOperations.has(kind) || isLong);
    return kinds.map((kind) => ({ operation, kind, id, urn, ...typeAndName(urn) }));
  });
}

/** How long the operation takes in Azure. */
function seconds(operation: FaultCase["operation"], { type, inputs }: Disturbed): number {
  const given = (inputs ?? {}) as Record<string, unknown>;
  return secondsOf(operation, armTypeOf(resourceType(type), given), given);
}

/** The rule for the local Azure. */
export function ruleOf({ operation, kind, id }: FaultCase): Partial<FaultRule> {
  const request = { operation, match: `${id}$` };
  switch (kind) {
    case "error":
      return { ...request, kind, times: providerTries };
    case "late":
    case "timeout":
      return { ...request, kind };
    case "kill":
      return { ...request, kind: "hang" };
    case "kill under way":
    case "interrupt":
      return { ...request, kind: "slow", seconds: underWaySeconds };
  }
}

/** `count` cases, chosen by a seed: the same ones every time. */
export function sample<T>(all: readonly T[], count: number, seed: number): T[] {
  if (count >= all.length) return [...all];
  let state = seed;
  // A linear congruential generator (Numerical Recipes): nothing here needs better randomness.
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const rest = [...all];
  return Array.from({ length: count }, () => rest.splice(Math.floor(next() * rest.length), 1)).flat();
}
