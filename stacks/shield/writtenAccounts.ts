import { storedObjectKey } from "../../components/openAi/deployments";
import { Settings } from "../settings/schema";

/** Keys of the accounts to which consumers write stored objects: those of their own, and the region's for a plan with others or with no consumer yet. */
export function writtenAccounts({ openAi, plans, consumers }: Pick<Settings, "openAi" | "plans" | "consumers">): string[] {
  const apart = openAi.storedObjectAccounts.map(({ consumer }) => consumer);
  const shared = plans.some(({ name, consumersMayReadStoredObjects }) => {
    const own = consumers.filter(({ plan }) => plan === name);
    return consumersMayReadStoredObjects && (own.length === 0 || own.some((consumer) => !apart.includes(consumer.name)));
  });
  return [...(shared ? [openAi.statefulRegion] : []), ...apart.map(storedObjectKey)];
}
