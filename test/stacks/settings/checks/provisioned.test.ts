import { changed, messages, Raw, stackFile } from "../support";

const max = (changes: Raw) => messages(changed(stackFile("test/fixtures/max.yaml"), changes));
const without = { "plans[0].usesProvisioned": false };

test.each<[string, Raw, string[]]>([
  ["a model without it", without, []],
  ["a model with pay-as-you-go beside it", { ...without, "plans[0].models": ["gpt-5.1"] }, []],
  [
    "a model that the v1 API has there only",
    { ...without, "plans[0].models": ["gpt-5.4"] },
    ["plans[0].usesProvisioned: nothing but provisioned throughput answers for gpt-5.4 on the v1 API"],
  ],
  [
    "a model whose provisioned throughput is used among the last",
    { ...without, "plans[0].models": ["gpt-5.1"], "openAi.regions[0].sameZone": false },
    [
      "plans[0].usesProvisioned: provisioned throughput of gpt-5.1 in a region with sameZone: false is used among the last, by every plan",
    ],
  ],
  [
    "stored responses that it makes",
    { "plans[1].usesProvisioned": false, "plans[1].models": ["gpt-5.1"] },
    ["plans[1].usesProvisioned: stored responses of gpt-5.1 are made by a provisioned deployment"],
  ],
  ["stored responses that its consumer's own account makes", { "plans[3].usesProvisioned": false }, []],
])("a plan without provisioned throughput, and %s", (_what, changes, problems) => {
  expect(max(changes)).toEqual(problems);
});
