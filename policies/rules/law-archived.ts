import { stackRule } from "../base/rule";

/** Tables with what was asked and answered, and by whom. */
const needed = ["ApiManagementGatewayLlmLog", "ApiManagementGatewayLogs"];

export default stackRule({
  name: "law-archived",
  severity: "high",
  types: ["operationalinsights:Workspace"],
  description: "A workspace exports prompts, answers and calls to an archive that nobody can change.",
  remediation: "Add an operationalinsights.DataExport of the tables to a storage account with immutability.",
  check: (workspace, stack) => {
    const exports = stack.namedAfter(["operationalinsights:DataExport"], "workspaceName", workspace, "workspaceName");
    const tables = exports.filter((one) => one.at("enable").is(true)).flatMap((one) => one.at("tableNames").texts());
    const archive = needed.filter((table) => !tables.includes(table));
    return archive.map((table) => ({ message: `no export sends ${table} to an archive; expected one that is enabled` }));
  },
});
