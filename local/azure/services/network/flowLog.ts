import { guid } from "../../base/identifiers";
import { identityOf } from "../../base/identity";
import { network } from "../../base/names";
import { textAt } from "../../base/provider";
import { ResourceTypes, succeeded } from "../../base/resourceType";
import { version } from "./parts";

/** Flow logs. */
export const flowLogTypes: ResourceTypes = {
  "network:FlowLog": {
    arm: "Microsoft.Network/networkWatchers/flowLogs",
    ...version,
    path: ["resourceGroupName", "networkWatcherName", "flowLogName"],
    located: true,
    notReturned: ["id"],
    adds: (r) => ({ targetResourceGuid: guid(textAt(r.inputs, "targetResourceId")), ...identityOf(r), ...succeeded }),
    name: network(1, 80),
    seconds: { create: 15 },
  },
};
