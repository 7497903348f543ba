import { Check, check, problemIf } from "./check";

/** Domains of Microsoft's own resources in Entra ID, such as `https://cognitiveservices.azure.com`, in all clouds. */
const domains = /^https:\/\/([^/]+\.)?(azure\.(com|net|us|cn)|windows\.net|microsoft\.com|microsoftonline\.com)(:\d+)?(\/|$)/i;

/** The same by client id, for those that a caller of Azure OpenAI meets. */
const clientIds = [
  "7d312290-28c8-473c-a0ed-8e53749b6d6d", // Microsoft Cognitive Services
  "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe", // Azure Machine Learning Services: https://ai.azure.com
  "00000003-0000-0000-c000-000000000000", // Microsoft Graph
];

const groupNames = ["administrators", "auditors", "operators"] as const;

/** Two groups have roles in common, which Azure gives a principal once (`RoleAssignmentExists`). */
const sameGroups = check(["identity"], ({ identity: { groups } }) =>
  groupNames.flatMap((name, index) => {
    const same = groupNames
      .slice(0, index)
      .find((other) => groups[name] && groups[other]?.toLowerCase() === groups[name].toLowerCase());
    return problemIf(
      same !== undefined,
      ["identity", "groups", name],
      groups[name],
      "another group, or nothing: whoever is in both may do both",
      `is the group of identity.groups.${same} too, and Azure gives it a role that both have only once`,
    );
  }),
);

/**
 * The audience is an application of the tenant: for one of Microsoft's the groups claim cannot be configured (Microsoft
 * Learn, "How to get the signed-in user group list when a group overage claim is displayed in access tokens").
 */
const ownAudience = check(["identity"], ({ identity: { audience } }) =>
  problemIf(
    domains.test(audience) || clientIds.includes(audience.toLowerCase()),
    ["identity", "audience"],
    audience,
    "the tenant's own app registration, such as api://contoso.com/ai-gateway",
    "belongs to Microsoft, so the tenant cannot have its tokens list the caller's groups, and every call would get 403",
  ),
);

/** The audience and the groups of the environment. */
export const identity: readonly Check[] = [ownAudience, sameGroups];
