import forge from "node-forge";
import { generateKeyPairSync } from "node:crypto";
import { unknownSecret } from "../../../../stacks/settings/secrets";
import { Raw, accepted, dev, messages, parsed, problems, prod } from "../support";

const pem = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const keys = {
  publicKey: forge.pki.publicKeyFromPem(pem.publicKey),
  privateKey: forge.pki.privateKeyFromPem(pem.privateKey),
};

const frontEnd = "ingress.frontEnd";
const certificate = "ingress.certificate";

describe("the front end", () => {
  it.each<[string, Raw, string]>([
    [
      "public to nobody in particular",
      { [frontEnd]: { mode: "public" } },
      `${frontEnd}.allowedRanges: a public front end must say who may connect`,
    ],
    [
      "open to the Internet",
      { [frontEnd]: { mode: "public", allowedRanges: ["0.0.0.0/0"] } },
      `${frontEnd}.allowedRanges[0]: lets the whole Internet in; name the public ranges of the networks whose users need it`,
    ],
    [
      "open to half of the Internet",
      { [frontEnd]: { mode: "public", allowedRanges: ["198.51.100.0/24", "128.0.0.0/1"] } },
      `${frontEnd}.allowedRanges[1]: lets the whole Internet in; name the public ranges of the networks whose users need it`,
    ],
    [
      "a range not written from its first address",
      { [frontEnd]: { allowedRanges: ["198.51.100.7/24"] } },
      `${frontEnd}.allowedRanges[0]: is not the first address of its range; Azure refuses that`,
    ],
    [
      "a range of readers that is the Internet",
      { "network.readerRanges": ["0.0.0.0/0"] },
      "network.readerRanges[0]: lets the whole Internet in; name the public ranges of the networks whose users need it",
    ],
    [
      "an address elsewhere",
      { [`${frontEnd}.privateIpAddress`]: "10.40.1.10" },
      `${frontEnd}.privateIpAddress: is not in the subnet of Application Gateway`,
    ],
    [
      "Azure's fourth address",
      { [`${frontEnd}.privateIpAddress`]: "10.40.0.3" },
      `${frontEnd}.privateIpAddress: is one of the five addresses that Azure keeps`,
    ],
    [
      "Azure's last address",
      { [`${frontEnd}.privateIpAddress`]: "10.40.0.255" },
      `${frontEnd}.privateIpAddress: is one of the five addresses that Azure keeps`,
    ],
  ])("%s: refused", (_, changes, message) => {
    expect(messages(dev(changes))).toEqual([message]);
  });

  it.each(["10.40.0.4", "10.40.0.254"])("may have the address %s", (address) => {
    expect(accepted(dev({ [`${frontEnd}.privateIpAddress`]: address })).ingress.frontEnd.privateIpAddress).toBe(address);
  });
});

describe("Application Gateway", () => {
  it.each<[string, Raw, string]>([
    [
      "more instances at least than at most",
      { "ingress.minCapacity": 3 },
      "ingress.minCapacity: the smallest number of instances is above the largest",
    ],
    [
      "inspection beyond the limit",
      { "ingress.firewall": { maxRequestBodyKb: 128, inspectRequestBodyKb: 256 } },
      "ingress.firewall.inspectRequestBodyKb: more of a body would be inspected than may come",
    ],
  ])("%s: refused", (_, changes, message) => {
    expect(messages(dev(changes))).toEqual([message]);
  });
});

