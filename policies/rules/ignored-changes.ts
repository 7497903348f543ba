import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

/** Places that Azure or an operator changes on purpose, by type. The value of a secret is not read back. */
const ofType: Readonly<Record<string, readonly string[]>> = {
  "keyvault:Secret": ["properties.value", "properties.attributes.expires"],
  "keyvault:Vault": ["properties.softDeleteRetentionInDays"],
  // Azure fixes the first month when a budget is made.
  "consumption:Budget": ["timePeriod.startDate"],
};

export default resourceRule({
  name: "ignored-changes",
  severity: "critical",
  types: ["*"],
  description:
    "The program puts back every property that a rule judges: ignoreChanges names tags only, and what Azure itself changes.",
  remediation: "Take the path out of ignoreChanges, or list it in the rule's settings where nothing private depends on it.",
  settings: { paths: strings("Paths whose changes any resource may ignore; what is below them too.", ["tags"]) },
  check: ({ type, token, options }, { paths }) => {
    if (!token.startsWith("azure-native")) return [];
    const may = [...paths, ...(ofType[type] ?? [])];
    return options.ignoreChanges
      .filter((path) => !may.some((one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`)))
      .map((path) => ({ message: `ignoreChanges names ${path}; expected none but ${may.join(", ")}` }));
  },
});
