import { list, number, plural } from "../words";
import type { SubnetFacts } from "./networkRules";
import { PlanView, at, azureName, lastOf, numberOf, textOf, textsOf } from "./planView";
import type { Row } from "./row";

/** Where the certificate of the host name comes from. */
export function certificateRow({ settings }: PlanView): Row[] {
  if (!settings) return [];
  const { keyVaultSecretId, keyVaultId, pfx, password, selfSigned } = settings.ingress.certificate;
  const role = keyVaultId ? `; the gateway gets a role on ${keyVaultId}` : "; the vault's owner gives the role";
  const text = selfSigned
    ? `self-signed, valid ${plural(selfSigned.validDays, "day")}, generation ${selfSigned.generation}`
    : keyVaultSecretId
      ? `${keyVaultSecretId}${role}`
      : `${pfx === undefined ? "none" : "from the settings (PFX)"}${password === undefined ? "" : " with a password"}`;
  return [{ key: "certificate", label: "Certificate", text, spare: "silently" }];
}

/** What the firewall and the gateway let through. */
export function firewallRow(view: PlanView): Row[] {
  const policy = view.one("network:WebApplicationFirewallPolicy");
  const gateway = view.one("network:ApplicationGateway");
  if (!policy || !gateway) return [];
  const limits = at(policy.inputs, "policySettings");
  const enforced = at(limits, "requestBodyEnforcement") !== false && at(limits, "requestBodyCheck") !== false;
  const inspected = numberOf(limits, "requestBodyInspectLimitInKB");
  const body = `bodies up to ${number(numberOf(limits, "maxRequestBodySizeInKb"))} KB${inspected > 0 ? `, inspected up to ${number(inspected)} KB` : ""}, larger ones ${enforced ? "refused" : "PASS"}`;
  const scale = at(gateway.inputs, "autoscaleConfiguration");
  const zones = textsOf(gateway.inputs, "zones");
  const pause = view.settings?.ingress.requestTimeoutSeconds;
  const fields = view.settings?.ingress.firewall.textFields ?? [];
  const parts = [
    `in ${textOf(limits, "mode")}`,
    body,
    `${numberOf(scale, "minCapacity")} to ${numberOf(scale, "maxCapacity")} instances ${zones.length > 0 ? `in zones ${zones.join(" ")}` : "without zones"}`,
    ...(pause === undefined ? [] : [`answers may pause ${number(pause)} s`]),
    ...(fields.length > 0 ? [`free text also in ${list(fields)}`] : []),
  ];
  return [{ key: "firewall", label: "Firewall", text: parts.join(", "), spare: "silently" }];
}

/** Tier and size of API Management, and how it stands in the network. */
export function serviceRow(view: PlanView): Row[] {
  const until = view.settings?.apiManagement.publicNetworkAccess === "UntilApproved";
  const openFor = until ? " until its private endpoint is approved" : " until the setting says Disabled";
  return view.all("apimanagement:ApiManagementService").map(({ name, inputs }) => {
    const zones = textsOf(inputs, "zones");
    const mode = textOf(inputs, "virtualNetworkType") || "None";
    const access = textOf(inputs, "publicNetworkAccess");
    const words = [
      `${textOf(inputs, "sku.name")}, ${plural(numberOf(inputs, "sku.capacity"), "unit")} ${zones.length > 0 ? `in zones ${zones.join(" ")}` : "without zones"}`,
      `network mode ${mode}`,
      ...(access ? [`public network access ${access}${access === "Enabled" ? openFor : ""}`] : []),
      ...(at(inputs, "restore") === true ? ["a soft-deleted service is brought back"] : []),
      `mails from ${textOf(inputs, "publisherName")} <${textOf(inputs, "publisherEmail")}>`,
    ];
    return { key: `service:${name}`, label: "API Management", text: words.join(", "), spare: "silently" };
  });
}

/** Where names are resolved. */
export function dnsRow(view: PlanView): Row[] {
  const zones = view.all("privatedns:PrivateZone").length;
  const networks = view.all("privatedns:VirtualNetworkLink").map(({ inputs }) => lastOf(textOf(inputs, "virtualNetwork.id")));
  const dns = view.settings?.network.privateDns;
  const servers = view.all("network:VirtualNetwork").flatMap(({ inputs }) => textsOf(inputs, "dhcpOptions.dnsServers"));
  const others = Object.values(dns?.zones ?? {}).map((id) => `${lastOf(id)} in ${id.split("/")[4] ?? id}`);
  const made =
    zones > 0
      ? `${plural(zones, "private zone")} linked to ${list([...new Set(networks)], "no network")}`
      : "no private zone made here";
  const parts = [
    made,
    ...(dns && dns.mode !== "create"
      ? [dns.mode === "policy" ? "the landing zone's policy attaches endpoints" : `existing zones: ${list(others)}`]
      : []),
    servers.length > 0 ? `servers ${list(servers)}` : "Azure's own servers",
  ];
  return [{ key: "dns", label: "DNS", text: parts.join("; "), spare: "silently" }];
}

/** Ranges of the network and its subnets, and what protects it. */
export function networkRow(view: PlanView, subnets: readonly SubnetFacts[]): Row[] {
  const { settings } = view;
  const existing = settings?.network.existing;
  const names = existing
    ? Object.entries(existing.subnetNames).map(
        ([key, name]) => `${name} ${existing.subnets[key as keyof typeof existing.subnets]}`,
      )
    : subnets.map(({ label, range }) => `${label} ${range}`);
  const made = view
    .all("network:VirtualNetwork")
    .map((one) => `${azureName(one)} ${textsOf(one.inputs, "addressSpace.addressPrefixes").join(" ")}`);
  const network = existing ? `existing ${existing.virtualNetworkId} ${existing.addressSpace.join(" ")}` : list(made);
  const plan = view
    .all("network:VirtualNetwork")
    .map(({ inputs }) => textOf(inputs, "ddosProtectionPlan.id"))
    .find(Boolean);
  return [
    {
      key: "network",
      label: "Network",
      spare: "silently",
      text: `${network} in ${settings?.location ?? textOf(view.one("resources:ResourceGroup")?.inputs, "location")}: ${list(names)}${plan ? `; DDoS plan ${plan}` : ""}`,
    },
  ];
}
