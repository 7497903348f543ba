import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Folder for what the test files of one run share; `sharedPreview` keeps plans there. */
export const runFolder = "SHIELD_TEST_RUN";

/** Jest's start of a run: makes the folder, and the worker processes inherit its name. */
export default function start(): void {
  process.env[runFolder] = mkdtempSync(join(tmpdir(), "shield-test-run-"));
}

/** Jest's end of a run. */
export function end(): void {
  const folder = process.env[runFolder];
  if (folder) rmSync(folder, { recursive: true, force: true });
}
