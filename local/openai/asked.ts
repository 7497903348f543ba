import type { Deployment } from "./account";
import { Call, Family, bodyOf, formOf } from "./call";
import { deploymentNotFound, notFound, platformError, requestError } from "./refusal";
import type { Route } from "./routes";

/** Versions of the dated API that the service knows (Microsoft Learn, "API version lifecycle", 2026-03-19). */
const datedVersion = /^20\d\d-\d\d-\d\d(-preview)?$/;
const latestDated = "2025-04-01-preview";

/** Which API a URL is of, and the path in it. @throws Refusal for a path or version that the service does not have. */
export function apiOf(url: URL): { family: Family; path: string; apiVersion: string } {
  const version = url.searchParams.get("api-version");
  const v1 = /^\/openai\/v1\/(.*)$/.exec(url.pathname);
  if (v1) {
    if (version !== null && version !== "preview" && version !== "latest" && version !== "v1")
      throw platformError(400, "BadRequest", "API version not supported");
    return { family: "v1", path: v1[1] ?? "", apiVersion: version ?? "v1" };
  }
  const dated = /^\/openai\/(.*)$/.exec(url.pathname);
  if (!dated || version === null) throw notFound();
  if (!datedVersion.test(version) || version > latestDated) throw platformError(400, "BadRequest", "API version not supported");
  return { family: "dated", path: dated[1] ?? "", apiVersion: version };
}

type ModelRoute = Extract<Route, { work: unknown }>;

/** The deployment that a request names. @throws Refusal for one that is not there. */
export async function deploymentOf(call: Call, route: ModelRoute): Promise<Deployment> {
  const name = await deploymentName(call, route);
  const deployment = call.account.deployments.get(name);
  if (!deployment) throw deploymentNotFound();
  return deployment;
}

async function deploymentName(call: Call, route: ModelRoute): Promise<string> {
  if (route.model === "path") return call.parameters.deployment ?? "";
  const model = route.model === "form" ? (await formOf(call)).get("model") : bodyOf(call).model;
  if (typeof model === "string" && model !== "") return model;
  throw requestError(400, "missing_required_parameter", "Missing required parameter: 'model'.", "model");
}
