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
