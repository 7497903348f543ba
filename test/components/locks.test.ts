import { lock } from "../../components/locks";
import { named, record } from "../support/record";

const scope = "/subscriptions/s/resourceGroups/rg-test/providers/Microsoft.KeyVault/vaults/kv";

describe("lock", () => {
  it("refuses to delete what it locks and says why", async () => {
    const resources = await record(() => lock("vault", scope, "Holds the certificate", {}));
    expect(named(resources, "authorization:ManagementLockByScope", "vault-lock").inputs).toEqual({
      lockName: "shield",
      scope,
      level: "CanNotDelete",
      notes: "Holds the certificate",
    });
  });
});
