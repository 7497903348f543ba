import { issuerOf } from "./directory";
import type { Issuer } from "./issuer";

/**
 * What the issuer publishes: OpenID configuration of both versions, and the keys.
 * @param path Path of the request, such as `/TENANT/v2.0/.well-known/openid-configuration`.
 * @param base Where the documents are served, without a slash at the end.
 * @returns undefined for a path that is none of them.
 */
export function publishedDocument(issuer: Issuer, path: string, base: string): unknown {
  const tenant = `/${issuer.tenantId}`;
  const keys = `${tenant}/discovery/v2.0/keys`;
  if (path === keys) return issuer.keySet();
  const version =
    path === `${tenant}/.well-known/openid-configuration`
      ? 1
      : path === `${tenant}/v2.0/.well-known/openid-configuration`
        ? 2
        : undefined;
  if (version === undefined) return undefined;
  return {
    issuer: issuerOf(issuer.tenantId, version),
    jwks_uri: base + keys,
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code", "id_token"],
    subject_types_supported: ["pairwise"],
  };
}
