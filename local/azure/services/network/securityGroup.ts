import { inUse } from "../../base/inUse";
import { duplicates, failIf, outside } from "../../base/inputRule";
import { network } from "../../base/names";
import { CheckFailure, isObject, listAt, Props, textAt } from "../../base/provider";
import { ResourceTypes } from "../../base/resourceType";
import { children, guidAndState, version } from "./parts";

function securityGroup(inputs: Props): CheckFailure[] {
  const rules = listAt(inputs, "securityRules").filter(isObject);
  const orders = rules.map((rule) => `${textAt(rule, "direction")} ${String(rule.priority)}`);
  return [
    ...duplicates(
      rules.map((rule) => textAt(rule, "name")),
      "securityRules",
    ),
    ...rules.flatMap((rule, i) => outside(rule.priority, `securityRules[${i}].priority`, 100, 4096)),
    ...orders.flatMap((order, i) =>
      failIf(
        orders.indexOf(order) !== i,
        `securityRules[${i}].priority`,
        `another rule has the same direction and priority (${order})`,
      ),
    ),
  ];
}

/** Network security groups. */
export const securityGroupTypes: ResourceTypes = {
  "network:NetworkSecurityGroup": {
    arm: "Microsoft.Network/networkSecurityGroups",
    ...version,
    path: ["resourceGroupName", "networkSecurityGroupName"],
    located: true,
    notReturned: ["id"],
    adds: (r) => ({ securityRules: children(r, "Microsoft.Network/networkSecurityGroups", "securityRules"), ...guidAndState(r) }),
    name: network(1, 80),
    seconds: { create: 10 },
    check: securityGroup,
    refuseDelete: inUse(
      "InUseNetworkSecurityGroupCannotBeDeleted",
      (id, users) =>
        `Network security group ${id} cannot be deleted because it is in use by the following resources: ${users}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`,
    ),
  },
};
