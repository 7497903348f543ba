import { notATable } from "../azure/tables";
import { resourceRule } from "../base/rule";

export default resourceRule({
  name: "law-function-name",
  severity: "high",
  types: ["operationalinsights:SavedSearch"],
  description: "No saved query takes the name of a table: queries and alerts on the table would ask it instead.",
  remediation: "Choose a functionAlias of the project's own.",
  check: (search) => notATable(search.at("functionAlias")),
});
