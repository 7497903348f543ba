import { refuses } from "../gateway/authentication";
import { reachable } from "../gateway/conditions";
import { Element, everyElement } from "../gateway/document";
import { documentOf } from "../gateway/stackDocuments";
import { Finding } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";

/** Tools that the caller runs himself: no settings name them. */
const callers = new Set(["function", "custom", "local_shell", "apply_patch", "computer_use_preview"]);

export default stackRule({
  name: "apim-tools-named",
  severity: "high",
  types: ["apimanagement:ProductPolicy"],
  description:
    "Requests ask for no tools, sources and MCP servers but those that a plan of the stack's settings names; those are told.",
  remediation: "Name them in tools and mcpServers of the plan, or take them out of the policy's lists.",
  check: (resource, stack) => {
    const read = documentOf(resource, stack);
    if ("problem" in read) return [];
    const lists = everyElement(read.document).filter(
      (one) => one.name === "set-variable" && one.attributes["name"] === "refusedTool",
    );
    return [
      ...unasked(read.document, lists.length > 0, resource, stack),
      ...lists.flatMap((one) => judged(one.attributes["value"] ?? "", stack)),
    ];
  },
});

/** A plan of the settings refuses tools and models that it does not have. @param lists Whether the document looks for tools. */
function unasked(document: Element, lists: boolean, resource: StackResource, stack: Stack): Finding[] {
  const [product] = stack.dependencies(resource, "productId", "apimanagement:Product");
  const plan = resource.at("productId").text() ?? product?.at("productId").text() ?? "";
  if (!stack.environment.plans.includes(plan)) return [];
  const refusals = reachable(document).filter(
    (one) => one.name === "when" && one.children.some((child) => child.name === "return-response" && refuses(child)),
  );
  const asks = (form: RegExp) => refusals.some((one) => form.test(one.attributes["condition"] ?? ""));
  return [
    ...(lists && asks(/Variables\["refusedTool"\] != ""/)
      ? []
      : [{ message: "value refuses no tool; expected a refusal of what refusedTool finds" }]),
    ...(asks(/!"[^"]*"\.Split\('\|'\)\.Contains\(\(string\)context\.Variables\["model"\]\)/)
      ? []
      : [{ message: "value refuses no model; expected a refusal of models that the plan does not have" }]),
  ];
}

/** What the expression lets pass, held against the settings. */
function judged(expression: string, stack: Stack): Finding[] {
  const list = (name: string): string[] =>
    (new RegExp(`var ${name} = "([^"]*)"\\.Split`).exec(expression)?.[1] ?? "*").split("|").filter((one) => one !== "");
  const passing = [...list("tools").filter((one) => !callers.has(one)), ...list("servers")];
  return passing.map((one) =>
    stack.environment.planTools.includes(one)
      ? { message: `requests of a plan may use ${one}; expected functions and inline data`, advice: true }
      : { message: `requests may use ${one}; expected a tool or server that a plan of the settings names` },
  );
}
