import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

/** The inputs that name a resource in Azure, besides its group; in a list, single rules or subnets that a parent has written out. */
const names: Readonly<Record<string, readonly string[]>> = {
  "apimanagement:Api": ["serviceName", "apiId"],
  "apimanagement:ApiDiagnostic": ["serviceName", "apiId", "diagnosticId"],
  "apimanagement:ApiOperationPolicy": ["serviceName", "apiId", "operationId"],
  "apimanagement:ApiPolicy": ["serviceName", "apiId"],
  "apimanagement:Backend": ["serviceName", "backendId"],
  "apimanagement:Diagnostic": ["serviceName", "diagnosticId"],
  "apimanagement:Logger": ["serviceName", "loggerId"],
  "apimanagement:NamedValue": ["serviceName", "namedValueId"],
  "apimanagement:Policy": ["serviceName"],
  "apimanagement:PolicyFragment": ["serviceName", "id"],
  "apimanagement:Product": ["serviceName", "productId"],
  "apimanagement:ProductPolicy": ["serviceName", "productId"],
  "monitor:ActionGroup": ["actionGroupName"],
  "monitor:DiagnosticSetting": ["resourceUri", "name"],
  "monitor:ScheduledQueryRule": ["ruleName"],
  "network:NetworkSecurityGroup": ["networkSecurityGroupName"],
  "network:PrivateDnsZoneGroup": ["privateEndpointName", "privateDnsZoneGroupName"],
  "network:SecurityRule": ["networkSecurityGroupName", "securityRuleName"],
  "network:Subnet": ["virtualNetworkName", "subnetName"],
  "network:VirtualNetwork": ["virtualNetworkName"],
  "operationalinsights:DataExport": ["workspaceName", "dataExportName"],
  // A query that calls the function gets either.
  "operationalinsights:SavedSearch": ["workspaceName", "functionAlias"],
  "operationalinsights:Workspace": ["workspaceName"],
  "storage:BlobServiceProperties": ["accountName"],
  "storage:ManagementPolicy": ["accountName"],
};

/** Parents that write children out which are resources of their own too. */
const written: Readonly<Record<string, { list: string; type: string }>> = {
  "network:NetworkSecurityGroup": { list: "securityRules", type: "network:SecurityRule" },
  "network:VirtualNetwork": { list: "subnets", type: "network:Subnet" },
};

export default stackRule({
  name: "made-once",
  severity: "high",
  types: Object.keys(names),
  description:
    "No two resources of the program are the same one in Azure: the last that is written would take the place of the other.",
  remediation: "Make the resource once, or give the second one a name of its own.",
  check: (resource, stack) => {
    const first = namedBy(stack).get(keyOf(resource) ?? "");
    return first === undefined || first === resource
      ? []
      : [{ message: `is the same resource in Azure as ${first.name}; expected one` }];
  },
});

/** The first resource of each name. */
function namedBy(stack: Stack): ReadonlyMap<string, StackResource> {
  return stack.once("resources by name in Azure", () => {
    const first = new Map<string, StackResource>();
    const add = (key: string | undefined, resource: StackResource) => {
      if (key !== undefined && !first.has(key)) first.set(key, resource);
    };
    for (const [type, { list, type: child }] of Object.entries(written))
      for (const parent of stack.ofType(type))
        for (const one of parent.at(list).items())
          add(keyed(child, [parent.at("resourceGroupName"), parent.at(names[type]?.[0] ?? ""), one.at("name")]), parent);
    for (const resource of stack.ofType(...Object.keys(names))) add(keyOf(resource), resource);
    return first;
  });
}

function keyOf(resource: StackResource): string | undefined {
  const group = resource.type === "monitor:DiagnosticSetting" ? [] : ["resourceGroupName"];
  return keyed(
    resource.type,
    [...group, ...(names[resource.type] ?? [])].map((one) => resource.at(one)),
  );
}

/** A key of names that are all known. */
function keyed(type: string, values: readonly Value[]): string | undefined {
  const texts = values.map((one) => one.text());
  return texts.some((one) => one === undefined) ? undefined : [type, ...texts].join("\n").toLowerCase();
}
