import * as path from "node:path";
import { Cloud, FaultRule } from "../../../local/azure/cloud";
import { projectFolder } from "../../../local/pulumi/folders";
import { Engine, StateResource } from "./engine";
import { killWhen, resume } from "./kill";
import { Planned, deployedPlan } from "./plan";
import { closeProject } from "./project";
import { typeAndName } from "./operations";

/**
 * What goes wrong at one operation. `error`: Azure fails it until the provider gives up. `timeout`: Azure does it, and the provider is told
 * that it took too long. `kill`: the CLI dies when Azure has done it and before it has said so.
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
  const onAzure = state.filter(({ type, id }) => type.startsWith("azure-native:") && id);
  // What is retained goes with its parent.
  const resources = onAzure.filter(({ retainOnDelete }) => operation === "create" || !retainOnDelete);
  return resources.flatMap(({ urn, id = "" }) => faultKinds.map((kind) => ({ operation, kind, id, urn, ...typeAndName(urn) })));
}

/** The rule for the local Azure. */
export function ruleOf({ operation, kind, id }: FaultCase): Partial<FaultRule> {
  const kinds = { error: "error", timeout: "timeout", kill: "hang" } as const;
  return { operation, match: `${id}$`, kind: kinds[kind], times: kind === "error" ? providerTries : 1 };
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

/** A case and what was seen; without `problem` it was survived. */
export interface Outcome {
  fault: FaultCase;
  problem?: string;
}

/** What is deployed, by URN. */
export type DeployedState = Record<string, Planned>;

/**
 * Tries a case on a copy of an environment: disturbs `up` or `destroy` and runs it again.
 * @param base the environment before the run
 * @param deployed what a deployment that nothing disturbs has: the names and so the ids are the same
 */
export async function tryCase(base: Engine, fault: FaultCase, deployed: DeployedState): Promise<Outcome> {
  const engine = await base.copy();
  try {
    return { fault, problem: await problemOf(engine, fault, deployed) };
  } catch (error) {
    return { fault, problem: String(error) };
  } finally {
    closeProject(engine.project);
  }
}

async function problemOf(engine: Engine, fault: FaultCase, deployed: DeployedState): Promise<string | undefined> {
  const command = fault.operation === "create" ? "up" : "destroy";
  engine.setEnvironment({ AZURE_FAULTS: JSON.stringify([ruleOf(fault)]) });
  if (fault.kind === "kill") await killed(engine, command, fault, deployed);
  else if ((await run(engine, command)) === undefined) return "the disturbed run did not fail";
  engine.setEnvironment({ AZURE_FAULTS: undefined });
  const failure = await run(engine, command);
  if (failure !== undefined) return `the next run failed: ${failure}`;
  const comparable = fault.kind === "kill" ? withoutSecretInputs : (all: DeployedState) => all;
  const expected = fault.operation === "create" ? deployed : {};
  const differences = differencesOf(comparable(await deployedPlan(engine)), comparable(expected));
  if (differences.length > 0) return `the next run ended otherwise: ${differences.join(", ")}`;
  const left = new Cloud({ dir: engine.project.home.azure })
    .list()
    .filter(({ id, state }) => state !== "succeeded" || !isIn(expected, id));
  return left.length > 0 ? `Azure holds more than the state: ${left.map(({ id }) => id).join(", ")}` : undefined;
}

/** Whether a resource of Azure is one of the state. */
const isIn = (state: DeployedState, id: string): boolean =>
  Object.values(state).some((resource) => resource.id?.toLowerCase() === id.toLowerCase());

/**
 * Variables for all cases: the program does without what Pulumi's SDK does for debugging and for the places of resources in the program, which no
 * case reads.
 */
export const lean = { NODE_OPTIONS: `--require ${path.join(projectFolder, "local", "engine", "startUp", "program.js")}` };

/**
 * A run to its end; gives what it printed when it failed. The CLI writes the state once, at the end: nothing reads what it writes between the operations,
 * and it takes most of the time.
 */
async function run(engine: Engine, command: "up" | "destroy"): Promise<string | undefined> {
  engine.setEnvironment({ PULUMI_SKIP_CHECKPOINTS: "true" });
  const failure = await engine.command(command, "--yes", "--skip-preview");
  engine.setEnvironment({ PULUMI_SKIP_CHECKPOINTS: undefined });
  return failure;
}

/**
 * A run that is killed, and what a user does then: says that nobody else is at work (`pulumi cancel`) and, because the engine does not know what became
 * of the creation under way, imports what Azure has made of it.
 */
async function killed(
  engine: Engine,
  command: "up" | "destroy",
  { operation, id }: FaultCase,
  deployed: DeployedState,
): Promise<void> {
  const cloud = new Cloud({ dir: engine.project.home.azure });
  const existing = (wanted: string | undefined) => (wanted !== undefined && cloud.show(wanted) ? wanted : undefined);
  await killWhen(engine, command, () => (existing(id) !== undefined) === (operation === "create"));
  // Others may have been under way as well.
  await resume(engine, (urn) => existing(deployed[urn]?.id));
}

/**
 * What was imported after a kill was read from Azure, which returns no secrets. One that the program ignores from then on, the self-signed certificate, stays out of
 * the state; the vault has it.
 */
function withoutSecretInputs(state: DeployedState): DeployedState {
  const entries = Object.entries(state).map(([urn, resource]): [string, Planned] => {
    const inputs: unknown = JSON.parse(JSON.stringify(resource.inputs), (_key, value: unknown) =>
      value === "[secret]" ? undefined : value,
    );
    return [urn, { ...resource, inputs }];
  });
  return Object.fromEntries(entries);
}

/** URNs of what is not the same. */
function differencesOf(state: DeployedState, expected: DeployedState): string[] {
  const urns = new Set([...Object.keys(state), ...Object.keys(expected)]);
  return [...urns].filter((urn) => JSON.stringify(state[urn]) !== JSON.stringify(expected[urn]));
}

/** Tries cases, some at once, and gives the outcomes in the order of the cases. */
export async function tryAll(
  cases: readonly FaultCase[],
  atOnce: number,
  tryOne: (fault: FaultCase) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const rest = [...cases.entries()];
  const work = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) outcomes[next[0]] = await tryOne(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}
