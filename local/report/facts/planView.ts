import { UNKNOWN } from "../../azure";
import type { Settings } from "../../../stacks/settings/schema";
import type { Plan, PlanResource } from "../../engine/plan";

/** A warning about a setting. */
export interface PlanWarning {
  /** Setting or resource. */
  path: string;
  /** What deserves a look. */
  message: string;
}

/** The document that a preview writes: the engine's plan with what the settings say. */
export interface PlanDocument extends Plan {
  /** Absent in a plan of an older release. */
  warnings?: PlanWarning[];
  /** The settings with all defaults; secrets are `[secret]`. Absent in a plan of an older release. */
  settings?: Settings;
}

type Props = Record<string, unknown>;

/** What stands for a text that Azure gives only when it is deployed, before the first deployment. */
const notYetKnown = "what is not known yet";

/** Whether a value is one that Azure gives only when it is deployed. */
export const isNotKnown = (value: unknown): boolean => value === UNKNOWN;

/** The value at a path such as `sku.name`; undefined when it leads nowhere, and not known when something on the way is not. */
export const at = (value: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>((found, key) => (isNotKnown(found) ? found : (found as Props | undefined | null)?.[key]), value);

/** The text at a path; empty when there is none. */
export const textOf = (value: unknown, path: string): string => {
  const found = at(value, path);
  if (isNotKnown(found)) return notYetKnown;
  return typeof found === "string" ? found : "";
};

/** The number at a path; 0 when there is none. */
export const numberOf = (value: unknown, path: string): number => {
  const found = at(value, path);
  return typeof found === "number" ? found : 0;
};

/** The list at a path; empty when there is none. */
export const listOf = (value: unknown, path: string): unknown[] => {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
};

/** The texts of the list at a path. */
export const textsOf = (value: unknown, path: string): string[] =>
  listOf(value, path).filter((item): item is string => typeof item === "string");

/** Last part of an id in Azure. */
export const lastOf = (id: string): string => id.split("/").at(-1) ?? id;

/** Ids in Azure do not tell upper from lower case. */
export const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Reads a plan by type. */
export class PlanView {
  private readonly byType = new Map<string, PlanResource[]>();
  private readonly byId = new Map<string, PlanResource>();
  private held: ReadonlyMap<string, readonly PlanResource[]> | undefined;

  constructor(/** The document that is read. */ readonly plan: PlanDocument) {
    for (const resource of plan.resources) {
      const type = plainType(resource.type);
      this.byType.set(type, [...(this.byType.get(type) ?? []), resource]);
      if (resource.id) this.byId.set(resource.id.toLowerCase(), resource);
    }
  }

  /** Undefined in a plan of an older release. */
  get settings(): Settings | undefined {
    return this.plan.settings;
  }

  /** Resources of a type without the provider's name, such as `network:VirtualNetwork`. */
  all(type: string): PlanResource[] {
    return this.byType.get(type) ?? [];
  }

  /** The first resource of a type; undefined when there is none. */
  one(type: string): PlanResource | undefined {
    return this.all(type)[0];
  }

  /** Resources that a provider makes. */
  custom(): PlanResource[] {
    return this.plan.resources.filter(({ custom }) => custom);
  }

  /** What a resource of Azure holds, at any depth, by its id. */
  within(id: string): readonly PlanResource[] {
    return (this.held ??= heldIn(this.custom())).get(id.toLowerCase()) ?? [];
  }

  /** The resource with an id in Azure; undefined when the plan has none. */
  withId(id: string): PlanResource | undefined {
    return this.byId.get(id.toLowerCase());
  }
}

/** What each resource holds, by its id in lower case. */
function heldIn(resources: readonly PlanResource[]): Map<string, PlanResource[]> {
  const found = new Map<string, PlanResource[]>();
  for (const one of resources.filter(({ id }) => id?.startsWith("/"))) {
    const id = (one.id ?? "").toLowerCase();
    for (let end = id.lastIndexOf("/"); end > 0; end = id.lastIndexOf("/", end - 1)) {
      const above = id.slice(0, end);
      const others = found.get(above);
      if (others) others.push(one);
      else found.set(above, [one]);
    }
  }
  return found;
}

/** `network:Subnet` of `azure-native:network/v20240501:Subnet`. */
export const plainType = (type: string): string => type.replace(/^azure-native:/, "").replace(/\/v\d{8}(preview)?:/, ":");

/** Name in Azure: the last part of the id, else the name in the program. */
export const azureName = ({ id, name }: PlanResource): string => (id?.startsWith("/") ? lastOf(id) : name);
