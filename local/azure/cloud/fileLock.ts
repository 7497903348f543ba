import * as fs from "node:fs";

/** How long to wait for a lock that another process holds, and how long between two tries, in milliseconds. */
const patience = 10_000;
const pause = 5;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Takes the lock; false when another process has it. The file appears with its content in one step. */
function take(file: string): boolean {
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    fs.linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

/** Takes away the lock of a process that is gone. The rename lets only one of several waiting processes do it. */
function breakStale(file: string): void {
  const owner = readOwner(file);
  if (owner === undefined || isAlive(owner)) return;
  const stale = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, stale);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  // Between reading and renaming, another process may have broken the lock and taken it: then it is given back.
  if (readOwner(stale) !== owner) fs.linkSync(stale, file);
  fs.rmSync(stale, { force: true });
}

function readOwner(file: string): number | undefined {
  try {
    const pid = Number(fs.readFileSync(file, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Runs `work` while no other process runs its own under the same lock file. A lock whose process was killed is taken over.
 * @throws Error when the lock stays taken for ten seconds
 */
export function withFileLock<T>(file: string, work: () => T): T {
  const started = Date.now();
  while (!take(file)) {
    breakStale(file);
    if (Date.now() - started > patience)
      throw new Error(`process ${readOwner(file)} has held ${file} for ${patience / 1000} seconds`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
  try {
    return work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}
