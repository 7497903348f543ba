import { ChildProcess, spawn } from "node:child_process";
import { Run, errorShown, nodeArguments, runtimeEnvironment } from "../../protocol/program";

/** How a program ended: well, with an error, or with one that needs no further words. */
export interface Outcome {
  /** Why it failed; undefined when it ended well, or has shown its error itself. */
  error?: string;
  /** The program has shown its error: the engine adds none of its own. */
  bail: boolean;
}

/** What the exit of the program means. */
export function outcomeOf(code: number | null, signal: NodeJS.Signals | null): Outcome {
  if (code === 0) return { bail: false };
  if (code === errorShown) return { bail: true };
  return { bail: false, error: signal ? `program ended by ${signal}` : `program exited with code ${code}` };
}

/** Programs that run; all of them end when the host ends. */
const running = new Set<ChildProcess>();

/** Runs the program to its end. What it prints goes through, and the engine shows it. */
export function runProgram(run: Run): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, nodeArguments(run), {
      cwd: run.directory,
      env: runtimeEnvironment(run, process.env),
      stdio: ["ignore", "inherit", "inherit"],
    });
    running.add(child);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      running.delete(child);
      resolve(outcomeOf(code, signal));
    });
  });
}

/** Ends every program that runs. */
export function stopPrograms(): void {
  for (const child of running) child.kill("SIGTERM");
}
