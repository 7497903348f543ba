import { offeredIn } from "../../../../stacks/settings/facts/modelRegions";
import { retirements, retiredBefore, successors } from "../../../../stacks/settings/facts/models";
import { publicRegions } from "../../../../stacks/settings/facts/regions";
import { successorOf } from "../../../../stacks/settings/modelLife";
import { Raw, dev, parsed, today } from "../support";

const at = "openAi.regions[0].deployments[0]";
const model = (name: string, version: string, more: Raw = {}): Raw =>
  dev({
    openAi: {
      regions: [{ location: "swedencentral", deployments: [{ model: name, version, sku: "Standard", capacity: 100 }] }],
    },
    plans: [{ name: "standard", models: [name], tokensPerMinute: 1000 }],
    ...more,
  });

describe("a model that cannot be deployed any more", () => {
  it.each([
    [
      "gpt-4o",
      "2024-11-20",
      "model",
      "gpt-4o 2024-11-20 was retired on 2026-10-01 by the schedule of 2026-07-07; take gpt-5.1 2025-11-13",
    ],
    [
      "gpt-4.1",
      "2025-04-14",
      "model",
      "gpt-4.1 2025-04-14 was retired on 2026-10-14 by the schedule of 2026-07-07; take gpt-5.1 2025-11-13",
    ],
    [
      "gpt-4o-mini",
      "2024-07-18",
      "model",
      "gpt-4o-mini 2024-07-18 was retired on 2026-10-01 by the schedule of 2026-07-07; take gpt-5-mini 2025-08-07",
    ],
    [
      "model-router",
      "2025-08-07",
      "version",
      "model-router 2025-08-07 was retired on 2026-08-30 by the schedule of 2026-07-07; take version 2025-11-18",
    ],
    ["gpt-35-turbo", "0125", "model", "gpt-35-turbo is retired; take gpt-5-mini 2025-08-07"],
    ["gpt-5.1", "2025-11-14", "version", "the schedule of 2026-07-07 has no such version of gpt-5.1; did you mean 2025-11-13?"],
    ["gpt5.1", "2025-11-13", "model", "the schedule of 2026-07-07 has no such model; did you mean gpt-5.1?"],
    ["gpt-5.1-min", "1", "model", "the schedule of 2026-07-07 has no such model; did you mean gpt-5.4-mini?"],
    ["unheard-of-model", "1", "model", "the schedule of 2026-07-07 has no such model"],
  ])("%s %s is refused, with a successor and no advice about deployment types", (name, version, entry, message) => {
    const { problems, warnings } = parsed(model(name, version));
    expect(problems.map(({ path, message: text }) => `${path}: ${text}`)).toEqual([`${at}.${entry}: ${message}`]);
    expect(warnings).toEqual([]);
  });

  it("is accepted by name", () => {
    expect(parsed(model("gpt-4o", "2024-11-20", { "accepted.models": ["gpt-4o@2024-11-20"] })).problems).toEqual([]);
    expect(parsed(model("gpt-4o", "2024-11-20", { "accepted.models": ["gpt-4o@2024-08-06"] })).problems).toHaveLength(1);
  });
});

describe("the tables", () => {
  it("propose a model that still answers for each that does not", () => {
    const gone = Object.entries(retirements).flatMap(([key, date]) => (date <= today ? [key.split("@")[0] ?? ""] : []));
    const living = new Set(Object.entries(retirements).flatMap(([key, date]) => (date > today ? [key.split("@")[0]] : [])));
    const without = [...gone, ...retiredBefore].filter((name) => !living.has(name) && successorOf(name, today) === undefined);
    // No model that is left does what these do.
    expect([...new Set(without)]).toEqual(["gpt-4o-transcribe-diarize", "sora-2", "babbage-002", "davinci-002"]);
  });

  it("name models that the schedule has, in regions that there are", () => {
    const offers = Object.values(offeredIn).flatMap((table) => Object.entries(table));
    expect(offers.filter(([version]) => !(version in retirements)).map(([version]) => version)).toEqual([]);
    expect(offers.flatMap(([, regions]) => regions).filter((region) => !publicRegions.includes(region))).toEqual([]);
    const named = Object.values(successors).filter((name) => !Object.keys(retirements).some((key) => key.startsWith(`${name}@`)));
    expect(named).toEqual([]);
  });
});
