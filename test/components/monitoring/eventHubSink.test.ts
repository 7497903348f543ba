import * as pulumi from "@pulumi/pulumi";
import { EventHubSink } from "../../../components/monitoring/eventHubSink";
import { named, ofType, record } from "../../support/record";
import { access, place, workspaceId } from "./sample";

const settings = { enabled: true, capacity: 2, retentionDays: 3 };
const recorded = (then: (sink: EventHubSink) => unknown = () => undefined) =>
  record(() => then(new EventHubSink("events", { ...place(), settings, workspaceId })));

test("the namespace is closed to the Internet", async () => {
  expect(named(await recorded(), "eventhub:Namespace", "events").inputs).toEqual({
    namespaceName: "evhns-acme-abcde",
    resourceGroupName: "rg-acme",
    location: "swedencentral",
    tags: { owner: "platform" },
    sku: { name: "Standard", tier: "Standard", capacity: 2 },
    isAutoInflateEnabled: false,
    minimumTlsVersion: "1.2",
    publicNetworkAccess: "Disabled",
    disableLocalAuth: false,
  });
});

test("trusted services may come in, nobody else", async () => {
  expect(named(await recorded(), "eventhub:NamespaceNetworkRuleSet", "events-network-rules").inputs).toMatchObject({
    publicNetworkAccess: "Disabled",
    defaultAction: "Deny",
    trustedServiceAccessEnabled: true,
  });
});

test("the hub keeps events for the days of the settings", async () => {
  expect(named(await recorded(), "eventhub:EventHub", "events-hub").inputs).toMatchObject({
    eventHubName: "shield-logs",
    partitionCount: 4,
    retentionDescription: { cleanupPolicy: "Delete", retentionTimeInHours: 72 },
  });
});

test("the namespace logs to the workspace and not into itself", async () => {
  const setting = named(await recorded(), "monitor:DiagnosticSetting", "events-diagnostics").inputs;
  expect(setting).not.toHaveProperty("eventHubName");
  expect(setting.workspaceId).toBe(workspaceId);
});

test("the target names hub, rule and region", async () => {
  let target: unknown;
  const resources = await recorded(
    (sink) =>
      new Promise<void>((resolve) =>
        pulumi.output(sink.target).apply((value) => {
          target = value;
          resolve();
        }),
      ),
  );
  const namespaceId = named(resources, "monitor:DiagnosticSetting", "events-diagnostics").inputs.resourceUri;
  expect(target).toEqual({
    authorizationRuleId: `${namespaceId}/authorizationRules/RootManageSharedAccessKey`,
    name: "shield-logs",
    location: "swedencentral",
  });
});

test("without connect there is no private endpoint", async () => {
  expect(ofType(await recorded(), "network:PrivateEndpoint")).toEqual([]);
});

test("connect makes the private endpoint of the namespace", async () => {
  const resources = await recorded((sink) => sink.connect(access()));
  const [connection] = named(resources, "network:PrivateEndpoint", "events-endpoint").inputs.privateLinkServiceConnections;
  expect(connection.groupIds).toEqual(["namespace"]);
});
