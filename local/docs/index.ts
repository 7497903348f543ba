import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../folders";
import { networkRules } from "./networkRules";
import { projectFile } from "./projectFile";
import { settingsReference } from "./settingsReference";
import { stackSchema } from "./stackSchema";

/** Writes everything that is generated: `docs/settings.md`, `docs/network-rules.md`, `docs/stack-file.schema.json` and `Pulumi.yaml`. */
export function writeDocs(root = projectFolder): void {
  writeFileSync(join(root, "docs", "settings.md"), settingsReference());
  writeFileSync(join(root, "docs", "network-rules.md"), networkRules());
  writeFileSync(join(root, "docs", "stack-file.schema.json"), stackSchema());
  writeFileSync(join(root, "Pulumi.yaml"), projectFile());
}
