import { FlowLogs } from "../../../components/network/flowLogs";
import { network } from "../../../stacks/settings/schema/network";
import { named, record } from "../../support/record";
import { networkId, place, workspaceId } from "./fixtures";

const storageAccountId = "/subscriptions/s/resourceGroups/rg-test/providers/Microsoft.Storage/storageAccounts/staudit";
const identityId = "/subscriptions/s/resourceGroups/rg-test/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-flow";

async function flowLog(flowLogs: object) {
  const settings = network.parse({ flowLogs: { enabled: true, ...flowLogs } }).flowLogs;
  const resources = await record(
    () =>
      new FlowLogs("flow-logs", { ...place, settings, virtualNetworkId: networkId, storageAccountId, workspaceId, identityId }),
  );
  return named(resources, "network:FlowLog", "flow-logs").inputs;
}

describe("FlowLogs", () => {
  it("writes the network's flows with an identity and analyses them", async () => {
    expect(await flowLog({ retentionDays: 30 })).toEqual({
      flowLogName: "fl-acme-ai",
      networkWatcherName: "NetworkWatcher_swedencentral",
      resourceGroupName: "NetworkWatcherRG",
      location: "swedencentral",
      targetResourceId: networkId,
      storageId: storageAccountId,
      enabled: true,
      format: { type: "JSON", version: 2 },
      retentionPolicy: { enabled: true, days: 30 },
      flowAnalyticsConfiguration: {
        networkWatcherFlowAnalyticsConfiguration: {
          enabled: true,
          trafficAnalyticsInterval: 10,
          workspaceResourceId: workspaceId,
        },
      },
      identity: { type: "UserAssigned", userAssignedIdentities: [identityId] },
      tags: { environment: "test" },
    });
  });

  it("uses the Network Watcher that the settings name", async () => {
    expect(await flowLog({ networkWatcherName: "nw", networkWatcherResourceGroup: "rg-nw" })).toMatchObject({
      networkWatcherName: "nw",
      resourceGroupName: "rg-nw",
    });
  });
});
