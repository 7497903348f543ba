import type { BackendRequest } from "../gateway/types";
import type { Account } from "./account";
import { headerOf } from "./call";
import { platformError } from "./refusal";

/** What a token says, once its signature, time and issuer are proven; undefined when they are not. */
export type Claims = Record<string, unknown>;

/** Who may call the accounts: what proves a token, and who has the role. */
export interface Access {
  /** The claims of a token that holds now. */
  proven(token: string): Promise<Claims | undefined>;
  /** Whether the principal (claim `oid`) may ask the models of an account, or have texts looked at. */
  mayAsk(principalId: string, account: Account, service: Asked): boolean;
}

/** What an account is asked: its models, or Azure AI Content Safety. */
export type Asked = "models" | "contentSafety";

const actions: Readonly<Record<Asked, string>> = {
  models:
    "`Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action` to perform `POST /openai/deployments/{deployment-id}/chat/completions` operation",
  contentSafety: "`Microsoft.CognitiveServices/accounts/ContentSafety/text:analyze/action` to perform this operation",
};

/** Audiences that the service takes, with and without a slash at the end. */
const audiences = new Set([
  "https://cognitiveservices.azure.com",
  "https://cognitiveservices.azure.com/",
  "https://ai.azure.com",
  "https://ai.azure.com/",
]);

/** @throws Refusal as Azure's for a request without a token of the right kind, or by somebody without the role. */
export async function refuseAccess(
  access: Access,
  request: BackendRequest,
  account: Account,
  service: Asked = "models",
): Promise<void> {
  const bearer = /^Bearer (.+)$/i.exec(headerOf(request, "Authorization") ?? "")?.[1];
  if (bearer === undefined && headerOf(request, "api-key") !== undefined)
    throw platformError(403, "AuthenticationTypeDisabled", "Key based authentication is disabled for this resource.");
  const claims = bearer === undefined ? undefined : await access.proven(bearer);
  if (!claims || !audiences.has(String(claims.aud)))
    throw platformError(
      401,
      "401",
      "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.",
    );
  if (!access.mayAsk(String(claims.oid), account, service))
    throw platformError(
      401,
      "PermissionDenied",
      `The principal \`${String(claims.oid)}\` lacks the required data action ${actions[service]}.`,
    );
}
