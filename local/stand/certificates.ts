import forge from "node-forge";
import { generateKeyPairSync, randomBytes } from "node:crypto";

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
export function localCertificate(hostName: string, now: number): LocalCertificate {
  const authority = certificate("azure-openai-shield local authority", now, [
    { name: "basicConstraints", cA: true, critical: true },
    { name: "keyUsage", keyCertSign: true, critical: true },
  ]);
  const altNames = [
    { type: 2, value: hostName },
    { type: 2, value: "localhost" },
    { type: 7, ip: "127.0.0.1" },
  ];
  const leaf = certificate(hostName.slice(0, 64), now, [
    { name: "basicConstraints", cA: false, critical: true },
    { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
    { name: "extKeyUsage", serverAuth: true },
    { name: "subjectAltName", altNames },
  ]);
  leaf.certificate.setIssuer(authority.certificate.subject.attributes);
  for (const { certificate: one } of [authority, leaf]) one.sign(authority.key, forge.md.sha256.create());
  return {
    authority: pki.certificateToPem(authority.certificate),
    cert: pki.certificateToPem(leaf.certificate),
    key: pki.privateKeyToPem(leaf.key),
  };
}

/** A certificate that names itself as its issuer and is not signed yet. */
function certificate(
  name: string,
  now: number,
  extensions: object[],
): { certificate: forge.pki.Certificate; key: forge.pki.rsa.PrivateKey } {
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const key = pki.privateKeyFromPem(pair.privateKey);
  const made = pki.createCertificate();
  made.publicKey = pki.setRsaPublicKey(key.n, key.e);
  made.serialNumber = `40${randomBytes(15).toString("hex")}`;
  made.validity.notBefore = new Date(now - days);
  made.validity.notAfter = new Date(now + 30 * days);
  made.setSubject([{ name: "commonName", value: name }]);
  made.setIssuer([{ name: "commonName", value: name }]);
  made.setExtensions(extensions);
  return { certificate: made, key };
}
