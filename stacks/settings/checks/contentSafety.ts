import { check, problemIf } from "./check";

/** Prompts are looked at by an account that can, and no way to a model leads past it. */
export const contentSafety = check(["openAi", "plans"], ({ openAi, plans }) => [
  ...problemIf(
    openAi.contentSafetyRegion !== undefined && !openAi.regions.some(({ location }) => location === openAi.contentSafetyRegion),
    ["openAi", "contentSafetyRegion"],
    openAi.contentSafetyRegion,
    openAi.regions.map(({ location }) => location).join(", "),
    "no account is there",
  ),
  ...plans.flatMap(({ contentSafety: safety, consumersMayReadStoredObjects }, index) => {
    if (!safety) return [];
    const at = ["plans", index, "contentSafety"];
    return [
      ...problemIf(
        openAi.kind !== "AIServices",
        at,
        safety,
        "no contentSafety, or openAi.kind: AIServices",
        "an account of the kind OpenAI has no API of Azure AI Content Safety, and the package makes no other service that prompts would go to",
      ),
      ...problemIf(
        consumersMayReadStoredObjects,
        ["plans", index, "consumersMayReadStoredObjects"],
        consumersMayReadStoredObjects,
        "false, or no contentSafety",
        "files hold prompts that nobody would look at",
      ),
      ...problemIf(
        !safety.promptShield && Object.keys(safety.categories).length + safety.blocklists.length === 0,
        at,
        safety,
        "promptShield: true, categories or blocklists",
        "nothing is looked for",
      ),
    ];
  }),
]);
