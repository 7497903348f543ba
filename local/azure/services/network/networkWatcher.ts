import { network } from "../../base/names";
import { ResourceTypes, succeeded } from "../../base/resourceType";
import { version } from "./parts";

/** Network Watcher of a region. Azure makes one by itself, named `NetworkWatcher_<region>` in the group NetworkWatcherRG, unless the subscription forbids it. */
export const networkWatcherTypes: ResourceTypes = {
  "network:NetworkWatcher": {
    arm: "Microsoft.Network/networkWatchers",
    ...version,
    path: ["resourceGroupName", "networkWatcherName"],
    located: true,
    notReturned: ["id"],
    adds: () => succeeded,
    name: network(1, 80),
    seconds: { create: 5 },
  },
};
