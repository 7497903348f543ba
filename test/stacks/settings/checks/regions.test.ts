import { dev, messages, problems } from "../support";

describe("a region", () => {
  it.each([
    ["atlantis", "is no Azure region; the nearest name is eastus"],
    ["francecentrl", "is no Azure region; did you mean francecentral?"],
    ["swedencentral1", "is no Azure region; did you mean swedencentral?"],
    ["usgovvirginia", "is a region of Azure Government; this package deploys to Azure's public cloud only"],
    ["chinanorth3", "is a region of Azure operated by 21Vianet (China); this package deploys to Azure's public cloud only"],
  ])("%s is refused, wherever it is set", (region, message) => {
    const raw = dev({ location: region, "openAi.regions[1].location": region, "openAi.statefulRegion": "swedencentral" });
    expect(messages(raw)).toEqual([`location: ${message}`, `openAi.regions[1].location: ${message}`]);
  });

  it.each([
    ["Sweden Central", "did you mean swedencentral?"],
    ["US Gov Virginia", "is a region of Azure Government"],
    ["West US 3", "did you mean westus3?"],
  ])("is not written as %s", (region, hint) => {
    expect(messages(dev({ location: region }))).toEqual([expect.stringContaining(hint)]);
  });

  it("that the list lacks is accepted by name, but none of another cloud", () => {
    const newer = dev({
      location: "finlandnorth",
      "accepted.regions": ["finlandnorth"],
      "openAi.statefulRegion": "swedencentral",
    });
    expect(messages(newer)).toEqual([]);
    expect(problems(dev({ "accepted.regions": ["usgovtexas"] })).map(({ path }) => path)).toEqual(["accepted.regions[0]"]);
  });
});
