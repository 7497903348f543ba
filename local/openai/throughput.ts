/** Deployment types that buy throughput (Microsoft Learn, "Deployment types", 2025-04-30). */
export const provisionedSkus: ReadonlySet<string> = new Set([
  "ProvisionedManaged",
  "GlobalProvisionedManaged",
  "DataZoneProvisionedManaged",
]);

/** Input tokens a minute of one provisioned throughput unit (Microsoft Learn, "Provisioned throughput", 2026-03-20). */
const perUnit: Readonly<Record<string, number>> = {
  "gpt-5.5": 1200,
  "gpt-5.4": 2400,
  "gpt-5.2": 3400,
  "gpt-5.1": 4750,
  "gpt-5": 4750,
  "gpt-5-mini": 23750,
};

/** @throws Error for a model whose throughput is not known here: a guess would make every result of a simulation wrong. */
export function inputTokensPerUnit(model: string): number {
  const tokens = perUnit[model];
  if (tokens === undefined)
    throw new Error(
      `the throughput of one provisioned unit of ${model} is not simulated; known: ${Object.keys(perUnit).join(", ")}`,
    );
  return tokens;
}

/** Input tokens that one token of an answer uses up: 8 with the gpt-5 family (Microsoft Learn, "Provisioned throughput", 2026-03-20). */
export const outputWeight = (model: string): number => (model.startsWith("gpt-5") ? 8 : 4);
