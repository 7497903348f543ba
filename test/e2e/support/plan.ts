import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { EngineEvent } from "@pulumi/pulumi/automation";
import { providerFor } from "../../../local/azure";
import { readProject, readStackConfig } from "../../../local/engine/config";
import type { Plan } from "../../../local/engine/plan";
import type { RuleConfigs } from "../../../local/engine/policyConfig";
import { PreviewArgs, preview } from "../../../local/engine/run";
import { findCli } from "../../../local/pulumi/cli";
import { signatureKey, signatures } from "../../../local/pulumi/wire";
import { Engine, RunOptions, StateResource, violationText } from "./engine";
import { settingsFile } from "./project";

/** Bytes that a preview of a large program may print. */
const maxOutput = 256 * 1024 * 1024;

/** One resource, in the words of both engines. */
export interface Planned {
  urn: string;
  type: string;
  id?: string;
  parent?: string;
  inputs: unknown;
  outputs: unknown;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
}

/** A resource as both engines give it, before it is normalised. */
type Given = Pick<
  StateResource,
  "urn" | "type" | "id" | "parent" | "inputs" | "outputs" | "dependencies" | "propertyDependencies"
>;

/** A certificate that is made anew in each run is another version of its secret. */
const secretVersion = /^(https:\/\/[^/]+\.vault\.azure\.net\/secrets\/[^/]+)\/[0-9a-f]{32}$/;

/** Secrets as `[secret]`, objects without members that are undefined. */
function masked(value: unknown): unknown {
  if (typeof value === "string") return value.replace(secretVersion, "$1/[version]");
  if (Array.isArray(value)) return value.map(masked);
  if (value === null || typeof value !== "object") return value;
  if ((value as Record<string, unknown>)[signatureKey] === signatures.secret) return "[secret]";
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, masked(item)]),
  );
}

/** What both engines must agree on, by URN. Default providers are Pulumi's own affair. */
function normalised(resources: readonly Given[]): Record<string, Planned> {
  const ours = resources.filter(({ type }) => !type.startsWith("pulumi:providers:"));
  return Object.fromEntries(ours.map((resource) => [resource.urn, planned(resource)]));
}

/** The certificate that a program makes is known to no preview, and of a secret in any other case there is nothing to compare. */
function withoutValue(type: string, inputs: unknown): unknown {
  const properties = (inputs as { properties?: Record<string, unknown> }).properties ?? {};
  if (type !== "azure-native:keyvault:Secret" || !("value" in properties)) return inputs;
  return { ...(inputs as object), properties: { ...properties, value: "[secret]" } };
}

function planned({ urn, type, id, parent, inputs, outputs, dependencies, propertyDependencies }: Given): Planned {
  const properties = Object.entries(propertyDependencies ?? {}).filter(([, urns]) => urns && urns.length > 0);
  return {
    urn,
    type,
    ...(id && { id }),
    ...(parent && { parent }),
    inputs: withoutValue(type, masked(inputs ?? {})),
    outputs: masked(outputs ?? {}),
    dependencies: [...(dependencies ?? [])].sort(),
    propertyDependencies: Object.fromEntries(properties.map(([property, urns]) => [property, [...(urns ?? [])].sort()])),
  };
}

/** How the offline engine previews: the rules as for the real one, with one file of levels and settings at most. */
type OfflineOptions = Pick<PreviewArgs, "firstRun"> & Pick<RunOptions, "policyPacks" | "policyPackConfigs">;

/** The document of the offline preview of the same project with the same settings. */
export function offlinePreview(
  engine: Engine,
  { firstRun, policyPacks = [], policyPackConfigs = [] }: OfflineOptions,
): Promise<Plan> {
  const project = readProject(engine.project.folder);
  return preview({
    project,
    stack: engine.stack.name,
    config: readStackConfig(project, settingsFile(engine.project)),
    firstRun,
    providers: async () => providerFor,
    policyPacks,
    rules: policyPackConfigs.map((file) => JSON.parse(fs.readFileSync(file, "utf8")) as RuleConfigs)[0],
    listener: { line: (text) => process.stderr.write(`${text}\n`) },
  });
}

/** The same in the words of both engines. */
export async function offlinePlan(engine: Engine, options: OfflineOptions) {
  const plan = await offlinePreview(engine, options);
  return { resources: normalised(plan.resources), violations: plan.rules.violations.map(violationText).sort() };
}

/** The state after a deployment. */
export async function deployedPlan(engine: Engine): Promise<Record<string, Planned>> {
  return normalised(await engine.state());
}

interface PreviewStep {
  op: string;
  newState?: StateResource;
}

/**
 * A real preview: `preview --json` has the resources with their dependencies, the engine's events have their outputs.
 * @throws when the preview fails
 */
export function realPlan(engine: Engine): Record<string, Planned> {
  const eventLog = path.join(engine.project.folder, "preview-events.jsonl");
  const args = ["preview", "--json", "--event-log", eventLog, "--stack", engine.stack.name, "--non-interactive"];
  const { stdout, stderr, status } = spawnSync(findCli(), args, {
    cwd: engine.project.folder,
    env: { ...engine.environment, PULUMI_DEBUG_COMMANDS: "true" },
    encoding: "utf8",
    maxBuffer: maxOutput,
  });
  if (status !== 0) throw new Error(`preview --json failed: ${stderr}\n${stdout.slice(0, 2000)}`);
  const { steps } = JSON.parse(stdout) as { steps: PreviewStep[] };
  const outputs = outputsIn(fs.readFileSync(eventLog, "utf8"));
  return normalised(steps.flatMap(({ newState }) => (newState ? [{ ...newState, outputs: outputs.get(newState.urn) }] : [])));
}

function outputsIn(eventLog: string): Map<string, Record<string, unknown> | undefined> {
  const events = eventLog.split("\n").filter((line) => line !== "");
  const states = events.map((line) => (JSON.parse(line) as EngineEvent).resOutputsEvent?.metadata);
  return new Map(states.flatMap((state) => (state ? [[state.urn, state.new?.outputs]] : [])));
}
