import type { Rule } from "../base/rule";
import evhClosed from "../rules/evh-closed";
import evhNoCapture from "../rules/evh-no-capture";
import evhPrivateEndpoint from "../rules/evh-private-endpoint";
import evhPublicNetworkDisabled from "../rules/evh-public-network-disabled";

/** Rules over event hubs. */
export const eventHubRules: readonly Rule[] = [evhClosed, evhNoCapture, evhPrivateEndpoint, evhPublicNetworkDisabled];
