import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

export default stackRule({
  name: "apim-prompts-logged",
  severity: "high",
  types: ["apimanagement:Api"],
  description: "Prompts and answers of every API are logged.",
  remediation: 'Make the diagnostic of the API in Azure Monitor with largeLanguageModel.logs "enabled".',
  check: (api, stack) => {
    return diagnostics(stack).some((one) => leadsTo(one, api, stack))
      ? []
      : [{ message: "no diagnostic azuremonitor logs prompts and answers of this API; expected one" }];
  },
});

function diagnostics(stack: Stack): StackResource[] {
  return stack.once("diagnostics of APIs", () =>
    stack
      .ofType("resources:Resource")
      .filter((one) => one.at("resourceType").is("diagnostics") && one.at("resourceName").is("azuremonitor")),
  );
}

function leadsTo(diagnostic: StackResource, api: StackResource, stack: Stack): boolean {
  const path = diagnostic.at("parentResourcePath");
  const id = path.text()?.split("/apis/")[1]?.toLowerCase();
  return id === undefined ? stack.dependencies(diagnostic, "parentResourcePath").includes(api) : api.at("apiId").is(id);
}
