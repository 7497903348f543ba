import { Cloud, FaultRule } from "../../../local/azure/cloud";
import { secondsOf } from "../../../local/azure/services";
import { StateResource } from "./engine";
import { typeAndName } from "./operations";

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

/**
 * The operations of a run on these resources, with everything that can go wrong.
 * @param cloud has the resources
 */
export function faultCases(resources: readonly StateResource[], operation: FaultCase["operation"], cloud: Cloud): FaultCase[] {
  const types = new Map(cloud.list().map(({ id, type }) => [id.toLowerCase(), type]));
  const isLong = (id: string) => secondsOf(operation, types.get(id.toLowerCase()) ?? "", cloud.show(id)?.inputs ?? {}) >= long;
  const onAzure = resources.filter(({ type, id }) => type.startsWith("azure-native:") && id);
  // What is retained goes with its parent.
  const disturbed = onAzure.filter(({ retainOnDelete }) => operation !== "delete" || !retainOnDelete);
  return disturbed.flatMap(({ urn, id = "" }) => {
    const kinds = (Object.keys(faultKinds) as FaultKind[]).filter((kind) => !ofLongOperations.has(kind) || isLong(id));
    return kinds.map((kind) => ({ operation, kind, id, urn, ...typeAndName(urn) }));
  });
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
