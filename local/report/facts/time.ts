import { operationSeconds } from "../../azure";
import type { PlanResource } from "../../engine/plan";
import { duration } from "../words";
import { PlanView, plainType } from "./planView";
import { Row, Section, section } from "./row";

/** When a resource is made in a first deployment. */
export interface Step {
  /** The resource that is made. */
  urn: string;
  /** Name in the program. */
  name: string;
  /** Type token. */
  type: string;
  /** Seconds from the beginning. */
  start: number;
  /** Seconds from the beginning. */
  end: number;
  /** Whether a delay of it delays the deployment. */
  critical: boolean;
}

/** A first deployment, as early as dependencies allow. */
export interface Timeline {
  /** In order of their start. */
  steps: Step[];
  /** Until the last step ends. */
  seconds: number;
  /** The steps that the deployment waits for, first to last. */
  criticalPath: Step[];
}

/** When each resource is made, with the durations that the stand-in Azure takes. */
export function timelineOf(resources: readonly PlanResource[], secondsOf: (resource: PlanResource) => number): Timeline {
  const steps = new Map<string, Step & { before?: string }>();
  for (const resource of resources.filter(({ custom }) => custom)) {
    const before = resource.dependencies.flatMap((urn) => steps.get(urn) ?? []);
    const last = before.reduce<Step | undefined>((one, other) => (one && one.end >= other.end ? one : other), undefined);
    const start = last?.end ?? 0;
    const { urn, name, type } = resource;
    const step = { urn, name, type: plainType(type), start, end: start + secondsOf(resource), critical: false };
    steps.set(urn, { ...step, ...(last && { before: last.urn }) });
  }
  const all = [...steps.values()];
  const end = all.reduce<(typeof all)[number] | undefined>(
    (one, other) => (one && one.end >= other.end ? one : other),
    undefined,
  );
  const path: Step[] = [];
  for (let step = end; step; step = steps.get(step.before ?? "")) path.unshift(Object.assign(step, { critical: true }));
  return { steps: all, seconds: end?.end ?? 0, criticalPath: path };
}

/** When each resource of a plan is made in a first deployment. */
export const timeline = (view: PlanView): Timeline =>
  timelineOf(view.plan.resources, ({ type, inputs }) => operationSeconds("create", type, inputs));

/** Steps of the critical path that are named on one line; shorter ones are said together. */
const namedSeconds = 60;

/** Longest steps that a screen names. */
const onScreen = 3;

/** How long a first deployment takes. */
export function time(view: PlanView): Section {
  const { seconds, criticalPath } = timeline(view);
  const long = criticalPath.filter(({ start, end }) => end - start >= namedSeconds);
  const path = (steps: readonly Step[]) =>
    `about ${duration(seconds)}: ${steps.map(({ name, start, end }) => `${name} ${duration(end - start)}`).join(" → ") || "nothing takes a minute"}`;
  const longest = [...long].sort((one, other) => other.end - other.start - (one.end - one.start)).slice(0, onScreen);
  const brief = path(long.filter((step) => longest.includes(step)));
  return section("time", [{ key: "first", label: "First deployment", text: path(long), brief } satisfies Row]);
}
