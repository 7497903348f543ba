import type { Rule } from "../base/rule";
import allowedLocations from "../rules/allowed-locations";
import groupUnmanaged from "../rules/group-unmanaged";
import idInOwnSubscription from "../rules/id-in-own-subscription";
import ignoredChanges from "../rules/ignored-changes";
import listKnown from "../rules/list-known";
import lockLevel from "../rules/lock-level";
import madeOnce from "../rules/made-once";
import providerAllowed from "../rules/provider-allowed";
import referenceById from "../rules/reference-by-id";
import referenceOfStack from "../rules/reference-of-stack";
import requiredTags from "../rules/required-tags";
import resourceNoJudgedType from "../rules/resource-no-judged-type";
import retainOnDelete from "../rules/retain-on-delete";
import statefulProtected from "../rules/stateful-protected";
import templateNoJudgedType from "../rules/template-no-judged-type";
import typeAllowed from "../rules/type-allowed";
import unknownHasSource from "../rules/unknown-has-source";
import vaultOfStack from "../rules/vault-of-stack";

/** Rules over whatever a program makes. */
export const anythingRules: readonly Rule[] = [
  allowedLocations,
  groupUnmanaged,
  idInOwnSubscription,
  ignoredChanges,
  listKnown,
  lockLevel,
  madeOnce,
  providerAllowed,
  referenceById,
  referenceOfStack,
  requiredTags,
  resourceNoJudgedType,
  retainOnDelete,
  statefulProtected,
  templateNoJudgedType,
  typeAllowed,
  unknownHasSource,
  vaultOfStack,
];
