import { Cloud } from "../../../local/azure/cloud";
import { Engine, withCheckpoints } from "./engine";
import { FaultCase, FaultKind, ruleOf } from "./faultCases";
import { Command, azureIsDone, endWhen, resume } from "./kill";
import { Planned, deployedPlan } from "./plan";
import { closeProject } from "./project";

/** A case and what was seen; without `problem` it was survived. */
export interface Outcome {
  fault: FaultCase;
  problem?: string;
}

/** What is deployed, by URN. */
export type DeployedState = Record<string, Planned>;

/** Where the cases of one operation begin, and how a run ends that nothing disturbs. */
export interface Scenario {
  /** The environment before the run. */
  base: Engine;
  /** What is deployed after a run that nothing disturbs; the names and so the ids are the same in each case. */
  expected: DeployedState;
}

/** Kinds that end the CLI before it knows how the operation ended, and how. */
const endings: Partial<Record<FaultKind, "SIGKILL" | "SIGINT">> = {
  kill: "SIGKILL",
  "kill under way": "SIGKILL",
  interrupt: "SIGINT",
};
/** What the disturbed run says of the other kinds. */
const codes: Partial<Record<FaultKind, string>> = {
  error: "InternalServerError",
  late: "InternalServerError",
  timeout: "GatewayTimeout",
};

/** Tries a case on a copy of an environment: disturbs `up` or `destroy` and runs it again. */
export async function tryCase({ base, expected }: Scenario, fault: FaultCase): Promise<Outcome> {
  const engine = await base.copy();
  try {
    return { fault, problem: await problemOf(engine, fault, expected) };
  } catch (error) {
    return { fault, problem: String(error) };
  } finally {
    closeProject(engine.project);
  }
}

async function problemOf(engine: Engine, fault: FaultCase, expected: DeployedState): Promise<string | undefined> {
  const command: Command = fault.operation === "delete" ? "destroy" : "up";
  const cloud = new Cloud({ dir: engine.project.home.azure });
  const disturbed = await disturb(engine, command, fault, cloud);
  if (disturbed !== undefined) return disturbed;
  if (endings[fault.kind] === "SIGKILL") await resume(engine, (urn) => existing(cloud, expected[urn]?.id));
  const failure = await run(engine, command);
  if (failure !== undefined) return `the next run failed: ${failure}`;
  const comparable = endings[fault.kind] === "SIGKILL" ? withoutSecretInputs : (all: DeployedState) => all;
  const differences = differencesOf(comparable(await deployedPlan(engine)), comparable(expected));
  if (differences.length > 0) return `the next run ended otherwise: ${differences.join(", ")}`;
  const left = cloud.list().filter(({ id, state }) => state !== "succeeded" || !isIn(expected, id));
  return left.length > 0 ? `Azure holds more than the state: ${left.map(({ id }) => id).join(", ")}` : undefined;
}

/** The run in which it goes wrong, to the point at which Azure is done; gives what was not as intended. */
async function disturb(engine: Engine, command: Command, fault: FaultCase, cloud: Cloud): Promise<string | undefined> {
  const ending = endings[fault.kind];
  engine.setEnvironment({ AZURE_FAULTS: JSON.stringify([ruleOf(fault)]) });
  if (ending) {
    await endWhen(engine, command, ending, isReached(fault, cloud));
  } else {
    const failure = await run(engine, command);
    if (!failure?.includes(codes[fault.kind] ?? ""))
      return `the disturbed run did not fail as it should: ${failure ?? "it did not"}`;
  }
  engine.setEnvironment({ AZURE_FAULTS: undefined });
  await azureIsDone(cloud);
  return undefined;
}

/** Tells when Azure is at the operation, or, for `kill`, has done it. */
function isReached({ kind, id }: FaultCase, cloud: Cloud): () => boolean {
  const now = () => JSON.stringify(cloud.show(id));
  const before = now();
  if (kind === "kill") return () => now() !== before;
  return () => cloud.list().some((one) => one.id.toLowerCase() === id.toLowerCase() && one.state.endsWith("under way"));
}

const existing = (cloud: Cloud, id: string | undefined): string | undefined =>
  id !== undefined && cloud.show(id) ? id : undefined;

/** Whether a resource of Azure is one of the state. */
const isIn = (state: DeployedState, id: string): boolean =>
  Object.values(state).some((resource) => resource.id?.toLowerCase() === id.toLowerCase());

/** A run to its end, which needs no state before; gives what it printed when it failed. */
async function run(engine: Engine, command: Command): Promise<string | undefined> {
  engine.setEnvironment({ PULUMI_SKIP_CHECKPOINTS: "true" });
  const failure = await engine.command(command, "--yes", "--skip-preview");
  engine.setEnvironment(withCheckpoints);
  return failure;
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
