import { generateKeyPairSync } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import forge from "node-forge";

/** A text or some bytes that must be found nowhere. */
export interface Canary {
  name: string;
  /** Forms in which it would be written. */
  forms: readonly string[];
}

/** Bytes of a canary that are searched at a time: short enough for one line, long enough to be there by chance nowhere. */
const windowBytes = 30;

/** The base64 of bytes, wherever in a longer text they begin: three ways, without the characters that they share with their neighbours. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    return text.slice(first, last);
  });
}

const formsOf = (bytes: Buffer): string[] => [
  ...base64Forms(bytes),
  bytes.toString("hex"),
  bytes.toString("hex").toUpperCase(),
  bytes.toString("latin1"),
];

/** A text with its encodings. */
const textCanary = (name: string, text: string): Canary => ({
  name,
  forms: [...new Set([text, ...formsOf(Buffer.from(text))])],
});

/** Three parts of long bytes, each with its encodings. */
function bytesCanary(name: string, bytes: Buffer): Canary {
  const starts = [0, Math.floor((bytes.length - windowBytes) / 2), bytes.length - windowBytes];
  return { name, forms: starts.flatMap((start) => formsOf(bytes.subarray(start, start + windowBytes))) };
}

/** The prime of an RSA key, most significant byte first: part of the key in every format. */
function primeOf(key: forge.pki.rsa.PrivateKey): Buffer {
  return Buffer.from(key.p.toString(16).padStart(256, "0"), "hex");
}

/** A certificate with its key as a PKCS#12 file, and what of it is secret. */
export function plantedCertificate(hostName: string, password: string): { pfx: string; canaries: Canary[] } {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const key = forge.pki.privateKeyFromPem(privateKey);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = "01";
  certificate.validity.notBefore = new Date("2026-01-01T00:00:00Z");
  certificate.validity.notAfter = new Date("2036-01-01T00:00:00Z");
  certificate.setSubject([{ name: "commonName", value: hostName }]);
  certificate.setIssuer([{ name: "commonName", value: hostName }]);
  certificate.sign(key, forge.md.sha256.create());
  const file = forge.asn1.toDer(forge.pkcs12.toPkcs12Asn1(key, [certificate], password)).getBytes();
  const bytes = Buffer.from(file, "binary");
  const canaries = [bytesCanary("the file", bytes), bytesCanary("the key", primeOf(key)), textCanary("the password", password)];
  return { pfx: bytes.toString("base64"), canaries };
}

/** The key in a PKCS#12 file without password, as base64. */
export function keyCanary(file: string): Canary {
  const { pki, pkcs12, asn1, util } = forge;
  const bags = pkcs12.pkcs12FromAsn1(asn1.fromDer(util.decode64(file)), "").getBags({ bagType: pki.oids.keyBag ?? "" });
  const key = Object.values(bags).flat()[0]?.key as forge.pki.rsa.PrivateKey | undefined;
  if (!key) throw new Error("the file holds no key");
  return bytesCanary("the self-signed key", primeOf(key));
}

/** Any private key that is not encrypted, also one that nobody has seen: the identifier of a key in PKCS#12 (RFC 7292, keyBag), and PEM. */
export const anyKey: Canary = {
  name: "a key",
  forms: [...formsOf(Buffer.from("060b2a864886f70d010c0a0101", "hex")), "PRIVATE KEY-----"],
};

/**
 * All that was written to a folder, links apart: path → contents, one character a byte.
 * @param below part of the folder, as a path from it
 */
export function filesIn(folder: string, below = ""): Map<string, string> {
  const entries = fs.readdirSync(path.join(folder, below), { withFileTypes: true });
  const files = entries.flatMap((entry): [string, string][] => {
    const file = path.join(below, entry.name);
    if (entry.isDirectory()) return [...filesIn(folder, file)];
    return entry.isFile() ? [[file, fs.readFileSync(path.join(folder, file), "latin1")]] : [];
  });
  return new Map(files);
}

/** Where which canaries are: `name in file`. Line breaks inside a canary, also escaped ones, do not hide it. */
export function found(canaries: readonly Canary[], files: ReadonlyMap<string, string>): string[] {
  const inOne = ([file, text]: [string, string]) => {
    const joined = text.replace(/\\r|\\n|\s/g, "");
    return canaries
      .filter(({ forms }) => forms.some((form) => text.includes(form) || joined.includes(form)))
      .map(({ name }) => `${name} in ${file}`);
  };
  return [...files].flatMap(inOne);
}
