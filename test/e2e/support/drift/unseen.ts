import { Props } from "../../../../local/azure/base/provider";
import { stranger } from "./property";

/** The id of a resource of the environment, by `type name`. */
export type IdOf = (resource: string) => string;

/** What somebody has added beside the environment's own resources: no engine looks for it. */
export interface Addition {
  /** First column of the table in docs/drift.md. */
  title: string;
  type: string;
  inputs(idOf: IdOf, group: string): Props;
}

/** A change of what Azure takes and does not return. */
export interface UnseenChange {
  /** First column of the table in docs/drift.md. */
  title: string;
  /** `type name` of the resource. */
  resource: string;
  path: string;
  bad: unknown;
}

/** The built-in role Owner (Microsoft Learn, "Azure built-in roles"). */
const owner = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

const nameIn = (id: string): string => id.split("/").at(-1) ?? "";
const network = "network:VirtualNetwork network";
const service = "apimanagement:ApiManagementService apim";
const account = "cognitiveservices:Account openai-swedencentral";

/** A resource of a type for which Pulumi has one of its own that the stand-in does not know. */
const generic = (group: string, parent: string, resourceType: string, resourceName: string, properties: Props): Props => {
  const [resourceProviderNamespace, ...path] = parent.split("/providers/")[1]?.split("/") ?? [];
  return {
    resourceGroupName: group,
    resourceProviderNamespace,
    parentResourcePath: path.join("/"),
    resourceType,
    resourceName,
    apiVersion: "2024-05-01",
    properties,
  };
};

const additions: readonly Addition[] = [
  {
    title: "A role assignment",
    type: "authorization:RoleAssignment",
    inputs: (idOf) => ({
      scope: idOf(account),
      roleAssignmentName: stranger.principalId,
      principalId: stranger.principalId,
      principalType: "User",
      roleDefinitionId: owner,
    }),
  },
  {
    title: "A credential of an identity",
    type: "resources:Resource",
    inputs: (idOf, group) =>
      generic(group, idOf("managedidentity:UserAssignedIdentity identities-apim"), "federatedIdentityCredentials", "stranger", {
        issuer: "https://token.example.org",
        subject: "anybody",
        audiences: ["api://AzureADTokenExchange"],
      }),
  },
  {
    title: "A private endpoint",
    type: "network:PrivateEndpoint",
    inputs: (idOf, group) => ({
      resourceGroupName: group,
      privateEndpointName: "pep-stranger",
      location: "swedencentral",
      subnet: { id: stranger.subnet },
      privateLinkServiceConnections: [{ name: "vault", groupIds: ["vault"], privateLinkServiceId: idOf("keyvault:Vault vault") }],
    }),
  },
  {
    title: "A peering of the network",
    type: "resources:Resource",
    inputs: (idOf, group) =>
      generic(group, idOf(network), "virtualNetworkPeerings", "stranger", { remoteVirtualNetwork: { id: stranger.network } }),
  },
  {
    title: "A record of a private zone",
    type: "privatedns:PrivateRecordSet",
    inputs: (idOf, group) => ({
      resourceGroupName: group,
      privateZoneName: nameIn(idOf("privatedns:PrivateZone dns-privatelink.openai.azure.com")),
      recordType: "A",
      relativeRecordSetName: nameIn(idOf(account)),
      ttl: 10,
      aRecords: [{ ipv4Address: stranger.address }],
    }),
  },
  {
    title: "An API of the gateway",
    type: "apimanagement:Api",
    inputs: (idOf, group) => ({
      resourceGroupName: group,
      serviceName: nameIn(idOf(service)),
      apiId: "open",
      path: "open",
      subscriptionRequired: false,
    }),
  },
  {
    title: "A model deployment",
    type: "cognitiveservices:Deployment",
    inputs: (idOf, group) => ({
      resourceGroupName: group,
      accountName: nameIn(idOf(account)),
      deploymentName: "unfiltered",
      properties: { model: { format: "OpenAI", name: "gpt-5.1", version: "2025-11-13" } },
    }),
  },
  {
    title: "The retention of a table",
    type: "operationalinsights:Table",
    inputs: (idOf, group) => ({
      resourceGroupName: group,
      workspaceName: nameIn(idOf("operationalinsights:Workspace workspace")),
      tableName: "ApiManagementGatewayLogs",
      totalRetentionInDays: 4,
    }),
  },
];

const changes: readonly UnseenChange[] = [
  { title: "The value of a secret", resource: "keyvault:Secret certificate-1", path: "properties.value", bad: "another" },
  {
    title: "The key of a subscription",
    resource: "apimanagement:Subscription apim-claims-assistant",
    path: "primaryKey",
    bad: "another",
  },
  { title: "The operations of an API", resource: "apimanagement:Api apim-openai", path: "value", bad: "{}" },
  {
    title: "The retention of a table",
    resource: "resources:Deployment workspace-retention",
    path: "properties.template",
    bad: { resources: [] },
  },
];

/** What a refresh does not find in the smallest environment. */
export const unseen = { additions, changes } as const;

/** What it does not find of the types that only an environment with every option has. */
export const unseenInMax: { additions: readonly Addition[]; changes: readonly UnseenChange[] } = {
  additions: [],
  changes: [
    {
      title: "A key in a vault",
      resource: "keyvault:Key vault-swedencentral-openai",
      path: "properties",
      bad: { attributes: { exportable: true } },
    },
  ],
};
