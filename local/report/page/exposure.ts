import * as ipaddr from "ipaddr.js";
import { SecurityRule, SubnetFacts, covers, defaultRules, subnetsOf } from "../facts/networkRules";
import { PlanView, azureName, listOf, plainType, sameId, textOf, textsOf } from "../facts/planView";
import { openProperties } from "../facts/reachable";

/** Whether somebody reaches something, and what lets it through or stops it. */
export interface Verdict {
  /** Whether the traffic gets there. */
  open: boolean;
  /** The rule or the property that decides. */
  by: string;
  /** Both ends are outside of the environment, which then has no say. @default false */
  outside?: true;
}

/** A place that traffic comes from. */
export interface Place {
  /** Name for people. */
  label: string;
  /** Address, range or service tag that network rules see. */
  address: string;
  /** The subnet that it is in; undefined for what is outside of the network. */
  subnet?: SubnetFacts;
}

/** A place that traffic goes to. */
export interface Target extends Place {
  /** The port that is asked about. */
  port: string;
  /** What stands before any network rule: no public address, no access from the Internet. */
  fromInternet?: Verdict;
}

/** A table of who reaches what. */
export interface Exposure {
  /** Rows of the table. */
  sources: Place[];
  /** Columns of the table. */
  targets: Target[];
  /** By source, then by target. */
  verdicts: Verdict[][];
}

/** Who reaches what, computed from network rules, endpoints, front ends and service tags. */
export function exposureOf(view: PlanView): Exposure {
  const subnets = subnetsOf(view);
  const sources = sourcesOf(subnets);
  const targets = targetsOf(view, subnets);
  const spaces = view.all("network:VirtualNetwork").flatMap(({ inputs }) => textsOf(inputs, "addressSpace.addressPrefixes"));
  return { sources, targets, verdicts: sources.map((from) => targets.map((to) => verdict(from, to, spaces))) };
}

/** The Internet, every place that a rule names, the subnets. */
function sourcesOf(subnets: readonly SubnetFacts[]): Place[] {
  const named = subnets.flatMap(({ rules }) =>
    rules.filter(({ direction, access }) => direction === "Inbound" && access === "Allow").flatMap(({ sources }) => sources),
  );
  const others = [...new Set(named)].filter(
    (place) => place !== "Internet" && place !== "*" && !subnets.some(({ range }) => covers(range, place)),
  );
  return [
    { label: "Internet", address: "Internet" },
    ...others.map((address) => ({ label: address === "VirtualNetwork" ? "Virtual network and its peers" : address, address })),
    ...subnets.map((subnet) => ({ label: `Subnet of ${subnet.label}`, address: subnet.range, subnet })),
  ];
}

function targetsOf(view: PlanView, subnets: readonly SubnetFacts[]): Target[] {
  const placed = (id: string) => subnets.find((subnet) => sameId(subnet.id, id));
  const inside = (label: string, subnet: SubnetFacts | undefined, fromInternet: Verdict | undefined): Target[] =>
    subnet ? [{ label, address: subnet.range, subnet, port: "443", ...(fromInternet && { fromInternet }) }] : [];
  const gateways = view.all("network:ApplicationGateway").flatMap((gateway) => {
    const open = listOf(gateway.inputs, "frontendIPConfigurations").some((one) => textOf(one, "publicIPAddress.id") !== "");
    const none = { open: false, by: `${azureName(gateway)} has no public address` };
    return inside(
      "Front end",
      placed(textOf(listOf(gateway.inputs, "gatewayIPConfigurations")[0], "subnet.id")),
      open ? undefined : none,
    );
  });
  const services = view.all("apimanagement:ApiManagementService").flatMap((service) => {
    const none = {
      open: false,
      by: `${azureName(service)} is in network mode ${textOf(service.inputs, "virtualNetworkType") || "None"}`,
    };
    return inside("API Management", placed(textOf(service.inputs, "virtualNetworkConfiguration.subnetResourceId")), none);
  });
  return [...gateways, ...services, ...endpointTargets(view, placed), { label: "Internet", address: "Internet", port: "443" }];
}

