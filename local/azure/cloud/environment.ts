import * as path from "node:path";
import { subscriptionFromEnvironment } from "../environment";
import { Cloud } from "./cloud";
import { GivenRule, faultProblems } from "./faults";

/** Folder of the state where nothing else is said: that of `npm run pulumi`. */
const defaultFolder = path.join(__dirname, "..", "..", "..", ".local", "pulumi", "azure");

/**
 * The cloud that environment variables describe.
 * - `AZURE_LOCAL_DIR`: folder of its state. Default: that of `npm run pulumi`.
 * - `AZURE_TIME_SCALE`: share of its real duration that an operation takes. Default 0: none.
 * - `AZURE_FAULTS`: fault rules of this process, as a JSON list of objects such as
 *   `{"operation": "create", "match": "ApplicationGateway", "error": "internal", "nth": 1}`.
 * - those of the subscription: {@link subscriptionFromEnvironment}.
 *
 * @throws Error when a variable is wrong
 */
export function cloudFromEnvironment(environment: NodeJS.ProcessEnv = process.env): Cloud {
  const { AZURE_LOCAL_DIR: dir = defaultFolder, AZURE_TIME_SCALE: scale = "0", AZURE_FAULTS: faults = "[]" } = environment;
  const timeScale = Number(scale);
  if (scale.trim() === "" || !(timeScale >= 0))
    throw new Error(`AZURE_TIME_SCALE must be a number of at least 0, got ${JSON.stringify(scale)}`);
  return new Cloud({ dir, timeScale, faults: faultsIn(faults), subscription: subscriptionFromEnvironment(environment) });
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
