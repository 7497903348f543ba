import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

// Values that several groups of settings share. Every message says what is allowed and begins with "must".

/** A GUID as Entra and Azure write ids; one of zeros only is refused as a placeholder. */
export const guid = z
  .string()
  .regex(
    /^(?!0{8}-0{4}-0{4}-0{4}-0{12}$)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    "must be a GUID, not all zeros, such as 11111111-2222-3333-4444-555555555555",
  );

/** Who a token is for (claim `aud`): an application ID URI, or a client id. */
export const audience = z
  .string()
  .regex(
    /^((api|https):\/\/[^\s/]\S*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i,
    "must be the application ID URI of an app registration, such as api://contoso.com/ai-gateway, or its client id",
  );

/** An IPv4 range; that no bit is set behind its prefix is checked in `checks/`. */
export const cidr = z.cidrv4("must be an IPv4 range such as 10.40.0.0/22");

/** A single IPv4 address, such as that of a DNS server. */
export const ipv4 = z.ipv4("must be an IPv4 address such as 10.40.0.10");

/** Resource id of a type; `*` in the type stands for any one name. */
export const armId = (type: string) =>
  z
    .string()
    .regex(
      new RegExp(`^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/${type.replaceAll(".", "\\.")}/[^/]+$`, "i"),
      `must be the resource id of a ${type}: /subscriptions/…/resourceGroups/…/providers/${type}/…`,
    );

/** Short name of a region; whether Azure has it is checked in `checks/`. */
export const region = z.string().regex(/^[a-z]+[a-z0-9]*$/, "must be an Azure region in its short form, such as swedencentral");

/** An address that gets alerts or mails of a budget. */
export const email = z.email("must be an e-mail address");

/** A name from which ids in Azure are made. */
export const key = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case letters, digits and single hyphens");

/** An availability zone, by its logical number in the subscription. */
export const zone = z.enum(["1", "2", "3"]);

/** Text that must not be shown: plain while it is checked, a secret output once the settings are loaded. */
export const secretText = z.string().transform((text): pulumi.Input<string> => text);
