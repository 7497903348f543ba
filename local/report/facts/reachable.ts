import type { PlanResource } from "../../engine/plan";
import { list, plural } from "../words";
import { SubnetFacts, Way, subnetsOf, waysThrough } from "./networkRules";
import { PlanView, at, azureName, isNotKnown, lastOf, listOf, textOf, textsOf } from "./planView";
import { Row, Section, section } from "./row";
import { certificateRow, dnsRow, firewallRow, networkRow, serviceRow } from "./reachableSettings";

/** Properties by which a service is open to the Internet, and what they say then. */
const openings: readonly [path: string, open: string][] = [
  ["publicNetworkAccess", "Enabled"],
  ["properties.publicNetworkAccess", "Enabled"],
  ["publicNetworkAccessForIngestion", "Enabled"],
  ["publicNetworkAccessForQuery", "Enabled"],
  ["networkRuleSet.defaultAction", "Allow"],
  ["properties.networkAcls.defaultAction", "Allow"],
  ["allowBlobPublicAccess", "true"],
];

/** The properties of a resource that let anyone on the Internet reach it. */
export function openProperties({ inputs }: PlanResource): string[] {
  return openings.filter(([path, open]) => String(at(inputs, path)) === open).map(([path, open]) => `${path}: ${open}`);
}

/** Whether a resource says anything about access from the Internet. */
const saysAccess = ({ inputs }: PlanResource): boolean =>
  ["publicNetworkAccess", "properties.publicNetworkAccess", "publicNetworkAccessForQuery"].some(
    (path) => at(inputs, path) !== undefined && !isNotKnown(at(inputs, path)),
  );

/** Every way in and out of the environment: network rules, public front end, services open to the Internet, hosts that the accounts may call, programs that alerts are sent to. */
export function waysOf(view: PlanView): Way[] {
  const open = view.custom().flatMap((resource) =>
    openProperties(resource).map((by): Way => {
      const to = azureName(resource);
      return { direction: "in", from: "Internet", to, ports: ["443"], protocol: "Tcp", by: `${to}: ${by}` };
    }),
  );
  const calls = view.all("cognitiveservices:Account").flatMap((account) =>
    textsOf(account.inputs, "properties.allowedFqdnList").map((host): Way => {
      const from = azureName(account);
      const by = `${from}: properties.allowedFqdnList`;
      return { direction: "out", from, to: host, ports: ["443"], protocol: "Tcp", by };
    }),
  );
  const found = [...publicFrontEnds(view), ...waysThrough(subnetsOf(view)), ...peerings(view), ...open, ...calls];
  return [...found, ...pagesOf(view), ...alertsOf(view)];
}

/** Programs that alerts are sent to; each once for all action groups. */
function alertsOf(view: PlanView): Way[] {
  const told = view
    .all("monitor:ActionGroup")
    .flatMap(({ inputs }) => [
      ...listOf(inputs, "webhookReceivers").map((one) => [textOf(one, "serviceUri"), textOf(one, "name")] as const),
      ...listOf(inputs, "logicAppReceivers").map(
        (one) => [`the Logic App ${lastOf(textOf(one, "resourceId"))}`, textOf(one, "name")] as const,
      ),
    ]);
  return [...new Map(told)].map(([to, name]) => {
    const by = `receiver ${name} of the action groups`;
    return { direction: "out", from: "alerts", to, ports: ["443"], protocol: "Tcp", by };
  });
}

/** Origins whose pages may call the gateway, as its policies name them. */
function originsOf(view: PlanView): string[] {
  const documents = view.all("apimanagement:ApiPolicy").map(({ inputs }) => textOf(inputs, "value"));
  return [
    ...new Set(documents.flatMap((text) => [...text.matchAll(/<origin>([^<]*)<\/origin>/g)].map(([, one = ""]) => one.trim()))),
  ];
}

/** Pages call from the browsers of those who reach the front end: what such a page does, it does for whoever opens it. */
const pagesOf = (view: PlanView): Way[] =>
  originsOf(view).map((origin) => {
    const from = `${origin}, its pages in a browser`;
    return { direction: "in", from, to: "the gateway", ports: ["443"], protocol: "Tcp", by: "cors in the policies of the APIs" };
  });

function pagesRow(view: PlanView): Row[] {
  const origins = originsOf(view);
  if (origins.length === 0) return [];
  return [{ key: "browser-pages", label: "Browser pages", text: `${list(origins)} may call`, alarm: true }];
}

