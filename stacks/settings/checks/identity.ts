import { canBeCondition, longestCondition, readCondition } from "../../../components/monitoring/readAccess";
import { leadGroups, leadRows, namesInLog } from "../readers";
import { Check, check, problemIf } from "./check";

/** Domains of Microsoft's own resources in Entra ID, such as `https://cognitiveservices.azure.com`, in all clouds. */
const domains = /^https:\/\/([^/]+\.)?(azure\.(com|net|us|cn)|windows\.net|microsoft\.com|microsoftonline\.com)(:\d+)?(\/|$)/i;

/** The same by client id, for those that a caller of Azure OpenAI meets. */
const clientIds = [
  "7d312290-28c8-473c-a0ed-8e53749b6d6d", // Microsoft Cognitive Services
  "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe", // Azure Machine Learning Services: https://ai.azure.com
  "00000003-0000-0000-c000-000000000000", // Microsoft Graph
];

const groupNames = ["administrators", "auditors", "operators", "costOwners"] as const;

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

/** A group that leads teams has no other role on the workspace, which would open more, and each of its teams is told by its subscription. */
const leads = check(["identity", "consumers", "plans"], ({ identity: { groups }, consumers, plans }) =>
  consumers.flatMap(({ leadGroup, plan }, index) => {
    const same = groupNames.find((name) => leadGroup && groups[name]?.toLowerCase() === leadGroup.toLowerCase());
    const byToken = plans.some(({ name, credentials }) => name === plan && credentials === "token");
    const path = ["consumers", index, "leadGroup"];
    return [
      ...problemIf(
        same !== undefined,
        path,
        leadGroup,
        "another group, or nothing: roles add up",
        `is the group of identity.groups.${same} too, and Azure gives it a role that both have only once`,
      ),
      ...problemIf(
        leadGroup !== undefined && byToken,
        path,
        leadGroup,
        "nothing, or a plan with keys",
        `the calls of plan ${plan} (credentials: token) have no subscription, so no role can tell them from other teams' calls`,
      ),
    ];
  }),
);

/** The condition of a group that leads teams is no longer than Azure takes. */
const leadConditions = check(["consumers", "plans", "openAi"], ({ consumers, plans, openAi }) =>
  [...leadGroups(consumers)].flatMap(([groupId, teams]) => {
    const length = readCondition(leadRows(teams, { plans, openAi })).length;
    const index = consumers.findIndex(({ leadGroup }) => leadGroup?.toLowerCase() === groupId);
    return problemIf(
      length > longestCondition,
      ["consumers", index, "leadGroup"],
      groupId,
      "fewer teams for one group",
      `leads ${teams.length} teams, and the condition of its role would have ${length} characters; Azure takes ${longestCondition}`,
    );
  }),
);

/** Names that no condition of a role can hold: readers without prompts do not see the tokens of calls that the log names so. */
export const unreadNames = check(["identity", "consumers", "plans", "openAi"], (settings) => {
  const { administrators, operators, costOwners } = settings.identity.groups;
  const some = [administrators, operators, costOwners, ...settings.consumers.map(({ leadGroup }) => leadGroup)];
  const unread = namesInLog(settings).filter((name) => !canBeCondition(name));
  return problemIf(
    unread.length > 0 && some.some((group) => group !== undefined),
    ["openAi", "regions"],
    unread.join(", "),
    "names of deployments and aliases of letters, digits, '.' and '-'",
    "the condition of a role cannot hold such names, so readers without prompts do not see the tokens of these calls",
  );
});

/** The audience and the groups of the environment. */
export const identity: readonly Check[] = [ownAudience, sameGroups, leads, leadConditions];
