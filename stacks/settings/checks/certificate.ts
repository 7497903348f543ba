import { createRequire } from "node:module";
import { Problem } from "../problem";
import { IngressSettings } from "../schema";
import { unknownSecret } from "../secrets";
import { check, problem, problemIf } from "./check";

type Certificate = IngressSettings["certificate"];

const load = createRequire(__filename);

/** Loaded where there is a PFX: every command that reads settings would load its cryptography else. */
const pkcs12 = () => load("../../../components/pkcs12") as typeof import("../../../components/pkcs12");

const path = ["ingress", "certificate"];
const sources = ["keyVaultSecretId", "pfx", "selfSigned"] as const;

/** Exactly one source, with what belongs to it, and a PFX that opens. */
export const certificate = check(["profile", "ingress"], ({ profile, ingress: { certificate, frontEnd } }) => {
  const given = sources.filter((source) => certificate[source] !== undefined);
  return [
    ...problemIf(
      given.length !== 1,
      path,
      given.length === 0 ? undefined : given,
      `exactly one of ${sources.join(", ")}`,
      given.length === 0 ? "no certificate is named" : "more than one certificate is named",
    ),
    ...problemIf(
      certificate.selfSigned !== undefined && profile !== "dev",
      [...path, "selfSigned"],
      certificate.selfSigned,
      "keyVaultSecretId or pfx, with profile prod",
      "no client trusts a self-signed certificate; it is for profile dev only",
    ),
    ...vault(certificate),
    ...(given.length === 1 ? vaultInReach(certificate, frontEnd) : []),
    ...pfx(certificate),
  ];
});

function vault({ keyVaultSecretId, keyVaultId }: Certificate): Problem[] {
  const name = keyVaultId?.split("/").at(-1)?.toLowerCase();
  const host = keyVaultSecretId?.match(/^https:\/\/([a-z0-9-]+)\./)?.[1];
  return [
    ...problemIf(
      keyVaultId !== undefined && keyVaultSecretId === undefined,
      [...path, "keyVaultId"],
      keyVaultId,
      "nothing, without keyVaultSecretId",
      "no secret of this vault is named",
    ),
    ...problemIf(
      name !== undefined && host !== undefined && name !== host,
      [...path, "keyVaultId"],
      keyVaultId,
      `the resource id of the vault ${host}`,
      "is not the vault of keyVaultSecretId",
    ),
  ];
}

/** A private gateway has no way to the Internet: it reads its certificate over a private endpoint or not at all (Microsoft Learn, "Private Application Gateway deployment"). */
function vaultInReach(
  { keyVaultSecretId, keyVaultId, keyVaultEndpoint }: Certificate,
  { mode }: IngressSettings["frontEnd"],
): Problem[] {
  return problemIf(
    mode === "private" && keyVaultSecretId !== undefined && keyVaultId === undefined && keyVaultEndpoint === "create",
    [...path, "keyVaultId"],
    keyVaultId,
    "the resource id of the vault of keyVaultSecretId, or keyVaultEndpoint: existing where the network reaches the vault already",
    "a private front end reaches the vault over a private endpoint only, and that needs the vault's resource id",
  );
}

function pfx({ pfx, password }: Certificate): Problem[] {
  const stray = problemIf(
    password !== undefined && pfx === undefined,
    [...path, "password"],
    unknownSecret,
    "nothing, without pfx",
    "there is no PFX that it could open",
  );
  const file = openable({ pfx, password });
  const fault = file && openingFault(file);
  if (!fault) return stray;
  return [...stray, problem([...path, "pfx"], unknownSecret, "base64 of a PKCS#12 file that the password opens", fault)];
}

/** A PFX with its password, both as text. */
interface Pfx {
  bytes: string;
  password: string;
}

/** The PFX with its password; undefined when there is none or only the engine can decrypt it. */
function openable({ pfx, password = "" }: Pick<Certificate, "pfx" | "password">): Pfx | undefined {
  const isKnown = (secret: Certificate["pfx"]): secret is string => typeof secret === "string" && secret !== unknownSecret;
  return isKnown(pfx) && isKnown(password) ? { bytes: pfx, password } : undefined;
}

/** Why a PFX cannot be used, found by doing with it what the program will do; undefined when it can. */
function openingFault({ bytes, password }: Pfx): string | undefined {
  if (Buffer.from(bytes, "base64").toString("base64") !== bytes.replace(/\s/g, "")) return "is not base64";
  try {
    if (password) pkcs12().withoutPassword(bytes, password);
    else pkcs12().expiryOf(bytes);
    return undefined;
  } catch (error) {
    return `cannot be opened with ingress.certificate.password: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Days before the end of a certificate from which on it is announced. */
const noticeDays = 30;

/** Warning about a PFX that has ended or soon will. */
export const certificateEnd = check(["ingress"], ({ ingress: { certificate } }, { today }) => {
  const file = openable(certificate);
  if (!file || openingFault(file)) return [];
  const end = new Date(pkcs12().expiryOf(file.bytes, file.password) * 1000).toISOString().slice(0, 10);
  const days = Math.round((Date.parse(end) - Date.parse(today)) / 86_400_000);
  return problemIf(
    days <= noticeDays,
    [...path, "pfx"],
    unknownSecret,
    `a certificate that lasts longer than ${noticeDays} days`,
    days < 0 ? `the certificate ended on ${end}` : `the certificate ends on ${end}, in ${days} days`,
  );
});
