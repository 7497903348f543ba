import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { GatewayFacts } from "../../components/monitoring/gatewayFacts";
import { chosenStack, stackFile } from "../engine/config";
import { Kept, hashOf } from "../engine/kept";
import { localFolder, projectFolder } from "../folders";
import { passphrase } from "../preview/options";

/** Loads a module when it is needed: facts that are kept need no check of the settings. */
const load = createRequire(__filename);

const kept = new Kept(join(localFolder, "query"), "facts");

/** What the facts depend on beside the stack's file: how settings are read and checked, and what is made of them. */
const sources = ["Pulumi.yaml", "package-lock.json", "components", "stacks", "local/engine"];

/**
 * What queries must know of an environment, kept until its file, the passphrase of its secrets or the project changes.
 * @throws UsageError for settings that are refused
 */
export async function factsOf(given: { stack?: string; config?: string }): Promise<GatewayFacts> {
  const { stack } = chosenStack(projectFolder, given);
  const content = readFileSync(stackFile(projectFolder, stack, given.config), "utf8");
  const text = await kept.of(JSON.stringify([stack, content, passphrase(), hashOf(sources)]), async () => {
    const { settingsOf } = load("../stand/environment") as typeof import("../stand/environment");
    const { gatewayFacts } = load("../../stacks/shield/gatewayFacts") as typeof import("../../stacks/shield/gatewayFacts");
    return JSON.stringify(gatewayFacts(settingsOf(given).settings));
  });
  return JSON.parse(text) as GatewayFacts;
}
