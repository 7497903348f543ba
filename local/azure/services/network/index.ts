import { ResourceTypes } from "../../base/resourceType";
import { applicationGatewayTypes } from "./applicationGateway";
import { flowLogTypes } from "./flowLog";
import { networkWatcherTypes } from "./networkWatcher";
import { privateEndpointTypes } from "./privateEndpoint";
import { publicAddressTypes } from "./publicAddress";
import { securityGroupTypes } from "./securityGroup";
import { virtualNetworkTypes } from "./virtualNetwork";

/** Types of Microsoft.Network, private DNS apart. */
export const networkTypes: ResourceTypes = {
  ...virtualNetworkTypes,
  ...securityGroupTypes,
  ...publicAddressTypes,
  ...privateEndpointTypes,
  ...applicationGatewayTypes,
  ...flowLogTypes,
  ...networkWatcherTypes,
};
