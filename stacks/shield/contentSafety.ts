import { Settings } from "../settings/schema";

/** Region of the account that looks at prompts; undefined where no plan has them looked at. */
export const contentSafetyRegionOf = ({ openAi, plans }: Pick<Settings, "openAi" | "plans">): string | undefined =>
  plans.some(({ contentSafety }) => contentSafety) ? (openAi.contentSafetyRegion ?? openAi.statefulRegion) : undefined;
