import { matchesGlobInAnyCase } from "../base/glob";
import { mustBe, mustBeSet, unexpected } from "../base/findings";
import { resourceRule } from "../base/rule";
import { strings } from "../base/settings";

export default resourceRule({
  name: "cog-approved-models",
  severity: "medium",
  types: ["cognitiveservices:Deployment"],
  description: "Deployments are of approved models.",
  remediation: "Choose a model of the rule's settings, or have one added.",
  settings: {
    models: strings("Models that may be deployed; `*` stands for any characters.", [
      "gpt-5*",
      "gpt-image-*",
      "gpt-audio*",
      "gpt-realtime*",
      "text-embedding-3-*",
      "model-router",
    ]),
  },
  check: (deployment, { models }) => {
    const name = deployment.at("properties.model.name");
    return [
      ...mustBe(deployment.at("properties.model.format"), "OpenAI"),
      ...(models.some((one) => matchesGlobInAnyCase(one, name.text() ?? ""))
        ? []
        : [unexpected(name, `one of ${models.join(", ")}`)]),
      ...mustBeSet(deployment.at("properties.model.version"), "a version"),
    ];
  },
});
