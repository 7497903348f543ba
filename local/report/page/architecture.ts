import type { PlanResource } from "../../engine/plan";
import { SubnetFacts, subnetIdsOf, subnetsOf } from "../facts/networkRules";
import { PlanView, azureName, lastOf, listOf, plainType, sameId, textOf } from "../facts/planView";
import { plural } from "../words";
import { Content, contentsOf } from "./contents";

/** What a line of the drawing stands for. */
export type EdgeKind = "call" | "log" | "link" | "dns";

/** A box of the drawing. */
export interface DrawnNode {
  /** Unique in the drawing. */
  id: string;
  /** First line: what it is. */
  title: string;
  /** Second line: its name in Azure, or what it holds. */
  detail: string;
  /** URN of the resource that it stands for; none for what is outside of the plan. */
  urn?: string;
  /** URNs of all resources that are folded into it, when it stands for several. */
  folded?: string[];
  /** Area in which it stands. */
  area?: string;
  /** What it holds, for whoever unfolds it. */
  contents?: Content[];
}

/** A region, a network, a subnet. */
export interface DrawnArea {
  /** Unique in the drawing. */
  id: string;
  /** Text in its corner. */
  title: string;
  /** The area around it. */
  parent?: string;
  /** URN of the resource that it stands for, when it is one. */
  urn?: string;
}

/** A line of the drawing. */
export interface DrawnEdge {
  /** Unique in the drawing. */
  id: string;
  /** Id of the box at which it begins. */
  from: string;
  /** Id of the box at which it ends. */
  to: string;
  /** What it stands for. */
  kind: EdgeKind;
}

/** What is drawn, before it has places. */
export interface Drawing {
  /** Areas; `parent` says how they nest. */
  areas: DrawnArea[];
  /** Boxes. */
  nodes: DrawnNode[];
  /** Lines. */
  edges: DrawnEdge[];
}

const serviceTitles: Readonly<Record<string, string>> = {
  "network:ApplicationGateway": "Application Gateway",
  "apimanagement:ApiManagementService": "API Management",
  "cognitiveservices:Account": "Azure OpenAI",
  "keyvault:Vault": "Key Vault",
  "storage:StorageAccount": "Storage",
  "operationalinsights:Workspace": "Log Analytics",
  "applicationinsights:Component": "Application Insights",
  "eventhub:Namespace": "Event Hubs",
  "network:PrivateEndpoint": "Private endpoint",
};

/** The architecture of a plan: services in their subnets and regions, private links, the path of a call and of a log. */
export function drawingOf(view: PlanView): Drawing {
  const subnets = subnetsOf(view);
  const services = view.custom().filter(({ type }) => plainType(type) in serviceTitles);
  const outside: DrawnNode[] = [
    { id: "clients", title: "Clients", detail: clientRanges(subnets) },
    { id: "entra", title: "Entra ID", detail: "tokens and keys to sign" },
  ];
  const nodes = [...outside, ...services.map((service) => nodeOf(view, service, subnets)), ...dnsNode(view)];
  return folded(view, { areas: areasOf(view, subnets, nodes), nodes, edges: edgesOf(view, services) });
}

/** Private endpoints that no call goes through are one box: what they lead to stands at the end of its lines. */
function folded(view: PlanView, { areas, nodes, edges }: Drawing): Drawing {
  const inCalls = new Set(edges.filter(({ kind }) => kind === "call").map(({ to }) => to));
  const endpoints = view.all("network:PrivateEndpoint").filter(({ urn }) => !inCalls.has(urn));
  const urns = new Set(endpoints.map(({ urn }) => urn));
  const [first] = nodes.filter(({ id }) => urns.has(id));
  if (!first || endpoints.length < 2) return { areas, nodes, edges };
  const box: DrawnNode = {
    ...first,
    id: "endpoints",
    title: "Private endpoints",
    detail: `of ${plural(endpoints.length, "service")}`,
    folded: [...urns],
    contents: endpoints.map((one) => ({ text: one.name.replace(/-endpoint$/, ""), urn: one.urn })),
  };
  const moved = edges.map((edge) => (urns.has(edge.from) ? { ...edge, id: `link:endpoints>${edge.to}`, from: box.id } : edge));
  const once = [...new Map(moved.map((edge) => [edge.id, edge])).values()];
  return { areas, nodes: [...nodes.filter(({ id }) => !urns.has(id)), box], edges: once };
}

