/**
 * Total retention times above 730 days that Azure accepts, in days: three to twelve years (Microsoft Learn, "Manage data
 * retention in a Log Analytics workspace"). Up to 730 every number is accepted.
 */
export const longRetentions = [1095, 1460, 1826, 2191, 2556, 2922, 3288, 3653, 4018, 4383] as const;

/**
 * Days that a table is kept in total: never shorter than its interactive retention, and rounded up to a time that Azure
 * accepts.
 *
 * @param archiveDays Days in total from the settings, up to 4,383.
 * @param retentionDays Days that the table can be queried interactively.
 * @throws RangeError when no accepted time is long enough.
 */
export function totalRetention(archiveDays: number, retentionDays: number): number {
  const wanted = Math.max(archiveDays, retentionDays);
  const accepted = wanted <= 730 ? wanted : longRetentions.find((days) => days >= wanted);
  if (accepted === undefined) throw new RangeError(`a table is kept for at most 4,383 days, got ${wanted}`);
  return accepted;
}