describe("the certificate", () => {
  const secretId = "https://kv-contoso.vault.azure.net/secrets/ai";
  const vaultId = (name: string) => `/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/${name}`;

  it.each<[string, Raw, string]>([
    ["none", dev({ [certificate]: {} }), `${certificate}: no certificate is named`],
    ["two", dev({ [`${certificate}.keyVaultSecretId`]: secretId }), `${certificate}: more than one certificate is named`],
    [
      "self-signed in prod",
      prod({ [certificate]: { selfSigned: {} } }),
      `${certificate}.selfSigned: no client trusts a self-signed certificate; it is for profile dev only`,
    ],
    [
      "a vault without a secret",
      dev({ [`${certificate}.keyVaultId`]: vaultId("kv-contoso") }),
      `${certificate}.keyVaultId: no secret of this vault is named`,
    ],
    [
      "the id of another vault",
      dev({ [certificate]: { keyVaultSecretId: secretId, keyVaultId: vaultId("kv-fabrikam") } }),
      `${certificate}.keyVaultId: is not the vault of keyVaultSecretId`,
    ],
    [
      "a password without a PFX",
      dev({ [`${certificate}.password`]: "canary" }),
      `${certificate}.password: there is no PFX that it could open`,
    ],
  ])("%s: refused", (_, raw, message) => {
    expect(messages(raw)).toEqual([message]);
  });

  it("names a secret without its version", () => {
    expect(
      problems(dev({ [certificate]: { keyVaultSecretId: `${secretId}/0123456789abcdef` } })).map(({ path }) => path),
    ).toEqual([`${certificate}.keyVaultSecretId`]);
  });

  it("may be in a vault whose owner gives the role", () => {
    expect(
      accepted(dev({ [certificate]: { keyVaultSecretId: secretId, keyVaultEndpoint: "existing" } })).ingress.certificate,
    ).toEqual({
      keyVaultEndpoint: "existing",
      keyVaultSecretId: secretId,
    });
  });
});

describe("a PFX", () => {
  const password = "correct-horse-battery";
  const good = pfxUntil("2027-11-22", password);

  it("that opens is accepted", () => {
    expect(accepted(dev({ [certificate]: { pfx: good, password } })).ingress.certificate).toMatchObject({ pfx: good, password });
  });

  it("may be folded into lines", () => {
    const folded = good.replace(/(.{64})/g, "$1\n");
    expect(accepted(dev({ [certificate]: { pfx: folded, password } })).ingress.certificate.pfx).toBe(folded);
  });

  it.each([
    [
      "another password",
      good,
      "wrong-horse",
      "cannot be opened with ingress.certificate.password: PKCS#12 MAC could not be verified. Invalid password?",
    ],
    [
      "no password",
      good,
      undefined,
      "cannot be opened with ingress.certificate.password: PKCS#12 MAC could not be verified. Invalid password?",
    ],
    ["no base64", "not base64!", password, "is not base64"],
    [
      "no PKCS#12",
      "aGVsbG8=",
      password,
      "cannot be opened with ingress.certificate.password: Too few bytes to read ASN.1 value.",
    ],
  ])("with %s is refused", (_, pfx, word, message) => {
    expect(messages(dev({ [certificate]: { pfx, password: word } }))).toEqual([`${certificate}.pfx: ${message}`]);
  });

  it.each([
    ["pfx", { pfx: unknownSecret, password }],
    ["password", { pfx: good, password: unknownSecret }],
  ])("is not opened while only the engine knows its %s", (_, secrets) => {
    expect(problems(dev({ [certificate]: secrets }))).toEqual([]);
  });

  it.each([
    ["2027-11-22", []],
    ["2026-12-23", []],
    ["2026-12-22", ["the certificate ends on 2026-12-22, in 30 days"]],
    ["2026-11-01", ["the certificate ended on 2026-11-01"]],
  ])("that ends on %s is warned about a month before", (end, expected) => {
    const { warnings } = parsed(dev({ [certificate]: { pfx: pfxUntil(end, password), password } }));
    expect(warnings.map(({ message }) => message)).toEqual(expected);
  });
});

/** A self-signed certificate with its key as base64 PKCS#12. */
function pfxUntil(end: string, password: string): string {
  const { publicKey, privateKey } = keys;
  const x509 = forge.pki.createCertificate();
  x509.publicKey = publicKey;
  x509.serialNumber = "01";
  x509.validity.notBefore = new Date("2026-01-01T00:00:00Z");
  x509.validity.notAfter = new Date(`${end}T00:00:00Z`);
  const subject = [{ name: "commonName", value: "ai.contoso.com" }];
  x509.setSubject(subject);
  x509.setIssuer(subject);
  x509.sign(privateKey, forge.md.sha256.create());
  const file = forge.pkcs12.toPkcs12Asn1(privateKey, [x509], password, { algorithm: "3des" });
  return forge.util.encode64(forge.asn1.toDer(file).getBytes());
}
