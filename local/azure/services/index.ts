import { Props, UnknownTypeError } from "../base/provider";
import { Duration, ResourceType, ResourceTypes } from "../base/resourceType";
import { OperationKind } from "../base/world";
import { apiManagementContentTypes } from "./apiManagement/content";
import { apiManagementServiceTypes } from "./apiManagement/service";
import { authorizationTypes } from "./authorization";
import { cognitiveServicesTypes } from "./cognitiveServices";
import { consumptionTypes } from "./consumption";
import { eventHubTypes } from "./eventHubs";
import { insightsTypes } from "./insights";
import { keyVaultTypes } from "./keyVault";
import { managedIdentityTypes } from "./managedIdentity";
import { networkTypes } from "./network";
import { operationalInsightsTypes } from "./operationalInsights";
import { privateDnsTypes } from "./privateDns";
import { resourcesTypes } from "./resources";
import { storageTypes } from "./storage";

/** Every type of azure-native that the stand-in simulates, by token without the provider's name. */
export const resourceTypes: ResourceTypes = {
  ...resourcesTypes,
  ...authorizationTypes,
  ...managedIdentityTypes,
  ...eventHubTypes,
  ...consumptionTypes,
  ...networkTypes,
  ...privateDnsTypes,
  ...cognitiveServicesTypes,
  ...keyVaultTypes,
  ...storageTypes,
  ...operationalInsightsTypes,
  ...insightsTypes,
  ...apiManagementServiceTypes,
  ...apiManagementContentTypes,
};

/** `azure-native:network/v20240501:Subnet` → `network:Subnet`. */
export function shortToken(type: string): string {
  return type.replace(/^azure-native:/, "").replace(/\/v\d{8}(preview)?:/, ":");
}

/** Whether a type is simulated. */
export const isSimulated = (type: string): boolean => shortToken(type) in resourceTypes;

/** The entry of a type token. @throws UnknownTypeError */
export function resourceType(type: string): ResourceType {
  const found = resourceTypes[shortToken(type)];
  if (!type.startsWith("azure-native:") || !found) throw new UnknownTypeError(`the resource type ${type}`);
  return found;
}

const byArmType: ReadonlyMap<string, ResourceType> = new Map(Object.values(resourceTypes).map((type) => [type.arm, type]));

/** The entry of a type in Azure, such as that of a generic resource; undefined for one that has none. */
export const typeInAzure = (armType: string): ResourceType | undefined => byArmType.get(armType);

/** Every type that is not named: seconds of typical values [own knowledge], as most of the others are. */
const quick: Duration = { create: 3, delete: 2 };

/** Seconds that an operation takes in Azure. */
export function secondsOf(kind: OperationKind, armType: string, inputs: Props): number {
  const seconds = typeInAzure(armType)?.seconds ?? quick;
  return typeof seconds === "function" ? seconds(kind, inputs) : (seconds[kind] ?? seconds.create);
}
