import type { JWTPayload } from "jose";
import type { Clock, IdentitySource, KeySet } from "../gateway/types";
import { Claims, Principal, claimsOf, issuerOf, tokenSeconds } from "./directory";
import { SigningKey, jose, newSigningKey } from "./keys";

/** How a token is signed. `none` and `foreign` are what an attacker would try. */
export type Signature = "RS256" | "none" | "HS256" | "foreign";

/** The tenant that an issuer stands for. */
export interface IssuerArgs {
  /** Tenant of every token. */
  tenantId: string;
  /** Decides when tokens begin and end. */
  clock: Clock;
  /** Managed identities: object id by client id. */
  managedIdentities: Readonly<Record<string, string>>;
}

/** Stands in for Entra: one tenant that signs tokens with a key of its own. */
export interface Issuer extends IdentitySource {
  /** Tenant of every token. */
  tenantId: string;
  /** A token of a principal. @param options `version` 1 unless given; `claims` replace those of the principal, null takes one away. */
  tokenOf(
    principal: Principal,
    audience: string,
    options?: { version?: 1 | 2; claims?: Claims; signature?: Signature },
  ): Promise<string>;
  /** A token of exactly these claims. */
  sign(claims: Claims, signature?: Signature): Promise<string>;
  /** The claims of a token that this issuer signed and that holds now; undefined for any other. */
  proven(token: string): Promise<Claims | undefined>;
  /** The public keys, as the issuer publishes them. */
  keySet(): KeySet;
}

/** Makes the issuer with a new key. */
export async function createIssuer(args: IssuerArgs): Promise<Issuer> {
  const [own, foreign] = await Promise.all([newSigningKey("shield-1"), newSigningKey("shield-1")]);
  return new LocalIssuer(args, own, foreign);
}

class LocalIssuer implements Issuer {
  readonly tenantId: string;
  /** Proven tokens, so that a simulation does not prove the same one a thousand times. */
  private readonly known = new Map<string, Claims>();
  private readonly identityTokens = new Map<string, { token: string; until: number }>();

  constructor(
    private readonly args: IssuerArgs,
    private readonly own: SigningKey,
    private readonly foreign: SigningKey,
  ) {
    this.tenantId = args.tenantId;
  }

  keySet = (): KeySet => ({ keys: [{ ...this.own.jwk }] });

  async signingKeys(tenantId: string): Promise<{ issuers: string[]; keySet: KeySet }> {
    if (tenantId !== this.tenantId)
      throw new Error(`the tenant ${tenantId} is not known to this issuer; known: ${this.tenantId}`);
    return { issuers: [issuerOf(tenantId, 1), issuerOf(tenantId, 2)], keySet: this.keySet() };
  }

  async managedIdentityToken(resource: string, clientId: string | undefined): Promise<string> {
    const principalId = this.args.managedIdentities[clientId ?? ""];
    if (principalId === undefined)
      throw new Error(
        `no managed identity with client id ${clientId ?? "(system-assigned)"}; known: ${Object.keys(this.args.managedIdentities).join(", ")}`,
      );
    const key = `${resource} ${clientId}`;
    const kept = this.identityTokens.get(key);
    if (kept && kept.until > this.args.clock.now()) return kept.token;
    const principal: Principal = { objectId: principalId, applicationId: clientId ?? "", kind: "application", groups: [] };
    const token = await this.tokenOf(principal, resource);
    this.identityTokens.set(key, { token, until: this.args.clock.now() + (tokenSeconds - 300) * 1000 });
    return token;
  }

  tokenOf: Issuer["tokenOf"] = (principal, audience, { version = 1, claims = {}, signature } = {}) => {
    const own = claimsOf(principal, { tenantId: this.tenantId, audience, version, now: this.seconds() });
    const all = Object.entries({ ...own, ...claims }).filter(([, value]) => value !== null);
    return this.sign(Object.fromEntries(all), signature);
  };

  async sign(claims: Claims, signature: Signature = "RS256"): Promise<string> {
    const { SignJWT } = await jose();
    if (signature === "none") return unsigned(claims);
    const jwt = new SignJWT(claims as JWTPayload);
    // The key that everybody knows, used as a secret: what confuses a validator that trusts the token's own algorithm.
    if (signature === "HS256")
      return jwt
        .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: this.own.kid })
        .sign(Buffer.from(JSON.stringify(this.own.jwk)));
    const { kid, privateKey } = signature === "foreign" ? this.foreign : this.own;
    return jwt.setProtectedHeader({ alg: "RS256", typ: "JWT", kid }).sign(privateKey);
  }

  async proven(token: string): Promise<Claims | undefined> {
    const claims = this.known.get(token) ?? (await this.verified(token));
    if (!claims) return undefined;
    const now = this.seconds();
    return Number(claims.exp) > now && Number(claims.nbf ?? 0) <= now ? claims : undefined;
  }

  private async verified(token: string): Promise<Claims | undefined> {
    const { jwtVerify, errors } = await jose();
    const issuer = [issuerOf(this.tenantId, 1), issuerOf(this.tenantId, 2)];
    try {
      const { payload } = await jwtVerify(token, this.own.publicKey, {
        issuer,
        algorithms: ["RS256"],
        currentDate: new Date(this.args.clock.now()),
      });
      this.known.set(token, payload);
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  private seconds(): number {
    return Math.floor(this.args.clock.now() / 1000);
  }
}

function unsigned(claims: Claims): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.`;
}
