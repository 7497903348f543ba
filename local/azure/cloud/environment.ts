import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { isObject } from "../base/provider";
import { subscriptionFromEnvironment } from "../environment";
import { Cloud } from "./cloud";
import type { ForeignResource } from "./operator";
import { GivenRule, faultProblems } from "./faults";

/** Folder of the state where nothing else is said: that of `npm run pulumi`. */
const defaultFolder = path.join(__dirname, "..", "..", "..", ".local", "pulumi", "azure");

/**
 * The cloud that environment variables describe.
 * - `AZURE_LOCAL_DIR`: folder of its state. Default: that of `npm run pulumi`.
 * - `AZURE_TIME_SCALE`: share of its real duration that an operation takes. Default 0: none.
 * - `AZURE_FAULTS`: fault rules of this process, as a JSON list of objects such as
 *   `{"operation": "create", "match": "ApplicationGateway", "error": "internal", "nth": 1}`.
 * - `AZURE_LANDING_ZONE`: YAML file with what somebody else made before: a list of `{ type: keyvault:Vault, inputs: {…} }`. Default: nothing.
 * - those of the subscription: {@link subscriptionFromEnvironment}.
 *
 * @throws Error when a variable is wrong
 */
export function cloudFromEnvironment(environment: NodeJS.ProcessEnv = process.env): Cloud {
  const {
    AZURE_LOCAL_DIR: dir = defaultFolder,
    AZURE_TIME_SCALE: scale = "0",
    AZURE_FAULTS: faults = "[]",
    AZURE_LANDING_ZONE: landingZone = "",
  } = environment;
  const timeScale = Number(scale);
  if (scale.trim() === "" || !(timeScale >= 0))
    throw new Error(`AZURE_TIME_SCALE must be a number of at least 0, got ${JSON.stringify(scale)}`);
  return new Cloud({
    dir,
    timeScale,
    faults: faultsIn(faults),
    subscription: subscriptionFromEnvironment(environment),
    landingZone: landingZone ? resourcesIn(landingZone) : [],
  });
}

function faultsIn(text: string): GivenRule[] {
  const rules = jsonIn(text);
  if (!Array.isArray(rules)) throw new Error("AZURE_FAULTS must be a JSON list of fault rules");
  const problems = rules.flatMap((rule, i) => faultProblems(rule, `AZURE_FAULTS[${i}]`));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return rules as GivenRule[];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`AZURE_FAULTS must be JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** The resources that a file declares. @throws Error that names file and entry */
function resourcesIn(file: string): ForeignResource[] {
  // Loaded here: most clouds have no such file.
  const { parse } = createRequire(__filename)("yaml") as typeof import("yaml");
  const found: unknown = parse(fs.readFileSync(file, "utf8"));
  if (!Array.isArray(found)) throw new Error(`${file} must be a list of resources, each with type and inputs`);
  const wrong = found.findIndex((one) => !isObject(one) || typeof one.type !== "string" || !isObject(one.inputs));
  if (wrong >= 0)
    throw new Error(
      `${file}: [${wrong}] must have type (such as keyvault:Vault) and inputs, got ${JSON.stringify(found[wrong])}`,
    );
  return found as ForeignResource[];
}
