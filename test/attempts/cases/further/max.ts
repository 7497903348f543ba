import { Attempt, strangers } from "../../attempt";
import { answered, set } from "./changes";

const storageOf = (name: string) =>
  `/subscriptions/${strangers}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/${name}`;

/** Attempts at what only an environment with every option has. */
export const ofMax: Attempt[] = [
  {
    name: "the alert on evidence tells those who look after costs",
    change: (plan) => {
      const cost = plan.one("monitor:ActionGroup", "alerts-cost").id;
      plan.set("monitor:ScheduledQueryRule", "alerts-evidence-changed", "actions.actionGroups", [cost]);
    },
  },
  {
    name: "the workspace keeps logs for less than the settings say",
    change: set("operationalinsights:Workspace", "workspace", "retentionInDays", 90),
  },
  ...[90, 730].map((days): Attempt => ({
    name: `the table of prompts keeps rows for ${days} days, which is less than the settings say`,
    change: set(
      "resources:Deployment",
      "workspace-retention",
      "properties.template.resources.0.properties.totalRetentionInDays",
      days,
    ),
  })),
  {
    name: "the archive can be changed before the settings say",
    change: set(
      "storage:StorageAccount",
      "audit",
      "immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays",
      365,
    ),
  },
  {
    name: "the archive refuses that rows are appended",
    change: set(
      "storage:StorageAccount",
      "audit",
      "immutableStorageWithVersioning.immutabilityPolicy.allowProtectedAppendWrites",
      false,
    ),
  },
  {
    name: "the people of security are taken out of their alerts",
    change: set("monitor:ActionGroup", "alerts-security", "emailReceivers", []),
  },
  {
    name: "who is on call is told at another address",
    change: set("monitor:ActionGroup", "alerts", "emailReceivers.0.emailAddress", "somebody@contoso.com"),
  },
  {
    name: "a program that is told takes no token",
    change: set("monitor:ActionGroup", "alerts-security", "webhookReceivers.0.useAadAuth", "false"),
  },
  {
    name: "a program that is told is another one",
    change: set(
      "monitor:ActionGroup",
      "alerts-security",
      "webhookReceivers.0.serviceUri",
      "https://alerts.contoso.com.strangers.example.com/azure",
    ),
  },
  {
    name: "flow logs go to storage of strangers",
    change: set("network:FlowLog", "flow-logs", "storageId", storageOf("st")),
  },
  {
    name: "the archive can be changed after a day",
    change: set(
      "storage:StorageAccount",
      "audit",
      "immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays",
      1,
    ),
  },
  {
    name: "the archive is immutable, says the text false",
    change: set("storage:StorageAccount", "audit", "immutableStorageWithVersioning.enabled", "false"),
  },
  {
    name: "the workspace is protected no more",
    change: (plan) => plan.options("operationalinsights:Workspace", "workspace", { protect: false }),
  },
  {
    name: "the event hub answers on the Internet, in small letters",
    change: set("eventhub:Namespace", "event-hub", "publicNetworkAccess", "enabled"),
  },
  {
    name: "a service behind the archive's firewall comes from an output",
    change: answered("storage:StorageAccount", "training", "networkRuleSet.resourceAccessRules"),
  },
  {
    name: "the lock of the archive is gone",
    change: (plan) => plan.remove("authorization:ManagementLockByScope", "audit-lock"),
  },
  {
    name: "the lock of an account is on a deployment of it",
    change: (plan) =>
      plan.edit("authorization:ManagementLockByScope", "openai-eastus2-lock", "scope", (scope) => `${scope}/deployments/gpt-5.1`),
  },
  {
    name: "the flow log of the network is gone",
    change: (plan) => plan.remove("network:FlowLog", "flow-logs"),
  },
  {
    name: "the flow log holds the flows of one port only",
    change: set("network:FlowLog", "flow-logs", "enabledFilteringCriteria", "dstPort=443"),
  },
  {
    name: "the network leaves the plan against floods",
    change: set("network:VirtualNetwork", "network", "ddosProtectionPlan", undefined),
  },
  {
    name: "an account has no key of the company",
    change: set("cognitiveservices:Account", "openai-eastus2", "properties.encryption", undefined),
  },
  {
    name: "the archive can be changed long before the settings say",
    change: set(
      "storage:StorageAccount",
      "audit",
      "immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays",
      60,
    ),
  },
  {
    name: "the lifecycle deletes the archive long before the settings say",
    change: set(
      "storage:ManagementPolicy",
      "audit-lifecycle",
      "policy.rules.0.definition.actions.baseBlob.delete.daysAfterCreationGreaterThan",
      400,
    ),
  },
  {
    name: "the workspace keeps logs for a month, though the settings say a year",
    change: set("operationalinsights:Workspace", "workspace", "retentionInDays", 31),
  },
  {
    name: "the public address is not protected against floods",
    change: set("network:PublicIPAddress", "gateway-public-ip", "ddosSettings", { protectionMode: "Disabled" }),
  },
  {
    name: "the flow logs' identity calls models",
    change: (plan) =>
      plan.add(
        "authorization:RoleAssignment",
        "further",
        {
          roleAssignmentName: "00000000-1111-4222-8333-aaaaaaaaaaaa",
          principalId: plan.one("managedidentity:UserAssignedIdentity", "identities-flow-logs").outputs.principalId,
        },
        { like: "roles-apim-openai-stored-objects" },
      ),
  },
  {
    name: "every public address may reach the front end",
    change: (plan) =>
      plan.replace(plan.one("network:NetworkSecurityGroup", "network-application-gateway"), (one) => {
        for (const side of [one.inputs, one.outputs])
          for (const rule of side.securityRules as Record<string, unknown>[])
            if (rule.access === "Allow" && rule.destinationPortRange === "443" && rule.direction === "Inbound")
              Object.assign(rule, {
                sourceAddressPrefixes: ["1.0.0.0/8", "2.0.0.0/7", "4.0.0.0/6"],
                sourceAddressPrefix: undefined,
              });
      }),
  },
  {
    name: "the accounts' keys come from a vault of strangers",
    change: (plan) =>
      plan.set(
        "cognitiveservices:Account",
        plan.names("cognitiveservices:Account").find((name) => name.endsWith("swedencentral")),
        "properties.encryption.keyVaultProperties.keyVaultUri",
        "https://strangers.vault.azure.net/",
      ),
  },
];
