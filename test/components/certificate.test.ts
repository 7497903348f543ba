import { X509Certificate } from "node:crypto";
import { connect, createSecureContext, createServer, TLSSocket } from "node:tls";
import { AddressInfo } from "node:net";
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import forge from "node-forge";
import { Certificate, CertificateSettings } from "../../components/certificate";
import { KeyVault } from "../../components/keyVault";
import { expiryOf, unprotectedPkcs12, withoutPassword } from "../../components/pkcs12";
import { selfSignedCertificate } from "../../components/selfSignedCertificate";
import { named, ofType, record } from "../support/record";
import { access, diagnostics, place, valueOf } from "./network/fixtures";

/** What the spy sees of a registration. */
interface RegisterResourceRequest {
  getType(): string;
  getObject(): { toJavaScript(): object } | undefined;
}

const hostName = "ai.contoso.com";
const validFrom = new Date("2026-11-22T00:00:00Z");
const validTo = new Date("2027-11-22T00:00:00Z");

/** A certificate without password, and the same with its issuer behind one. */
let file = "";
let protectedFile = "";
beforeAll(async () => {
  file = await selfSignedCertificate({ hostName, validFrom, validTo });
  protectedFile = await protectedBy("secret");
});

/** Key and certificates of a password-less file. */
function contents(pfx: string) {
  const bags = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(forge.util.decode64(pfx)), "");
  const { keyBag, certBag } = forge.pki.oids as { keyBag: string; certBag: string };
  return {
    key: bags.getBags({ bagType: keyBag })[keyBag]![0]!.key!,
    certificates: bags.getBags({ bagType: certBag })[certBag]!.map(({ cert }) => cert!),
  };
}

/** The same contents behind a password, issuers first, as some tools write it. */
async function protectedBy(password: string): Promise<string> {
  const { key, certificates } = contents(file);
  const issuer = contents(await selfSignedCertificate({ hostName: "ca.contoso.com", validFrom, validTo })).certificates[0]!;
  const asn1 = forge.pkcs12.toPkcs12Asn1(key, [issuer, ...certificates], password, { algorithm: "aes256" });
  return forge.util.encode64(forge.asn1.toDer(asn1).getBytes());
}

const x509 = (certificate: forge.pki.Certificate) => new X509Certificate(forge.pki.certificateToPem(certificate));

