import { modelBackends, modelPools, poolsOf } from "../../../components/apiManagement/pools";
import { changed, messages, stackFile } from "../../stacks/settings/support";
import { deployment, region } from "./sample";

const backends = modelBackends({
  regions: [region("swedencentral", [deployment("gpt-5"), deployment("DeepSeek-V3.1", { format: "DeepSeek" })])],
});

test("a model of another maker is reached on the v1 API only", () => {
  const models = (family: "dated" | "v1") => poolsOf(modelPools(backends), family).map(({ model }) => model);
  expect([models("dated"), models("v1")]).toEqual([["gpt-5"], ["DeepSeek-V3.1", "gpt-5"]]);
});

const settings = (changes: Record<string, unknown>) =>
  messages(
    changed(stackFile("test/fixtures/dev.yaml"), {
      "accepted.models": ["DeepSeek-V3.1@1"],
      "openAi.regions[0].deployments[1]": {
        model: "DeepSeek-V3.1",
        version: "1",
        format: "DeepSeek",
        sku: "GlobalStandard",
        capacity: 50,
      },
      ...changes,
    }),
  );

test("it is accepted by name, on an account that has it, under its own name", () => {
  expect(settings({})).toEqual([]);
  expect(settings({ "accepted.models": [] }).map((text) => text.split(":")[0])).toEqual([
    "openAi.regions[0].deployments[1].model",
  ]);
  expect(settings({ "openAi.kind": "OpenAI" })).toEqual([
    "openAi.regions[0].deployments[1].format: accounts of the kind OpenAI have OpenAI's models only",
  ]);
  expect(settings({ "openAi.regions[0].deployments[1].name": "deep" })).toContain(
    "openAi.regions[0].deployments[1].name: the v1 API, on which alone it answers, finds a deployment by the model's name",
  );
});
