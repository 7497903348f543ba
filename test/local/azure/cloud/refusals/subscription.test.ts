import { Props, subscriptionFromEnvironment, subscriptionId } from "../../../../../local/azure";
import { Cloud } from "../../../../../local/azure/cloud";
import {
  change,
  given,
  idOf,
  inGroup,
  make,
  network,
  networkId,
  newCloud,
  refusal,
  resourceGroup,
  vault,
  vaultId,
} from "../support";

const cloudWith = (environment: NodeJS.ProcessEnv): Cloud => newCloud({ subscription: subscriptionFromEnvironment(environment) });

describe("resource providers that are not registered", () => {
  const setting: [string, Props] = [
    "monitor:DiagnosticSetting",
    { resourceUri: vaultId(), name: "shield", eventHubAuthorizationRuleId: "r", logs: [{ categoryGroup: "audit" }] },
  ];
  const actionGroup: [string, Props] = [
    "monitor:ActionGroup",
    { resourceGroupName: "rg", actionGroupName: "ops", location: "global", groupShortName: "ops", enabled: true },
  ];

  it("are asked for by a diagnostic setting, which azure-native does not register by itself", async () => {
    const cloud = cloudWith({ AZURE_UNREGISTERED: "microsoft.insights" });
    await given(cloud, resourceGroup, vault());
    expect(await refusal(make(cloud, ...setting))).toEqual({
      status: 409,
      code: "Conflict",
      message: `The subscription '${subscriptionId}' is not registered to use microsoft.insights.`,
    });
  });

  it("are registered with the first resource of another type", async () => {
    const cloud = cloudWith({ AZURE_UNREGISTERED: "Microsoft.Insights" });
    await given(cloud, resourceGroup, vault(), actionGroup);
    await expect(make(cloud, ...setting)).resolves.toBeDefined();
  });

  it("are none by default", async () => {
    const cloud = newCloud();
    await given(cloud, resourceGroup, vault());
    await expect(make(cloud, ...setting)).resolves.toBeDefined();
  });

  it("have names", () =>
    expect(() => cloudWith({ AZURE_UNREGISTERED: "insights" })).toThrow(
      "AZURE_UNREGISTERED must have names of resource providers such as Microsoft.Insights, got insights",
    ));
});

describe("the Network Watcher of a flow log", () => {
  const flowLog = (more: Props = {}): [string, Props] => [
    "network:FlowLog",
    {
      resourceGroupName: "NetworkWatcherRG",
      networkWatcherName: "NetworkWatcher_swedencentral",
      flowLogName: "flows",
      location: "swedencentral",
      targetResourceId: networkId,
      ...more,
    },
  ];

  it("is there with the first network of its region", async () => {
    const cloud = newCloud();
    await given(cloud, resourceGroup);
    expect((await refusal(make(cloud, ...flowLog()))).code).toBe("ResourceGroupNotFound");
    await given(cloud, network());
    await expect(make(cloud, ...flowLog())).resolves.toBeDefined();
    const other = { networkWatcherName: "NetworkWatcher_francecentral", location: "francecentral" };
    expect((await refusal(make(cloud, ...flowLog(other)))).code).toBe("ParentResourceNotFound");
  });

  it("is not there where a policy forbids it", async () => {
    const cloud = cloudWith({ AZURE_NETWORK_WATCHERS: "none" });
    await given(cloud, resourceGroup, network());
    expect((await refusal(make(cloud, ...flowLog()))).code).toBe("ResourceGroupNotFound");
  });

  it("may be in a group that somebody made", async () => {
    const cloud = cloudWith({ AZURE_NETWORK_WATCHERS: "none" });
    await given(cloud, resourceGroup, network());
    await expect(make(cloud, ...flowLog({ resourceGroupName: "rg", networkWatcherName: "own" }))).resolves.toBeDefined();
  });

  it("is forbidden with one word", () =>
    expect(() => cloudWith({ AZURE_NETWORK_WATCHERS: "no" })).toThrow("AZURE_NETWORK_WATCHERS must be none, got no"));
});

describe("the dates of a budget", () => {
  const scope = `/subscriptions/${subscriptionId}`;
  const budget = (startDate: string, more: Props = {}): [string, Props] => [
    "consumption:Budget",
    { scope, budgetName: "b", amount: 1, category: "Cost", timeGrain: "Monthly", timePeriod: { startDate }, ...more },
  ];

  it.each(["2026-10-01T00:00:00Z", "2027-12-01T00:00:00Z"])(
    "cannot begin outside of the current month and a year: %s",
    async (start) =>
      expect(await refusal(make(newCloud(), ...budget(start)))).toMatchObject({
        status: 400,
        message: `Start date ${start} must be in the current month or in one of the twelve that follow.`,
      }),
  );

  it.each(["2026-11-01T00:00:00Z", "2027-11-01T00:00:00Z"])("may begin %s", async (start) => {
    await expect(make(newCloud(), ...budget(start))).resolves.toBeDefined();
  });

  it("cannot be changed later, and stay as they are when the month is over", async () => {
    const cloud = newCloud();
    const { id } = await make(cloud, ...budget("2026-11-01T00:00:00Z"));
    expect(await refusal(change(cloud, ...at(id, budget("2026-12-01T00:00:00Z"))))).toMatchObject({
      status: 400,
      message: "Start date of budgets cannot be updated. Please delete and create a new budget.",
    });
    await expect(change(cloud, ...at(id, budget("2026-11-01T00:00:00Z", { amount: 2 })))).resolves.toBeDefined();
  });

  const at = (id: string, [token, inputs]: [string, Props]): [string, string, Props] => [token, id, inputs];
});

describe("what somebody else made", () => {
  const landingZone = [
    { type: "resources:ResourceGroup", inputs: inGroup },
    { type: "keyvault:Vault", inputs: vault()[1] },
  ];

  it("is there from the beginning, once", () => {
    const first = newCloud({ landingZone });
    expect(first.list().map(({ id }) => id)).toEqual([idOf("").replace("/providers/", ""), vaultId()]);
  });

  it("is of known types", () =>
    expect(() => newCloud({ landingZone: [{ type: "compute:VirtualMachine", inputs: {} }] })).toThrow(
      "does not simulate the resource type azure-native:compute:VirtualMachine",
    ));
});
