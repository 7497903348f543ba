import * as features from "@pulumi/azure-native/features";
import * as pulumi from "@pulumi/pulumi";
import { gotText, pathOf } from "../settings/problem";
import { IngressSettings } from "../settings/schema";
import { SettingsError } from "../settings/settingsError";

const providerNamespace = "Microsoft.Network";
const featureName = "EnableApplicationGatewayNetworkIsolation";
const setting = pathOf("ingress", "frontEnd", "mode");
const flags = `--namespace ${providerNamespace} --name ${featureName}`;

/**
 * Resolves when the subscription has the feature that a gateway without public address needs (Microsoft Learn, "Troubleshoot the error
 * ApplicationGatewayFrontendIpCannotHavePublicIpAndSubnet"; asked for in the announcement of general availability of 2026-04-03 too). Azure itself
 * refuses the gateway only when it is made, which is after API Management. Other front ends ask nothing.
 *
 * A state that cannot be read is a warning: the deployment goes on, as it would without this question.
 * @throws SettingsError when the feature is not registered
 */
export async function networkIsolation(
  { frontEnd: { mode } }: Pick<IngressSettings, "frontEnd">,
  opts: pulumi.InvokeOptions,
): Promise<void> {
  if (mode !== "private") return;
  const state = await stateOfFeature(opts);
  if (state === undefined || state === "Registered") return;
  throw new SettingsError([
    {
      path: setting,
      got: gotText(mode),
      allowed: `"private" when the feature is registered (\`az feature register ${flags}\`; up to half an hour later, when \`az feature show ${flags}\` says Registered, \`az provider register --namespace ${providerNamespace}\`), or "public"`,
      message: `needs the feature ${providerNamespace}/${featureName}, which is ${state} in this subscription; Azure would refuse the gateway`,
    },
  ]);
}

/** State of the feature in the subscription, such as `Registered`; undefined after a warning when it cannot be read. */
async function stateOfFeature(opts: pulumi.InvokeOptions): Promise<string | undefined> {
  try {
    const { properties } = await features.getSubscriptionFeatureRegistration({ providerNamespace, featureName }, opts);
    return properties.state;
  } catch (error) {
    await pulumi.log.warn(
      `${setting}: cannot read whether the feature ${providerNamespace}/${featureName} is registered (${(error as Error).message}). ` +
        `If \`az feature show ${flags}\` does not say Registered, Azure will refuse the gateway after some 40 minutes.`,
    );
    return undefined;
  }
}
