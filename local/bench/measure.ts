import { spawn } from "node:child_process";
import * as fs from "node:fs";

/** What one run of a command cost. */
export interface Cost {
  /** Wall-clock seconds. */
  seconds: number;
  /** Seconds of processor time, of all its processes. */
  cpuSeconds: number;
  /** Most memory that its processes had together at one time, in MB (resident; what they share counts more than once). */
  peakMb: number;
  /** What the command printed. */
  stdout: string;
}

/** Milliseconds between two looks at the memory. */
const interval = 100;
const bytesAPage = 4096;

/** Parent and resident pages of every process. */
function processes(): Map<number, { parent: number; pages: number }> {
  const found = new Map<number, { parent: number; pages: number }>();
  for (const name of fs.readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const stat = readIfThere(`/proc/${name}/stat`);
    if (!stat) continue;
    // The second field is the name in parentheses, which may hold spaces; the fields after it are counted from there.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    found.set(Number(name), { parent: Number(fields[1]), pages: Number(fields[21]) });
  }
  return found;
}

/** A process may end between two reads. */
function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** Resident memory of a process and all below it, in MB. */
function treeMb(root: number): number {
  const all = processes();
  const isBelow = (id: number): boolean => id === root || (all.has(id) && isBelow(all.get(id)?.parent ?? 0));
  const pages = [...all].filter(([id]) => isBelow(id)).reduce((sum, [, { pages: own }]) => sum + own, 0);
  return (pages * bytesAPage) / 1e6;
}

/**
 * Runs a command and measures it. Linux only: it reads `/proc`.
 * @throws with what it printed when it fails
 */
export function measure(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Cost> {
  // The shell's `time` counts the processor time of every descendant that was waited for.
  const child = spawn("bash", ["-c", 'TIMEFORMAT="times %R %U %S"; time "$0" "$@"', command, ...args], { cwd, env });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (data: Buffer) => out.push(data));
  child.stderr.on("data", (data: Buffer) => err.push(data));
  let peakMb = 0;
  const timer = setInterval(() => (peakMb = Math.max(peakMb, treeMb(child.pid ?? 0))), interval);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(timer);
      const [stdout, stderr] = [Buffer.concat(out).toString(), Buffer.concat(err).toString()];
      const times = /^times (\S+) (\S+) (\S+)$/m.exec(stderr)?.slice(1).map(Number);
      if (code !== 0 || !times)
        return reject(new Error(`${command} ${args.join(" ")} ended with ${code}:\n${stderr}\n${stdout.slice(-2000)}`));
      const [seconds = 0, user = 0, system = 0] = times;
      resolve({ seconds, cpuSeconds: user + system, peakMb, stdout });
    });
  });
}