/** Networks that are joined to one of the plan, by a property of it or a resource: what is open to `VirtualNetwork` is open to them. */
function peerings(view: PlanView): Way[] {
  const inside = view
    .all("network:VirtualNetwork")
    .flatMap((network) =>
      listOf(network.inputs, "virtualNetworkPeerings").map((one) => ({ one, name: textOf(one, "name"), of: azureName(network) })),
    );
  const apart = view.all("network:VirtualNetworkPeering").map(({ inputs }) => ({
    one: inputs,
    name: textOf(inputs, "virtualNetworkPeeringName"),
    of: textOf(inputs, "virtualNetworkName"),
  }));
  return [...inside, ...apart].map(({ one, name, of }) => {
    const from = lastOf(textOf(one, "remoteVirtualNetwork.id"));
    return { direction: "in", from, to: peersReach, ports: ["*"], protocol: "*", by: `${of}: peering ${name}` };
  });
}

/** Where a peering leads. */
const peersReach = "all that peers may reach";

/** The gateway's public address as a way in of its own: without rules of a group here, nothing is known to stop anyone. */
function publicFrontEnds(view: PlanView): Way[] {
  return view
    .all("network:ApplicationGateway")
    .filter(isPublic)
    .map((gateway) => {
      const to = "the public front end of Application Gateway";
      const by = `${azureName(gateway)}: frontendIPConfigurations`;
      return { direction: "in", from: "Internet, as far as the network rules let it", to, ports: ["443"], protocol: "Tcp", by };
    });
}

const isPublic = ({ inputs }: PlanResource): boolean =>
  listOf(inputs, "frontendIPConfigurations").some((one) => textOf(one, "publicIPAddress.id") !== "");

/** Label of the subnet of the front end. */
const gatewayLabel = "Application Gateway";

/** What is reachable: the front end with its ranges, and every way in and out. */
export function reachable(view: PlanView): Section {
  const subnets = subnetsOf(view);
  const ways = waysOf(view);
  return section("reachable", [
    ...view.all("network:ApplicationGateway").map((gateway) => frontEndRow(view, gateway, subnets)),
    ...certificateRow(view),
    ...firewallRow(view),
    ...serviceRow(view),
    ...pagesRow(view),
    ...directionRows(subnets, ways),
    ...peersRow(ways),
    ...(subnets.length === 0 ? [foreignRow(view)] : []),
    accountsRow(ways, view),
    publicAccessRow(view),
    ...dnsRow(view),
    ...networkRow(view, subnets),
  ]);
}

function frontEndRow(view: PlanView, gateway: PlanResource, subnets: readonly SubnetFacts[]): Row {
  const hosts = [...new Set(listOf(gateway.inputs, "httpListeners").map((one) => textOf(one, "hostName")))];
  const own = listOf(gateway.inputs, "frontendIPConfigurations").map((one) => textOf(one, "privateIPAddress"));
  const subnet = subnets.find(({ label }) => label === gatewayLabel);
  const open = isPublic(gateway);
  const addresses = [...(open ? ["a public address"] : []), ...own.filter(Boolean)];
  return {
    key: `front-end:${gateway.name}`,
    label: "Front end",
    text: `${open ? "PUBLIC" : "private"}, ${hosts.map((host) => `https://${host}`).join(", ")} at ${list(addresses)}, from ${clients(view, subnet)}`,
    ...(open && { alarm: true }),
  };
}

/** Who may connect to the front end, by the rules of its subnet. */
function clients(view: PlanView, subnet: SubnetFacts | undefined): string {
  if (!subnet && !view.settings?.network.existing) return "where the network rules let it; which is not known yet";
  if (!subnet) {
    const named = view.settings?.ingress.frontEnd.allowedRanges ?? [];
    return named.length > 0
      ? `${list(named)} (as the settings say)`
      : "where the rules of the existing network let it, which its owner knows";
  }
  const sources = subnet.rules
    .filter(({ direction, access, ports, destinations }) => {
      return direction === "Inbound" && access === "Allow" && ports.includes("443") && destinations.length > 0;
    })
    .flatMap((rule) => rule.sources);
  return list(
    sources.map((source) => (source === "VirtualNetwork" ? "the whole virtual network and its peers" : source)),
    "nowhere",
  );
}

/** `Storage (443), Sql (1433)`: each place once, with all its ports. */
function placesOf(ways: readonly Way[], direction: "in" | "out", clients: ReadonlySet<string> = new Set()): string[] {
  const ports = new Map<string, Set<string>>();
  for (const way of ways) {
    const place = direction === "in" ? way.from : way.to;
    const name = clients.has(place) ? "its clients" : place;
    const words = portsOf(way).map((port) => (way.protocol === "Udp" ? `udp ${port}` : port));
    ports.set(name, new Set([...(ports.get(name) ?? []), ...words]));
  }
  return [...ports].map(([place, all]) => `${place} (${[...all].join(" ")})`);
}

