import forge from "node-forge";
import { X509Certificate } from "node:crypto";

const { asn1, pki, pkcs12 } = forge;
const { UNIVERSAL } = asn1.Class;
const { SEQUENCE, OCTETSTRING, OID, NULL, INTEGER } = asn1.Type;

/** Rounds of the key derivation of the integrity check (RFC 7292, section 4). */
const macRounds = 2048;

/** A private key with its certificate (first) and the issuers' certificates. */
interface Contents {
  key: forge.pki.rsa.PrivateKey;
  certificates: forge.pki.Certificate[];
}

/**
 * A PKCS#12 file, as base64, that opens with an empty password. Nothing in it is random: the same key and certificates
 * give the same bytes, so that a program that makes it again changes nothing.
 */
export function unprotectedPkcs12({ key, certificates }: Contents): string {
  const [version, authSafe] = children(pkcs12.toPkcs12Asn1(key, certificates, null, { useMac: false }));
  if (!version || !authSafe) throw new Error("PKCS#12 without contents");
  const file = asn1.create(UNIVERSAL, SEQUENCE, true, [version, authSafe, integrity(data(authSafe))]);
  return forge.util.encode64(asn1.toDer(file).getBytes());
}

/**
 * The same key and certificates without a password. Application Gateway reads a certificate from Key Vault as a
 * password-less PKCS#12 (Microsoft Learn, "TLS termination with Key Vault certificates").
 *
 * @param file PKCS#12 as base64.
 * @throws Error when the password is wrong, the file is no PKCS#12, or its key is not an RSA key.
 */
export function withoutPassword(file: string, password: string): string {
  const bags = read(file, password);
  const [key] = (bags.getBags({ bagType: pki.oids.pkcs8ShroudedKeyBag })[pki.oids.pkcs8ShroudedKeyBag ?? ""] ?? []).concat(
    bags.getBags({ bagType: pki.oids.keyBag })[pki.oids.keyBag ?? ""] ?? [],
  );
  const certificates = certificateBags(bags).flatMap(({ cert }) => cert ?? []);
  if (!key?.key || certificates.length === 0)
    throw new Error("no RSA key with its certificate; export other keys without a password");
  return unprotectedPkcs12({ key: key.key, certificates: leafFirst(key.key, certificates) });
}

/**
 * When the certificate of a PKCS#12 file ends, in seconds since 1970.
 *
 * @param file PKCS#12 as base64.
 * @throws Error when the password is wrong or the file has no certificate.
 */
export function expiryOf(file: string, password = ""): number {
  const certificates = certificateBags(read(file, password)).map(x509);
  const leaf = certificates.find(({ ca }) => !ca) ?? certificates[0];
  if (!leaf) throw new Error("no certificate");
  return Math.floor(Date.parse(leaf.validTo) / 1000);
}

const read = (file: string, password: string): forge.pkcs12.Pkcs12Pfx =>
  pkcs12.pkcs12FromAsn1(asn1.fromDer(forge.util.decode64(file)), password);

const certificateBags = (bags: forge.pkcs12.Pkcs12Pfx): forge.pkcs12.Bag[] =>
  bags.getBags({ bagType: pki.oids.certBag })[pki.oids.certBag ?? ""] ?? [];

/** Parsed from the DER bytes, because node-forge understands only RSA certificates. */
function x509(bag: forge.pkcs12.Bag): X509Certificate {
  const certificate = bag.cert ? pki.certificateToAsn1(bag.cert) : bag.asn1;
  return new X509Certificate(Buffer.from(asn1.toDer(certificate).getBytes(), "binary"));
}

/** The certificate of the key, then its issuers: servers send them in this order. */
function leafFirst(key: forge.pki.rsa.PrivateKey, certificates: forge.pki.Certificate[]): forge.pki.Certificate[] {
  const isLeaf = ({ publicKey }: forge.pki.Certificate) => "n" in publicKey && publicKey.n.equals(key.n);
  return [...certificates.filter(isLeaf), ...certificates.filter((certificate) => !isLeaf(certificate))];
}

/**
 * The integrity check over the contents with an empty password (RFC 7292, section 4: MacData). It protects nothing, but
 * readers expect one. The salt comes from the contents for the same reason: it has nothing to hide.
 */
function integrity(contents: string): forge.asn1.Asn1 {
  const salt = forge.md.sha256.create().update(contents).digest().getBytes(8);
  const mac = forge.hmac.create();
  mac.start("sha1", pkcs12.generateKey("", forge.util.createBuffer(salt), 3, macRounds, 20));
  mac.update(contents);
  return sequence(
    sequence(
      sequence(
        asn1.create(UNIVERSAL, OID, false, asn1.oidToDer(pki.oids.sha1 ?? "").getBytes()),
        asn1.create(UNIVERSAL, NULL, false, ""),
      ),
      asn1.create(UNIVERSAL, OCTETSTRING, false, mac.digest().getBytes()),
    ),
    asn1.create(UNIVERSAL, OCTETSTRING, false, salt),
    asn1.create(UNIVERSAL, INTEGER, false, asn1.integerToDer(macRounds).getBytes()),
  );
}

const sequence = (...values: forge.asn1.Asn1[]): forge.asn1.Asn1 => asn1.create(UNIVERSAL, SEQUENCE, true, values);

const children = (node: forge.asn1.Asn1 | undefined): forge.asn1.Asn1[] => (Array.isArray(node?.value) ? node.value : []);

/** The bytes that a ContentInfo of type data holds. */
function data(contentInfo: forge.asn1.Asn1): string {
  const octets = children(children(contentInfo)[1])[0]?.value;
  if (typeof octets !== "string") throw new Error("PKCS#12 without contents");
  return octets;
}
