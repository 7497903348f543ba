import forge from "node-forge";
import { constants, generateKeyPair, privateEncrypt, randomBytes } from "node:crypto";
import { promisify } from "node:util";

/** A certificate of a new authority, for one host and for loopback. */
export interface LocalCertificate {
  /** Of the authority, as PEM: what clients are told to trust. */
  authority: string;
  /** Of the host, as PEM. */
  cert: string;
  /** Private key of the host's certificate, as PEM. */
  key: string;
}

const days = 24 * 60 * 60 * 1000;
const { pki } = forge;

/** A new authority and a certificate by it. Both hold for a month, and nobody keeps the authority's key. */
export async function localCertificate(hostName: string, now: number): Promise<LocalCertificate> {
  const [authorityKeys, leafKeys] = await Promise.all([keyPair(), keyPair()]);
  const authority = certificate(authorityKeys, "azure-openai-shield local authority", now, [
    { name: "basicConstraints", cA: true, critical: true },
    { name: "keyUsage", keyCertSign: true, critical: true },
  ]);
  const altNames = [
    { type: 2, value: hostName },
    { type: 2, value: "localhost" },
    { type: 7, ip: "127.0.0.1" },
  ];
  const leaf = certificate(leafKeys, hostName.slice(0, 64), now, [
    { name: "basicConstraints", cA: false, critical: true },
    { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
    { name: "extKeyUsage", serverAuth: true },
    { name: "subjectAltName", altNames },
  ]);
  leaf.setIssuer(authority.subject.attributes);
  for (const one of [authority, leaf]) one.sign(signer(authorityKeys.privateKey), forge.md.sha256.create());
  return {
    authority: pki.certificateToPem(authority),
    cert: pki.certificateToPem(leaf),
    key: leafKeys.privateKey,
  };
}

/** Made beside the main thread, which has a gateway to load. */
const keyPair = () =>
  promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });

/** What a SHA-256 digest begins with in a signature (RFC 8017, 9.2). */
const digestInfo = Buffer.from("3031300d060960864801650304020105000420", "hex");

/** Signs with Node's own cryptography: that of node-forge takes a second. */
function signer(key: string): forge.pki.rsa.PrivateKey {
  const sign = (digest: forge.md.MessageDigest): string => {
    const info = Buffer.concat([digestInfo, Buffer.from(digest.digest().getBytes(), "binary")]);
    return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, info).toString("binary");
  };
  return { sign } as forge.pki.rsa.PrivateKey;
}

/** A certificate that names itself as its issuer and is not signed yet. */
function certificate(
  { publicKey }: { publicKey: string },
  name: string,
  now: number,
  extensions: object[],
): forge.pki.Certificate {
  const made = pki.createCertificate();
  made.publicKey = pki.publicKeyFromPem(publicKey);
  made.serialNumber = `40${randomBytes(15).toString("hex")}`;
  made.validity.notBefore = new Date(now - days);
  made.validity.notAfter = new Date(now + 30 * days);
  made.setSubject([{ name: "commonName", value: name }]);
  made.setIssuer([{ name: "commonName", value: name }]);
  made.setExtensions(extensions);
  return made;
}
