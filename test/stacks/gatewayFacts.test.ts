import { parseSettings } from "../../stacks/settings/parse";
import { gatewayFacts } from "../../stacks/shield/gatewayFacts";
import { settingsOf } from "../support/planHere";

it("names the backend of each deployment, also of a model that the dated API does not serve", () => {
  const raw = settingsOf("dev");
  raw.openAi.regions[0].deployments[0].format = "Cohere";
  const { settings } = parseSettings(raw);
  const ids = settings ? gatewayFacts(settings).deployments.map(({ backendId }) => backendId) : [];
  expect(ids.filter((id) => id.includes("swedencentral"))).toEqual([
    "swedencentral-text-embedding-3-small",
    "v1-swedencentral-gpt-5-1",
  ]);
});

it("names models as callers do, whatever their deployments are called", () => {
  const { settings } = parseSettings(settingsOf("max"));
  const deployed = settings!.openAi.regions.flatMap(({ deployments }) => deployments);
  expect(deployed.some(({ name }) => name !== undefined)).toBe(true);
  const named = gatewayFacts(settings!).deployments.map(({ model }) => model);
  expect(named.sort()).toEqual(deployed.map(({ model }) => model).sort());
});
