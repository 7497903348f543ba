import { parseArgs } from "node:util";
import { UsageError, messageOf } from "../engine/errors";
import { isExpected } from "../stand/environment";
import { loadGateway } from "../stand/loadGateway";
import { environmentOfScenario, withPolicy } from "./environment";
import { reportText } from "./report";
import { simulate } from "./run";
import { readScenario } from "./scenario";

const options = { scenario: { type: "string" }, policy: { type: "string" }, json: { type: "boolean", default: false } } as const;
const usage = "--scenario FILE [--policy FILE.xml] [--json]";

/** Exit codes: usage, scenario or settings refused; the program or the stand-in failed. */
const [refusedExitCode, failedExitCode] = [2, 3] as const;

/**
 * `npm run simulate`: a traffic scenario in virtual time.
 * @returns 0; 2: usage or scenario refused; 3: the environment could not be planned.
 */
export async function simulateCommand(args: string[]): Promise<number> {
  try {
    await run(args);
    return 0;
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return error instanceof UsageError ? refusedExitCode : failedExitCode;
  }
}

async function run(args: string[]): Promise<void> {
  const { scenario: file, policy, json } = read(args);
  const scenario = readScenario(file);
  const environment = await environmentOfScenario(file, scenario, (line) => void process.stderr.write(`${line}\n`));
  const plan = policy === undefined ? environment.plan : withPolicy(environment.plan, policy);
  const createGateway = loadGateway();
  const before = process.cpuUsage();
  const result = await simulate({ scenario, environment, plan, createGateway });
  const { user, system } = process.cpuUsage(before);
  // Of processor time, so that what else this machine does changes nothing.
  const speed = result.calls / ((user + system) / 1e6);
  process.stdout.write(
    json
      ? `${JSON.stringify({ scenario: file, policy: policy ?? null, ...result, callsPerSecond: Math.round(speed) }, undefined, 2)}\n`
      : reportText(scenario.what, result, speed),
  );
}

function read(args: string[]): { scenario: string; policy?: string; json: boolean } {
  try {
    const { values } = parseArgs({ args, options, strict: true, allowPositionals: false });
    if (values.scenario !== undefined) return { ...values, scenario: values.scenario };
  } catch (error) {
    throw new UsageError(`${messageOf(error).split(". ")[0]}; allowed: ${usage}`);
  }
  throw new UsageError(`--scenario is missing; allowed: ${usage}`);
}