function clientRanges(subnets: readonly SubnetFacts[]): string {
  const gateway = subnets.find(({ label }) => label === "Application Gateway");
  const from =
    gateway?.rules.filter((rule) => rule.direction === "Inbound" && rule.access === "Allow" && rule.ports.includes("443")) ?? [];
  const ranges = from.flatMap(({ sources }) => sources);
  if (ranges.length === 0) return "of the existing network";
  return ranges.length === 1 ? (ranges[0] ?? "").replace("VirtualNetwork", "virtual network") : plural(ranges.length, "range");
}

function nodeOf(view: PlanView, resource: PlanResource, subnets: readonly SubnetFacts[]): DrawnNode {
  const type = plainType(resource.type);
  const { urn } = resource;
  const title = serviceTitles[type] ?? type;
  const node = { id: urn, title, detail: detailOf(view, resource), urn, contents: contentsOf(view, resource) };
  const scope = scopeOf(view, resource);
  if (scope) return { ...node, area: `scope:${scope.urn}` };
  const subnetId = subnetIdsOf(type, resource.inputs)[0];
  if (subnetId !== undefined && subnetId !== "") {
    const subnet = subnets.find(({ id }) => sameId(id, subnetId));
    return { ...node, area: subnet ? `subnet:${subnet.id}` : `subnet:${subnetId}` };
  }
  return { ...node, area: `region:${regionOf(view, resource)}` };
}

/** The private link scope that a resource is in. */
function scopeOf(view: PlanView, { id = "" }: PlanResource): PlanResource | undefined {
  const linked = view
    .all("monitor:PrivateLinkScopedResource")
    .some(({ inputs }) => sameId(textOf(inputs, "linkedResourceId"), id));
  return linked ? view.one("monitor:PrivateLinkScope") : undefined;
}

/** What has no region of its own is drawn in that of the environment. */
function regionOf(view: PlanView, { inputs }: PlanResource): string {
  const own = textOf(inputs, "location").replaceAll(" ", "").toLowerCase();
  return own === "" || own === "global" ? textOf(view.one("resources:ResourceGroup")?.inputs, "location") : own;
}

function detailOf(view: PlanView, resource: PlanResource): string {
  const type = plainType(resource.type);
  if (type === "cognitiveservices:Account") {
    const own = view
      .all("cognitiveservices:Deployment")
      .filter(({ inputs }) => textOf(inputs, "accountName") === azureName(resource));
    return plural(own.length, "model");
  }
  if (type === "apimanagement:ApiManagementService")
    return `${textOf(resource.inputs, "sku.name")}, ${plural(view.all("apimanagement:Subscription").length, "consumer")}`;
  if (type === "network:ApplicationGateway")
    return listOf(resource.inputs, "httpListeners").map((one) => textOf(one, "hostName"))[0] ?? "";
  if (type === "network:PrivateEndpoint") return `of ${resource.name.replace(/^openai-|-endpoint$/g, "")}`;
  if (type === "eventhub:Namespace") return plural(view.all("eventhub:EventHub").length, "event hub");
  if (type === "storage:StorageAccount") return resource.name;
  if (type === "keyvault:Vault") return resource.name;
  return azureName(resource);
}

/** All zones as one: each would be a box of its own with the same line. */
function dnsNode(view: PlanView): DrawnNode[] {
  const zones = view.all("privatedns:PrivateZone");
  const [first] = zones;
  const network = view.one("network:VirtualNetwork");
  return first
    ? [
        {
          id: "dns",
          title: "Private DNS",
          detail: plural(zones.length, "zone"),
          urn: first.urn,
          folded: zones.map(({ urn }) => urn),
          contents: zones.map(({ inputs, urn, name }) => ({ text: textOf(inputs, "privateZoneName") || name, urn })),
          ...(network && { area: `network:${network.urn}` }),
        },
      ]
    : [];
}

