import { connections, zoneGroups, zoneNames, zonesOfGroup } from "../azure/privateEndpoints";
import { anyOf, Finding } from "../base/findings";
import { stackRule } from "../base/rule";
import { stringLists } from "../base/settings";
import type { Stack, StackResource } from "../base/stack";

type Zones = Readonly<Record<string, readonly string[]>>;

/** Zones that suffice for an account, by its kind: an Azure OpenAI account answers under one name, AIServices under all. */
const enoughForKind: Zones = { openai: ["privatelink.openai.azure.com"], aiservices: zonesOfGroup.account ?? [] };

export default stackRule({
  name: "pe-zone-matches-group",
  severity: "high",
  types: ["network:PrivateEndpoint"],
  description: "The DNS zones of a private endpoint are those of its group id: all that are needed and no other.",
  remediation: "Give the zone group the zones that Microsoft lists for the group id of the endpoint.",
  settings: { zones: stringLists("Group id → its private DNS zones.", zonesOfGroup) },
  check: (endpoint, stack, config) =>
    zoneGroups(stack, endpoint).flatMap((group) => mismatches(endpoint, group, stack, config.zones)),
});

function mismatches(endpoint: StackResource, group: StackResource, stack: Stack, zones: Zones): Finding[] {
  const groupIds = connections(endpoint)
    .flatMap((one) => one.at("groupIds").texts())
    .filter((id) => zones[id]);
  if (groupIds.length === 0) return [];
  const { names, unsure } = zoneNames(group, stack);
  const possible = groupIds.flatMap((id) => zones[id] ?? []);
  const needed = groupIds.flatMap((id) => (id === "account" ? neededByAccount(endpoint, stack, zones) : (zones[id] ?? [])));
  const foreign = names.filter((name) => !possible.includes(name));
  const absent = needed.filter((name) => !names.includes(name));
  const ids = groupIds.join(", ");
  return [
    ...foreign.map((name) => ({ message: `the zone group names ${name}; expected for groupIds [${ids}]: ${anyOf(possible)}` })),
    ...absent.map((name) => ({
      message: `the zone group lacks ${name}; expected it for groupIds [${ids}]`,
      ...(unsure && { unknown: true as const }),
    })),
  ];
}

function neededByAccount(endpoint: StackResource, stack: Stack, zones: Zones): readonly string[] {
  const targets = connections(endpoint).flatMap((one) =>
    stack.targets(endpoint, one.at("privateLinkServiceId"), "cognitiveservices:Account"),
  );
  const kind = targets[0]?.resource?.at("kind").text()?.toLowerCase();
  return enoughForKind[kind ?? ""]?.filter((zone) => zones.account?.includes(zone)) ?? [];
}
