import { z } from "zod";
import { armId, cidr, ipv4, secretText, zone } from "./primitives";

const selfSigned = z
  .strictObject({
    generation: z.int().min(1).default(1).describe("Raise by one to get a new certificate."),
    validDays: z.int().min(1).max(825).default(365).describe("Days that the certificate is valid."),
  })
  .describe("Make a self-signed certificate here; only with profile `dev`.");

const certificate = z
  .strictObject({
    keyVaultSecretId: z
      .string()
      .regex(
        /^https:\/\/[a-z0-9-]+\.vault\.azure\.net\/(secrets|certificates)\/[A-Za-z0-9-]+\/?$/,
        "must be a secret id without version: https://<vault>.vault.azure.net/secrets/<name>",
      )
      .optional()
      .describe("Certificate in a Key Vault, as an id without version, so that a renewed certificate is picked up."),
    keyVaultId: armId("Microsoft.KeyVault/vaults")
      .optional()
      .describe(
        "With `keyVaultSecretId`: the vault, so that the gateway's identity gets the role to read the secret and a private endpoint to it. Without it the vault's owner gives the role, and `keyVaultEndpoint` is `existing`.",
      ),
    keyVaultEndpoint: z
      .enum(["create", "existing"])
      .default("create")
      .describe(
        "With `keyVaultSecretId`: how the gateway reaches the vault. `create`: a private endpoint to `keyVaultId` is made here; in a vault of another tenant its owner approves it by hand, so make it there. `existing`: the network resolves and reaches the vault already, such as over an endpoint in a hub.",
      ),
    pfx: secretText
      .optional()
      .describe(
        "The certificate with its private key as base64 PKCS#12; set it with `pulumi config set --secret --path ingress.certificate.pfx`.",
      ),
    password: secretText.optional().describe("Password of `pfx`; set it as a secret in the same way."),
    selfSigned: selfSigned.optional(),
  })
  .describe("Certificate of the host name: exactly one of `keyVaultSecretId`, `pfx`, `selfSigned`.");

const frontEnd = z
  .strictObject({
    mode: z
      .enum(["private", "public"])
      .default("private")
      .describe("`private`: only from the network. `public`: from `allowedRanges` over the Internet as well."),
    privateIpAddress: ipv4.optional().describe("Private address. Default: the fifth from the end of the subnet."),
    allowedRanges: z
      .array(cidr)
      .default([])
      .describe("Public: the ranges that may connect. Private: the ranges that may; empty means the whole virtual network."),
  })
  .describe("Where Application Gateway listens.");

const firewall = z
  .strictObject({
    maxRequestBodyKb: z
      .int()
      .min(8)
      .max(2000)
      .default(2000)
      .describe("Largest request body, in KB (WAF_v2 with the default rule set takes at most 2,000)."),
    inspectRequestBodyKb: z.int().min(8).max(2000).default(128).describe("How much of a request body is inspected, in KB."),
    enforceRequestBodyLimit: z
      .boolean()
      .default(false)
      .describe(
        "Refuse larger bodies, with a page of Application Gateway instead of an OpenAI error. Off: larger bodies pass, inspected up to the limit, so that calls with images, documents and audio get through.",
      ),
    textFields: z
      .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/, "must be the name of a field, such as query"))
      .max(100)
      .default([])
      .describe(
        "Fields of a request body that hold free text, besides those of the OpenAI API: their values are not held against rules that look for code (SQL, shell, scripts, Java, quoted requests, known exploits).",
      ),
  })
  .describe("Limits and exclusions of the web application firewall.");

/** The setting `ingress`. */
export const ingress = z
  .strictObject({
    hostName: z
      .string()
      .max(253)
      .regex(
        /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/,
        "must be a fully qualified host name in lower case, such as ai.contoso.com",
      )
      .describe("Host name that the clients use."),
    certificate,
    frontEnd: frontEnd.prefault({}),
    browserOrigins: z
      .array(
        z
          .string()
          .regex(
            /^https:\/\/([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}(:[1-9]\d{0,4})?$/,
            "must be an origin in lower case without path, such as https://chat.contoso.com; no wildcard",
          ),
      )
      .max(20)
      .default([])
      .describe(
        "Origins whose pages may call the gateway from a browser (CORS). They need what every caller needs: a page with a key shows it to whoever opens the page, so give such consumers a plan with `credentials: token`.",
      ),
    minCapacity: z.int().min(0).max(125).default(2).describe("Smallest number of Application Gateway instances."),
    maxCapacity: z.int().min(2).max(125).default(10).describe("Largest number of Application Gateway instances."),
    zones: z.array(zone).default([]).describe("Availability zones of Application Gateway."),
    requestTimeoutSeconds: z
      .int()
      .min(1)
      .max(86400)
      .default(600)
      .describe("Longest pause of a streamed answer before the gateway gives up, in seconds."),
    firewall: firewall.prefault({}),
  })
  .describe("The front door: host name, certificate and Application Gateway.");
