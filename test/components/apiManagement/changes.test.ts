import { Recorded } from "../../support/record";
import { consumers, openAi, plans, recordGateway } from "./sample";

let resources: Recorded[];
beforeAll(async () => {
  resources = await recordGateway();
});

describe("a change of the settings", () => {
  const byUrn = (made: Recorded[]) => new Map(made.map((resource) => [resource.urn, JSON.stringify(resource.inputs)]));

  /** Names of what is added, removed or changed, by type. */
  async function changes(more: Parameters<typeof recordGateway>[0]): Promise<string[]> {
    const [before, after] = [byUrn(resources), byUrn(await recordGateway(more))];
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter((key) => before.get(key) !== after.get(key))
      .map((key) => `${!after.has(key) ? "-" : before.has(key) ? "~" : "+"} ${key.split("::").pop()}`)
      .sort();
  }

  it("that adds a region adds its backends and changes the pools they are in", async () => {
    const extra = { location: "polandcentral", sameZone: true, deployments: openAi.regions[1]!.deployments.slice(0, 1) };
    const more = {
      openAi: { ...openAi, regions: [...openAi.regions, extra] },
      accounts: { ...gatewayHosts(), polandcentral: { host: "p.example" } },
    };
    expect(await changes(more)).toEqual([
      "+ apim-host-polandcentral",
      "+ apim-polandcentral-gpt-5",
      "+ apim-v1-polandcentral-gpt-5",
      "~ apim-model-gpt-5",
      "~ apim-model-gpt-5-next",
      "~ apim-openai",
      "~ apim-openai-v1",
      "~ apim-v1-gpt-5",
      "~ apim-v1-gpt-5-next",
    ]);
  });

  it("that only reorders the regions changes nothing, the home account named", async () => {
    const regions = [...openAi.regions].reverse();
    expect(await changes({ openAi: { ...openAi, regions, statefulRegion: "swedencentral" } })).toEqual([]);
  });

  it("that adds a consumer adds its subscription", async () => {
    const more = [...consumers, { ...consumers[0]!, name: "team-c" }];
    expect(await changes({ consumers: more })).toEqual(["+ apim-team-c"]);
  });

  it("that raises a plan's limit changes its policy", async () => {
    expect(await changes({ plans: [{ ...plans[0]!, tokensPerMinute: 1 }, plans[1]!] })).toEqual(["~ apim-standard"]);
  });

  const gatewayHosts = () =>
    Object.fromEntries(
      openAi.regions.map(({ location }) => [location, { host: `oai-shield-${location}-abcde.openai.azure.com` }]),
    );
});
