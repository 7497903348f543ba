import { zonesOf } from "../../../components/network/privateLinkFacts";

describe("zonesOf", () => {
  it("gives an Azure OpenAI account its three zones", () => {
    expect(zonesOf(["account"])).toEqual([
      "privatelink.cognitiveservices.azure.com",
      "privatelink.openai.azure.com",
      "privatelink.services.ai.azure.com",
    ]);
  });

  it("names the blob zone once for Storage and Azure Monitor", () => {
    expect(zonesOf(["blob", "azuremonitor"]).filter((zone) => zone === "privatelink.blob.core.windows.net")).toHaveLength(1);
  });
});