function areasOf(view: PlanView, subnets: readonly SubnetFacts[], nodes: readonly DrawnNode[]): DrawnArea[] {
  const location = textOf(view.one("resources:ResourceGroup")?.inputs, "location");
  const used = new Set(nodes.flatMap(({ area }) => area ?? []));
  const network = view.one("network:VirtualNetwork");
  const home = `region:${location}`;
  const parent = network ? `network:${network.urn}` : "network:existing";
  const known = new Set(subnets.map(({ id }) => `subnet:${id}`));
  const foreign = [...used].filter((id) => id.startsWith("subnet:") && !known.has(id));
  const networks: DrawnArea[] = network
    ? [{ id: parent, title: `Virtual network ${azureName(network)}`, parent: home }]
    : foreign.length > 0
      ? [{ id: parent, title: "Existing virtual network", parent: home }]
      : [];
  return [
    ...[...new Set([home, ...[...used].filter((id) => id.startsWith("region:"))])].map((id) => ({
      id,
      title: id.slice("region:".length),
    })),
    ...networks,
    ...view
      .all("monitor:PrivateLinkScope")
      .filter(({ urn }) => used.has(`scope:${urn}`))
      .map(({ urn }) => ({ id: `scope:${urn}`, title: "Private link scope", parent: home, urn })),
    ...subnets
      .filter(({ id }) => used.has(`subnet:${id}`))
      .map(({ id, range }) => ({ id: `subnet:${id}`, title: `Subnet ${range}`, parent })),
    ...foreign.map((id) => ({ id, title: `Subnet ${lastOf(id)}`, parent })),
  ];
}

function edgesOf(view: PlanView, services: readonly PlanResource[]): DrawnEdge[] {
  const of = (type: string) => services.filter((one) => plainType(one.type) === type).map(({ urn }) => urn);
  const [gateways, apims, workspaces, hubs] = [
    "network:ApplicationGateway",
    "apimanagement:ApiManagementService",
    "operationalinsights:Workspace",
    "eventhub:Namespace",
  ].map(of) as [string[], string[], string[], string[]];
  const scoped = services.filter((one) => scopeOf(view, one));
  const links = view.all("network:PrivateEndpoint").flatMap((endpoint) => {
    const target = view.withId(textOf(listOf(endpoint.inputs, "privateLinkServiceConnections")[0], "privateLinkServiceId"));
    return target
      ? (plainType(target.type) === "monitor:PrivateLinkScope" ? scoped : [target]).map((one) => ({ endpoint, target: one }))
      : [];
  });
  const models = links.filter(({ target }) => plainType(target.type) === "cognitiveservices:Account");
  const behind = links.filter(({ target }) => plainType(target.type) === "apimanagement:ApiManagementService");
  const archive = view
    .all("operationalinsights:DataExport")
    .flatMap(({ inputs }) => view.withId(textOf(inputs, "resourceId"))?.urn ?? []);
  const pairs: [string[], string[], EdgeKind][] = [
    [["clients"], gateways, "call"],
    [gateways, behind.length > 0 ? behind.map(({ endpoint }) => endpoint.urn) : apims, "call"],
    ...behind.map(({ endpoint, target }): [string[], string[], EdgeKind] => [[endpoint.urn], [target.urn], "call"]),
    [apims, ["entra"], "call"],
    [apims, models.map(({ endpoint }) => endpoint.urn), "call"],
    ...models.map(({ endpoint, target }): [string[], string[], EdgeKind] => [[endpoint.urn], [target.urn], "call"]),
    ...links
      .filter((link) => !models.includes(link) && !behind.includes(link))
      .map(({ endpoint, target }): [string[], string[], EdgeKind] => [[endpoint.urn], [target.urn], "link"]),
    [gateways, workspaces, "log"],
    [apims, workspaces, "log"],
    [workspaces, archive, "log"],
    [workspaces.length > 0 ? workspaces : apims, hubs, "log"],
    [apims, view.all("privatedns:PrivateZone").length > 0 ? ["dns"] : [], "dns"],
  ];
  return pairs.flatMap(([from, to, kind]) =>
    from.flatMap((one) => to.map((other) => ({ id: `${kind}:${one}>${other}`, from: one, to: other, kind }))),
  );
}
