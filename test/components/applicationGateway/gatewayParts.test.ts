import * as pulumi from "@pulumi/pulumi";
import { gatewayId, listeners, part, privateFrontEndAddress } from "../../../components/applicationGateway/gatewayParts";

const known = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

describe("privateFrontEndAddress", () => {
  it.each([
    ["10.40.0.0/24", "10.40.0.251"],
    ["10.40.0.128/26", "10.40.0.187"],
    ["10.40.0.0/28", "10.40.0.11"],
    ["10.40.0.0/22", "10.40.3.251"],
    ["192.168.4.7/24", "192.168.4.251"],
  ])("of %s is %s", (range, address) => {
    expect(privateFrontEndAddress(range)).toBe(address);
  });

  it("is the given one", () => {
    expect(privateFrontEndAddress("10.40.0.0/24", "10.40.0.10")).toBe("10.40.0.10");
  });

  it("refuses what is no range", () => {
    expect(() => privateFrontEndAddress("10.40.0.0")).toThrow();
  });
});

describe("ids", () => {
  const place = { subscriptionId: "s", resourceGroupName: pulumi.output("rg"), name: "agw" };
  const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationGateways/agw";

  it("of the gateway", async () => {
    expect(await known(gatewayId(place))).toBe(id);
  });

  it("of a part", async () => {
    expect(await known(part(gatewayId(place), "httpListeners", "https-private").id)).toBe(`${id}/httpListeners/https-private`);
  });
});

describe("listeners", () => {
  it.each([
    ["private", ["https-private"]],
    ["public", ["https-private", "https-public", "http-public"]],
  ] as const)("%s: %j", (mode, names) => {
    expect(listeners(mode).map((listener) => listener.name)).toEqual(names);
  });
});