/** Ways in and out of each subnet; those of ranges before those that Azure's own services need. */
function directionRows(subnets: readonly SubnetFacts[], ways: readonly Way[]): Row[] {
  const rows = subnets.flatMap((subnet) => [directionRow(subnet, ways, "in"), directionRow(subnet, ways, "out")]);
  const hasRange = ({ text, brief = text }: Row) => /\d+\.\d+\.\d+\.\d+/.test(brief);
  return [...rows.filter(hasRange), ...rows.filter((row) => !hasRange(row))];
}

/** Ways in or out of a subnet. */
function directionRow(subnet: SubnetFacts, ways: readonly Way[], direction: "in" | "out"): Row {
  const here = ways.filter((way) => way.direction === direction && (direction === "in" ? way.to : way.from) === subnet.label);
  const places = placesOf(here, direction);
  // The row of the front end names them.
  const clients = new Set(
    subnet.label === gatewayLabel ? here.filter(({ ports }) => ports.includes("443")).map(({ from }) => from) : [],
  );
  const nothing = subnet.group ? "nothing from outside the subnets" : "everything: the subnet has no network security group";
  const none = direction === "in" ? nothing : nothing.replace("from outside", "outside");
  return {
    key: `${direction}:${subnet.label}`,
    label: direction === "in" ? `Into ${subnet.label}` : `Out of ${subnet.label}`,
    text: places.join(", ") || none,
    brief: placesOf(here, direction, direction === "in" ? clients : undefined).join(", ") || none,
    ...(isUsual(here, subnet) && { minor: true }),
    ...(hasTagsOnly(here) && { spare: "counted" }),
    ...(here.some((way) => direction === "in" && ["Internet", "*", "0.0.0.0/0"].includes(way.from)) && { alarm: true }),
  };
}

/** Nothing, or into the gateway what the row of the front end says already and the probes of Azure's load balancer. */
const isUsual = (ways: readonly Way[], { label, group }: SubnetFacts): boolean =>
  group !== undefined &&
  (ways.length === 0 ||
    (label === gatewayLabel && ways.every((way) => way.from === "AzureLoadBalancer" || way.ports.join() === "443")));

/** What Azure's own services need: places by their tags, and no range. */
const hasTagsOnly = (ways: readonly Way[]): boolean => ways.every(({ from, to, direction }) => /^[A-Za-z]+$/.test(direction === "in" ? from : to)); // prettier-ignore

const portsOf = ({ ports }: Way): string[] => (ports.includes("*") ? ["every port"] : ports);

/** Networks whose machines count as those of the network. */
function peersRow(ways: readonly Way[]): Row[] {
  const peers = ways.filter(({ to }) => to === peersReach).map(({ from }) => from);
  return peers.length > 0 ? [{ key: "peers", label: "Peered with", text: list(peers) }] : [];
}

/** A network that is not made here has rules that nobody here knows. */
function foreignRow({ settings }: PlanView): Row {
  const network = settings?.network.existing?.virtualNetworkId;
  const readers = settings?.network.readerRanges ?? [];
  const named = readers.length > 0 ? `; the settings name the readers ${list(readers)}` : "";
  return {
    key: "in:existing",
    label: "Network rules",
    text: `those of the existing network ${network ? lastOf(network) : ""}, which its owner keeps and nobody here knows${named}`,
  };
}

function accountsRow(ways: readonly Way[], view: PlanView): Row {
  const accounts = view.all("cognitiveservices:Account");
  const hosts = [...new Set(ways.filter(({ by }) => by.endsWith("allowedFqdnList")).map(({ to }) => to))];
  const restricted = ({ inputs }: PlanResource) => at(inputs, "properties.restrictOutboundNetworkAccess");
  const free = accounts.filter((one) => restricted(one) !== true && !isNotKnown(restricted(one))).map(azureName);
  const unclear = accounts.some((one) => isNotKnown(restricted(one)));
  return {
    key: "hosts:accounts",
    label: "Out of Azure OpenAI",
    text: free.length > 0 ? `anywhere from ${list(free)}` : list(hosts, unclear ? "not known yet" : "nothing"),
    ...(free.length > 0 && { alarm: true }),
  };
}

function publicAccessRow(view: PlanView): Row {
  const open = view.custom().flatMap((resource) => openProperties(resource).map((what) => `${azureName(resource)} (${what})`));
  const closed = view.custom().filter(saysAccess).length;
  return {
    key: "public-access",
    label: "Public access",
    text: open.length > 0 ? `OPEN on ${list(open)}` : `disabled on all ${plural(closed, "service")} that have it`,
    ...(open.length > 0 && { alarm: true }),
  };
}
