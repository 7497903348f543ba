import { UsageError } from "../engine/errors";
import type { PlannedResource } from "../engine/deployment";
import type { Props } from "../protocol/provider";

/** What a document holds: resources to judge, and which project and stack they are of. */
export interface Judged {
  /** What the document is. */
  kind: "preview" | "steps" | "plan" | "events" | "state";
  /** Name of the project, from the document or its URNs. */
  project: string;
  /** Name of the stack, from the document or its URNs. */
  stack: string;
  /** Resources that are there after the deployment; none that it deletes. */
  resources: PlannedResource[];
}

type Raw = Record<string, unknown>;

/**
 * Reads the document of `npm run preview -- --json` or of `pulumi preview --json`, a plan of `--save-plan`, an event log of
 * `--event-log` or the state of `pulumi stack export`.
 *
 * @param name Name of the file, for messages.
 * @throws UsageError when it is none of these.
 */
export function readDocument(text: string, name: string): Judged {
  const document = parsed(text, name);
  const found = Array.isArray(document)
    ? fromEvents(document as Raw[])
    : (fromPreview(document) ?? fromSteps(document) ?? fromState(document) ?? fromPlan(document));
  if (found === undefined || found.resources.length === 0)
    throw new UsageError(
      `${name}: got no resources; allowed: what npm run preview -- --json, pulumi preview --json or --save-plan, an event log, or pulumi stack export writes`,
    );
  return found;
}

/** JSON, or an event log: one JSON document a line. */
function parsed(text: string, name: string): Raw | Raw[] {
  try {
    return JSON.parse(text) as Raw;
  } catch (error) {
    const lines = text.split("\n").filter((line) => line.trim());
    try {
      return lines.map((line) => JSON.parse(line) as Raw);
    } catch {
      throw new UsageError(`${name}: ${error instanceof Error ? error.message : String(error)}; allowed: JSON`);
    }
  }
}

function fromPreview(document: Raw): Judged | undefined {
  if (document.version !== 1 || !Array.isArray(document.resources)) return undefined;
  const resources = (document.resources as Raw[]).map(resource);
  return { kind: "preview", project: String(document.project), stack: String(document.stack), resources };
}

/** The engine's own preview as JSON: steps with the resource as it will be; one that is deleted has none. */
function fromSteps(document: Raw): Judged | undefined {
  if (!Array.isArray(document.steps)) return undefined;
  const last = new Map<string, Raw>();
  for (const { op, urn, newState } of document.steps as Raw[])
    if (op === "delete") last.delete(String(urn));
    else if (newState) last.set(String(urn), { ...(newState as Raw), urn });
  return judged("steps", [...last.values()].map(resource));
}

function fromState(document: Raw): Judged | undefined {
  const deployment = document.deployment as Raw | undefined;
  if (!deployment || !Array.isArray(deployment.resources)) return undefined;
  const live = (deployment.resources as Raw[]).filter((one) => one.delete !== true);
  return judged("state", live.map(resource));
}

/** A plan holds a goal for each resource; what it does not change is not in it. */
function fromPlan(document: Raw): Judged | undefined {
  const plans = document.resourcePlans as Record<string, Raw> | undefined;
  if (!plans) return undefined;
  const goals = Object.entries(plans).flatMap(([urn, plan]) => (plan.goal ? [{ urn, ...(plan.goal as Raw) } as Raw] : []));
  return judged(
    "plan",
    goals.map((goal) =>
      resource({ ...goal, inputs: (goal.inputDiff as Raw | undefined)?.adds ?? goal.properties ?? goal.inputs }),
    ),
  );
}

/** An event log says each resource before its step; the last word about a resource counts. */
function fromEvents(events: Raw[]): Judged {
  const last = new Map<string, Raw>();
  for (const event of events) {
    const metadata = (event.resourcePreEvent as Raw | undefined)?.metadata as Raw | undefined;
    const state = metadata?.new as Raw | undefined;
    const urn = String(metadata?.urn);
    if (metadata?.op === "delete") last.delete(urn);
    else if (state) last.set(urn, { ...state, urn });
  }
  return judged("events", [...last.values()].map(resource));
}

function judged(kind: Judged["kind"], resources: PlannedResource[]): Judged {
  const [stack = "", project = ""] = (resources[0]?.urn ?? "").replace(/^urn:pulumi:/, "").split("::");
  return { kind, project, stack, resources };
}

function resource(raw: Raw): PlannedResource {
  const urn = String(raw.urn);
  const given = (raw.options ?? {}) as PlannedResource["options"];
  const inputs = open(raw.inputs ?? {}) as Props;
  return {
    urn,
    type: String(raw.type ?? urn.split("::")[2]?.split("$").at(-1)),
    name: String(raw.name ?? urn.split("::").at(-1)),
    custom: raw.custom === true,
    ...(typeof raw.id === "string" && { id: raw.id }),
    ...(typeof raw.parent === "string" && { parent: raw.parent }),
    inputs,
    outputs: open(raw.outputs ?? inputs) as Props,
    dependencies: (raw.dependencies as string[] | undefined) ?? [],
    propertyDependencies: (raw.propertyDependencies as Record<string, string[]> | undefined) ?? {},
    options: {
      ...given,
      ...(raw.protect === true && { protect: true }),
      ...(raw.retainOnDelete === true && { retainOnDelete: true }),
      ...(Array.isArray(raw.ignoreChanges) && { ignoreChanges: raw.ignoreChanges as string[] }),
    },
    ...(typeof raw.provider === "string" && { provider: raw.provider.split("::").slice(0, 4).join("::") }),
  } as PlannedResource;
}

/** Most values of a document have no mark anywhere inside, and need no copy. */
function isMarked(value: object): boolean {
  if (mark in value) return true;
  for (const key in value) {
    const one = (value as Raw)[key];
    if (typeof one === "object" && one !== null && isMarked(one)) return true;
  }
  return false;
}

const mark = "4dabf18193072939515e22adb298388d";

/** Marks of Pulumi on values of a state: secrets become a text, what a mark is around comes out. */
function open(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !isMarked(value)) return value;
  if (Array.isArray(value)) return value.map(open);
  if (mark in value) return "plaintext" in value ? "[secret]" : ((value as Raw).value ?? "[secret]");
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, open(one)]));
}
