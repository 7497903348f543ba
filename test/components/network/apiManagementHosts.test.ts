import { ApiManagementHosts } from "../../../components/network/apiManagementHosts";
import { ofType, record } from "../../support/record";
import { hubId, networkId, place, valueOf } from "./fixtures";

const names = [
  "apim-acme.azure-api.net",
  "apim-acme.portal.azure-api.net",
  "apim-acme.developer.azure-api.net",
  "apim-acme.management.azure-api.net",
  "apim-acme.scm.azure-api.net",
];

async function made() {
  let hosts: ApiManagementHosts | undefined;
  const resources = await record(() => {
    hosts = new ApiManagementHosts("hosts", {
      ...place,
      apiManagementName: "apim-acme",
      privateIpAddress: "10.40.1.5",
      links: { shield: networkId, hub: hubId },
    });
  });
  return { hosts: hosts!, resources };
}

describe("ApiManagementHosts", () => {
  it("makes a zone of each host name and none of the whole domain", async () => {
    const { resources } = await made();
    expect(ofType(resources, "privatedns:PrivateZone").map(({ inputs }) => inputs.privateZoneName as string)).toEqual(names);
  });

  it("puts the service's address at the root of each zone", async () => {
    const { resources } = await made();
    expect(ofType(resources, "privatedns:PrivateRecordSet").map(({ inputs }) => inputs)).toEqual(
      names.map((privateZoneName) => ({
        privateZoneName,
        resourceGroupName: "rg-test",
        relativeRecordSetName: "@",
        recordType: "A",
        ttl: 300,
        aRecords: [{ ipv4Address: "10.40.1.5" }],
      })),
    );
  });

  it("links each zone to each network", async () => {
    const { resources } = await made();
    const links = ofType(resources, "privatedns:VirtualNetworkLink").map(({ inputs }) => [
      inputs.privateZoneName as string,
      (inputs.virtualNetwork as { id: string }).id,
      inputs.registrationEnabled as boolean,
    ]);
    expect(links.sort()).toEqual(names.flatMap((name) => [networkId, hubId].map((id) => [name, id, false])).sort());
  });

  it("is ready when all records and links are there", async () => {
    const { hosts, resources } = await made();
    const urns = await Promise.all(hosts.ready.map(({ urn }) => valueOf(urn)));
    const expected = ["privatedns:PrivateRecordSet", "privatedns:VirtualNetworkLink"];
    expect(urns.sort()).toEqual(expected.flatMap((type) => ofType(resources, type).map(({ urn }) => urn)).sort());
  });
});
