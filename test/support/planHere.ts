import * as pulumi from "@pulumi/pulumi";
import { setMockOptions } from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import { join, resolve } from "node:path";
import { providerFor } from "../../local/azure";
import { readProject } from "../../local/engine/config";
import { Deployment } from "../../local/engine/deployment";
import { resourceMonitor } from "../../local/engine/monitor";
import { planOf } from "../../local/engine/plan";
import { readYamlFile } from "../../local/engine/yamlFile";
import type { PlanDocument } from "../../local/report/facts/planView";
import { describeProblems } from "../../stacks/settings/problem";
import { parseSettings } from "../../stacks/settings/parse";
import { Shield } from "../../stacks/shield";

const root = resolve(__dirname, "..", "..");
const project = readProject(root);

// Settings as they are written, which no type knows yet.
export type Raw = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** The settings of an environment of `test/fixtures` as they are written, by key without the project's name. */
export function settingsOf(fixture: string): Raw {
  const config = readYamlFile(join(root, "test", "fixtures", `${fixture}.yaml`)).content.config as Raw;
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.split(":")[1] ?? key, value]));
}

/** Says why settings cannot be deployed. */
class RefusedSettings extends Error {}

/**
 * The plan of these settings, as `npm run preview` makes it, but in this process and without the rules: for tests that need many plans.
 * `rules` is empty, and secrets are not told from other values.
 * @throws RefusedSettings when the settings are refused
 */
export async function planHere(raw: Raw, stack = "dev"): Promise<PlanDocument> {
  const { settings, problems, warnings } = parseSettings(raw, { project: project.name });
  if (!settings || problems.length > 0) throw new RefusedSettings(describeProblems(problems, () => "test"));
  const deployment = new Deployment({ project: project.name, stack, firstRun: false, providerFor });
  let failure: unknown;
  connect(deployment, stack, (reason) => (failure ??= reason));
  await pulumi.runtime.runInPulumiStack(async () => new Shield("shield", settings).outputs);
  await pulumi.runtime.disconnect();
  if (failure !== undefined) throw failure as Error;
  const plan = planOf(deployment, project.name, stack, { evaluated: 0, violations: [], exempted: [] });
  const said = warnings.map(({ path, message, got, allowed }) => ({ path, message: `${message} (got ${got}; ${allowed})` }));
  return { ...plan, warnings: said, settings };
}

/** Lets Pulumi's SDK talk to a deployment of the preview's engine, without a connection. */
function connect(deployment: Deployment, stack: string, fail: (reason: unknown) => void): void {
  type Handler = (call: { request: unknown }, callback: unknown) => void;
  const handlers = resourceMonitor(Promise.resolve(deployment), fail) as unknown as Record<string, Handler>;
  const methods = Object.entries(handlers).map(([name, handler]) => [
    name,
    (request: unknown, ...rest: unknown[]) => handler({ request }, rest.at(-1)),
  ]);
  setMockOptions(Object.fromEntries(methods), project.name, stack, true, "organization");
  // The SDK asks an engine for these; its own mocks set them as well.
  const { getStore } = state as unknown as { getStore(): object };
  Object.assign(getStore(), {
    supportsSecrets: true,
    supportsResourceReferences: true,
    supportsOutputValues: true,
    supportsDeletedWith: true,
    supportsReplaceWith: true,
    supportsAliasSpecs: true,
  });
}
