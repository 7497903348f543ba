import { resourceTypes } from "../../../local/azure/services";
import { judgedType } from "../../../policies/azure/judgedTypes";
import { otherProviders } from "../../../policies/base/typeTokens";
import { rules } from "../../../policies/rules";

const known = new Map(Object.entries(resourceTypes).map(([type, { arm }]) => [type, arm]));
/** Types that make others, at any scope: the rules about them name them all. */
const makers = /^resources:/;
const types = [...new Set(rules.flatMap((rule) => rule.types))].filter(
  (type) => !makers.test(type) && !otherProviders.some((provider) => type === `${provider}:*`),
);
/** Types that the stand-in does not make; their names in Azure stand here a second time. */
const elsewhere: Record<string, string> = {
  "authorization:RoleDefinition": "Microsoft.Authorization/roleDefinitions",
  "compute:VirtualMachine": "Microsoft.Compute/virtualMachines",
  "compute:VirtualMachineScaleSet": "Microsoft.Compute/virtualMachineScaleSets",
  "network:NetworkInterface": "Microsoft.Network/networkInterfaces",
  "network:SecurityRule": "Microsoft.Network/networkSecurityGroups/securityRules",
  "network:Subnet": "Microsoft.Network/virtualNetworks/subnets",
};

test.each(types)("%s is known by its type in Azure too", (type) => {
  expect(judgedType(known.get(type) ?? elsewhere[type] ?? "")).toBe(type);
});
