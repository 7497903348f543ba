import type { CryptoKey, JWK } from "jose";
import { loadEsm } from "../gateway/esm";

/** What signs tokens, and what proves them. */
export interface SigningKey {
  /** Id of the key in the header of a token. */
  kid: string;
  /** Signs; never published. */
  privateKey: CryptoKey;
  /** Proves signatures. */
  publicKey: CryptoKey;
  /** As the key set shows it. */
  jwk: JWK;
}

/** The library that signs and proves tokens, loaded when it is first needed. */
export const jose = (): Promise<typeof import("jose")> => loadEsm<typeof import("jose")>("jose");

/** A new key of the kind that Entra signs with. */
export async function newSigningKey(kid: string): Promise<SigningKey> {
  const { exportJWK, generateKeyPair } = await jose();
  const { privateKey, publicKey } = await generateKeyPair("RS256", { modulusLength: 2048, extractable: true });
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "RS256" } };
}
