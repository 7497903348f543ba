import { anythingRules } from "../areas/anything";
import { apiManagementRules } from "../areas/apiManagement";
import { applicationGatewayRules } from "../areas/applicationGateway";
import { eventHubRules } from "../areas/eventHub";
import { identityRules } from "../areas/identity";
import { keyVaultRules } from "../areas/keyVault";
import { monitoringRules } from "../areas/monitoring";
import { networkRules } from "../areas/network";
import { openAiRules } from "../areas/openAi";
import { storageRules } from "../areas/storage";
import type { Rule } from "../base/rule";

/** All rules of the pack, in the order of the README: what holds for everything, then by service. */
export const rules: readonly Rule[] = [
  ...anythingRules,
  ...openAiRules,
  ...apiManagementRules,
  ...applicationGatewayRules,
  ...networkRules,
  ...keyVaultRules,
  ...storageRules,
  ...eventHubRules,
  ...monitoringRules,
  ...identityRules,
];
