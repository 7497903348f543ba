import { PrivateLinkScope } from "../../../components/monitoring/privateLinkScope";
import { named, ofType, record } from "../../support/record";
import { access, idOf, place, workspaceId } from "./sample";

const applicationInsightsId = idOf("Microsoft.Insights/components", "appi-acme");
const recorded = () =>
  record(() => new PrivateLinkScope("scope", { ...place(), workspaceId, applicationInsightsId, access: access() }));

test("both directions are private only", async () => {
  expect(named(await recorded(), "monitor:PrivateLinkScope", "scope").inputs).toEqual({
    scopeName: "ampls-acme",
    resourceGroupName: "rg-acme",
    location: "global",
    tags: { owner: "platform" },
    accessModeSettings: { ingestionAccessMode: "PrivateOnly", queryAccessMode: "PrivateOnly" },
  });
});

test("workspace and Application Insights are in the scope", async () => {
  const members = ofType(await recorded(), "monitor:PrivateLinkScopedResource").map(({ inputs }) => [
    inputs.name,
    inputs.linkedResourceId,
  ]);
  expect(members.sort()).toEqual([
    ["insights", applicationInsightsId],
    ["workspace", workspaceId],
  ]);
});

test("the endpoint leads to Azure Monitor", async () => {
  const [connection] = named(await recorded(), "network:PrivateEndpoint", "scope-endpoint").inputs.privateLinkServiceConnections;
  expect(connection.groupIds).toEqual(["azuremonitor"]);
});

test("the endpoint waits for the members, whose names it publishes", async () => {
  const resources = await recorded();
  const members = ofType(resources, "monitor:PrivateLinkScopedResource").map((member) => member.urn);
  expect(named(resources, "network:PrivateEndpoint", "scope-endpoint").dependencies).toEqual(expect.arrayContaining(members));
});
