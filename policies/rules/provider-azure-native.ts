import { resourceRule } from "../base/rule";
import { otherProviders } from "../base/typeTokens";

export default resourceRule({
  name: "provider-azure-native",
  severity: "critical",
  types: otherProviders.map((provider) => `${provider}:*`),
  description: "Azure's resources are made with azure-native: the types of other providers are judged by no rule.",
  remediation: "Make the resource with azure-native.",
  check: ({ type }) => [
    {
      message: `the resource is made with the provider ${type.split(":")[0]}; expected azure-native, whose types the rules judge`,
    },
  ],
});
