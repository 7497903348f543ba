import { dataZoneTable } from "../facts/dataZones";
import { regionTables } from "../facts/modelRegions";
import { retirementSchedule } from "../facts/models";
import { daysUntil } from "../modelLife";
import { check, problemIf } from "./check";

/** The tables that go out of date. */
const tables = [retirementSchedule, regionTables, dataZoneTable] as const;

/** Days after which a table is called old. */
const oldAfterDays = 180;

/** Warns of a table that is too old to be believed. */
export const tableAges = check(["openAi"], (_settings, { today }) =>
  tables.flatMap(({ name, asOf, source }) => {
    const days = -daysUntil(asOf, today);
    return problemIf(
      days > oldAfterDays,
      ["openAi", "regions"],
      asOf,
      `a table of the last ${oldAfterDays} days: take an upgrade, or renew it from ${source}`,
      `the table "${name}" is ${days} days old, so what it says of models and regions may be wrong`,
    );
  }),
);
