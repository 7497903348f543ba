import * as pulumi from "@pulumi/pulumi";
import { ApiManagement, ApiManagementContent } from "../../components/apiManagement";
import { ApplicationGateway } from "../../components/applicationGateway";
import { DiagnosticsTarget } from "../../components/context";
import { Workspace } from "../../components/monitoring";
import { VirtualNetwork } from "../../components/network/virtualNetwork";
import { OpenAiFleet } from "../../components/openAi";
import { contentSafetyRegionOf } from "./contentSafety";
import { HostCertificate } from "./dataServices";
import { Base } from "./foundation";
import { ShieldIdentities } from "./identities";

/** What the front door needs of the stages before. */
export interface FrontDoorInputs {
  /** Where Application Gateway sends its logs. */
  diagnostics: DiagnosticsTarget;
  /** Gives the gateway its subnet and range. */
  network: VirtualNetwork;
  /** The service behind the gateway, which gets the APIs. */
  apiManagement: ApiManagement;
  /** Wait for this before calling API Management by its name. */
  reachable: pulumi.Resource[];
  /** The accounts that backends point to, by region. */
  accounts: OpenAiFleet["accounts"];
  /** Application Gateway reads the certificate with the first, API Management calls the models with the second. */
  identities: Pick<ShieldIdentities, "gateway" | "apiManagement">;
  /** The certificate of the host name. */
  certificate: HostCertificate;
  /** Where API Management sends traces and token metrics. */
  applicationInsights: Workspace["applicationInsights"];
}

/** The front door and who may come in. */
export interface FrontDoor {
  /** The gateway that clients connect to. */
  gateway: ApplicationGateway;
  /** What API Management offers. */
  content: ApiManagementContent;
}

/** What API Management offers, and Application Gateway before it. */
export function frontDoor(base: Base, inputs: FrontDoorInputs): FrontDoor {
  const { settings, child, place, publicAccess } = base;
  const { apiManagement, accounts, identities, applicationInsights } = inputs;
  const contentSafetyRegion = contentSafetyRegionOf(settings);
  const content = new ApiManagementContent(
    "apim",
    {
      apiManagement,
      resourceGroupName: place.resourceGroupName,
      publicNetworkAccess: publicAccess,
      browserOrigins: settings.ingress.browserOrigins,
      identityClientId: identities.apiManagement.clientId,
      identitySettings: settings.identity,
      openAi: settings.openAi,
      accounts,
      ...(contentSafetyRegion && { contentSafetyHost: accounts[contentSafetyRegion]?.contentSafetyHost }),
      plans: settings.plans,
      consumers: settings.consumers,
      applicationInsights,
    },
    child,
  );
  return { gateway: applicationGateway(base, inputs), content };
}

function applicationGateway(
  { settings, child, protect, place, subscriptionId }: Base,
  inputs: FrontDoorInputs,
): ApplicationGateway {
  const { network, identities, certificate, apiManagement, reachable, diagnostics } = inputs;
  return new ApplicationGateway(
    "gateway",
    {
      ...place,
      settings: settings.ingress,
      subnetId: network.subnetIds.applicationGateway,
      subnetRange: network.ranges.applicationGateway,
      subscriptionId,
      identityId: identities.gateway.id,
      certificateSecretId: certificate.component.secretId,
      backendHostName: apiManagement.hostName,
      keyInOtherHeaders: settings.plans.some(({ credentials }) => credentials === "key"),
      diagnostics,
      // Application Gateway reads its certificate and resolves its backend when it is created: the role, the vault's
      // private name and API Management's private names must be there before.
      ready: [...certificate.ready, ...reachable],
      protect,
    },
    child,
  );
}
