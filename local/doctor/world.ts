import { spawnSync } from "node:child_process";

/** What a program answered; `status` is null when it is not there. */
export interface Answer {
  /** Exit code. */
  status: number | null;
  /** What the program printed. */
  stdout: string;
  /** What it printed beside that, such as its errors. */
  stderr: string;
}

/** This machine and, through `az`, the subscription. Tests script it with answers as they were recorded. */
export interface World {
  /** Version of Node.js that runs, such as `22.13.0`. */
  nodeVersion: string;
  /** Runs a program and returns what it said. */
  run(program: string, args: readonly string[]): Answer;
  /** Whether a file of the project is there, such as `node_modules`. */
  has(path: string): boolean;
}

/** Seconds that an answer may take. */
const patience = 60;

/** The machine on which the command runs. `has` says whether a file of the project is there. */
export function thisWorld(has: (path: string) => boolean): World {
  return {
    nodeVersion: process.versions.node,
    has,
    run: (program, args) => {
      const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8", timeout: patience * 1000 });
      return { status: error ? null : status, stdout: stdout ?? "", stderr: error ? error.message : (stderr ?? "") };
    },
  };
}
