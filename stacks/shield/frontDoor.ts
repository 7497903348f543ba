import { ApplicationGateway } from "../../components/applicationGateway";
import { Data } from "./dataServices";
import { Base } from "./foundation";
import { Logs } from "./logging";
import { Models } from "./modelAccounts";
import { Net } from "./networking";
import { Service } from "./service";

/** What API Management offers, and Application Gateway before it. */
export function frontDoor(
  { settings, child, protect, place, subscriptionId }: Base,
  { workspace, diagnostics }: Logs,
  net: Net,
  data: Data,
  { apiManagement, reachable }: Service,
  { fleet }: Models,
) {
  const subscriptionIds = apiManagement.publish({
    identitySettings: settings.identity,
    openAi: settings.openAi,
    accounts: fleet.accounts,
    plans: settings.plans,
    consumers: settings.consumers,
    applicationInsights: workspace.applicationInsights,
  });
  const certificateRole =
    settings.ingress.certificate.keyVaultSecretId && !settings.ingress.certificate.keyVaultId
      ? []
      : [data.earlyRoles.assignment("gateway-certificate")];
  const gateway = new ApplicationGateway(
    "gateway",
    {
      ...place,
      settings: settings.ingress,
      subnetId: net.network.subnetIds.applicationGateway,
      subnetRange: net.network.ranges.applicationGateway,
      subscriptionId,
      identityId: data.identities.get("gateway").id,
      certificateSecretId: data.certificate.secretId,
      backendHostName: apiManagement.hostName,
      diagnostics,
      // Application Gateway reads its certificate and resolves its backend when it is created: the role, the vault's
      // private name and API Management's private names must be there before.
      ready: [...certificateRole, ...data.certificate.ready, ...data.vault.endpoint.ready, ...reachable],
      protect,
    },
    child,
  );
  return { apiManagement, gateway, subscriptionIds };
}

export type Front = ReturnType<typeof frontDoor>;
