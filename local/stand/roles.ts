import type { Plan } from "../gateway/types";
import type { Account, Asked } from "../openai";

/** Roles by what they let ask: "Cognitive Services OpenAI User" and "Cognitive Services User" (Microsoft Learn, "Azure built-in roles"). */
const roles: Readonly<Record<Asked, readonly string[]>> = {
  models: ["5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", "a97b65f3-24c7-4388-baec-2e87135dc908"],
  contentSafety: ["a97b65f3-24c7-4388-baec-2e87135dc908"],
};

/** Whether a principal may ask an account, by the role assignments of a plan. */
export function rolesOf(plan: Plan): (principalId: string, account: Account, service: Asked) => boolean {
  const accounts = new Map(
    plan.resources
      .filter(({ type }) => type === "azure-native:cognitiveservices:Account")
      .map(({ id = "", inputs }) => [String(inputs.accountName), id.toLowerCase()]),
  );
  const given = plan.resources
    .filter(({ type }) => type === "azure-native:authorization:RoleAssignment")
    .map(({ inputs }) => ({
      principalId: String(inputs.principalId),
      scope: String(inputs.scope).toLowerCase(),
      role: String(inputs.roleDefinitionId).split("/").at(-1) ?? "",
    }));
  return (principalId, account, service) => {
    const id = accounts.get(account.name);
    const fits = (one: (typeof given)[number]) =>
      one.principalId === principalId && roles[service].includes(one.role) && id?.startsWith(one.scope);
    return id !== undefined && given.some(fits);
  };
}

/** Object ids of the managed identities of a plan, by client id. */
export function managedIdentitiesOf(plan: Plan): Record<string, string> {
  const identities = plan.resources.filter(({ type }) => type === "azure-native:managedidentity:UserAssignedIdentity");
  return Object.fromEntries(identities.map(({ outputs }) => [String(outputs?.clientId), String(outputs?.principalId)]));
}
