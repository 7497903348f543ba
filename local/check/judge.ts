import { join } from "node:path";
import type { Project, StackConfig } from "../engine/config";
import type { PlannedResource } from "../engine/deployment";
import type { RuleConfigs } from "../engine/policyConfig";
import { PolicyPack, startPolicyProcess } from "../engine/policyPack";
import { RuleResults, RuleRun } from "../engine/rules";
import type { Judged } from "./read";

/** What a rule says of itself. */
export interface RuleFact {
  /** What the rule is for. */
  description: string;
  /** What to change when it is broken. */
  remediation: string;
}

/** What the rules found, with what they say of themselves. */
export interface Results extends RuleResults {
  /** Facts of the rules by name. */
  rules: ReadonlyMap<string, RuleFact>;
}

/** Asks the pack about resources as the engine does: each with its inputs, then all with their outputs. */
export async function judge(
  judged: Judged,
  args: { project: Project; config: StackConfig; packDir: string; rules?: RuleConfigs },
): Promise<Results> {
  const started = {
    dir: args.packDir,
    project: args.project,
    stack: judged.stack,
    config: args.config,
    write: (line: string) => void process.stderr.write(`${line}\n`),
    ...(args.rules && { rules: args.rules }),
  };
  const running = startPolicyProcess(started);
  try {
    const pack = await PolicyPack.connect(running, started);
    try {
      const run = new RuleRun(Promise.resolve(pack));
      const all = withProviders(judged.resources);
      all.forEach((one) => run.add(one));
      const root = `urn:pulumi:${judged.stack}::${judged.project}::pulumi:pulumi:Stack::${judged.project}-${judged.stack}`;
      const results = await run.results(all, root);
      const facts = pack.info
        .getPoliciesList()
        .map((one) => [one.getName(), { description: one.getDescription(), remediation: one.getRemediationSteps() }] as const);
      return { ...results, rules: new Map(facts) };
    } finally {
      pack.close();
    }
  } finally {
    running.stop();
  }
}

/** Folder of the project's pack. */
export const packFolder = (projectDir: string): string => join(projectDir, "policies");

/** Each custom resource with its provider; a plan does not list the default ones, which are then made up from the package. */
function withProviders(resources: readonly PlannedResource[]) {
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  return resources.map((resource) => ({ resource, provider: providerOf(resource, byUrn) }));
}

function providerOf(resource: PlannedResource, byUrn: ReadonlyMap<string, PlannedResource>): PlannedResource | undefined {
  if (!resource.custom || resource.type.startsWith("pulumi:")) return undefined;
  const listed = resource.provider === undefined ? undefined : byUrn.get(resource.provider);
  if (listed) return listed;
  const name = resource.type.split(":")[0] ?? "";
  const urn = `${resource.urn.split("::").slice(0, 2).join("::")}::pulumi:providers:${name}::default`;
  return {
    ...resource,
    urn,
    type: `pulumi:providers:${name}`,
    name: "default",
    inputs: {},
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    options: {},
  };
}