describe("selfSignedCertificate", () => {
  let certificate: X509Certificate;
  beforeAll(() => {
    certificate = x509(contents(file).certificates[0]!);
  });

  it("is for the host name", () => {
    expect(certificate.checkHost(hostName)).toBe(hostName);
  });

  it("is valid from and to the dates", () => {
    expect([new Date(certificate.validFrom), new Date(certificate.validTo)]).toEqual([validFrom, validTo]);
  });

  it("is signed by its own key", () => {
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  it("is for servers and no authority", () => {
    expect([certificate.ca, certificate.keyUsage]).toEqual([false, ["1.3.6.1.5.5.7.3.1"]]);
  });

  it("has an RSA key of 2,048 bits", () => {
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  });

  it("takes a host name that is too long for a common name", async () => {
    const long = `${"a".repeat(63)}.contoso.com`;
    const [made] = contents(await selfSignedCertificate({ hostName: long, validFrom, validTo })).certificates;
    expect(x509(made!).checkHost(long)).toBe(long);
  });

  it("serves TLS with an empty password", async () => {
    const server = createServer({ pfx: Buffer.from(file, "base64"), passphrase: "" }, (socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const subject = await new Promise<string>((resolve, reject) => {
      const socket: TLSSocket = connect({ port, host: "127.0.0.1", servername: hostName, ca: certificate.toString() }, () => {
        resolve(String(socket.getPeerCertificate().subject.CN));
        socket.end();
      });
      socket.on("error", reject);
    });
    server.close();
    expect(subject).toBe(hostName);
  });
});

describe("unprotectedPkcs12", () => {
  it("gives the same bytes for the same contents", () => {
    expect(unprotectedPkcs12(contents(file))).toBe(file);
  });
});

describe("withoutPassword", () => {
  it("opens without the password", () => {
    expect(() =>
      createSecureContext({ pfx: Buffer.from(withoutPassword(protectedFile, "secret"), "base64"), passphrase: "" }),
    ).not.toThrow();
  });

  it("keeps the key", () => {
    expect(contents(withoutPassword(protectedFile, "secret")).key.n.equals(contents(file).key.n)).toBe(true);
  });

  it("puts the certificate of the key first and keeps its issuers", () => {
    const names = contents(withoutPassword(protectedFile, "secret")).certificates.map(
      ({ subject }) => subject.getField("CN").value as string,
    );
    expect(names).toEqual([hostName, "ca.contoso.com"]);
  });

  it("gives the same bytes each time", () => {
    const source = protectedFile;
    expect(withoutPassword(source, "secret")).toBe(withoutPassword(source, "secret"));
  });

  it("refuses a wrong password", () => {
    expect(() => withoutPassword(protectedFile, "wrong")).toThrow("PKCS#12 MAC could not be verified. Invalid password?");
  });

  it("refuses what is no PKCS#12", () => {
    expect(() => withoutPassword(Buffer.from("text").toString("base64"), "x")).toThrow("Too few bytes to read ASN.1 value.");
  });
});

describe("expiryOf", () => {
  it("is the end of the certificate in seconds", () => {
    expect(expiryOf(file)).toBe(validTo.getTime() / 1000);
  });
});

describe("Certificate", () => {
  async function made(settings: CertificateSettings) {
    let certificate: Certificate | undefined;
    const resources = await record(() => {
      const vault = new KeyVault("vault", { ...place, tenantId: "t", access: access(), diagnostics, protect: false });
      certificate = new Certificate("certificate", { ...place, settings, hostName, vault, validFrom });
    });
    return { certificate: certificate!, resources };
  }
  const readyUrns = ({ ready }: Certificate) => Promise.all(ready.map(({ urn }) => valueOf(urn)));
  const secretOf = async (settings: CertificateSettings, name: string) =>
    named((await made(settings)).resources, "keyvault:Secret", name);
  const keyVaultSecretId = "https://kv-other.vault.azure.net/secrets/tls";

  it("uses a secret that is there already", async () => {
    expect(await valueOf((await made({ keyVaultSecretId })).certificate.secretId)).toBe(keyVaultSecretId);
  });

  it("makes no secret then", async () => {
    expect(ofType((await made({ keyVaultSecretId })).resources, "keyvault:Secret")).toEqual([]);
  });

  it("has then nothing to wait for", async () => {
    expect((await made({ keyVaultSecretId })).certificate.ready).toEqual([]);
  });

  it("stores a PFX as it is", async () => {
    expect((await secretOf({ pfx: file }, "certificate")).inputs).toMatchObject({
      secretName: "tls",
      resourceGroupName: "rg-test",
      properties: {
        value: file,
        contentType: "application/x-pkcs12",
        attributes: { enabled: true, expires: validTo.getTime() / 1000 },
      },
      tags: { environment: "test" },
    });
  });

  it("stores a protected PFX without its password", async () => {
    const pfx = protectedFile;
    const { properties } = (await secretOf({ pfx, password: "secret" }, "certificate")).inputs as {
      properties: { value: string };
    };
    expect(properties.value).toBe(withoutPassword(pfx, "secret"));
  });

  it("follows a changed PFX", async () => {
    expect((await secretOf({ pfx: file }, "certificate")).ignoreChanges).toEqual([]);
  });

  it("stores a self-signed certificate under its generation", async () => {
    expect((await secretOf({ selfSigned: { generation: 3, validDays: 30 } }, "certificate-3")).inputs).toMatchObject({
      secretName: "tls-3",
      properties: {
        contentType: "application/x-pkcs12",
        attributes: { enabled: true, expires: validFrom.getTime() / 1000 + 30 * 86_400 },
      },
    });
  });

  it("keeps the stored one until the generation is raised", async () => {
    const secret = await secretOf({ selfSigned: { generation: 3, validDays: 30 } }, "certificate-3");
    expect(secret.ignoreChanges).toEqual(["properties.value", "properties.attributes.expires"]);
  });

  it("tells the secret's address without version", async () => {
    const { certificate } = await made({ selfSigned: { generation: 1, validDays: 30 } });
    expect(await valueOf(certificate.secretId)).toBe("https://kv-acme-ai-abcde.vault.azure.net/secrets/tls-1");
  });

  it.each([
    ["a PFX", () => ({ pfx: file })],
    ["a self-signed certificate", () => ({ selfSigned: { generation: 1, validDays: 30 } })],
  ])("hands %s to Pulumi as a secret", async (_, settings) => {
    const register = jest.spyOn(MockMonitor.prototype, "registerResource");
    await made(settings());
    const requests = register.mock.calls.map(([request]) => request as RegisterResourceRequest);
    register.mockRestore();
    const secret = requests.find((request) => request.getType() === "azure-native:keyvault:Secret");
    const { properties } = secret!.getObject()!.toJavaScript() as { properties: { value: object } };
    // A secret goes to the engine as an object that has this key (Pulumi, "runtime/rpc", specialSigKey).
    expect(properties.value).toHaveProperty("4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270");
  });

  it("is ready with the secret and the vault's private endpoint", async () => {
    const { certificate, resources } = await made({ pfx: file });
    const expected = [
      "keyvault:Secret",
      "network:PrivateEndpoint",
      "network:PrivateDnsZoneGroup",
      "privatedns:VirtualNetworkLink",
    ];
    expect((await readyUrns(certificate)).sort()).toEqual(
      expected.flatMap((type) => ofType(resources, type).map(({ urn }) => urn)).sort(),
    );
  });

  it("refuses settings without any certificate", async () => {
    await expect(made({})).rejects.toThrow("ingress.certificate must have one of keyVaultSecretId, pfx, selfSigned");
    await pulumi.runtime.disconnect();
  });
});
