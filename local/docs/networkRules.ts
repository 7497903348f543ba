import { RuleContext, rulesFor } from "../../components/network/networkSecurityGroups";
import type { SubnetKey } from "../../components/network/subnetRanges";

/** Words for what the settings of an environment say. */
const words: RuleContext = {
  ranges: {
    applicationGateway: "Application Gateway's subnet",
    apiManagement: "API Management's subnet",
    privateEndpoints: "private endpoints' subnet",
  },
  apiManagementTier: "Premium",
  frontEnd: { mode: "private", allowedRanges: ["`ingress.frontEnd.allowedRanges`, else VirtualNetwork"] },
  eventHub: true,
  certificateElsewhere: true,
  readerRanges: ["`network.readerRanges`"],
  dnsServers: ["`network.dnsServers`"],
};

/** A table of the document: a subnet, and what the environment must have for these rules. */
interface Section {
  title: string;
  subnet: SubnetKey;
  context: RuleContext;
}

const sections: readonly Section[] = [
  { title: "Application Gateway, private front end", subnet: "applicationGateway", context: words },
  {
    title: "Application Gateway, public front end",
    subnet: "applicationGateway",
    context: { ...words, frontEnd: { mode: "public", allowedRanges: ["`ingress.frontEnd.allowedRanges`"] } },
  },
  { title: "API Management, Developer and Premium", subnet: "apiManagement", context: words },
  { title: "API Management, StandardV2", subnet: "apiManagement", context: { ...words, apiManagementTier: "StandardV2" } },
  { title: "Private endpoints", subnet: "privateEndpoints", context: words },
];

const header = `# Network security rules

What the network security group of each subnet lets through. The package makes these groups; the owner of an existing network makes them. A row
whose setting is not given, or whose purpose an environment does not have, is left out. This page is generated from
\`components/network/nsgRules.ts\` by \`npm run docs\`; a test says whether it is current.
`;

const columns = ["Priority", "Direction", "Access", "Protocol", "From", "To", "Ports", "Purpose"];
const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The rules of every subnet as Markdown: one table for each. Pure. */
export function networkRules(): string {
  return [header, ...sections.map(section)].join("\n");
}

function section({ title, subnet, context }: Section): string {
  const rows = rulesFor(subnet, context).map(({ priority, direction, access, protocol, sources, destinations, ports, purpose }) =>
    line([String(priority), direction, access, protocol, sources.join(", "), destinations.join(", "), ports.join(", "), purpose]),
  );
  return [`## ${title}`, "", line(columns), line(columns.map(() => "---")), ...rows, ""].join("\n");
}
