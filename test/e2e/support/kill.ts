import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { findCli } from "../../../local/pulumi/cli";
import { Engine, StateResource } from "./engine";

/** How long a killed run may take to come to the operation, in milliseconds. */
const patience = 120_000;

/**
 * Runs the CLI and kills it, as a crash of the machine would, when Azure has done an operation that it does not answer.
 * @param isDone whether Azure has done it; the local Azure must hang on it
 * @throws when it is done already, and when the run ends without coming to it
 */
export async function killWhen(engine: Engine, command: "up" | "destroy", isDone: () => boolean): Promise<void> {
  if (isDone()) throw new Error("the operation is done before the run");
  const cli = spawn(findCli(), [command, "--yes", "--skip-preview", "--stack", engine.stack.name, "--non-interactive"], {
    cwd: engine.project.folder,
    env: engine.environment,
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => cli.on("close", () => resolve()));
  const deadline = Date.now() + patience;
  while (!isDone()) {
    if (cli.exitCode !== null || Date.now() > deadline) throw new Error("the run did not come to the operation");
    await delay(100);
  }
  cli.kill("SIGKILL");
  await ended;
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
 * What a user does after a crash: says that nobody else is at work (`pulumi cancel`), puts what Azure has made meanwhile into the state
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
