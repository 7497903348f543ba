import { ResourceGroup } from "@pulumi/azure-native/resources";
import { lock } from "../../components/locks";
import { named, record } from "../support/record";

const scope = "/subscriptions/s/resourceGroups/rg-test/providers/Microsoft.KeyVault/vaults/kv";

describe("lock", () => {
  it("refuses to delete what it locks and says why", async () => {
    const resources = await record(() => lock("vault", scope, "Holds the certificate", [], {}));
    expect(named(resources, "authorization:ManagementLockByScope", "vault-lock").inputs).toEqual({
      lockName: "shield",
      scope,
      level: "CanNotDelete",
      notes: "Holds the certificate",
    });
  });

  it("comes after what it covers, and so goes before it", async () => {
    const resources = await record(() => {
      const group = new ResourceGroup("group", { resourceGroupName: "rg-test", location: "swedencentral" });
      lock("vault", scope, "Holds the certificate", [group], {});
    });
    const { urn } = named(resources, "resources:ResourceGroup", "group");
    expect(named(resources, "authorization:ManagementLockByScope", "vault-lock").dependencies).toEqual([urn]);
  });
});
