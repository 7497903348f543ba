import { addressSpaces } from "./addressSpaces";
import { apiManagement } from "./apiManagement";
import { budget, budgetStart } from "./budget";
import { certificate, certificateEnd } from "./certificate";
import { Check } from "./check";
import { contentSafety } from "./contentSafety";
import { credentials } from "./credentials";
import { dataBoundary } from "./dataBoundary";
import { deployments } from "./deployments";
import { duplicates } from "./duplicates";
import { encryptionKeys, encryptionVaults } from "./encryption";
import { existingNetwork } from "./existingNetwork";
import { frontEnd } from "./frontEnd";
import { gateway } from "./gateway";
import { identity, unreadNames } from "./identity";
import { knownModels, models } from "./models";
import { monitoring } from "./monitoring";
import { names } from "./names";
import { plans } from "./plans";
import { limits, realtime, tierRequests, userLimits } from "./limits";
import { modelPools } from "./pools";
import { privateDnsZones, sharedNames } from "./privateDnsZones";
import { provisioned } from "./provisioned";
import { references } from "./references";
import { regions } from "./regions";
import { statefulModels } from "./statefulRegion";
import { storedObjects } from "./storedObjects";
import { subnetSizes } from "./subnetSizes";
import { tableAges } from "./tables";
import { tierRegion } from "./tierRegion";

/** What is refused, in the order of the documentation. */
export const checks: readonly Check[] = [
  ...regions,
  ...names,
  addressSpaces,
  existingNetwork,
  subnetSizes,
  privateDnsZones,
  gateway,
  certificate,
  frontEnd,
  ...apiManagement,
  ...identity,
  ...duplicates,
  ...references,
  ...credentials,
  storedObjects,
  contentSafety,
  provisioned,
  userLimits,
  realtime,
  knownModels,
  modelPools,
  deployments,
  dataBoundary,
  encryptionKeys,
  encryptionVaults,
  monitoring,
  budget,
];

/** What is only warned about: it can be deployed, or the facts may have changed. */
export const advice: readonly Check[] = [
  certificateEnd,
  models,
  plans,
  limits,
  unreadNames,
  tierRequests,
  statefulModels,
  sharedNames,
  budgetStart,
  tierRegion,
  ...tableAges,
];
