import { join } from "node:path";
import { readProject, readStackConfig, stackFile } from "../../../local/engine/config";
import { Plan, PlanResource } from "../../../local/engine/plan";
import type { Provider, ProviderLookup } from "../../../local/engine/provider";
import type { Props } from "../../../local/protocol/provider";
import { PreviewArgs, preview } from "../../../local/engine/run";

const programs = join(__dirname, "..", "..", "fixtures", "programs");

/** Stand-in for the package `test`: knows `Thing`, which adds `address` and `computed`, and the function `lookup`. */
export const testProvider: Provider = {
  check(type, _urn, inputs) {
    if (type !== "test:index:Thing") throw new Error(`the stand-in does not simulate ${type}`);
    const failures = inputs.value === "refused" ? [{ property: "value", reason: "is refused" }] : [];
    return { inputs: { ...inputs, checked: true }, failures };
  },
  created(_type, urn, inputs) {
    const name = urn.split("::").at(-1);
    return {
      id: `id-of-${name}`,
      outputs: { ...inputs, address: `address-of-${name}`, computed: { inner: `inner-of-${name}` } },
    };
  },
  planned: (_type, inputs) => inputs,
  invoke(token, args) {
    if (token !== "test:index:lookup") throw new Error(`the stand-in does not simulate ${token}`);
    return { answer: `${String(args.name)} found` };
  },
};

export const lookup: ProviderLookup = (pkg) => {
  if (pkg !== "test") throw new Error(`the stand-in does not simulate the package ${pkg}`);
  return testProvider;
};

export interface Run {
  plan: Plan;
  lines: string[];
}

/** Previews a program of `test/fixtures/programs`. */
export async function run(
  program: string,
  args: Partial<PreviewArgs> & { values?: Props; passphrase?: string } = {},
): Promise<Run> {
  const project = readProject(join(programs, program));
  const config = readStackConfig(project, stackFile(project.dir, "dev"), () => args.passphrase);
  Object.assign(config.values, args.values);
  const lines: string[] = [];
  const plan = await preview({
    project,
    stack: "dev",
    config,
    firstRun: false,
    providers: () => Promise.resolve(lookup),
    policyPacks: [],
    listener: { line: (text) => lines.push(text) },
    ...args,
  });
  return { plan, lines };
}

/** Folder of a policy pack among the fixtures. */
export const pack = (name: string): string => join(programs, name);

/** The message with which a preview ends. */
export async function failure(program: string, args?: Parameters<typeof run>[1]): Promise<string> {
  return run(program, args).then(
    () => "the preview succeeded",
    (error: Error) => error.message,
  );
}

/** The resource of a plan with this name; fails when there is none. */
export function named(plan: Plan, name: string): PlanResource {
  const found = plan.resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`no resource ${name}; there are: ${plan.resources.map((resource) => resource.name).join(", ")}`);
  return found;
}
