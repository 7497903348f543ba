import type { Changed } from "./changes";

/** A change of a plan, and whether the rules must refuse it. */
export interface Attempt {
  name: string;
  change: (plan: Changed) => unknown;
}

/** Another subscription and another tenant than the plan's. */
export const elsewhere = "/subscriptions/99999999-0000-4000-8000-000000000009/resourceGroups/rg-strangers/providers";
export const strangers = "99999999-9999-4999-8999-999999999999";

/** The subscription and resource group of the plan. */
export const subscription = "/subscriptions/00000000-0000-4000-8000-000000000000";
export const here = `${subscription}/resourceGroups/rg-contoso-ai-dev/providers`;
export const group = { resourceGroupName: "rg-contoso-ai-dev" } as const;
export const tagged = { tags: { environment: "dev", owner: "ai-platform@contoso.com" } } as const;
export const service = { ...group, serviceName: "apim-contoso-ai-dev-dowjv" } as const;
