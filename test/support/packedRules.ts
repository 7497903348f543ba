import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectFolder } from "../../local/folders";

/** Folder of the package of rules. */
export const rulesPackage = path.join(projectFolder, "policies");

/** What `package.json` of the rules says. */
export const rulesManifest = JSON.parse(fs.readFileSync(path.join(rulesPackage, "package.json"), "utf8")) as {
  name: string;
  version: string;
  types: string;
  dependencies: Record<string, string>;
};

/**
 * Puts the package of rules into a project of somebody else as `npm install` of its archive unpacks it, beside the packages that it needs.
 * @returns Its folder.
 */
export function installRules(project: string): string {
  const modules = path.join(project, "node_modules");
  const installed = path.join(modules, rulesManifest.name);
  const archive = run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", project], rulesPackage).trim();
  fs.mkdirSync(installed, { recursive: true });
  run("tar", ["xzf", path.join(project, archive), "--strip-components=1", "-C", installed], project);
  const own = path.join(projectFolder, "node_modules");
  for (const name of fs.readdirSync(own))
    if (!name.startsWith(".")) fs.symlinkSync(path.join(own, name), path.join(modules, name));
  return installed;
}

function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}
