/** Somebody, or an application, that asks for tokens. */
export interface Principal {
  /** Claim `oid` of its tokens. */
  objectId: string;
  /** Application id of the client: of a user's tokens, the application that the user signed in with. */
  applicationId: string;
  /** A user's token has `scp`, an application's own has none. */
  kind: "user" | "application";
  /** Object ids of the groups that it is in. */
  groups: readonly string[];
  /** App roles of the gateway's application. */
  roles?: readonly string[];
}

/** Most groups that a token lists; with more it says where to ask (Microsoft Learn, "Group claims"). */
const mostGroups = 200;

/** Claims of a token by name. */
export type Claims = Record<string, unknown>;

/** Issuers of a tenant, by version of the token. */
export const issuerOf = (tenantId: string, version: 1 | 2): string =>
  version === 1 ? `https://sts.windows.net/${tenantId}/` : `https://login.microsoftonline.com/${tenantId}/v2.0`;

/** What a token of an access is about. */
export interface TokenRequest {
  /** Tenant that issues the token. */
  tenantId: string;
  /** Whom the token is for: claim `aud`. */
  audience: string;
  /** Version of the token, which decides issuer and names of claims. */
  version: 1 | 2;
  /** Seconds since 1970. */
  now: number;
}

/** Seconds for which a token holds. */
export const tokenSeconds = 3600;

/** The claims of a principal's token. */
export function claimsOf(principal: Principal, { tenantId, audience, version, now }: TokenRequest): Claims {
  const { objectId, applicationId, kind, roles } = principal;
  return {
    aud: audience,
    iss: issuerOf(tenantId, version),
    iat: now,
    nbf: now,
    exp: now + tokenSeconds,
    tid: tenantId,
    oid: objectId,
    sub: objectId,
    idtyp: kind === "application" ? "app" : "user",
    ver: version === 1 ? "1.0" : "2.0",
    ...(version === 1 ? { appid: applicationId, appidacr: "1" } : { azp: applicationId, azpacr: "1" }),
    ...(kind === "user" && { scp: "access", upn: `${objectId}@contoso.com` }),
    ...(roles && roles.length > 0 && { roles }),
    ...groupClaims(principal),
  };
}

function groupClaims({ groups, objectId }: Principal): Claims {
  if (groups.length === 0) return {};
  if (groups.length <= mostGroups) return { groups };
  const endpoint = `https://graph.microsoft.com/v1.0/users/${objectId}/getMemberObjects`;
  return { _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint } } };
}
