import * as fs from "node:fs";
import * as path from "node:path";
import { projectFolder as root } from "../folders";

/**
 * How `npm run preview` starts, without npm: arguments of Node.js, to be run in the project's folder.
 * @throws when the script is not one of Node.js
 */
export function previewScript(): string[] {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
  const [node, ...args] = (scripts.preview ?? "").split(" ");
  if (node !== "node") throw new Error(`the script preview is ${scripts.preview ?? "missing"}; it must start with node`);
  return args;
}
