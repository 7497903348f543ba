import { UsageError } from "../engine/errors";
import { unknownValue } from "../protocol/markers";
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

/** What is read, for the messages that refuse something else. */
const allowed =
  "what npm run preview -- --json, pulumi preview --json --show-sames, pulumi refresh --preview-only --json or pulumi stack export writes, or a --save-plan file of a first deployment";

/**
 * Reads the document of `npm run preview -- --json` or of `pulumi preview --json`, a plan of `--save-plan`, an event log of
 * `--event-log` or the state of `pulumi stack export`.
 *
 * @param name Name of the file, for messages.
 * @throws UsageError when it is none of these, when it is damaged, or when it holds too little to be judged.
 */
export function readDocument(text: string, name: string): Judged {
  const read = parsed(text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text, name);
  const at = placesOf(name);
  const found = Array.isArray(read)
    ? fromEvents(read, at)
    : isObject(read)
      ? (fromPreview(read, at) ?? fromSteps(read, at) ?? fromState(read, at) ?? fromPlan(read, at))
      : undefined;
  if (found === undefined || found.resources.length === 0) throw new UsageError(`${name}: got no resources; allowed: ${allowed}`);
  return found;
}

const byteOrderMark = 0xfeff;

/** JSON, or an event log: one JSON document a line. */
function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const lines = text.split("\n").filter((line) => line.trim());
    try {
      return lines.map((line) => JSON.parse(line) as unknown);
    } catch {
      throw new UsageError(`${name}: ${error instanceof Error ? error.message : String(error)}; allowed: JSON`);
    }
  }
}

const isObject = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** Checks of values of one document; each refuses with the path of the value. */
interface Places {
  refuse: (path: string, value: unknown, expected: string) => never;
  object: (path: string, value: unknown) => Raw;
  list: (path: string, value: unknown) => unknown[];
  say: (sentence: string) => never;
}

function placesOf(name: string): Places {
  const refuse = (path: string, value: unknown, expected: string): never => {
    const got =
      value === undefined ? "nothing" : isObject(value) ? "an object" : Array.isArray(value) ? "a list" : JSON.stringify(value);
    throw new UsageError(`${name}: ${path}: got ${got.length > 60 ? `${got.slice(0, 60)}…` : got}; allowed: ${expected}`);
  };
  return {
    refuse,
    object: (path, value) => (isObject(value) ? value : refuse(path, value, "an object")),
    list: (path, value) => (Array.isArray(value) ? value : refuse(path, value, "a list")),
    say: (sentence) => {
      throw new UsageError(`${name}: ${sentence}`);
    },
  };
}

function fromPreview(document: Raw, at: Places): Judged | undefined {
  if (document.version !== 1 || !Array.isArray(document.resources)) return undefined;
  const resources = (document.resources as unknown[]).map((one, index) => resource(one, `resources[${index}]`, at));
  return { kind: "preview", project: String(document.project), stack: String(document.stack), resources };
}

/** Steps after which a resource is the one that it was. */
const kept: ReadonlySet<unknown> = new Set(["same", "update"]);

/** A preview leaves out id and outputs of what is deployed, which other resources name; those before the step still hold, but where an input is new. */
function outputsOf(op: unknown, old: Raw, raw: Raw): Raw {
  if (isObject(raw.outputs) || !isObject(old.outputs)) return {};
  return { id: old.id, outputs: op === "update" && isObject(raw.inputs) ? over(old.outputs, raw.inputs) : old.outputs };
}

/** Values with others over them, also inside of objects: what only Azure says, such as the principal of an identity, stays. A secret or an output in its mark is one value. */
function over(below: Raw, above: Raw): Raw {
  const merged = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const before = merged[key];
    merged[key] = isObject(value) && isObject(before) && !(mark in value) && !(mark in before) ? over(before, value) : value;
  }
  return merged;
}

/** The engine's own preview as JSON: steps with the resource as it will be; one that is deleted has none. */
function fromSteps(document: Raw, at: Places): Judged | undefined {
  if (document.steps === undefined) return undefined;
  const steps = at.list("steps", document.steps).map((one, index) => at.object(`steps[${index}]`, one));
  const same = isObject(document.changeSummary) ? document.changeSummary.same : undefined;
  const shown = steps.filter(({ op }) => op === "same").length;
  if (typeof same === "number" && shown < same)
    at.say(
      `holds ${shown} of ${same} resources that stay as they are; allowed: a document of pulumi preview --json with --show-sames`,
    );
  const last = new Map<string, PlannedResource>();
  steps.forEach(({ op, urn, oldState, newState }, index) => {
    if (op === "delete") last.delete(String(urn));
    else if (newState !== undefined && newState !== null) {
      const path = `steps[${index}].newState`;
      const raw = at.object(path, newState);
      const read = resource({ ...raw, ...(kept.has(op) && isObject(oldState) && outputsOf(op, oldState, raw)), urn }, path, at);
      last.set(read.urn, read);
    }
  });
  return judged("steps", [...last.values()]);
}

function fromState(document: Raw, at: Places): Judged | undefined {
  if (document.deployment === undefined) return undefined;
  const { resources } = at.object("deployment", document.deployment);
  const read = at.list("deployment.resources", resources ?? []).flatMap((one, index) => {
    const path = `deployment.resources[${index}]`;
    return at.object(path, one).delete === true ? [] : [resource(one, path, at)];
  });
  return judged("state", read);
}

