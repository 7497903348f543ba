import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { tripSeconds } from "../../components/apiManagement/pools";
import { UsageError, messageOf } from "../engine/errors";
import { localFolder } from "../folders";
import type { Plan, PlanResource } from "../gateway/types";
import { Environment, environmentOf } from "../stand/environment";
import type { Scenario } from "./scenario";

const namespace = "azure-openai-shield";

/** A GUID for each team. */
const groupOf = (number: number): string => `cccccccc-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** Plans the environment of a scenario with the real program. */
export async function environmentOfScenario(file: string, scenario: Scenario, say: (line: string) => void): Promise<Environment> {
  const base = parse(readFileSync(join(__dirname, "scenarios", "environment.yaml"), "utf8")) as Record<string, unknown>;
  const settings: Record<string, unknown> = { ...base, ...scenario.settings };
  const { teams } = scenario;
  if (teams)
    settings.consumers = Array.from({ length: teams.count }, (_, index) => ({
      name: `team-${index + 1}`,
      entraGroup: groupOf(index + 1),
      plan: teams.plan,
      costCentre: "CC-1",
    }));
  const config = Object.fromEntries(Object.entries(settings).map(([key, value]) => [`${namespace}:${key}`, value]));
  const written = join(localFolder, "simulate", `${basename(file).replace(/\.\w+$/, "")}.yaml`);
  mkdirSync(dirname(written), { recursive: true });
  writeFileSync(written, stringify({ config }, { version: "1.1" }));
  return environmentOf({ stack: "simulate", config: written }, say);
}

/** What stands in the place of the environment's own policies. */
const passing =
  "<policies><inbound><base /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>";
const outermost =
  '<policies><inbound /><backend><forward-request timeout="240" buffer-request-body="true" buffer-response="false" /></backend><outbound /><on-error /></policies>';

/**
 * The plan with another policy document for both APIs: nothing but that document decides. A file `NAME.breaker.json` beside `NAME.xml` replaces the
 * breaker of every backend that has one; `null` takes it away.
 */
export function withPolicy(plan: Plan, file: string): Plan {
  const document = readText(file);
  const breakerFile = file.replace(/\.xml$/, ".breaker.json");
  const breaker = existsSync(breakerFile) ? (JSON.parse(readText(breakerFile)) as unknown) : undefined;
  const values: Record<string, string> = {
    "azure-native:apimanagement:ApiPolicy": document,
    "azure-native:apimanagement:ProductPolicy": passing,
    "azure-native:apimanagement:Policy": outermost,
  };
  return {
    ...plan,
    resources: plan.resources.map((resource) => {
      const value = values[resource.type];
      if (value !== undefined)
        return { ...resource, inputs: { ...resource.inputs, value }, outputs: { ...resource.outputs, value } };
      if (breaker === undefined || resource.type !== "azure-native:apimanagement:Backend" || !resource.inputs.circuitBreaker)
        return resource;
      return withBreaker(resource, breaker);
    }),
  };
}

/** How the policy says when such a deployment is back (`note-outage.xml`). */
const said = (seconds: number): string => `told > ${seconds}L && told < 100L ? told : ${seconds}L`;

/**
 * The plan with another time for which a throttled pay-as-you-go deployment is left out, in the breakers and in what the policy remembers of them.
 * @throws Error when nothing of the kind is in the plan.
 */
export function withTripSeconds(plan: Plan, seconds: number): Plan {
  const own = JSON.stringify(plan);
  const changed = own
    .replaceAll(`"tripDuration":"PT${tripSeconds.ktpm}S"`, `"tripDuration":"PT${seconds}S"`)
    .replaceAll(said(tripSeconds.ktpm), said(seconds));
  if (!own.includes(said(tripSeconds.ktpm))) throw new Error("the plan's policy says of no deployment when it is back");
  return JSON.parse(changed) as Plan;
}

function withBreaker(resource: PlanResource, circuitBreaker: unknown): PlanResource {
  const changed = (properties: Record<string, unknown>): Record<string, unknown> => {
    const rest = Object.entries(properties).filter(([name]) => name !== "circuitBreaker");
    return { ...Object.fromEntries(rest), ...(circuitBreaker !== null && { circuitBreaker }) };
  };
  return { ...resource, inputs: changed(resource.inputs), outputs: changed(resource.outputs ?? {}) };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`--policy ${file}: ${messageOf(error)}; allowed: a policy document`);
  }
}
