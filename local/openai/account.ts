import type { Plan, PlanResource } from "../gateway/types";
import { inputTokensPerUnit, outputWeight, provisionedSkus } from "./throughput";

/** One deployment of a model in an account. */
export interface Deployment {
  /** Unique in the account. */
  name: string;
  /** Name of the model, such as `gpt-5.1`. */
  model: string;
  /** Version of the model. */
  version: string;
  /** Deployment type, such as `GlobalStandard`. */
  sku: string;
  /** Thousands of tokens a minute, or provisioned throughput units. */
  capacity: number;
  /** Whether capacity is in provisioned throughput units. */
  provisioned: boolean;
  /** Input tokens a minute that it takes. */
  tokensPerMinute: number;
  /** Absent for provisioned throughput, which has no limit of requests. */
  requestsPerMinute?: number;
  /** What one token of an answer weighs against one of a prompt. */
  outputWeight: number;
}

/** One Azure OpenAI account. */
export interface Account {
  /** Name in Azure. */
  name: string;
  /** Such as `swedencentral`. */
  location: string;
  /** Host of its endpoint, such as `oai-contoso.openai.azure.com`. */
  host: string;
  /** Host of Azure AI Content Safety, such as `oai-contoso.cognitiveservices.azure.com`; absent where the kind of account has none. */
  contentSafetyHost?: string;
  /** By name. */
  deployments: ReadonlyMap<string, Deployment>;
}

const accountType = "azure-native:cognitiveservices:Account";
const deploymentType = "azure-native:cognitiveservices:Deployment";

/**
 * The accounts of a plan with their deployments.
 * @throws Error when a deployment's account is not in the plan, or when it has a size that is not known.
 */
export function accountsOf(plan: Plan): Account[] {
  const deployments = ofType(plan, deploymentType);
  return ofType(plan, accountType).map((resource) => {
    const inputs = resource.inputs as {
      accountName: string;
      location: string;
      kind: string;
      properties: { customSubDomainName: string };
    };
    const own = deployments.filter(({ inputs: { accountName } }) => accountName === inputs.accountName).map(deploymentOf);
    return {
      name: inputs.accountName,
      location: inputs.location,
      host: `${inputs.properties.customSubDomainName}.openai.azure.com`,
      ...(inputs.kind === "AIServices" && {
        contentSafetyHost: `${inputs.properties.customSubDomainName}.cognitiveservices.azure.com`,
      }),
      deployments: new Map(own.map((deployment) => [deployment.name, deployment])),
    };
  });
}

const ofType = (plan: Plan, type: string): PlanResource[] => plan.resources.filter((resource) => resource.type === type);

/** Shape of a deployment's inputs, as far as they are read here. */
interface DeploymentInputs {
  deploymentName: string;
  properties: { model: { name: string; version: string } };
  sku: { name: string; capacity: number };
}

/** Requests a minute for each thousand tokens a minute: 6 for chat models and embeddings (Microsoft Learn, "Azure OpenAI quotas", 2025-07-11). */
const requestsPerThousandTokens = 6;

function deploymentOf(resource: PlanResource): Deployment {
  const { deploymentName: name, properties, sku } = resource.inputs as unknown as DeploymentInputs;
  const { name: model, version } = properties.model;
  const provisioned = provisionedSkus.has(sku.name);
  const known = { name, model, version, sku: sku.name, capacity: sku.capacity, provisioned };
  if (provisioned)
    return { ...known, tokensPerMinute: sku.capacity * inputTokensPerUnit(model), outputWeight: outputWeight(model) };
  return {
    ...known,
    tokensPerMinute: sku.capacity * 1000,
    requestsPerMinute: sku.capacity * requestsPerThousandTokens,
    outputWeight: 1,
  };
}
