import { standardV2Regions, withoutNewStandardV2 } from "../../../../stacks/settings/facts/apiManagementRegions";
import { publicRegions } from "../../../../stacks/settings/facts/regions";
import { Raw, dev, parsed, prod } from "../support";

const warned = (raw: Raw, on?: string) => parsed(raw, on).warnings.map(({ path, message }) => `${path}: ${message}`);

const model = (more: Raw): Raw =>
  dev({
    openAi: { regions: [{ location: "swedencentral", deployments: [{ sku: "GlobalStandard", capacity: 100, ...more }] }] },
    plans: [{ name: "standard", models: [more.model], tokensPerMinute: 1000 }],
  });
const at = "openAi.regions[0].deployments[0]";

describe("retirement of a model", () => {
  const gpt51 = model({ model: "gpt-5.1", version: "2025-11-13" });

  it.each([
    ["2027-03-15", []],
    ["2027-03-16", [`${at}.version: gpt-5.1 2025-11-13 retires on 2027-05-15, in 60 days, by the schedule of 2026-07-07`]],
    ["2027-05-14", [`${at}.version: gpt-5.1 2025-11-13 retires on 2027-05-15, in 1 day, by the schedule of 2026-07-07`]],
    ["2027-05-15", []],
  ])("is announced by the day: %s", (day, expected) => {
    expect(warned(gpt51, day).filter((text) => !text.startsWith("openAi.regions: "))).toEqual(expected);
  });

  it.each([["gpt-5.2", "2025-12-11", "gpt-5.2 2025-12-11 retires on 2026-12-12, in 20 days, by the schedule of 2026-07-07"]])(
    "%s %s",
    (name, version, message) => {
      expect(warned(model({ model: name, version }))).toEqual([`${at}.version: ${message}`]);
    },
  );
});

describe("a model that a region does not offer", () => {
  it.each<[string, Raw, string[]]>([
    [
      "a listed version elsewhere",
      { model: "gpt-5.4-mini", version: "2026-03-17", sku: "DataZoneStandard" },
      [`${at}.sku: gpt-5.4-mini 2026-03-17 is not offered as DataZoneStandard in swedencentral by the table of 2026-07-07`],
    ],
    [
      "a version that is listed for no region",
      { model: "gpt-5", version: "2025-08-07", sku: "Standard" },
      [`${at}.sku: gpt-5 2025-08-07 is not offered as Standard in swedencentral by the table of 2026-07-07`],
    ],
    ["gpt-5.4 in the data zone of Europe", { model: "gpt-5.4", version: "2026-03-05", sku: "DataZoneStandard" }, []],
    ["gpt-5.5 in the data zone of Europe", { model: "gpt-5.5", version: "2026-04-24", sku: "DataZoneStandard" }, []],
    ["a listed version here", { model: "gpt-5.1", version: "2025-11-13", sku: "Standard" }, []],
  ])("%s", (_, more, expected) => {
    expect(warned(model(more))).toEqual(expected);
  });
});

describe("a model out of reach of the v1 API", () => {
  const name = { model: "gpt-5.1", version: "2025-11-13", name: "chat" };

  it("is warned about once a region", () => {
    expect(warned(model(name))).toEqual([`${at}.name: clients of the v1 API do not reach gpt-5.1 in swedencentral`]);
  });

  it("is not, when another deployment bears its name", () => {
    const raw = model(name);
    const [region] = (raw.openAi as { regions: { deployments: Raw[] }[] }).regions;
    region?.deployments.push({ model: "gpt-5.1", version: "2025-11-13", sku: "DataZoneStandard", capacity: 10 });
    expect(warned(raw)).toEqual([]);
  });
});

describe("limits of a plan", () => {
  it("above the capacity of all deployments of a model are warned about", () => {
    expect(warned(dev({ "plans[0].tokensPerMinute": 100_001 })).slice(0, 2)).toEqual([
      "plans[0].tokensPerMinute: one consumer may use more than all deployments of gpt-5.1 together",
      "plans[0].tokensPerMinute: one consumer may use more than all deployments of text-embedding-3-small together",
    ]);
    expect(warned(dev({ "plans[0].tokensPerMinute": 100_000 })).filter((text) => text.includes("together"))).toEqual([]);
  });

  it("are not compared with throughput units", () => {
    const warnings = warned(prod({ "plans[0].models": ["gpt-5.1"], "plans[0].tokensPerMinute": 10_000_000 }));
    expect(warnings.filter((text) => text.includes("together"))).toEqual([]);
  });

  it("for a month below those for a minute are warned about", () => {
    expect(warned(dev({ "plans[0].tokensPerMonth": 19_999 }))).toEqual([
      "plans[0].tokensPerMonth: the month is used up within a minute",
    ]);
  });
});

describe("tables of models", () => {
  const old = (on: string) => warned(dev(), on).filter((text) => text.includes("days old"));

  it("warn when they are older than half a year", () => {
    expect(old("2027-01-04")).toEqual([
      expect.stringMatching(/^openAi\.regions: the table "[^"]+" is 181 days old/),
      expect.stringMatching(/^openAi\.regions: the table "[^"]+" is 181 days old/),
    ]);
  });

  it("say so of the data zones, too", () => {
    expect(old("2027-05-25")).toContainEqual(expect.stringContaining('"regions of the data zones" is 181 days old'));
  });

  it("say nothing before", () => expect(old("2027-01-03")).toEqual([]));
});

describe("region of API Management StandardV2", () => {
  const inRegion = (location: string, sku = "StandardV2") =>
    dev({
      location,
      "apiManagement.sku": sku,
      ...(sku === "StandardV2" && { "apiManagement.publicNetworkAccess": "UntilApproved" }),
    });
  const said = (raw: Raw, on?: string) => warned(raw, on).filter((text) => text.startsWith("apiManagement.sku: "));
  const onThatDay = "2026-05-08";

  it.each([
    ["polandcentral", "polandcentral has no StandardV2, by the table of 2026-05-08"],
    ["uksouth", "Azure makes no new StandardV2 in uksouth for now, by the table of 2026-05-08"],
  ])("%s is warned about", (location, message) => {
    expect(said(inRegion(location), onThatDay)).toEqual([`apiManagement.sku: ${message}`]);
  });

  it("that is in the table is taken without a word, and so is another tier elsewhere", () => {
    expect(said(inRegion("swedencentral"), onThatDay)).toEqual([]);
    expect(said(inRegion("polandcentral", "Developer"), onThatDay)).toEqual([]);
  });

  it("comes from a table of whose age only stacks with this tier hear", () => {
    const old =
      'apiManagement.sku: the table "regions of API Management StandardV2" is 181 days old, so what it says of the region may be wrong';
    expect(said(inRegion("swedencentral"), "2026-11-05")).toEqual([old]);
    expect(said(inRegion("swedencentral"), "2026-11-04")).toEqual([]);
    expect(said(inRegion("swedencentral", "Developer"), "2026-11-05")).toEqual([]);
  });

  it("is a region of Azure in each row of the table", () => {
    expect(standardV2Regions.filter((region) => !publicRegions.includes(region))).toEqual([]);
    expect(withoutNewStandardV2.filter((region) => !standardV2Regions.includes(region))).toEqual([]);
  });
});
