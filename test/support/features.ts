/** The feature of the subscription that a gateway without public address needs. */
const networkIsolation = "Microsoft.Network/EnableApplicationGatewayNetworkIsolation";

/** Variables with which the stand-in Azure has that feature in a state. */
export const isolationIs = (state: string) => ({ AZURE_FEATURES: JSON.stringify({ [networkIsolation]: state }) });
