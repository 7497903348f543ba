import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Project, StackConfig } from "../engine/config";
import type { PlannedResource } from "../engine/deployment";
import { UsageError } from "../engine/errors";
import { PackInfo, policyConfig, RuleConfig, RuleConfigs, RuleInfo } from "../engine/policyConfig";
import { resultsOf, RuleResults } from "../engine/rules";
import { projectFolder } from "../folders";
import type { EngineRun, Judged } from "./documents/judged";

/** Each way to apply rules needs much that the other does not. */
const load = createRequire(__filename);

/** What a rule says of itself. */
export interface RuleFact {
  /** What the rule is for. */
  description: string;
  /** What to change when it is broken. */
  remediation: string;
  /** As the rule declares it. */
  severity: RuleInfo["severity"];
}

/** What the rules found, with what they say of themselves. */
export interface Results extends RuleResults {
  /** Name that the pack gives itself. */
  pack: string;
  /** Rules that are not disabled. */
  enabled: readonly string[];
  /** Facts of the rules by name. */
  rules: ReadonlyMap<string, RuleFact>;
}

/** What rules are applied, and for which project. */
export interface JudgeArgs {
  /** Project that the resources are of. */
  project: Project;
  /** Configuration of their stack, which the rules can read. */
  config: StackConfig;
  /** Folder of the pack. */
  packDir: string;
  /** Levels and settings of the rules, over those of the pack. */
  rules?: RuleConfigs;
}

/**
 * Asks the pack about resources as the engine does: each with its inputs, then all with their outputs. The project's own pack runs in this
 * process; any other in its own, through the SDK. `test/local/check/ownPack.test.ts` holds that both find the same. Where the document says
 * what the engine found, the pack is asked for facts of its rules only.
 *
 * @throws UsageError when the document is of an engine that did not ask this pack.
 */
export async function judge(judged: Judged, args: JudgeArgs): Promise<Results> {
  return judged.engine ? withEngine(judged, judged.engine, await ask({ ...judged, resources: [] }, args)) : ask(judged, args);
}

/** What the engine found, with the facts of a pack. */
function withEngine(judged: Judged, { asked, found }: EngineRun, { pack, enabled, rules }: Results): Results {
  const ofPack = asked.get(pack);
  if (!ofPack)
    throw new UsageError(
      `an event log lacks what rules need, so what the engine found is read from it, and it did not ask the pack ${pack}${asked.size > 0 ? ` (but ${[...asked.keys()].join(", ")})` : ""}; ${askIt}`,
    );
  const left = enabled.filter((rule) => !ofPack.has(rule));
  if (left.length > 0 && !found.some(({ level }) => level === "mandatory"))
    throw new UsageError(
      `the engine did not ask ${left.length} of ${enabled.length} rules of ${pack}: ${left.slice(0, 5).join(", ")}${left.length > 5 ? " …" : ""}; ${askIt}, with the levels that are given here`,
    );
  const whole = found.map((one) => ({
    ...one,
    urn: one.urn || rootOf(judged),
    severity: rules.get(one.rule)?.severity ?? ("unspecified" as const),
  }));
  return { ...resultsOf(ofPack.size, whole), pack, enabled, rules };
}

const askIt = "allowed: the event log of a run with --policy-pack, or the document of pulumi preview --json --show-sames";

/** Nothing is remediated in what is deployed already, so a rule at that level is mandatory there. */
function asDeployed({ rules = {}, ...args }: JudgeArgs): JudgeArgs {
  const levelled = Object.entries(rules).map(([name, config]): [string, RuleConfig] => {
    if (config === "remediate") return [name, "mandatory"];
    const remediates = typeof config === "object" && config.enforcementLevel === "remediate";
    return [name, remediates ? { ...config, enforcementLevel: "mandatory" } : config];
  });
  return { ...args, rules: Object.fromEntries(levelled) };
}

async function ask(judged: Judged, given: JudgeArgs): Promise<Results> {
  const args = judged.kind === "state" ? asDeployed(given) : given;
  const isOwn = existsSync(args.packDir) && realpathSync(args.packDir) === realpathSync(packFolder(projectFolder));
  return isOwn ? judgeHere(judged, args) : withPack({ ...args, stack: judged.stack }, (ask) => ask(judged));
}

/** Asks a pack of the project's rules in this process. */
export function judgeHere(judged: Judged, args: JudgeArgs): Results {
  const { applyOwnPack } = load("./ownPack") as typeof import("./ownPack");
  return withFacts(applyOwnPack(args.packDir, withProviders(judged.resources), { ...args, root: rootOf(judged) }), args);
}

/** Starts the pack by the SDK's entry point, in a process of its own, for as long as `use` asks about resources. */
export async function withPack<T>(
  { packDir: dir, ...args }: JudgeArgs & { stack: string },
  use: (ask: (judged: Judged) => Promise<Results>) => Promise<T>,
): Promise<T> {
  const { PolicyPack, startPolicyProcess } = load("../engine/policyPack") as typeof import("../engine/policyPack");
  const { RuleRun } = load("../engine/ruleRun") as typeof import("../engine/ruleRun");
  const started = { ...args, dir, write: (line: string) => void process.stderr.write(`${line}\n`) };
  const running = startPolicyProcess(started);
  try {
    const pack = await PolicyPack.connect(running, started);
    try {
      return await use(async (judged) => {
        const run = new RuleRun(Promise.resolve(pack));
        const all = withProviders(judged.resources);
        all.forEach((one) => run.add(one));
        return withFacts({ ...(await run.results(all, rootOf(judged))), info: pack.info }, args);
      });
    } finally {
      pack.close();
    }
  } finally {
    running.stop();
  }
}

const rootOf = ({ stack, project }: Judged): string =>
  `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;

function withFacts({ info, ...results }: RuleResults & { info: PackInfo }, { rules }: Pick<JudgeArgs, "rules">): Results {
  const levels = [...policyConfig(info, rules).rules];
  const enabled = levels.filter(([, { level }]) => level !== "disabled").map(([name]) => name);
  return { ...results, pack: info.name, enabled, rules: new Map(info.rules.map((one) => [one.name, one])) };
}

/** Folder of the project's pack. */
export const packFolder = (projectDir: string): string => join(projectDir, "policies");

/** Each custom resource with its provider; a plan does not list the default ones, which are then made up from the package. */
function withProviders(resources: readonly PlannedResource[]) {
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  const made = new Map<string, PlannedResource>();
  return resources.map((resource) => {
    if (!resource.custom || resource.type.startsWith("pulumi:")) return { resource };
    const listed = resource.provider === undefined ? undefined : byUrn.get(resource.provider);
    return { resource, provider: listed ?? defaultProvider(resource, made) };
  });
}

/** The provider of the resource's package that the engine makes by itself; `made` holds those of the resources before. */
function defaultProvider(resource: PlannedResource, made: Map<string, PlannedResource>): PlannedResource {
  const name = resource.type.split(":")[0] ?? "";
  const urn = `${resource.urn.split("::").slice(0, 2).join("::")}::pulumi:providers:${name}::default`;
  const known = made.get(urn);
  if (known) return known;
  const provider: PlannedResource = {
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
  made.set(urn, provider);
  return provider;
}
