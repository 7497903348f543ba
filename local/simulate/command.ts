import { parseArgs } from "node:util";
import { UsageError, messageOf } from "../engine/errors";
import { isExpected } from "../stand/environment";
import { loadGateway } from "../stand/loadGateway";
import { compare } from "./compare";
import { environmentOfScenario, withPolicy } from "./environment";
import { reportText } from "./report";
import { Simulated, median, simulate } from "./run";
import { readScenario } from "./scenario";

const options = {
  scenario: { type: "string" },
  policy: { type: "string" },
  json: { type: "boolean", default: false },
  compare: { type: "boolean", default: false },
  runs: { type: "string", default: "1" },
} as const;
const usage = "--scenario FILE [--policy FILE.xml] [--json] [--runs N], or --compare";

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
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const given = read(args);
  if (given === "compare") return compare(loadGateway(), say);
  const { scenario: file, policy, json, runs } = given;
  const scenario = readScenario(file);
  const environment = await environmentOfScenario(file, scenario, say);
  const plan = policy === undefined ? environment.plan : withPolicy(environment.plan, policy);
  const createGateway = loadGateway();
  const simulated: Simulated[] = [];
  // The result is the same each time; only the speed is not.
  for (let run = 0; run < runs; run++) simulated.push(await simulate({ scenario, environment, plan, createGateway }));
  const { result } = simulated[0]!;
  const callsPerSecond = median(simulated.map((one) => one.callsPerSecond));
  process.stdout.write(
    json
      ? `${JSON.stringify({ scenario: file, policy: policy ?? null, ...result, callsPerSecond }, undefined, 2)}\n`
      : reportText(scenario.what, result, callsPerSecond),
  );
}

interface Given {
  scenario: string;
  policy?: string;
  json: boolean;
  /** How often it is simulated, for the median of the speed. */
  runs: number;
}

function read(args: string[]): Given | "compare" {
  try {
    const { values } = parseArgs({ args, options, strict: true, allowPositionals: false });
    if (values.compare && values.scenario === undefined && values.policy === undefined) return "compare";
    if (!/^[1-9]\d*$/.test(values.runs))
      throw new UsageError(`--runs: got ${values.runs}; allowed: a whole number of at least 1`);
    if (values.scenario !== undefined && !values.compare)
      return { ...values, scenario: values.scenario, runs: Number(values.runs) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${messageOf(error).split(". ")[0]}; allowed: ${usage}`);
  }
  throw new UsageError(`--scenario is missing; allowed: ${usage}`);
}
