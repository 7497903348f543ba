import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { Cloud } from "../../../local/azure/cloud";
import { findCli } from "../../../local/pulumi/cli";
import { Engine, StateResource } from "./engine";

/** How long a killed run may take to come to the operation, in milliseconds. */
const patience = 300_000;

export type Command = "up" | "destroy";

/**
 * Runs the CLI and ends it in the middle: kills it, as a crash of the machine would, or interrupts it, as Ctrl-C does.
 * @param isReached whether Azure is at the operation at which the run is to end; the local Azure must be slow or hang there
 * @throws when it is reached already, and when the run ends without coming to it
 */
export async function endWhen(
  engine: Engine,
  command: Command,
  signal: "SIGKILL" | "SIGINT",
  isReached: () => boolean,
): Promise<void> {
  if (isReached()) throw new Error("Azure is at the operation before the run");
  const cli = spawn(findCli(), [command, "--yes", "--skip-preview", "--stack", engine.stack.name, "--non-interactive"], {
    cwd: engine.project.folder,
    env: engine.environment,
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve, reject) => cli.on("close", () => resolve()).on("error", reject));
  const deadline = Date.now() + patience;
  try {
    while (!isReached()) {
      if (cli.exitCode !== null || cli.signalCode !== null || Date.now() > deadline)
        throw new Error("the run did not come to the operation");
      await delay(100);
    }
    cli.kill(signal);
    await ended;
  } finally {
    cli.kill("SIGKILL");
  }
}

/** Waits until Azure has ended what it had accepted; it goes on without the CLI. */
export async function azureIsDone(cloud: Cloud): Promise<void> {
  while (cloud.list().some(({ state }) => state.endsWith("under way"))) await delay(200);
}

/** An operation that the engine does not know the end of, with the resource as it would be in the state. */
interface PendingOperation {
  type: string;
  resource: StateResource;
}

interface State {
  resources?: StateResource[];
  pending_operations?: PendingOperation[];
}

/**
 * What a user does after a crash, when Azure is done: says that nobody else is at work (`pulumi cancel`), puts what Azure has made meanwhile into the state
 * (`pulumi stack export`, `pulumi stack import`), and lets the engine read the rest from Azure (`pulumi refresh`). `pulumi refresh
 * --import-pending-creates` is meant for the second step, but CLI 3.220 forgets the resources instead.
 * @param idOf what Azure has made for a URN; undefined when there is nothing
 */
export async function resume(engine: Engine, idOf: (urn: string) => string | undefined): Promise<void> {
  await engine.stack.cancel();
  const exported = await engine.stack.exportStack();
  const state = exported.deployment as State;
  const made = (state.pending_operations ?? []).flatMap(({ type, resource }) => {
    const id = type === "creating" ? idOf(resource.urn) : undefined;
    return id ? [{ ...resource, id }] : [];
  });
  state.resources = [...(state.resources ?? []), ...made];
  state.pending_operations = [];
  await engine.stack.importStack(exported);
  const { failure } = await engine.refresh();
  if (failure) throw new Error(`refresh after a crash failed: ${failure}`);
}
