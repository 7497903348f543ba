import type { createLocalJWKSet, jwtVerify } from "jose";
import { Issuer, Principal, createIssuer, publishedDocument } from "../../../local/identity";
import { jose } from "../../../local/identity/keys";
import { TestClock } from "../openai/support";

const tenantId = "11111111-1111-4111-8111-111111111111";
const audience = "api://contoso.com/ai-gateway";
const ada: Principal = { objectId: "o-1", applicationId: "a-1", kind: "user", groups: ["g-1"] };
const clock = new TestClock(Math.floor(Date.now() / 1000) * 1000);
let issuer: Issuer;

beforeAll(async () => {
  issuer = await createIssuer({ tenantId, clock, managedIdentities: { gateway: "gateway-principal" } });
});

/** Claims as another library reads them, with the published keys. */
async function verified(token: string): Promise<Record<string, unknown>> {
  const library: { createLocalJWKSet: typeof createLocalJWKSet; jwtVerify: typeof jwtVerify } = await jose();
  const keys = library.createLocalJWKSet({ keys: issuer.keySet().keys } as Parameters<typeof createLocalJWKSet>[0]);
  return (await library.jwtVerify(token, keys, { currentDate: new Date(clock.now()) })).payload;
}

test.each([
  [1, "https://sts.windows.net/11111111-1111-4111-8111-111111111111/", "appid"],
  [2, "https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0", "azp"],
] as const)("a token of version %i has its issuer and names the application", async (version, iss, application) => {
  const claims = await verified(await issuer.tokenOf(ada, audience, { version }));
  expect(claims).toMatchObject({ aud: audience, iss, tid: tenantId, oid: "o-1", [application]: "a-1", groups: ["g-1"] });
});

test("more than 200 groups are not listed", async () => {
  const many = { ...ada, groups: Array.from({ length: 201 }, (_, index) => `g-${index}`) };
  const claims = await verified(await issuer.tokenOf(many, audience));
  expect(claims.groups).toBeUndefined();
  expect(claims._claim_names).toEqual({ groups: "src1" });
});

test.each(["none", "HS256", "foreign"] as const)("a token signed with %s is not proven", async (signature) => {
  const token = await issuer.tokenOf(ada, audience, { signature });
  expect(await issuer.proven(token)).toBeUndefined();
  await expect(verified(token)).rejects.toThrow();
});

test("a token is proven until it ends", async () => {
  const token = await issuer.tokenOf(ada, audience);
  expect(await issuer.proven(token)).toMatchObject({ oid: "o-1" });
  clock.time += 3600 * 1000;
  expect(await issuer.proven(token)).toBeUndefined();
});

test("claims can be replaced and taken away", async () => {
  const token = await issuer.tokenOf(ada, audience, { claims: { groups: null, roles: ["Models.Use"] } });
  const claims = await issuer.proven(token);
  expect(claims).toMatchObject({ roles: ["Models.Use"] });
  expect(claims).not.toHaveProperty("groups");
});

test("a managed identity gets tokens for its principal, an unknown one none", async () => {
  const token = await issuer.managedIdentityToken("https://cognitiveservices.azure.com", "gateway");
  expect(await issuer.proven(token)).toMatchObject({ aud: "https://cognitiveservices.azure.com", oid: "gateway-principal" });
  await expect(issuer.managedIdentityToken("https://cognitiveservices.azure.com", "other")).rejects.toThrow(
    "no managed identity with client id other; known: gateway",
  );
});

test("configuration and keys are published", () => {
  const configuration = publishedDocument(issuer, `/${tenantId}/v2.0/.well-known/openid-configuration`, "http://127.0.0.1:1");
  expect(configuration).toMatchObject({ jwks_uri: `http://127.0.0.1:1/${tenantId}/discovery/v2.0/keys` });
  expect(publishedDocument(issuer, `/${tenantId}/discovery/v2.0/keys`, "")).toEqual(issuer.keySet());
  expect(publishedDocument(issuer, "/other", "")).toBeUndefined();
});
