import { resourceOf } from "../azure/outside";
import { unexpected } from "../base/findings";
import { stackRule } from "../base/rule";

export default stackRule({
  name: "cog-model-source",
  severity: "high",
  types: ["cognitiveservices:Deployment"],
  description: "A deployed model is Microsoft's, or was trained by an account of the stack.",
  remediation: "Remove model.source and model.sourceAccount, or name an account of the stack.",
  check: (deployment, stack) =>
    ["source", "sourceAccount"]
      .map((property) => deployment.at(`properties.model.${property}`))
      .filter((value) => !value.isMissing && resourceOf(stack, value.text() ?? "")?.type !== "cognitiveservices:Account")
      .filter((value) => !value.isUnknown || !depends(stack.dependencies(deployment, "properties")))
      .map((value) => ({ message: unexpected(value, "an account of this stack").message })),
});

const depends = (targets: readonly { type: string }[]) => targets.some((one) => one.type === "cognitiveservices:Account");
