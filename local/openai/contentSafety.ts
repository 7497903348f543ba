import type { BackendRequest, BackendResponse } from "../gateway/types";
import { Access, refuseAccess } from "./access";
import type { Account } from "./account";
import { Json, JsonObject, jsonAnswer } from "./answer";
import { platformError } from "./refusal";
import { isObject } from "./words";

/** Markers in a text by which the stand-in finds what the service would find with models of its own. */
export const plantedText = {
  /** An attack on the model's instructions. */
  attack: "shield-attack-test",
  /** Harm of a kind and severity, 0 to 7. */
  harm: (category: string, severity: number): string => `shield-harm-test:${category}:${severity}`,
  /** A word of a blocklist. */
  listed: (blocklist: string): string => `shield-blocklist-test:${blocklist}`,
};

/** Name under which the state of the service is set, beside the deployments of a region. */
export const contentSafetyName = "content-safety";

/** Blocklists that no account has: names that begin so. */
const missingList = /^missing/;
const longest = 10_000;
const versions = new Set(["2023-10-01", "2024-02-15-preview", "2024-09-01"]);

/** Answers `contentsafety/text:shieldPrompt` and `contentsafety/text:analyze` of an account. @throws Refusal as Azure's */
export async function contentSafety(
  access: Access,
  account: Account,
  request: BackendRequest,
  url: URL,
): Promise<BackendResponse> {
  if (!versions.has(url.searchParams.get("api-version") ?? "")) throw platformError(404, "404", "Resource not found");
  await refuseAccess(access, request, account, "contentSafety");
  const body = bodyOf(request);
  if (request.method === "POST" && url.pathname === "/contentsafety/text:shieldPrompt")
    return jsonAnswer(200, shieldPrompt(body));
  if (request.method === "POST" && url.pathname === "/contentsafety/text:analyze") return jsonAnswer(200, analyze(body));
  throw platformError(404, "404", "Resource not found");
}

function bodyOf(request: BackendRequest): JsonObject {
  const value = JSON.parse(Buffer.from(request.body ?? new Uint8Array()).toString()) as Json;
  if (!isObject(value)) throw invalid("The request body is invalid.");
  return value;
}

const invalid = (message: string) => platformError(400, "InvalidRequestBody", message);

function textIn(value: Json | undefined, name: string): string {
  if (typeof value !== "string") throw invalid(`The field ${name} is required.`);
  if (value.length > longest) throw invalid(`The length of ${name} is longer than ${longest} characters.`);
  return value;
}

function shieldPrompt(body: JsonObject): JsonObject {
  const prompt = textIn(body.userPrompt, "userPrompt");
  const documents = Array.isArray(body.documents) ? body.documents : [];
  const texts = documents.map((document) => textIn(document, "documents"));
  if (documents.length > 5 || texts.join("").length > longest)
    throw invalid("There are more than 5 documents, or they are too long.");
  const judged = (text: string) => ({ attackDetected: text.includes(plantedText.attack) });
  return { userPromptAnalysis: judged(prompt), documentsAnalysis: texts.map(judged) };
}

function analyze(body: JsonObject): JsonObject {
  const text = textIn(body.text, "text");
  const namesIn = (value: Json | undefined) => (Array.isArray(value) ? value.map(String) : []);
  const lists = namesIn(body.blocklistNames);
  const missing = lists.find((name) => missingList.test(name));
  if (missing) throw platformError(404, "BlocklistNotFound", `Blocklist ${missing} is not found.`);
  const eight = body.outputType === "EightSeverityLevels";
  const severityOf = (category: string): number => {
    const planted = [0, 1, 2, 3, 4, 5, 6, 7].filter((severity) => text.includes(plantedText.harm(category, severity)));
    const severity = Math.max(0, ...planted);
    return eight ? severity : severity - (severity % 2);
  };
  return {
    blocklistsMatch: lists
      .filter((name) => text.includes(plantedText.listed(name)))
      .map((name) => ({ blocklistName: name, blocklistItemId: "1", blocklistItemText: plantedText.listed(name) })),
    categoriesAnalysis: namesIn(body.categories).map((category) => ({ category, severity: severityOf(category) })),
  };
}
