import { resourceRule } from "../base/rule";

/** What goes with the vault that holds it: it is deleted over the vault's own address, which only the private network reaches. */
const may: ReadonlySet<string> = new Set(["keyvault:Key", "keyvault:Secret"]);

export default resourceRule({
  name: "retain-on-delete",
  severity: "high",
  types: ["*"],
  description:
    "Pulumi deletes what the program no longer has: retainOnDelete would leave it there, as it was last, with nobody who judges it. The engine does not show the option to rules, so `npm run check` finds it alone.",
  remediation: "Take retainOnDelete away; to give a resource to others, remove it from the state in a change of its own.",
  check: ({ token, type, options }) =>
    options.retainOnDelete && token.startsWith("azure-native") && !may.has(type)
      ? [{ message: "option retainOnDelete is true; expected not to be set" }]
      : [],
});
