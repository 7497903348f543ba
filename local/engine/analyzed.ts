import type { PlannedResource } from "./deployment";
import type { Props } from "../protocol/provider";

/** A resource with the provider that serves it. */
export interface AnalyzedResource {
  /** The resource that the rules see. */
  resource: PlannedResource;
  /** Its provider resource; undefined for a component and the stack. */
  provider?: PlannedResource;
}

/** Properties that begin with two underscores belong to Pulumi, not to the resource. */
export function withoutInternals(props: Props): Props {
  if (!Object.keys(props).some((key) => key.startsWith("__"))) return props;
  return Object.fromEntries(Object.entries(props).filter(([key]) => !key.startsWith("__")));
}
