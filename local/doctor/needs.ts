import { providerFor, subscriptionFromEnvironment } from "../azure";
import { Project, StackConfig } from "../engine/config";
import type { Plan } from "../engine/plan";
import { preview } from "../engine/run";

/** What a plan asks of a subscription. */
export interface Needs {
  /** Resource providers, such as `Microsoft.Network`. */
  providers: string[];
  /** Whether it makes locks, for which Contributor is not enough. */
  locks: boolean;
}

/** What the resources of a plan need, by their ids: `/subscriptions/…/providers/Microsoft.Network/virtualNetworks/…`. */
export function needsOf({ resources }: Pick<Plan, "resources">): Needs {
  const ids = resources.flatMap(({ id = "" }) => [...id.matchAll(/\/providers\/([^/]+)\//g)].map(([, name = ""]) => name));
  const byName = new Map(ids.map((name) => [name.toLowerCase(), name]));
  return {
    providers: [...byName.values()].sort(),
    locks: resources.some(({ type }) => type.endsWith(":ManagementLockByScope")),
  };
}

/** The plan of a stack, for what it needs; the program's lines play no part here. */
export const planFor = (project: Project, stack: string, config: StackConfig): Promise<Plan> =>
  preview({
    project,
    stack,
    config,
    firstRun: false,
    providers: async () => {
      const subscription = subscriptionFromEnvironment();
      return (pkg) => providerFor(pkg, subscription);
    },
    policyPacks: [],
    listener: { line: () => undefined },
  });
