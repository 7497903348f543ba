import { ApiManagement, ApiManagementContent } from "../../../../components/apiManagement";
import { accountPlaces } from "../../../../components/openAi/deployments";
import type { Plan } from "../../../../local/gateway";
import type { Settings } from "../../../../stacks/settings/schema";
import { gatewayArgs } from "../../../components/apiManagement/sample";
import { accepted, changed, stackFile } from "../../../stacks/settings/support";
import { record } from "../../../support/record";

/** A setting by its path, such as `plans[0].credentials`. */
export type Changes = Readonly<Record<string, unknown>>;

/** Leads read logs, which the gateway knows nothing of, and are refused for a team whose token is enough. */
const noLeads = Object.fromEntries([0, 1, 2, 3, 4].map((index) => [`consumers[${index}].leadGroup`, undefined]));

/** The settings of `test/fixtures/max.yaml` without leads and with changes; fails where they are refused. */
const maxWith = (changes: Changes): Settings =>
  accepted(changed(stackFile("test/fixtures/max.yaml"), { ...noLeads, ...changes }));

/**
 * What API Management has in `max.yaml` after changes to its settings: service, APIs, products, subscriptions, backends and policies, without the rest of
 * the environment and without an engine.
 */
export async function changedMax(changes: Changes): Promise<Plan> {
  const { identity, ingress, openAi, plans, consumers } = maxWith(changes);
  const resources = await record(
    () =>
      new ApiManagementContent("apim", {
        apiManagement: new ApiManagement("apim", gatewayArgs({ settings: { sku: "Premium" } })),
        resourceGroupName: "rg",
        publicNetworkAccess: "Disabled",
        identityClientId: "00000000-0000-4000-8000-00000000000c",
        browserOrigins: ingress.browserOrigins,
        identitySettings: identity,
        openAi,
        accounts: Object.fromEntries(
          accountPlaces(openAi).map(({ key }) => [key, { host: `oai-contoso-${key}.openai.azure.com` }]),
        ),
        ...(plans.some(({ contentSafety }) => contentSafety) && {
          contentSafetyHost: "oai-contoso-swedencentral.cognitiveservices.azure.com",
        }),
        plans,
        consumers,
        applicationInsights: { id: "/subscriptions/s/appi", connectionString: "InstrumentationKey=00000000" },
      }),
  );
  return { resources: resources.map(({ urn, type, name, inputs }) => ({ urn, type, name, inputs })) };
}
