import { Finding, unexpected } from "../base/findings";
import type { Value } from "../base/value";

/** Beginnings and names of the tables that Azure Monitor fills (Microsoft Learn, "Azure Monitor table reference"), in lower case. */
const ofAzure =
  /^((aad|acs|ads?f|agc|agw|aks|ami|api?m|app|arc|asr|aws|azfw|azkv|azms|azure|cloud|cognitive|container|databricks|device|eh|entra|event|function|kube|la(query|summary|job)|nta|nsp|nw|office|security|signin|storage|vm|w3c|windows|workspace)\w*|alert\w*|audit\w*|email\w*|heartbeat|identity\w*|operation|perf|syslog|update\w*|usage|watchlist)$/i;

/** Whether a name is that of a table that Azure Monitor fills. */
export const isTableName = (name: string) => ofAzure.test(name);

/** The name of a function must not be that of a table, in whatever case: a function takes the table's place in every query. */
export function notATable(alias: Value): Finding[] {
  const name = alias.text()?.trim() ?? "";
  if (alias.isMissing || (!alias.isUnknown && !isTableName(name))) return [];
  return [unexpected(alias, "a name that is not a table's")];
}
