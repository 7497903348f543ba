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
  /** Host name that clients use. */
  hostName: string;
  /** Where the host name must point. */
  gatewayAddress: { private: string; public?: pulumi.Output<string> };
  /** Name and resource id of the service, for operators. */
  apiManagement: { name: pulumi.Output<string>; id: pulumi.Output<string> };
  /** Resource id of the workspace with the logs. */
  workspaceId: pulumi.Output<string>;
  /** Client ids of the environment's identities. */
  identities: { gateway: pulumi.Output<string>; apiManagement: pulumi.Output<string> };
  /** What an application team needs to connect, by consumer. */
  consumers: Record<
    string,
    {
      /** Only where the plan asks for a key. */
      subscriptionId?: pulumi.Output<string>;
      plan: string;
      /** What a caller shows. */
      credentials: string;
      models: string[];
      audience: string;
      tenantId: string;
      /** For charging the usage: the logs name the consumer only. */
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

/** What a consumer needs to know of its plan. */
function planOf({ plans }: Settings, name: string): { credentials: string; models: string[] } {
  const plan = plans.find((one) => one.name === name);
  return { credentials: plan?.credentials ?? "keyAndToken", models: plan?.models ?? [] };
}

/** The outputs of an environment; the consumers' keys are not among them: administrators read them with `listSecrets`. */
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
          subscriptionId: subscriptionIds[consumer.name],
          plan: consumer.plan,
          ...planOf(settings, consumer.plan),
          audience: settings.identity.audience,
          tenantId: settings.identity.tenantId,
          costCentre: consumer.costCentre,
        },
      ]),
    ),
  };
}
