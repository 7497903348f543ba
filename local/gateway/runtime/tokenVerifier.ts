import type * as joseTypes from "jose";
import { Jwt } from "../csharp/policyContext";
import { loadEsm } from "../esm";
import type { IdentitySource, KeySet } from "../types";

/** Why a token is not accepted, with API Management's name for it. */
export interface TokenFault {
  /** Such as `TokenExpired`. */
  reason: string;
  /** Text for `context.LastError`. */
  message: string;
}

interface Tenant {
  issuers: string[];
  keySet: KeySet;
  readAt: number;
}

const hour = 3_600_000;
/** After an unknown key the keys are read again, but not more often than this. */
const soonest = 300_000;
/** Tokens of which the signature was found good. */
const mostKnown = 10_000;

/** Checks signature, issuer and time of tokens with the keys of their tenant. */
export class TokenVerifier {
  private readonly tenants = new Map<string, Tenant>();
  private readonly known = new Map<string, Jwt>();
  constructor(private readonly identity: IdentitySource) {}

  /** The token with its claims, or why it is not accepted. `now` is in milliseconds since 1970. */
  async verify(tenantId: string, token: string, now: number): Promise<Jwt | TokenFault> {
    const key = `${tenantId}/${token}`;
    const checked = this.known.get(key) ?? (await this.signed(tenantId, token, now));
    if (!(checked instanceof Jwt)) return checked;
    if (this.known.size > mostKnown) this.known.clear();
    this.known.set(key, checked);
    return timeFault(checked, now) ?? checked;
  }

  private async signed(tenantId: string, token: string, now: number): Promise<Jwt | TokenFault> {
    const jose = await loadEsm<typeof joseTypes>("jose");
    let header: Record<string, unknown>;
    try {
      header = jose.decodeProtectedHeader(token);
      jose.decodeJwt(token);
    } catch {
      return { reason: "JwtInvalid", message: "JWT is not well-formed." };
    }
    const tenant = await this.tenant(tenantId, now, String(header.kid ?? ""));
    try {
      const keys = jose.createLocalJWKSet(tenant.keySet as unknown as joseTypes.JSONWebKeySet);
      const { payload } = await jose.jwtVerify(token, keys, {
        algorithms: ["RS256", "RS384", "RS512", "PS256", "ES256"],
        currentDate: new Date(0),
        clockTolerance: "100 years",
      });
      const issuer = payload.iss ?? "";
      if (!tenant.issuers.includes(issuer))
        return { reason: "TokenIssuerNotAllowed", message: `IDX10205: Issuer validation failed. Issuer: '${issuer}'.` };
      return new Jwt(header, payload);
    } catch (error) {
      return joseFault(error as Error & { code?: string });
    }
  }

  private async tenant(tenantId: string, now: number, keyId: string): Promise<Tenant> {
    const found = this.tenants.get(tenantId);
    const missing = found && !found.keySet.keys.some(({ kid }) => kid === keyId);
    if (found && now - found.readAt < (missing ? soonest : hour)) return found;
    const tenant = { ...(await this.identity.signingKeys(tenantId)), readAt: now };
    this.tenants.set(tenantId, tenant);
    return tenant;
  }
}

/** Times are checked here, because the stand-in's clock is an argument. */
function timeFault(jwt: Jwt, now: number): TokenFault | undefined {
  const { exp, nbf } = jwt.payload as { exp?: unknown; nbf?: unknown };
  if (typeof exp !== "number")
    return { reason: "JwtInvalid", message: "IDX10225: Lifetime validation failed. The token is missing an Expiration Time." };
  if (now >= exp * 1000)
    return { reason: "TokenExpired", message: "IDX10223: Lifetime validation failed. The token is expired." };
  if (typeof nbf === "number" && now < nbf * 1000)
    return { reason: "JwtInvalid", message: "IDX10222: Lifetime validation failed. The token is not yet valid." };
  return undefined;
}

function joseFault(error: Error & { code?: string }): TokenFault {
  switch (error.code) {
    case "ERR_JWKS_NO_MATCHING_KEY":
      return { reason: "TokenSignatureKeyNotFound", message: "IDX10503: Signature validation failed. The key was not found." };
    case "ERR_JWS_SIGNATURE_VERIFICATION_FAILED":
      return { reason: "TokenSignatureInvalid", message: "IDX10511: Signature validation failed." };
    case undefined:
      throw error;
    default:
      return { reason: "JwtInvalid", message: `JWT Validation Failed: ${error.message}.` };
  }
}
