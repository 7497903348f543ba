import { forbiddenRoles, roleNames } from "../azure/roles";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

/**
 * Files, batches and fine-tuning jobs can be written with OpenAI Contributor and no narrower role, so a service that
 * serves them may hold it; it stays visible as advice.
 */
export default resourceRule({
  name: "rbac-data-plane-role",
  severity: "critical",
  types: ["authorization:RoleAssignment"],
  description: "Callers of models and readers of secrets have the role for that, not one that manages accounts or vaults.",
  remediation: "Assign Cognitive Services OpenAI User, or Key Vault Secrets User.",
  onUnknown: "advisory",
  settings: {
    roles: strings("Ids of role definitions that are wider than calling models or reading secrets needs.", [
      roleNames["Cognitive Services OpenAI Contributor"],
      roleNames["Cognitive Services Contributor"],
      roleNames["Key Vault Administrator"],
    ]),
    rolesOfServices: strings("Of these, ids that are only advised against when the principal is a service principal.", [
      roleNames["Cognitive Services OpenAI Contributor"],
    ]),
  },
  check: (assignment, { roles, rolesOfServices }) => {
    const isService = assignment.at("principalType").is("ServicePrincipal");
    const advised = isService && forbiddenRoles(assignment, rolesOfServices).some((finding) => !finding.unknown);
    return forbiddenRoles(assignment, roles).map((finding) => (advised ? { ...finding, advice: true } : finding));
  },
});
