import { UnknownTypeError } from "../provider";
import { apiManagementTypes } from "./apiManagement";
import { cognitiveServicesTypes } from "./cognitiveServices";
import { generalTypes } from "./general";
import { keyVaultTypes } from "./keyVault";
import { monitoringTypes } from "./monitoring";
import { networkTypes } from "./network";
import { privateDnsTypes } from "./privateDns";
import { ResourceType, ResourceTypes } from "./resourceType";
import { storageTypes } from "./storage";

/** Every type of azure-native that the stand-in simulates, by token without the provider's name. */
export const resourceTypes: ResourceTypes = {
  ...generalTypes,
  ...networkTypes,
  ...privateDnsTypes,
  ...cognitiveServicesTypes,
  ...keyVaultTypes,
  ...storageTypes,
  ...monitoringTypes,
  ...apiManagementTypes,
};

/** `azure-native:network/v20240501:Subnet` → `network:Subnet`. */
export function shortToken(type: string): string {
  return type.replace(/^azure-native:/, "").replace(/\/v\d{8}(preview)?:/, ":");
}

/** The entry of a type token. @throws UnknownTypeError */
export function resourceType(type: string): ResourceType {
  const found = resourceTypes[shortToken(type)];
  if (!type.startsWith("azure-native:") || !found) throw new UnknownTypeError(`the resource type ${type}`);
  return found;
}
