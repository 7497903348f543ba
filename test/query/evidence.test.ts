import { alertText } from "../../components/monitoring/queryText";
import { logRules } from "../../components/monitoring/logRules";
import { facts } from "../components/monitoring/sample";
import { ask, engineOf } from "./world";

const at = "2026-12-10T10:15:00Z";
const { need, parts, ...range } = logRules.find((rule) => rule.need === "evidence-changed")!;

/** Writes that change what is logged, or what the gateway's policies do, each with whether it is told. */
const writes: [operation: string, told: boolean][] = [
  ["MICROSOFT.APIMANAGEMENT/SERVICE/POLICIES/WRITE", true],
  ["MICROSOFT.APIMANAGEMENT/SERVICE/APIS/OPERATIONS/POLICIES/DELETE", true],
  ["MICROSOFT.APIMANAGEMENT/SERVICE/POLICYFRAGMENTS/WRITE", true],
  ["MICROSOFT.APIMANAGEMENT/SERVICE/NAMEDVALUES/WRITE", true],
  ["MICROSOFT.APIMANAGEMENT/SERVICE/APIS/DIAGNOSTICS/WRITE", true],
  ["MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE", true],
  ["MICROSOFT.OPERATIONALINSIGHTS/WORKSPACES/DATAEXPORTS/DELETE", true],
  ["MICROSOFT.OPERATIONALINSIGHTS/WORKSPACES/TABLES/WRITE", true],
  ["MICROSOFT.APIMANAGEMENT/SERVICE/SUBSCRIPTIONS/WRITE", false],
  ["MICROSOFT.APIMANAGEMENT/SERVICE/NAMEDVALUES/READ", false],
];

it("a change of the chain of evidence is told, another write is not", async () => {
  const AzureActivity = writes.map(([OperationNameValue]) => ({
    TimeGenerated: at,
    CategoryValue: "Administrative",
    Caller: "ops@contoso.com",
    OperationNameValue,
    ActivityStatusValue: "Success",
  }));
  const engine = await engineOf({ AzureActivity });
  const found = await ask(engine, alertText(need, parts, range, facts), "2026-12-10T10:20:00Z", ["Operation"]);
  engine.close();
  expect(found.map(({ Operation }) => Operation).sort()).toEqual(writes.flatMap(([name, told]) => (told ? [name] : [])).sort());
});
