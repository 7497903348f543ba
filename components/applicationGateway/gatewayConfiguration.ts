import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { FrontEndMode, gatewayId, GatewayPlace, Listener, listeners, part, portNumbers } from "./gatewayParts";
import { keyRewrites } from "./keyRewrites";

/** Path that API Management answers with 200 while the gateway is up (Microsoft Learn, "Integrate API Management in an internal virtual network with Application Gateway"). */
const probePath = "/status-0123456789abcdef";

/** Longest time that Azure allows to drain a connection, in seconds. */
const longestDrain = 3600;

/** What the parts are made from. */
export interface GatewayConfiguration {
  /** From which the ids of the parts are built before the gateway exists. */
  place: GatewayPlace;
  /** `public` adds a public front end and the redirect from HTTP. */
  mode: FrontEndMode;
  /** Host name that clients use. */
  hostName: string;
  /** Host name of API Management. */
  backendHostName: pulumi.Input<string>;
  /** Resource id of the gateway's own subnet. */
  subnetId: pulumi.Input<string>;
  /** Static IPv4 address in that subnet. */
  privateIpAddress: string;
  /** Resource id of the public address; with mode `public`. */
  publicIpAddressId?: pulumi.Input<string>;
  /** Certificate in a Key Vault, without version. */
  certificateSecretId: pulumi.Input<string>;
  /** Longest pause of a streamed answer, in seconds. */
  requestTimeoutSeconds: number;
  /** Whether a key is taken from other headers too (`keyRewrites`). */
  keyInOtherHeaders: boolean;
}

type Parts = Pick<
  network.ApplicationGatewayArgs,
  | "gatewayIPConfigurations"
  | "frontendIPConfigurations"
  | "frontendPorts"
  | "sslCertificates"
  | "backendAddressPools"
  | "backendHttpSettingsCollection"
  | "probes"
  | "httpListeners"
  | "requestRoutingRules"
  | "redirectConfigurations"
  | "rewriteRuleSets"
>;

/** The parts of the gateway, from listener to API Management. Only single values wait for other resources, never a whole list. */
export function gatewayConfiguration(c: GatewayConfiguration): Parts {
  const id = gatewayId(c.place);
  const used = listeners(c.mode);
  return {
    gatewayIPConfigurations: [{ name: "subnet", subnet: { id: c.subnetId } }],
    frontendIPConfigurations: frontEnds(c),
    frontendPorts: [...new Set(used.map((listener) => listener.port))].map((name) => ({ name, port: portNumbers[name] })),
    sslCertificates: [{ name: "host-name", keyVaultSecretId: c.certificateSecretId }],
    ...backend(id, c),
    httpListeners: used.map((listener) => httpListener(id, listener, c.hostName)),
    requestRoutingRules: used.map((listener) => routingRule(id, listener, c.keyInOtherHeaders)),
    redirectConfigurations: c.mode === "public" ? [redirect(id)] : [],
    ...(c.keyInOtherHeaders && { rewriteRuleSets: [keyRewrites] }),
  };
}

function frontEnds(c: GatewayConfiguration) {
  const inside = {
    name: "private",
    privateIPAddress: c.privateIpAddress,
    privateIPAllocationMethod: "Static",
    subnet: { id: c.subnetId },
  };
  if (c.mode === "private") return [inside];
  return [inside, { name: "public", publicIPAddress: { id: c.publicIpAddressId } }];
}

/** API Management over HTTPS by its host name: it answers to no other name, and its certificate is checked against it. */
function backend(
  id: pulumi.Output<string>,
  c: GatewayConfiguration,
): Pick<Parts, "backendAddressPools" | "backendHttpSettingsCollection" | "probes"> {
  return {
    backendAddressPools: [{ name: "api-management", backendAddresses: [{ fqdn: c.backendHostName }] }],
    backendHttpSettingsCollection: [
      {
        name: "api-management",
        port: portNumbers.https,
        protocol: "Https",
        hostName: c.backendHostName,
        pickHostNameFromBackendAddress: false,
        cookieBasedAffinity: "Disabled",
        requestTimeout: c.requestTimeoutSeconds,
        connectionDraining: { enabled: true, drainTimeoutInSec: Math.min(c.requestTimeoutSeconds, longestDrain) },
        probe: part(id, "probes", "api-management"),
      },
    ],
    probes: [
      {
        name: "api-management",
        protocol: "Https",
        host: c.backendHostName,
        path: probePath,
        interval: 30,
        timeout: 30,
        unhealthyThreshold: 3,
        pickHostNameFromBackendHttpSettings: false,
        match: { statusCodes: ["200"] },
      },
    ],
  };
}

function httpListener(id: pulumi.Output<string>, listener: Listener, hostName: string) {
  const secure = listener.port === "https";
  return {
    name: listener.name,
    hostName,
    protocol: secure ? "Https" : "Http",
    frontendIPConfiguration: part(id, "frontendIPConfigurations", listener.frontEnd),
    frontendPort: part(id, "frontendPorts", listener.port),
    ...(secure && { sslCertificate: part(id, "sslCertificates", "host-name"), requireServerNameIndication: true }),
  };
}

function routingRule(id: pulumi.Output<string>, listener: Listener, keyInOtherHeaders: boolean) {
  const target =
    listener.port === "https"
      ? {
          backendAddressPool: part(id, "backendAddressPools", "api-management"),
          backendHttpSettings: part(id, "backendHttpSettingsCollection", "api-management"),
          ...(keyInOtherHeaders && { rewriteRuleSet: part(id, "rewriteRuleSets", "key") }),
        }
      : { redirectConfiguration: part(id, "redirectConfigurations", "to-https") };
  return {
    name: listener.name,
    ruleType: "Basic",
    priority: listener.priority,
    httpListener: part(id, "httpListeners", listener.name),
    ...target,
  };
}

function redirect(id: pulumi.Output<string>) {
  return {
    name: "to-https",
    redirectType: "Permanent",
    targetListener: part(id, "httpListeners", "https-public"),
    includePath: true,
    includeQueryString: true,
  };
}
