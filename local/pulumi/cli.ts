import * as fs from "node:fs";
import * as path from "node:path";
import { localFolder } from "../folders";

/** Thrown when there is no Pulumi CLI; the message says how to get one. */
export class NoCliError extends Error {
  constructor() {
    super(
      "the Pulumi CLI was not found on PATH. Install it (https://www.pulumi.com/docs/iac/download-install/), or run .ci/install-pulumi, " +
        "which builds it from its published Go modules into .local/bin.",
    );
  }
}

/** The first executable file of that name in the folders of a PATH. */
function findOnPath(name: string, searchPath: string): string | undefined {
  return searchPath
    .split(path.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && stat.isFile() && (stat.mode & 0o111) !== 0;
}

/**
 * The Pulumi CLI: the user's own where there is one, else the one that `.ci/install-pulumi` made.
 * @throws NoCliError
 */
export function findCli(searchPath = process.env.PATH ?? "", made = path.join(localFolder, "bin", "pulumi")): string {
  const found = findOnPath("pulumi", searchPath) ?? (isExecutable(made) ? made : undefined);
  if (!found) throw new NoCliError();
  return found;
}
