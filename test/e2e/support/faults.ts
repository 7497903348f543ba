import { Cloud, FaultRule } from "../../../local/azure/cloud";
import { Engine, Run, StateResource } from "./engine";
import { killDuring, resume } from "./kill";
import { Planned, deployedPlan } from "./plan";
import { typeAndName } from "./operations";

/**
 * What goes wrong at one operation. `error`: Azure fails it until the provider gives up. `timeout`: Azure does it, and the provider is told
 * that it took too long. `kill`: the CLI dies while Azure does it.
 */
export const faultKinds = ["error", "timeout", "kill"] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One operation and what goes wrong with it. */
export interface FaultCase {
  operation: "create" | "delete";
  kind: FaultKind;
  id: string;
  urn: string;
  type: string;
  name: string;
}

/** Tries that the provider makes before it gives up. */
const providerTries = 4;

/** Every operation on Azure of a deployment or a destruction, with everything that can go wrong. */
export function faultCases(state: readonly StateResource[], operation: FaultCase["operation"]): FaultCase[] {
  const resources = state.filter(({ type, id }) => type.startsWith("azure-native:") && id);
  return resources.flatMap(({ urn, id = "" }) => faultKinds.map((kind) => ({ operation, kind, id, urn, ...typeAndName(urn) })));
}

/** The rule for the local Azure. */
export function ruleOf({ operation, kind, id }: FaultCase): Partial<FaultRule> {
  const kinds = { error: "error", timeout: "timeout", kill: "hang" } as const;
  return { operation, match: `${id}$`, kind: kinds[kind], times: kind === "error" ? providerTries : 1 };
}

/** `count` cases, chosen by a seed: the same ones every time. */
export function sample<T>(all: readonly T[], count: number, seed: number): T[] {
  let state = seed;
  // A linear congruential generator (Numerical Recipes): nothing here needs better randomness.
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const rest = [...all];
  return Array.from({ length: Math.min(count, all.length) }, () => rest.splice(Math.floor(next() * rest.length), 1)).flat();
}

/** How one case went: the run that was disturbed, and the one that came after. */
export interface FaultResult {
  disturbed?: Run;
  recovered: Run;
  state: Record<string, Planned>;
}

/**
 * Disturbs `up` or `destroy` and runs it again. After a kill the user first says that nobody else is at work (`pulumi cancel`)
 * and, because the engine does not know what became of the creation under way, imports what Azure has made of it.
 * @param undisturbed state of a deployment that nothing has disturbed: names and so ids are the same
 */
export async function disturb(engine: Engine, fault: FaultCase, undisturbed: readonly StateResource[]): Promise<FaultResult> {
  const command = fault.operation === "create" ? "up" : "destroy";
  engine.setEnvironment({ AZURE_FAULTS: JSON.stringify([ruleOf(fault)]) });
  const disturbed =
    fault.kind === "kill" ? await killDuring(engine, command, fault.urn).then(() => undefined) : await engine[command]();
  engine.setEnvironment({ AZURE_FAULTS: undefined });
  if (fault.kind === "kill") await resume(engine, (urn) => existing(engine, undisturbed.find((one) => one.urn === urn)?.id));
  const recovered = await engine[command]();
  return { disturbed, recovered, state: await deployedPlan(engine) };
}

/** An id, when the local Azure has a resource of it. */
function existing(engine: Engine, id: string | undefined): string | undefined {
  return id && new Cloud({ dir: engine.project.home.azure }).show(id) ? id : undefined;
}

/** A table of the cases that were survived: a row for each operation, a column for each kind. */
export function faultTable(cases: readonly FaultCase[]): string {
  const row = ({ operation, type, name }: FaultCase) => `${operation} ${type} ${name}`;
  const rows = [...new Set(cases.map(row))].sort();
  const cell = (operation: string, kind: FaultKind) =>
    cases.some((one) => row(one) === operation && one.kind === kind) ? "survived" : "";
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    "# What was survived",
    "",
    "Written by `npm run test:faults`: each operation of `up` and of `destroy` of `Pulumi.dev.yaml`, disturbed in each way; the next run ended as if nothing had been.",
    "",
    line(["operation", ...faultKinds]),
    line(["---", ...faultKinds.map(() => "---")]),
    ...rows.map((operation) => line([operation, ...faultKinds.map((kind) => cell(operation, kind))])),
    "",
  ].join("\n");
}