const titles: Readonly<Record<string, string>> = {
  "cognitiveservices:Account": "Azure OpenAI",
  "keyvault:Vault": "Key Vault",
  "storage:StorageAccount": "Storage",
  "monitor:PrivateLinkScope": "Azure Monitor",
  "eventhub:Namespace": "Event Hubs",
  "apimanagement:ApiManagementService": "API Management endpoint",
};

/** Services behind private endpoints, one column a kind: their endpoints are in one subnet, and their own switch is told by name. */
function endpointTargets(view: PlanView, placed: (id: string) => SubnetFacts | undefined): Target[] {
  const kinds = new Map<string, Target>();
  for (const endpoint of view.all("network:PrivateEndpoint")) {
    const service = view.withId(textOf(listOf(endpoint.inputs, "privateLinkServiceConnections")[0], "privateLinkServiceId"));
    const subnet = placed(textOf(endpoint.inputs, "subnet.id"));
    if (!service || !subnet) continue;
    const open = openProperties(service);
    const switched =
      open.length > 0
        ? { open: true, by: `${azureName(service)}: ${open.join(", ")}` }
        : { open: false, by: "public network access is disabled" };
    const label = titles[plainType(service.type)] ?? plainType(service.type);
    const before = kinds.get(label);
    if (!before || (switched.open && !before.fromInternet?.open))
      kinds.set(label, { label, address: subnet.range, subnet, port: "443", fromInternet: switched });
  }
  return [...kinds.values()];
}

function verdict(from: Place, to: Target, spaces: readonly string[]): Verdict {
  if (!from.subnet && to.address === "Internet") return { open: true, by: "outside of the environment", outside: true };
  if (from.address === "Internet" && to.fromInternet) return to.fromInternet;
  const out = from.subnet ? firstMatch("Outbound", from.subnet, from, to, spaces) : undefined;
  if (out && !out.open) return out;
  const into = to.subnet ? firstMatch("Inbound", to.subnet, from, to, spaces) : undefined;
  return into ?? out ?? { open: true, by: "no network rule" };
}

/** The first NSG rule of a subnet that matches the traffic. */
function firstMatch(
  direction: SecurityRule["direction"],
  subnet: SubnetFacts,
  from: Place,
  to: Target,
  spaces: readonly string[],
): Verdict {
  if (subnet.group === undefined) return { open: true, by: `the subnet of ${subnet.label} has no network security group` };
  const rules = [...subnet.rules, ...defaultRules].filter((rule) => rule.direction === direction);
  const found = rules.find(
    (rule) =>
      ["*", "Tcp"].includes(rule.protocol) &&
      rule.ports.some((port) => includesPort(port, to.port)) &&
      rule.sources.some((place) => matches(place, from.address, spaces)) &&
      rule.destinations.some((place) => matches(place, to.address, spaces)),
  );
  return { open: found?.access === "Allow", by: `${found?.name ?? "no rule"} (rules of ${subnet.label})` };
}

function includesPort(rule: string, port: string): boolean {
  const [first, last = first] = rule.split("-");
  return rule === "*" || (Number(first) <= Number(port) && Number(port) <= Number(last));
}

/** Whether the place of an NSG rule holds an address. The tag VirtualNetwork holds the network and, when they are peers, private ranges elsewhere. */
function matches(place: string, address: string, spaces: readonly string[]): boolean {
  if (covers(place, address)) return true;
  if (place === "VirtualNetwork") return spaces.some((space) => covers(space, address)) || isPrivate(address);
  return place === "Internet" && ipaddr.IPv4.isValidCIDR(address) && !isPrivate(address);
}

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
const isPrivate = (address: string): boolean => privateRanges.some((range) => covers(range, address));