/** Steps of a plan whose `inputDiff.adds` are all inputs of the resource. */
const complete: ReadonlySet<unknown> = new Set(["create", "read"]);

/**
 * A plan holds what differs from the inputs before, and under `state` the outputs, never the inputs before. So it can be judged where there is nothing before.
 */
function fromPlan(document: Raw, at: Places): Judged | undefined {
  if (document.resourcePlans === undefined) return undefined;
  const resources = Object.entries(at.object("resourcePlans", document.resourcePlans)).flatMap(([urn, value]) => {
    const path = `resourcePlans[${JSON.stringify(urn)}]`;
    const plan = at.object(path, value);
    if (plan.goal === undefined || plan.goal === null) return [];
    const goal = at.object(`${path}.goal`, plan.goal);
    const steps = at.list(`${path}.steps`, plan.steps ?? []);
    if (goal.custom === true && steps.some((step) => !complete.has(step)))
      at.say(
        `a plan of a stack that is deployed holds only what differs, not all inputs (${urn}: ${steps.join(", ")}); allowed: the document of pulumi preview --json --show-sames, which can be written with the same command as --save-plan`,
      );
    const adds = isObject(goal.inputDiff) ? goal.inputDiff.adds : undefined;
    return [resource({ ...goal, urn, inputs: adds ?? {} }, `${path}.goal`, at)];
  });
  return judged("plan", resources);
}

/** An event log says each resource before its step; the last word about a resource counts. */
function fromEvents(events: unknown[], at: Places): Judged {
  const last = new Map<string, Raw>();
  events.forEach((one, index) => {
    const event = at.object(`[${index}]`, one);
    if (event.resourcePreEvent === undefined) return;
    const { metadata } = at.object(`[${index}].resourcePreEvent`, event.resourcePreEvent);
    const { urn, op, new: state } = at.object(`[${index}].resourcePreEvent.metadata`, metadata);
    if (op === "delete") last.delete(String(urn));
    else if (state !== undefined && state !== null)
      last.set(String(urn), { ...at.object(`[${index}].resourcePreEvent.metadata.new`, state), urn });
  });
  const states = [...last.values()];
  const lacks = states.find(
    ({ custom, urn, propertyDependencies }) => custom === true && !isProvider(urn) && !propertyDependencies,
  );
  if (lacks)
    at.say(
      `this event log does not say what ${String(lacks.urn)} depends on, so rules about unknown values and connections (such as unknown-has-source) cannot be judged; pulumi preview --policy-pack policies judged them itself; allowed: the document of pulumi preview --json --show-sames`,
    );
  return judged(
    "events",
    states.map((state) => resource(state, `the event of ${String(state.urn)}`, at)),
  );
}

const isProvider = (urn: unknown): boolean => String(urn).includes("pulumi:providers:");

function judged(kind: Judged["kind"], resources: PlannedResource[]): Judged {
  const [stack = "", project = ""] = (resources[0]?.urn ?? "").replace(/^urn:pulumi:/, "").split("::");
  return { kind, project, stack, resources };
}

function resource(value: unknown, path: string, at: Places): PlannedResource {
  const raw = at.object(path, value);
  const { urn } = raw;
  if (typeof urn !== "string" || !urn.startsWith("urn:pulumi:"))
    at.refuse(`${path}.urn`, urn, "a text that begins with urn:pulumi:");
  for (const key of ["inputs", "outputs", "options", "propertyDependencies"])
    if (raw[key] !== undefined && raw[key] !== null) at.object(`${path}.${key}`, raw[key]);
  const dependencies = raw.dependencies ?? [];
  if (!isTexts(dependencies)) at.refuse(`${path}.dependencies`, raw.dependencies, "a list of URNs");
  const propertyDependencies = (raw.propertyDependencies ?? {}) as Record<string, unknown>;
  for (const key in propertyDependencies)
    if (!isTexts(propertyDependencies[key] ?? []))
      at.refuse(`${path}.propertyDependencies.${key}`, propertyDependencies[key], "a list of URNs");
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
    dependencies,
    propertyDependencies,
    options: {
      ...given,
      ...(raw.protect === true && { protect: true }),
      ...(raw.retainOnDelete === true && { retainOnDelete: true }),
      ...(Array.isArray(raw.ignoreChanges) && { ignoreChanges: raw.ignoreChanges as string[] }),
    },
    ...(typeof raw.provider === "string" && { provider: raw.provider.split("::").slice(0, 4).join("::") }),
  } as PlannedResource;
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === "string");

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
/** What the mark says of a value that has no other form: an output, which may be secret or unknown. */
const outputValue = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Marks of Pulumi on values of a state: secrets become a text whatever they hold, and only an output that is no secret is taken out of its mark. */
function open(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !isMarked(value)) return value;
  if (Array.isArray(value)) return value.map(open);
  if (mark in value) {
    const { [mark]: form, secret, value: inner } = value as Raw;
    if (form !== outputValue || (secret !== undefined && secret !== false)) return "[secret]";
    return "value" in value ? open(inner) : unknownValue;
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, open(one)]));
}
