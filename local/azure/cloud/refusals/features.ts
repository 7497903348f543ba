import { stateOf } from "../../features";
import { isObject, listAt, objectAt, textAt } from "../../provider";
import { AzureError } from "../azureError";
import { byType, Refusal } from "./refusal";

/**
 * A new gateway without public address needs a feature of the subscription (Microsoft Learn, "Troubleshoot the error
 * ApplicationGatewayFrontendIpCannotHavePublicIpAndSubnet").
 */
const privateGateway: Refusal = ({ kind, id, inputs }) => {
  const frontEnds = listAt(inputs, "frontendIPConfigurations").filter(isObject);
  const isPrivate = frontEnds.length > 0 && frontEnds.every((one) => !objectAt(one, "publicIPAddress").id);
  const state = stateOf("Microsoft.Network/EnableApplicationGatewayNetworkIsolation");
  if (kind !== "create" || !isPrivate || state === "Registered" || state === "forbidden") return undefined;
  return new AzureError(
    400,
    "ApplicationGatewayFrontendIpCannotHavePublicIpAndSubnet",
    `Application Gateway ${id} without Public IP is not supported for the selected SKU tier ${textAt(objectAt(inputs, "sku"), "tier")}. Supported SKU tiers are Standard,WAF.`,
  );
};

/** What only a subscription with a feature may do. */
export const features: Refusal = byType({ "network:ApplicationGateway": privateGateway });
