import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { EngineEvent } from "@pulumi/pulumi/automation";
import { findCli } from "../../../local/pulumi/cli";
import { Engine, StateResource } from "./engine";

/** How long a killed run may take to come to the operation, in milliseconds. */
const patience = 120_000;

/**
 * Runs the CLI and kills it, as a crash of the machine would, while the operation on one resource is under way.
 * @param urn the resource, on which the local Azure must hang
 * @throws when the run ends without coming to it
 */
export async function killDuring(engine: Engine, command: "up" | "destroy", urn: string): Promise<void> {
  const eventLog = path.join(engine.project.folder, `${command}-events.jsonl`);
  fs.rmSync(eventLog, { force: true });
  const cli = spawn(
    findCli(),
    [command, "--yes", "--skip-preview", "--stack", engine.stack.name, "--non-interactive", "--event-log", eventLog],
    {
      cwd: engine.project.folder,
      env: { ...engine.environment, PULUMI_DEBUG_COMMANDS: "true" },
      stdio: "ignore",
    },
  );
  const ended = new Promise<void>((resolve) => cli.on("close", () => resolve()));
  await hasBegun(eventLog, urn, () => cli.exitCode !== null);
  cli.kill("SIGKILL");
  await ended;
}

async function hasBegun(eventLog: string, urn: string, isOver: () => boolean): Promise<void> {
  const deadline = Date.now() + patience;
  while (!begun(eventLog, urn)) {
    if (isOver() || Date.now() > deadline) throw new Error(`the run did not come to ${urn}`);
    await delay(50);
  }
  // The engine says so just before it asks the provider.
  await delay(500);
}

function begun(eventLog: string, urn: string): boolean {
  if (!fs.existsSync(eventLog)) return false;
  const lines = fs.readFileSync(eventLog, "utf8").split("\n").slice(0, -1);
  return lines.some((line) => (JSON.parse(line) as EngineEvent).resourcePreEvent?.metadata.urn === urn);
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
