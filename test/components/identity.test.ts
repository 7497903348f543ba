import fc from "fast-check";
import { Identities, roleAssignmentName, RoleAssignments, RoleRow, uuidV5 } from "../../components/identity";
import { roles } from "../../components/roles";
import { principalIdOf } from "../../local/azure/base/identifiers";
import { named, record } from "../support/record";
import { place, valueOf } from "./network/fixtures";

const subscriptionId = "00000000-0000-4000-8000-000000000000";
const scope = `/subscriptions/${subscriptionId}/resourceGroups/rg-test/providers/Microsoft.KeyVault/vaults/kv`;
const row: RoleRow = {
  key: "gateway-certificate",
  principalId: "22222222-2222-4222-8222-222222222222",
  principalType: "ServicePrincipal",
  role: "Key Vault Secrets User",
  scope,
  reason: "Application Gateway reads its certificate",
};

describe("Identities", () => {
  it("makes an identity for each key", async () => {
    const resources = await record(() => new Identities("identities", { ...place, keys: ["gateway", "apim"] }));
    expect(named(resources, "managedidentity:UserAssignedIdentity", "identities-apim").inputs).toEqual({
      resourceName: "id-acme-ai-apim",
      resourceGroupName: "rg-test",
      location: "swedencentral",
      tags: { environment: "test" },
    });
  });

  it("tells an identity's principal", async () => {
    let identities: Identities | undefined;
    await record(() => {
      identities = new Identities("identities", { ...place, keys: ["gateway"] });
    });
    expect(await valueOf(identities!.get("gateway").principalId)).toBe(
      principalIdOf(
        `/subscriptions/${subscriptionId}/resourceGroups/rg-test/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-acme-ai-gateway`,
      ),
    );
  });

  it("refuses a key that it does not have", async () => {
    let identities: Identities | undefined;
    await record(() => {
      identities = new Identities("identities", { ...place, keys: ["gateway", "apim"] });
    });
    expect(() => identities!.get("openai")).toThrow("there is no identity openai; there are: gateway, apim");
  });
});

describe("RoleAssignments", () => {
  const assigned = async (rows: RoleRow[]) => record(() => new RoleAssignments("roles", { rows, subscriptionId }));

  it("assigns the role of each row", async () => {
    const resources = await assigned([row]);
    expect(named(resources, "authorization:RoleAssignment", "roles-gateway-certificate").inputs).toEqual({
      roleAssignmentName: roleAssignmentName(row.principalId as string, row.role, scope),
      scope,
      principalId: row.principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6`,
      description: "Application Gateway reads its certificate",
    });
  });

  it("gives an assignment by its key", async () => {
    let assignments: RoleAssignments | undefined;
    const resources = await record(() => {
      assignments = new RoleAssignments("roles", { rows: [row], subscriptionId });
    });
    const expected = named(resources, "authorization:RoleAssignment", "roles-gateway-certificate").urn;
    expect(await valueOf(assignments!.assignment("gateway-certificate").urn)).toBe(expected);
  });

  it("refuses a key that no row has", async () => {
    let assignments: RoleAssignments | undefined;
    await record(() => {
      assignments = new RoleAssignments("roles", { rows: [row], subscriptionId });
    });
    expect(() => assignments!.assignment("other")).toThrow("there is no role assignment other; there are: gateway-certificate");
  });
});

describe("roles", () => {
  const tooBroad = [
    "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", // Owner
    "b24988ac-6180-42a0-ab88-20f7382dd24c", // Contributor
    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", // User Access Administrator
    "f58310d9-a9f6-439a-9e8d-f62e7b41a168", // Role Based Access Control Administrator
    "00482a5a-887f-4fb3-b363-3b7fe8e74483", // Key Vault Administrator
  ];

  it("names no role that gives everything", () => {
    expect(Object.values(roles).filter((guid) => tooBroad.includes(guid))).toEqual([]);
  });

  it("names each role once", () => {
    expect(new Set(Object.values(roles)).size).toBe(Object.keys(roles).length);
  });
});

describe("roleAssignmentName", () => {
  const name = roleAssignmentName("p", "Key Vault Secrets User", "/scope");

  it("is the same each time, whatever the case of the ids", () => {
    expect(roleAssignmentName("P", "Key Vault Secrets User", "/SCOPE")).toBe(name);
  });

  it.each([
    ["principal", roleAssignmentName("q", "Key Vault Secrets User", "/scope")],
    ["role", roleAssignmentName("p", "Key Vault Crypto Service Encryption User", "/scope")],
    ["scope", roleAssignmentName("p", "Key Vault Secrets User", "/other")],
  ])("is another for another %s", (_, other) => {
    expect(other).not.toBe(name);
  });
});

describe("uuidV5", () => {
  it("gives the example of RFC 9562, appendix A.4", () => {
    expect(uuidV5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  });

  it("always has version 5 and the variant of RFC 9562", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string(), (namespace, name) => {
        expect(uuidV5(namespace, name)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });
});
