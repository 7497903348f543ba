import { SubnetKey } from "../../../components/network/subnetRanges";
import { prefixFor, reservedAddresses, sizeOf, subnetsOf } from "../addresses";
import { apiManagementTiers } from "../../../components/apiManagement/tiers";
import { vaultOfEndpoint } from "../../shield/certificateOwner";
import { SoundSettings } from "../schema";
import { check, problemIf } from "./check";

type Sized = Pick<SoundSettings, "network" | "ingress" | "apiManagement" | "openAi" | "monitoring">;

/** What a subnet must hold. */
interface Need {
  /** Addresses that are used, without those that Azure keeps. */
  addresses: number;
  /** Longest prefix that the service takes, whatever it holds. */
  longestPrefix: number;
  reason: string;
}

/** Private addresses of an Azure Monitor private link scope, which also wants a /27 (Microsoft Learn, "Design your Azure Private Link setup"). */
const monitorScope = { addresses: 11, longestPrefix: 27 };

/** Each subnet holds what will be placed in it. */
export const subnetSizes = check(["network", "ingress", "apiManagement", "openAi", "monitoring"], (settings: Sized) => {
  const needs: Record<SubnetKey, Need> = {
    applicationGateway: gatewayNeed(settings.ingress),
    apiManagement: apiManagementNeed(settings.apiManagement),
    privateEndpoints: endpointNeed(settings),
  };
  return subnetsOf(settings.network).flatMap(({ key, range, path }) => {
    const { addresses, longestPrefix, reason } = needs[key];
    const prefix = Math.min(longestPrefix, prefixFor(addresses + reservedAddresses));
    return problemIf(
      range.prefix > prefix,
      path,
      range.text,
      `a range of /${prefix} or larger`,
      `is too small: ${sizeOf(range)} addresses, of which Azure keeps ${reservedAddresses}; ${reason}`,
    );
  });
});

/** An address an instance and one for the private front end (Microsoft Learn, "Application Gateway infrastructure configuration"). */
function gatewayNeed(ingress: Sized["ingress"]): Need {
  const reason = `${ingress.maxCapacity} instances (ingress.maxCapacity) and the private front end need ${ingress.maxCapacity + 1}`;
  return { addresses: ingress.maxCapacity + 1, longestPrefix: 29, reason };
}

/** Injected tiers: addresses for each unit and one for the internal load balancer. */
function apiManagementNeed({ sku, units }: Sized["apiManagement"]): Need {
  const { addressesPerUnit = 0, longestPrefix = 29, networking } = apiManagementTiers[sku];
  const addresses = networking === "injected" ? units * addressesPerUnit + 1 : 0;
  const reason =
    networking === "injected"
      ? `${units} units of ${sku} and the load balancer need ${addresses}`
      : `${sku} integrates with a subnet of /${longestPrefix} at least`;
  return { addresses, longestPrefix, reason };
}

/** An address for each account and the vault of its key, the vault, the two storage accounts, and what is switched on. */
function endpointNeed({ openAi, monitoring, apiManagement, network, ingress }: Sized): Need {
  const scope = monitoring.privateLinkScope;
  const single = [
    monitoring.eventHub.enabled,
    apiManagementTiers[apiManagement.sku].networking === "integrated",
    network.flowLogs.enabled,
    vaultOfEndpoint(ingress.certificate) !== undefined,
  ];
  const addresses =
    openAi.regions.length * (openAi.customerManagedKey ? 2 : 1) +
    openAi.storedObjectAccounts.length +
    3 +
    single.filter(Boolean).length +
    (scope ? monitorScope.addresses : 0);
  const reason = `the private endpoints need ${addresses}${scope ? ` (${monitorScope.addresses} of them for monitoring.privateLinkScope)` : ""}`;
  return { addresses, longestPrefix: scope ? monitorScope.longestPrefix : 29, reason };
}
