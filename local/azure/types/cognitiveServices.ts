import { creationTime, guid } from "../identifiers";
import { objectAt, Props, textAt } from "../provider";
import { identityOf } from "./identity";
import { Deployed, ResourceTypes, succeeded } from "./resourceType";

const version = { apiVersion: "2025-06-01" } as const;

/** Address of an account: its custom subdomain under the domain of its kind, or the region's shared one. */
function endpointOf(inputs: Props): string {
  const subdomain = textAt(objectAt(inputs, "properties"), "customSubDomainName");
  if (!subdomain) return `https://${textAt(inputs, "location")}.api.cognitive.microsoft.com/`;
  return `https://${subdomain}.${inputs.kind === "OpenAI" ? "openai" : "cognitiveservices"}.azure.com/`;
}

function account(resource: Deployed): Props {
  const endpoint = endpointOf(resource.inputs);
  return {
    ...identityOf(resource),
    properties: {
      endpoint,
      endpoints: { "OpenAI Language Model Instance API": endpoint },
      dateCreated: creationTime,
      internalId: guid(resource.id).replaceAll("-", ""),
      isMigrated: false,
      ...succeeded,
    },
  };
}

/** Requests a minute for each thousand tokens a minute (Microsoft Learn, "Azure OpenAI quotas and limits": 6 for chat models). */
const requestsPerThousandTokens = 6;

function deployment({ inputs }: Deployed): Props {
  const capacity = objectAt(inputs, "sku").capacity;
  const thousands = typeof capacity === "number" ? capacity : 0;
  const provisioned = /Provisioned/.test(textAt(objectAt(inputs, "sku"), "name"));
  return {
    properties: {
      capabilities: {},
      ...(!provisioned && {
        rateLimits: [
          { key: "request", renewalPeriod: 60, count: thousands * requestsPerThousandTokens },
          { key: "token", renewalPeriod: 60, count: thousands * 1000 },
        ],
      }),
      ...succeeded,
    },
  };
}

/** Types of Microsoft.CognitiveServices. */
export const cognitiveServicesTypes: ResourceTypes = {
  "cognitiveservices:Account": {
    arm: "Microsoft.CognitiveServices/accounts",
    ...version,
    path: ["resourceGroupName", "accountName"],
    located: true,
    notReturned: ["properties.restore"],
    adds: account,
  },
  "cognitiveservices:Deployment": {
    arm: "Microsoft.CognitiveServices/accounts/deployments",
    ...version,
    path: ["resourceGroupName", "accountName", "deploymentName"],
    adds: deployment,
  },
  "cognitiveservices:RaiPolicy": {
    arm: "Microsoft.CognitiveServices/accounts/raiPolicies",
    ...version,
    path: ["resourceGroupName", "accountName", "raiPolicyName"],
    adds: () => ({ properties: { type: "UserManaged" } }),
  },
};
