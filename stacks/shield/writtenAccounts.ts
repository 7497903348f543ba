import { storedObjectKey } from "../../components/openAi/deployments";
import { Settings } from "../settings/schema";
import { usesSharedAccount } from "../settings/storedObjects";

/** Keys of the accounts to which consumers write stored objects: the region's where a plan uses it, and those of their own. */
export function writtenAccounts(settings: Pick<Settings, "openAi" | "plans" | "consumers">): string[] {
  const { openAi, plans } = settings;
  const shared = plans.some((plan) => usesSharedAccount(plan, settings));
  return [
    ...(shared ? [openAi.statefulRegion] : []),
    ...openAi.storedObjectAccounts.map(({ consumer }) => storedObjectKey(consumer)),
  ];
}
