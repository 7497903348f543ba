import * as authorization from "@pulumi/azure-native/authorization";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Placement } from "../../components/context";
import { suffixLength } from "../../components/names";
import { Naming } from "../../components/naming";
import { PublicAccess } from "../../components/apiManagement/service";
import { Settings } from "../settings/schema";
import { archiveLock } from "./archiveLock";
import { firstPhase } from "./firstPhase";
import { networkIsolation } from "./networkIsolation";
import { suffixFrom } from "./suffix";

/**
 * End of the globally unique names: given, random and kept in the state, or else made from tenant and prefix, so that the
 * names are known before the first deployment.
 */
function suffixOf({ uniqueSuffix, identity, namePrefix }: Settings, child: pulumi.CustomResourceOptions): pulumi.Input<string> {
  if (uniqueSuffix === "random")
    return new random.RandomString("name-suffix", { length: suffixLength, special: false, upper: false }, child).result;
  return uniqueSuffix ?? suffixFrom(identity.tenantId, namePrefix);
}

/** What every stage is told. */
export interface Base {
  /** Checked, with all defaults. */
  settings: Settings;
  /** Options of every component. */
  child: pulumi.ComponentResourceOptions;
  /** Whether Pulumi refuses to delete or replace what holds data. */
  protect: boolean;
  /** Args of every component. */
  place: Placement;
  /** The one resource group of the environment. */
  group: resources.ResourceGroup;
  /** GUID of the subscription that is deployed to. */
  subscriptionId: pulumi.Output<string>;
  /** Whether API Management answers on the Internet, which only the first phase of `StandardV2` does. */
  publicAccess: Promise<PublicAccess>;
  /** Whether the immutability policy of the archive is locked, which Azure does not take in the first deployment. */
  archiveLocked: Promise<boolean>;
}

/** Resource group, names and what every component is told. */
export function foundation(parent: pulumi.Resource, settings: Settings): Base {
  const child: pulumi.ComponentResourceOptions = { parent };
  const protect = settings.protection.protectStateful;
  const naming = new Naming(settings.namePrefix, suffixOf(settings, child), settings.names);
  const possible = networkIsolation(settings.ingress, child);
  const publicAccess = firstPhase(settings.apiManagement, naming, child);
  const archiveLocked = archiveLock(settings.monitoring.auditArchive, naming, child);
  const group = new resources.ResourceGroup(
    "resource-group",
    {
      resourceGroupName: naming.local("resourceGroup"),
      // Everything is in the group, so nothing is made before the answers.
      location: Promise.all([possible, publicAccess]).then(() => settings.location),
      tags: settings.tags,
    },
    { parent, protect },
  );
  const place: Placement = { resourceGroupName: group.name, location: settings.location, tags: settings.tags, naming };
  const subscriptionId = authorization.getClientConfigOutput(child).subscriptionId;
  return { settings, child, protect, place, group, subscriptionId, publicAccess, archiveLocked };
}
