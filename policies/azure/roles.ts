import { Finding, unexpected } from "../base/findings";
import type { Resource } from "../base/rule";

/** Ids of built-in roles that are wider than a gateway needs (Microsoft Learn, "Azure built-in roles"). */
export const roleNames = {
  Owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  "User Access Administrator": "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
  "Role Based Access Control Administrator": "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
  "Cognitive Services OpenAI Contributor": "a001fd3d-188f-4b5d-821b-7da978bf7442",
  "Cognitive Services Contributor": "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68",
  "Key Vault Administrator": "00482a5a-887f-4fb3-b363-3b7fe8e74483",
} as const;

/** A finding when a role assignment gives one of the roles, which are GUIDs. */
export function forbiddenRoles(assignment: Resource, roles: readonly string[]): Finding[] {
  const id = assignment.at("roleDefinitionId");
  const guid = (id.text() ?? "").split("/").at(-1)?.toLowerCase();
  const forbidden = roles.find((role) => role.toLowerCase() === guid);
  const name = Object.entries(roleNames).find(([, one]) => one === guid)?.[0];
  if (id.isUnknown) return [unexpected(id, "the id of a narrower role")];
  return forbidden ? [unexpected(id, `a narrower role than ${name ?? forbidden}`)] : [];
}

/** A role that the architecture needs, with the scopes and principals that it is for. */
export interface Role {
  /** Name of the built-in role. */
  name: string;
  /** Types that it may be given on, as `module:Resource`. */
  scopes: readonly string[];
  /** Types of principals that may get it. */
  principals: readonly ("Group" | "ServicePrincipal")[];
  /** Types that an identity with the role belongs to; any when left out. */
  bearers?: readonly string[];
}

/** What readers of settings may read: not the workspace nor the resource group, since who reads everything there reads prompts. */
const anything = [
  "apimanagement:ApiManagementService",
  "applicationinsights:Component",
  "cognitiveservices:Account",
  "eventhub:Namespace",
  "keyvault:Vault",
  "network:ApplicationGateway",
  "network:VirtualNetwork",
  "storage:StorageAccount",
] as const;
const identities = ["ServicePrincipal"] as const;
const both = ["Group", "ServicePrincipal"] as const;
/** Models are called by the gateway alone: what another identity asks them passes its checks and logs by. */
const caller = { scopes: ["cognitiveservices:Account"], principals: identities, bearers: ["apimanagement:ApiManagementService"] };
/** Secrets and certificates are read by what takes its certificate, or a named value, from a vault. */
const reader = {
  scopes: ["keyvault:Vault"],
  principals: identities,
  bearers: ["apimanagement:ApiManagementService", "network:ApplicationGateway"],
};

/** Roles by the id of their definition (Microsoft Learn, "Azure built-in roles"). */
export const roleTable: Readonly<Record<string, Role>> = {
  "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd": { name: "Cognitive Services OpenAI User", ...caller },
  "a001fd3d-188f-4b5d-821b-7da978bf7442": { name: "Cognitive Services OpenAI Contributor", ...caller },
  "a97b65f3-24c7-4388-baec-2e87135dc908": { name: "Cognitive Services User", ...caller },
  "4633458b-17de-408a-b874-0445c86b69e6": { name: "Key Vault Secrets User", ...reader },
  "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba": { name: "Key Vault Certificate User", ...reader },
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": {
    name: "Key Vault Crypto Service Encryption User",
    scopes: ["keyvault:Vault"],
    principals: identities,
    bearers: ["cognitiveservices:Account", "eventhub:Namespace", "storage:StorageAccount"],
  },
  "3913510d-42f4-4e42-8a64-420c390055eb": {
    name: "Monitoring Metrics Publisher",
    scopes: ["applicationinsights:Component"],
    principals: identities,
  },
  "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1": {
    name: "Storage Blob Data Reader",
    scopes: ["storage:StorageAccount", "storage:BlobContainer"],
    principals: both,
  },
  "ba92f5b4-2d11-453d-a403-e96b0029c9fe": {
    name: "Storage Blob Data Contributor",
    scopes: ["storage:StorageAccount", "storage:BlobContainer"],
    principals: identities,
    bearers: ["cognitiveservices:Account", "network:FlowLog"],
  },
  "73c42c96-874c-492b-b04d-ab87d138a893": {
    name: "Log Analytics Reader",
    scopes: ["operationalinsights:Workspace"],
    principals: both,
  },
  "3b03c2da-16b3-4a49-8834-0f8130efdd3b": {
    name: "Log Analytics Data Reader",
    scopes: ["operationalinsights:Workspace"],
    principals: both,
  },
  "312a565d-c81f-4fd8-895a-4e21e48d571c": {
    name: "API Management Service Contributor",
    scopes: ["apimanagement:ApiManagementService"],
    principals: ["Group"],
  },
  "71522526-b88f-4d52-b57f-d31fc3546d0d": {
    name: "API Management Service Reader Role",
    scopes: ["apimanagement:ApiManagementService"],
    principals: ["Group"],
  },
  "43d0d8ad-25c7-4714-9337-8ba259a9fe05": { name: "Monitoring Reader", scopes: anything, principals: both },
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": {
    name: "Reader",
    scopes: [...anything, "operationalinsights:QueryPack"],
    principals: both,
  },
  "b279062a-9be3-42a0-92ae-8b3cf002ec4d": { name: "Workbook Reader", scopes: ["applicationinsights:Workbook"], principals: both },
};
