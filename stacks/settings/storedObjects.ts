import { SoundSettings } from "./schema";

/** Whether consumers of a plan keep stored objects in the account of `openAi.statefulRegion`: those without an account of their own, and those that are still to come. */
export function usesSharedAccount(
  plan: SoundSettings["plans"][number],
  { consumers, openAi }: Pick<SoundSettings, "consumers" | "openAi">,
): boolean {
  const apart = openAi.storedObjectAccounts.map(({ consumer }) => consumer);
  const own = consumers.filter((consumer) => consumer.plan === plan.name);
  return plan.consumersMayReadStoredObjects && (own.length === 0 || own.some(({ name }) => !apart.includes(name)));
}
