import { subscriptionFromEnvironment } from "../../../../../local/azure";
import { Cloud } from "../../../../../local/azure/cloud";
import { isolationIs } from "../../../../support/features";
import {
  change,
  given,
  idOf,
  inGroup,
  make,
  network,
  networkId,
  newCloud,
  refusal,
  resourceGroup,
  temporaryFolder,
} from "../support";

const onPrivate = { name: "private", subnet: { id: `${networkId}/subnets/s` }, privateIPAddress: "10.40.0.10" };
const onPublic = { name: "public", publicIPAddress: { id: idOf("Microsoft.Network/publicIPAddresses/pip") } };
const gateway = (...frontendIPConfigurations: object[]) => ({
  ...inGroup,
  applicationGatewayName: "agw",
  sku: { name: "WAF_v2", tier: "WAF_v2" },
  frontendIPConfigurations,
});
const token = "network:ApplicationGateway";

const filled = async (cloud: Cloud): Promise<Cloud> => {
  await given(cloud, resourceGroup, network(), ["network:PublicIPAddress", { ...inGroup, publicIpAddressName: "pip" }]);
  return cloud;
};
const cloudWith = (state?: string): Promise<Cloud> =>
  filled(newCloud({ subscription: subscriptionFromEnvironment(state ? isolationIs(state) : {}) }));

describe("a gateway without public address", () => {
  it.each(["NotRegistered", "Registering", "Unregistered"])("is refused when its feature is %s", async (state) => {
    const cloud = await cloudWith(state);
    expect(await refusal(make(cloud, token, gateway(onPrivate)))).toEqual({
      status: 400,
      code: "ApplicationGatewayFrontendIpCannotHavePublicIpAndSubnet",
      message: expect.stringContaining("without Public IP is not supported for the selected SKU tier WAF_v2") as string,
    });
  });

  it.each([undefined, "Registered"])("is made when its feature is %s", async (state) => {
    await expect(make(await cloudWith(state), token, gateway(onPrivate))).resolves.toBeDefined();
  });

  it("stays when the feature goes", async () => {
    const dir = temporaryFolder();
    const cloud = await filled(newCloud({ dir }));
    const { id } = await make(cloud, token, gateway(onPrivate));
    const later = newCloud({ dir, subscription: subscriptionFromEnvironment(isolationIs("Unregistered")) });
    await expect(change(later, token, id, { ...gateway(onPrivate), tags: { team: "b" } })).resolves.toBeDefined();
  });
});

it("a gateway with a public address needs no feature", async () => {
  await expect(make(await cloudWith("NotRegistered"), token, gateway(onPrivate, onPublic))).resolves.toBeDefined();
});
