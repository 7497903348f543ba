import { Props } from "../../../../../local/azure";
import { Cloud, ExistingResourceError } from "../../../../../local/azure/cloud";
import {
  assignment,
  change,
  deployment,
  endpoint,
  given,
  group,
  idOf,
  inGroup,
  lock,
  make,
  network,
  newCloud,
  refusal,
  resourceGroup,
  service,
  vault,
  vaultId,
} from "../support";

let cloud: Cloud;
beforeEach(async () => {
  cloud = newCloud();
  await given(cloud, resourceGroup);
});

describe("what is not there", () => {
  it("is the resource group", async () => {
    const [token, inputs] = vault();
    expect(await refusal(make(newCloud(), token, inputs))).toEqual({
      status: 404,
      code: "ResourceGroupNotFound",
      message: "Resource group 'rg' could not be found.",
    });
  });

  it("is the parent", async () => {
    expect(await refusal(make(cloud, ...deployment("gpt-5")))).toEqual({
      status: 404,
      code: "ParentResourceNotFound",
      message: "Can not perform requested operation on nested resource. Parent resource 'oai' not found.",
    });
  });

  it("is the subnet of an endpoint", async () => {
    await given(cloud, vault());
    expect(await refusal(make(cloud, ...endpoint(vaultId(), "vault")))).toMatchObject({
      status: 400,
      code: "InvalidResourceReference",
    });
  });

  it("is the workspace of a diagnostic setting", async () => {
    await given(cloud, vault());
    const inputs = { resourceUri: vaultId(), name: "shield", workspaceId: idOf("Microsoft.OperationalInsights/workspaces/log") };
    expect(await refusal(make(cloud, "monitor:DiagnosticSetting", inputs))).toEqual({
      status: 404,
      code: "ResourceNotFound",
      message:
        "The Resource 'Microsoft.OperationalInsights/workspaces/log' under resource group 'rg' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    });
  });

  it("is what a lock is on", async () => {
    expect(await refusal(make(cloud, ...lock(vaultId())))).toMatchObject({ status: 404, code: "ResourceNotFound" });
  });

  it("is the identity of a service", async () => {
    const identity = {
      type: "UserAssigned",
      userAssignedIdentities: [idOf("Microsoft.ManagedIdentity/userAssignedIdentities/id-apim")],
    };
    expect(await refusal(make(cloud, ...service({ identity })))).toMatchObject({ status: 404, code: "ResourceNotFound" });
  });

  it("is the principal of a role assignment", async () => {
    expect(await refusal(make(cloud, ...assignment(group, "b0000000-0000-4000-8000-000000000000")))).toMatchObject({
      status: 400,
      code: "PrincipalNotFound",
    });
  });

  it("may be in another subscription", async () => {
    await given(cloud, vault());
    const workspaceId =
      "/subscriptions/99999999-0000-4000-8000-000000000000/resourceGroups/hub/providers/Microsoft.OperationalInsights/workspaces/log";
    await expect(
      make(cloud, "monitor:DiagnosticSetting", { resourceUri: vaultId(), name: "shield", workspaceId }),
    ).resolves.toBeDefined();
  });

  it("is what an update is for", async () => {
    expect(await refusal(change(cloud, vault()[0], vaultId(), vault()[1]))).toMatchObject({
      status: 404,
      code: "ResourceNotFound",
    });
  });
});

describe("what is there already", () => {
  it("is not made again", async () => {
    await given(cloud, vault());
    await expect(make(cloud, ...vault())).rejects.toThrow(new ExistingResourceError(vaultId()));
  });

  it("is a table that Azure makes with the workspace", async () => {
    await given(cloud, ["operationalinsights:Workspace", { ...inGroup, workspaceName: "log-one" }]);
    const table = (tableName: string) =>
      make(cloud, "operationalinsights:Table", { resourceGroupName: "rg", workspaceName: "log-one", tableName });
    await expect(table("AGWAccessLogs")).rejects.toThrow(ExistingResourceError);
    await expect(table("Audit_CL")).resolves.toBeDefined();
  });

  it("is a role assignment of the same principal, role and scope", async () => {
    const { outputs } = await make(cloud, "managedidentity:UserAssignedIdentity", { ...inGroup, resourceName: "id-one" });
    await given(cloud, assignment(group, outputs.principalId));
    expect(await refusal(make(cloud, ...assignment(group, outputs.principalId, "a0000000-0000-4000-8000-000000000002")))).toEqual(
      {
        status: 409,
        code: "RoleAssignmentExists",
        message:
          "The role assignment already exists. The ID of the existing role assignment is a0000000000040008000000000000001.",
      },
    );
  });
});

describe("regions", () => {
  it("refuses one that does not exist", async () => {
    expect(await refusal(make(cloud, "keyvault:Vault", { ...vault()[1], location: "atlantis" }))).toMatchObject({
      status: 400,
      code: "LocationNotAvailableForResourceType",
    });
  });

  it("refuses zones where there are none", async () => {
    const inputs = { ...inGroup, location: "westus", publicIpAddressName: "pip", zones: ["1"] };
    expect(await refusal(make(cloud, "network:PublicIPAddress", inputs))).toMatchObject({
      status: 400,
      code: "AvailabilityZoneNotSupported",
    });
  });

  it("refuses an endpoint in another region than its network", async () => {
    await given(cloud, network(), vault());
    expect(await refusal(make(cloud, ...endpoint(vaultId(), "vault", { location: "eastus2" })))).toMatchObject({
      code: "InvalidResourceReference",
    });
  });

  it("takes the region of the network however it is written", async () => {
    await given(cloud, network(), vault());
    await expect(make(cloud, ...endpoint(vaultId(), "vault", { location: "Sweden Central" }))).resolves.toBeDefined();
  });
});

describe("a group of the directory in API Management", () => {
  const inService = { resourceGroupName: "rg", serviceName: "apim" };
  const external: [string, Props] = [
    "apimanagement:Group",
    { ...inService, groupId: "team", displayName: "team", type: "external", externalId: "aad://contoso.com/groups/1" },
  ];
  beforeEach(() => given(cloud, service()));

  it("needs an identity provider", async () => {
    expect(await refusal(make(cloud, ...external))).toMatchObject({
      status: 400,
      code: "ValidationError",
      message: expect.stringContaining("the service has no identity provider 'aad'") as string,
    });
  });

  it("is made once that is there", async () => {
    await given(cloud, [
      "resources:Resource",
      {
        resourceGroupName: "rg",
        resourceProviderNamespace: "Microsoft.ApiManagement",
        parentResourcePath: "service/apim",
        resourceType: "identityProviders",
        resourceName: "aad",
        apiVersion: "2024-05-01",
      },
    ]);
    await expect(make(cloud, ...external)).resolves.toBeDefined();
  });

  it("is not what a custom group is", async () => {
    const custom = { ...inService, groupId: "team", displayName: "team", type: "custom" };
    await expect(make(cloud, "apimanagement:Group", custom)).resolves.toBeDefined();
  });
});
