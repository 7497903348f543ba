import { ActivityLog } from "../../../components/monitoring/activityLog";
import { named, record } from "../../support/record";
import { place, workspaceId } from "./sample";

const subscriptionId = "00000000-0000-4000-8000-000000000000";
const recorded = async (eventHub?: { authorizationRuleId: string; name: string }) => {
  const args = { naming: place().naming, subscriptionId, diagnostics: { workspaceId, eventHub } };
  return named(await record(() => new ActivityLog("activity", args)), "monitor:DiagnosticSetting", "activity").inputs;
};

test("all eight categories of the subscription, by name", async () => {
  const categories = [
    "Administrative",
    "Security",
    "ServiceHealth",
    "Alert",
    "Recommendation",
    "Policy",
    "Autoscale",
    "ResourceHealth",
  ];
  expect(await recorded()).toEqual({
    name: "shield-acme",
    resourceUri: `/subscriptions/${subscriptionId}`,
    workspaceId,
    logs: categories.map((category) => ({ category, enabled: true })),
  });
});

test("to the event hub as well", async () => {
  expect(await recorded({ authorizationRuleId: "/rule", name: "hub" })).toMatchObject({
    eventHubAuthorizationRuleId: "/rule",
    eventHubName: "hub",
  });
});
