import * as pulumi from "@pulumi/pulumi";
import { withoutVersionAliases } from "../../stacks/sdkCosts";

describe("aliases of a resource", () => {
  const left = (opts: pulumi.CustomResourceOptions) =>
    withoutVersionAliases({ resource: {} as pulumi.Resource, type: "t", name: "n", props: {}, opts })?.opts;

  it("are left out when they are a type of one API version and nothing else", () => {
    const aliases = [
      { type: "azure-native:network/v20230401:Subnet" },
      { type: "azure-native:insights/v20210501preview:DiagnosticSetting" },
    ];
    expect(left({ protect: true, aliases })).toEqual({ protect: true, aliases: [] });
  });

  it.each<pulumi.Alias | string>([
    { type: "azure-native:insights:DiagnosticSetting" },
    { type: "azure-native:network/v20230401:Subnet", name: "former" },
    { name: "former" },
    { type: pulumi.output("azure-native:network/v20230401:Subnet") },
    "urn:pulumi:dev::shield::azure-native:network/v20230401:Subnet::former",
  ])("stay otherwise: %j", (alias) => {
    expect(left({ aliases: [alias] })).toEqual({ aliases: [alias] });
  });

  it("may be none", () => expect(left({ protect: true })).toEqual({ protect: true }));
});
