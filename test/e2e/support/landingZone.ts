import { Cloud } from "../../../local/azure/cloud";
import { ShieldSettings } from "./shield";
import { Foreign, seed } from "./adoption";

/** What the settings of `test/fixtures/prod.yaml` and `test/fixtures/max.yaml` name and somebody else made: certificates, hub, watcher. */
export function landingZone({ location, identity }: ShieldSettings): readonly Foreign[] {
  const certificates = "rg-contoso-certificates";
  const hub = "rg-contoso-hub";
  return [
    ["resources:ResourceGroup", { resourceGroupName: certificates, location }],
    ["resources:ResourceGroup", { resourceGroupName: hub, location }],
    ["resources:ResourceGroup", { resourceGroupName: "rg-contoso-watcher", location }],
    [
      "keyvault:Vault",
      {
        resourceGroupName: certificates,
        vaultName: "kv-contoso-certificates",
        location,
        // The gateway reads its certificate there; how it gets there is the vault's owner's to say.
        properties: {
          sku: { family: "A", name: "standard" },
          tenantId: identity.tenantId,
          enableRbacAuthorization: true,
          publicNetworkAccess: "Enabled",
        },
      },
    ],
    ...["ai-contoso-com", "ai-max-contoso-com"].map((secretName): Foreign => [
      "keyvault:Secret",
      {
        resourceGroupName: certificates,
        vaultName: "kv-contoso-certificates",
        secretName,
        properties: { contentType: "application/x-pkcs12" },
      },
    ]),
    ["network:DdosProtectionPlan", { resourceGroupName: hub, ddosProtectionPlanName: "ddos-contoso", location }],
    [
      "network:VirtualNetwork",
      {
        resourceGroupName: hub,
        virtualNetworkName: "vnet-contoso-hub",
        location,
        addressSpace: { addressPrefixes: ["10.250.0.0/20"] },
      },
    ],
  ];
}

/** Puts it into the cloud. */
export const seedLandingZone = (cloud: Cloud, settings: ShieldSettings): string[] => seed(cloud, landingZone(settings));
