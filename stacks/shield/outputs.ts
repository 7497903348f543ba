import * as pulumi from "@pulumi/pulumi";
import type { ApiManagement } from "../../components/apiManagement";
import type { ApplicationGateway } from "../../components/applicationGateway";
import type { Workspace } from "../../components/monitoring";
import { Settings } from "../settings/schema";
import { ShieldIdentities } from "./identities";

/** What an environment offers to the people who use it. */
export interface ShieldOutputs extends Record<string, pulumi.Input<unknown>> {
  /** Base addresses for the OpenAI SDKs. */
  endpoints: { azureOpenAi: string; openAiV1: string };
  hostName: string;
  /** Where the host name must point. */
  gatewayAddress: { private: string; public?: pulumi.Output<string> };
  apiManagement: { name: pulumi.Output<string>; id: pulumi.Output<string> };
  workspaceId: pulumi.Output<string>;
  /** Client ids of the environment's identities. */
  identities: { gateway: pulumi.Output<string>; apiManagement: pulumi.Output<string> };
  /** What an application team needs to connect, by consumer. */
  consumers: Record<
    string,
    {
      subscriptionId: pulumi.Output<string>;
      plan: string;
      models: string[];
      audience: string;
      tenantId: string;
      /** For whoever charges the usage: the logs name the consumer only. */
      costCentre: string;
    }
  >;
}

interface Parts {
  settings: Settings;
  workspace: Workspace;
  identities: ShieldIdentities;
  apiManagement: ApiManagement;
  gateway: ApplicationGateway;
  /** Resource ids of the subscriptions, by consumer. */
  subscriptionIds: Readonly<Record<string, pulumi.Output<string>>>;
}

/** The outputs of an environment; keys of consumers are not among them: they are read with `listSecrets` by who may. */
export function shieldOutputs(parts: Parts): ShieldOutputs {
  const { settings, workspace, identities, apiManagement, gateway, subscriptionIds } = parts;
  const { hostName } = settings.ingress;
  return {
    endpoints: { azureOpenAi: `https://${hostName}`, openAiV1: `https://${hostName}/openai/v1` },
    hostName,
    gatewayAddress: { private: gateway.privateIpAddress, ...(gateway.publicIpAddress && { public: gateway.publicIpAddress }) },
    apiManagement: { name: apiManagement.serviceName, id: apiManagement.id },
    workspaceId: workspace.id,
    identities: { gateway: identities.gateway.clientId, apiManagement: identities.apiManagement.clientId },
    consumers: Object.fromEntries(
      settings.consumers.map((consumer) => [
        consumer.name,
        {
          subscriptionId: subscriptionIds[consumer.name]!,
          plan: consumer.plan,
          models: settings.plans.find((plan) => plan.name === consumer.plan)?.models ?? [],
          audience: settings.identity.audience,
          tenantId: settings.identity.tenantId,
          costCentre: consumer.costCentre,
        },
      ]),
    ),
  };
}
