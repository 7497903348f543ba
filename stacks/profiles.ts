/**
 * Defaults of the profiles, laid beneath what a team writes: groups are merged entry by entry, a list replaces the whole
 * list. Everything not named here has the same default in every profile (`docs/settings.md` shows both).
 *
 * - `dev`: one small instance of everything, logs for a month, everything can be deleted, and made again at once: a deleted
 *   vault keeps its name, so the names end with random characters that the state keeps. The archive can be deleted with its records.
 * - `prod`: three zones, hence three API Management units and three gateway instances at least; logs for half a year,
 *   three years of archive; Pulumi refuses to delete what holds data. Azure locks are off: a lock also refuses to take away
 *   anything below what it is on, a consumer of API Management or a model deployment. The archive is locked by the
 *   second deployment, which cannot be undone: evidence that an owner can delete is none.
 */
export const profiles = {
  dev: {
    uniqueSuffix: "random",
    ingress: { minCapacity: 1, maxCapacity: 2 },
    apiManagement: { sku: "Developer", units: 1 },
    monitoring: { retentionDays: 30, archiveDays: 90, auditArchive: { immutable: false, retentionDays: 30 } },
  },
  prod: {
    ingress: { minCapacity: 3, maxCapacity: 20, zones: ["1", "2", "3"] },
    apiManagement: { sku: "Premium", units: 3, zones: ["1", "2", "3"] },
    monitoring: { retentionDays: 180, archiveDays: 1095, auditArchive: { retentionDays: 1095, locked: true } },
    protection: { protectStateful: true },
  },
} as const;

/** The setting `profile`; `dev` is the default. */
export type ProfileName = keyof typeof profiles;

/** Whether a value names a profile. */
export const isProfile = (name: unknown): name is ProfileName => typeof name === "string" && Object.hasOwn(profiles, name);

type Group = Record<string, unknown>;

const isGroup = (value: unknown): value is Group => value !== null && typeof value === "object" && !Array.isArray(value);

/** Lays `defaults` beneath `written`: groups are merged entry by entry, anything else that is written stays as it is. */
export function layBeneath(defaults: Readonly<Group>, written: Readonly<Group>): Group {
  const merged = Object.entries(defaults).map(([key, value]): [string, unknown] => {
    const own = written[key];
    if (own === undefined) return [key, value];
    return [key, isGroup(value) && isGroup(own) ? layBeneath(value, own) : own];
  });
  return { ...written, ...Object.fromEntries(merged) };
}
