import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { localFolder } from "../folders";

/** Where running stand-ins leave what others must know of them. */
export const standFolder = join(localFolder, "stand");

/** What others on this machine must know of a running stand-in. */
export interface StandFile {
  /** Name of the stack that runs. */
  stack: string;
  /** Stack file in place of `Pulumi.<stack>.yaml`. */
  config?: string;
  /** Address of its control door. */
  control: string;
}

/** Says that a stand-in runs in this process; the function that it returns takes that back. */
export function announce(stand: StandFile): () => void {
  const file = join(standFolder, `${stand.stack}-${process.pid}.json`);
  mkdirSync(standFolder, { recursive: true });
  writeFileSync(file, JSON.stringify(stand));
  return () => rmSync(file, { force: true });
}
