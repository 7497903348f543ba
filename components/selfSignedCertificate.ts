import forge from "node-forge";
import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { unprotectedPkcs12 } from "./pkcs12";

/** Longest common name that X.509 takes (RFC 5280, ub-common-name). */
const longestCommonName = 64;

/** What the certificate says. */
export interface SelfSignedArgs {
  /** DNS name in the alternative names; also the common name where it is short enough. */
  hostName: string;
  /** First moment at which clients accept it. */
  validFrom: Date;
  /** Last moment at which clients accept it. */
  validTo: Date;
}

/**
 * A self-signed certificate of a host name with a new RSA key of 2,048 bits, as base64 PKCS#12 without password. The key is made beside
 * the program's own work.
 */
export async function selfSignedCertificate({ hostName, validFrom, validTo }: SelfSignedArgs): Promise<string> {
  const { pki } = forge;
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const key = pki.privateKeyFromPem(privateKey);
  const certificate = pki.createCertificate();
  const subject = [{ name: "commonName", value: hostName.length <= longestCommonName ? hostName : "self-signed" }];
  certificate.publicKey = pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = serialNumber();
  certificate.validity.notBefore = validFrom;
  certificate.validity.notAfter = validTo;
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: "basicConstraints", cA: false, critical: true },
    { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
    { name: "extKeyUsage", serverAuth: true },
    { name: "subjectAltName", altNames: [{ type: 2, value: hostName }] },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  return unprotectedPkcs12({ key, certificates: [certificate] });
}

/** Sixteen random bytes, positive (RFC 5280, section 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
  return bytes.toString("hex");
}
