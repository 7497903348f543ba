import * as keyvault from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import { KeyVault } from "./keyVault";
import { expiryOf, withoutPassword } from "./pkcs12";
import { selfSignedCertificate } from "./selfSignedCertificate";

/** Where the certificate comes from: exactly one of `keyVaultSecretId`, `pfx`, `selfSigned`. */
export interface CertificateSettings {
  /** Secret in a vault that is there already, as an id without version. */
  keyVaultSecretId?: string;
  /** Resource id of that vault. */
  keyVaultId?: string;
  /** Whether a private endpoint to that vault is made here, or the network reaches it already. Default: made here. */
  keyVaultEndpoint?: "create" | "existing";
  /** The certificate with its private key as base64 PKCS#12; may be a secret. */
  pfx?: pulumi.Input<string>;
  /** Password of `pfx`; may be a secret. */
  password?: pulumi.Input<string>;
  /** Make a self-signed certificate here. */
  selfSigned?: {
    /** A higher one gets a new certificate. */
    generation: number;
    /** Days that the certificate is valid. */
    validDays: number;
  };
}

/** Where the certificate comes from, and the vault that keeps it. */
export interface CertificateArgs {
  /** Source of the certificate. */
  settings: CertificateSettings;
  /** Common name and alternative name of a self-signed certificate. */
  hostName: string;
  /** Resource group of the vault. */
  resourceGroupName: pulumi.Input<string>;
  /** Vault that gets the secret; not used with `keyVaultSecretId`. */
  vault: KeyVault;
  /** Tags of the secret. */
  tags: Record<string, string>;
  /**
   * From when a self-signed certificate is valid.
   * @default The beginning of today, UTC
   */
  validFrom?: Date;
}

const secondsADay = 86_400;

/**
 * The certificate of the host name as a secret of a key vault: one that is there already, a PFX, or a self-signed one
 * made here. The last is made again by every deployment, but only a new generation replaces the stored one.
 */
export class Certificate extends pulumi.ComponentResource {
  /** Address of the secret without version, so that a new version is picked up. */
  readonly secretId: pulumi.Output<string>;
  /** Wait for this before reading the secret over the private network. */
  readonly ready: pulumi.Resource[];

  constructor(name: string, args: CertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:certificate:Certificate", name, {}, opts);
    const secret = this.secret(name, args);
    this.ready = secret ? [secret, ...args.vault.endpoint.ready] : [];
    this.secretId = secret
      ? pulumi.interpolate`${args.vault.uri}secrets/${secret.name}`
      : pulumi.output(args.settings.keyVaultSecretId ?? missing());
    this.registerOutputs({ secretId: this.secretId });
  }

  private secret(name: string, args: CertificateArgs): keyvault.Secret | undefined {
    const { keyVaultSecretId, pfx, password, selfSigned } = args.settings;
    if (keyVaultSecretId) return undefined;
    if (pfx) return this.imported(name, args, pfx, password);
    return selfSigned && this.selfSigned(`${name}-${selfSigned.generation}`, args, selfSigned);
  }

  private imported(
    name: string,
    args: CertificateArgs,
    pfx: pulumi.Input<string>,
    password?: pulumi.Input<string>,
  ): keyvault.Secret {
    const value = pulumi.secret(pulumi.all([pfx, password]).apply(([file, word]) => (word ? withoutPassword(file, word) : file)));
    // When a certificate ends is no secret: every client sees it.
    const expires = pulumi.unsecret(value.apply((file) => expiryOf(file)));
    return this.store(name, args, "tls", value, expires, []);
  }

  private selfSigned(
    name: string,
    args: CertificateArgs,
    { generation, validDays }: NonNullable<CertificateSettings["selfSigned"]>,
  ): keyvault.Secret {
    const validFrom = args.validFrom ?? new Date(new Date().setUTCHours(0, 0, 0, 0));
    const expires = validFrom.getTime() / 1000 + validDays * secondsADay;
    // A preview makes none: a saved plan takes any value of what is not known, and would be violated by the certificate of another run.
    const value = args.vault.uri.apply((): pulumi.Input<string> =>
      pulumi.runtime.isDryRun()
        ? (pulumi.unknown as unknown as string)
        : selfSignedCertificate({ hostName: args.hostName, validFrom, validTo: new Date(expires * 1000) }),
    );
    // Each run makes another certificate; the one stored first stays until the generation is raised.
    const ignoreChanges = ["properties.value", "properties.attributes.expires"];
    return this.store(name, args, `tls-${generation}`, pulumi.secret(value), expires, ignoreChanges);
  }

  private store(
    name: string,
    args: CertificateArgs,
    secretName: string,
    value: pulumi.Output<string>,
    expires: pulumi.Input<number>,
    ignoreChanges: string[],
  ): keyvault.Secret {
    return new keyvault.Secret(
      name,
      {
        secretName,
        vaultName: args.vault.name,
        resourceGroupName: args.resourceGroupName,
        properties: { value, contentType: "application/x-pkcs12", attributes: { enabled: true, expires } },
        tags: args.tags,
      },
      // A secret is deleted over the vault's own address, which only the private network reaches; the vault takes it along.
      { parent: this, ignoreChanges, retainOnDelete: true },
    );
  }
}

function missing(): never {
  throw new Error("ingress.certificate must have one of keyVaultSecretId, pfx, selfSigned");
}
