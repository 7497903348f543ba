import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AzureError, Cloud, type Clock, type CloudOptions } from "../../../../local/azure/cloud";
import { Props, subscriptionId, tenantId } from "../../../../local/azure";

const folders: string[] = [];
afterAll(() => folders.splice(0).forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

/** A new folder for temporary files, which goes after the tests of the file. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloud-"));
  folders.push(folder);
  return folder;
}

/** A clock that stands still until the test moves it on. */
export class FakeClock implements Clock {
  private time = Date.parse("2026-11-22T12:00:00Z");
  private sleepers: { until: number; wake: () => void }[] = [];

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((wake, reject) => {
      this.sleepers.push({ until: this.time + milliseconds, wake });
      signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    });
  }

  /** Moves the time on and wakes who has slept enough. */
  async advance(seconds: number): Promise<void> {
    this.time += seconds * 1000;
    const due = this.sleepers.filter(({ until }) => until <= this.time);
    this.sleepers = this.sleepers.filter(({ until }) => until > this.time);
    for (const { wake } of due) wake();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
export const inGroup = { resourceGroupName: "rg", location: "swedencentral" };
export const idOf = (rest: string): string => `${group}/providers/${rest}`;

/** A cloud in a new folder; time stands still and operations take none unless the options say so. */
export const newCloud = (options: Partial<CloudOptions> = {}): Cloud =>
  new Cloud({ dir: temporaryFolder(), clock: new FakeClock(), ...options });

export const make = (cloud: Cloud, token: string, inputs: Props): Promise<{ id: string; outputs: Props }> =>
  cloud.create(`azure-native:${token}`, "urn", inputs);
export const change = (cloud: Cloud, token: string, id: string, inputs: Props) =>
  cloud.update(`azure-native:${token}`, "urn", id, inputs);
export const remove = (cloud: Cloud, token: string, id: string): Promise<void> => cloud.delete(`azure-native:${token}`, id);

/** Makes what a test starts from, in order. */
export async function given(cloud: Cloud, ...resources: [string, Props][]): Promise<void> {
  for (const [token, inputs] of resources) await make(cloud, token, inputs);
}

/** Status, code and message with which a request is refused. @throws Error when it is not */
export async function refusal(request: Promise<unknown>): Promise<Pick<AzureError, "status" | "code" | "message">> {
  const error = await request.then(
    () => new Error("was not refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AzureError)) throw error;
  return { status: error.status, code: error.code, message: error.message };
}

export const resourceGroup: [string, Props] = ["resources:ResourceGroup", inGroup];
export const network = (subnets: Props[] = [{ name: "s", addressPrefix: "10.40.0.0/24" }]): [string, Props] => [
  "network:VirtualNetwork",
  { ...inGroup, virtualNetworkName: "v", addressSpace: { addressPrefixes: ["10.40.0.0/22"] }, subnets },
];
export const networkId = idOf("Microsoft.Network/virtualNetworks/v");
export const account = (name = "oai", properties: Props = {}): [string, Props] => [
  "cognitiveservices:Account",
  {
    ...inGroup,
    accountName: name,
    kind: "OpenAI",
    sku: { name: "S0" },
    properties: { customSubDomainName: name, ...properties },
  },
];
export const accountId = (name = "oai"): string => idOf(`Microsoft.CognitiveServices/accounts/${name}`);
export const deployment = (name: string, more: Props = {}, accountName = "oai"): [string, Props] => [
  "cognitiveservices:Deployment",
  {
    resourceGroupName: "rg",
    accountName,
    deploymentName: name,
    sku: { name: "GlobalStandard", capacity: 10 },
    properties: { model: { format: "OpenAI", name: "gpt-5", version: "2025-08-07" } },
    ...more,
  },
];
export const vault = (name = "kv-one", properties: Props = {}): [string, Props] => [
  "keyvault:Vault",
  { ...inGroup, vaultName: name, properties: { tenantId, sku: { family: "A", name: "standard" }, ...properties } },
];
export const vaultId = (name = "kv-one"): string => idOf(`Microsoft.KeyVault/vaults/${name}`);
export const service = (more: Props = {}): [string, Props] => [
  "apimanagement:ApiManagementService",
  {
    ...inGroup,
    serviceName: "apim",
    sku: { name: "Developer", capacity: 1 },
    publisherName: "p",
    publisherEmail: "p@example.com",
    ...more,
  },
];
export const serviceId = idOf("Microsoft.ApiManagement/service/apim");
export const endpoint = (targetId: string, groupId: string, more: Props = {}): [string, Props] => [
  "network:PrivateEndpoint",
  {
    ...inGroup,
    privateEndpointName: "pep",
    subnet: { id: `${networkId}/subnets/s` },
    privateLinkServiceConnections: [{ name: "c", privateLinkServiceId: targetId, groupIds: [groupId] }],
    ...more,
  },
];
export const endpointId = idOf("Microsoft.Network/privateEndpoints/pep");

/** Key Vault Secrets User. */
const secretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
export const assignment = (
  scope: string,
  principalId: unknown,
  name = "a0000000-0000-4000-8000-000000000001",
  role = secretsUser,
): [string, Props] => [
  "authorization:RoleAssignment",
  {
    scope,
    roleAssignmentName: name,
    principalId,
    principalType: "ServicePrincipal",
    roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
  },
];
export const lock = (scope: string, level = "CanNotDelete"): [string, Props] => [
  "authorization:ManagementLockByScope",
  { scope, lockName: "keep", level },
];
export const lockId = (scope: string): string => `${scope}/providers/Microsoft.Authorization/locks/keep`;
