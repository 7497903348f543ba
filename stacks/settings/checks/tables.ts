import { tierRegionTable } from "../facts/apiManagementRegions";
import { dataZoneTable } from "../facts/dataZones";
import type { FactTable } from "../facts/factTable";
import { regionTables } from "../facts/modelRegions";
import { retirementSchedule } from "../facts/models";
import { daysUntil } from "../modelLife";
import { Problem } from "../problem";
import { check, problemIf } from "./check";

/** Days after which a table is called old. */
const oldAfterDays = 180;

/** Warns of tables that are too old to be believed: they go out of date. */
export const tableAges = [
  check(["openAi"], (_settings, { today }) =>
    [retirementSchedule, regionTables, dataZoneTable].flatMap((table) =>
      age(table, today, ["openAi", "regions"], "models and regions"),
    ),
  ),
  check(["apiManagement"], ({ apiManagement: { sku } }, { today }) =>
    sku === "StandardV2" ? age(tierRegionTable, today, ["apiManagement", "sku"], "the region") : [],
  ),
];

function age({ name, asOf, source }: FactTable, today: string, path: readonly string[], subject: string): Problem[] {
  const days = -daysUntil(asOf, today);
  return problemIf(
    days > oldAfterDays,
    path,
    asOf,
    `a table of the last ${oldAfterDays} days: take an upgrade, or renew it from ${source}`,
    `the table "${name}" is ${days} days old, so what it says of ${subject} may be wrong`,
  );
}
