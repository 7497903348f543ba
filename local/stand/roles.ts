import type { Plan } from "../gateway/types";
import type { Account } from "../openai";

/** "Cognitive Services OpenAI User" (Microsoft Learn, "Azure built-in roles"). */
const openAiUser = "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd";

/** Whether a principal may ask the models of an account, by the role assignments of a plan. */
export function rolesOf(plan: Plan): (principalId: string, account: Account) => boolean {
  const accounts = new Map(
    plan.resources
      .filter(({ type }) => type === "azure-native:cognitiveservices:Account")
      .map(({ id = "", inputs }) => [String(inputs.accountName), id.toLowerCase()]),
  );
  const given = plan.resources
    .filter(
      ({ type, inputs }) =>
        type === "azure-native:authorization:RoleAssignment" && String(inputs.roleDefinitionId).endsWith(openAiUser),
    )
    .map(({ inputs }) => ({ principalId: String(inputs.principalId), scope: String(inputs.scope).toLowerCase() }));
  return (principalId, account) => {
    const id = accounts.get(account.name);
    return id !== undefined && given.some((role) => role.principalId === principalId && id.startsWith(role.scope));
  };
}

/** Object ids of the managed identities of a plan, by client id. */
export function managedIdentitiesOf(plan: Plan): Record<string, string> {
  const identities = plan.resources.filter(({ type }) => type === "azure-native:managedidentity:UserAssignedIdentity");
  return Object.fromEntries(identities.map(({ outputs }) => [String(outputs?.clientId), String(outputs?.principalId)]));
}
