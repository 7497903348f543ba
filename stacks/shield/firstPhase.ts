import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as pulumi from "@pulumi/pulumi";
import { PublicAccess } from "../../components/apiManagement/service";
import { isInjected } from "../../components/apiManagement/tiers";
import { Naming } from "../../components/naming";
import { gotText, pathOf } from "../settings/problem";
import { Settings } from "../settings/schema";
import { SettingsError } from "../settings/settingsError";
import { isMissing, valueOf } from "./existing";

const setting = pathOf("apiManagement", "publicNetworkAccess");
const runbook = 'docs/operations.md, "StandardV2: two phases"';

/** What is in Azure: no service, one without an approved private endpoint, one that can be closed or is; `unread` when Azure could not be asked. */
type Found = "none" | "unapproved" | "approved" | "unread";

/**
 * Whether API Management answers on the Internet. Azure creates `StandardV2` open and closes it only when it has an approved private endpoint, so with `UntilApproved` the program reads what is there: open until then, closed from then on. With `Disabled` it reads too, because Azure would refuse only
 * after a hundred resources were made. Tiers inside the network are never open, and nothing is asked.
 *
 * `Enabled` asks nothing and stays open. What cannot be read is a warning; then `UntilApproved` is open, which the rules show, and `Disabled` is closed.
 * @throws SettingsError when it must be closed and Azure could not do it
 */
export async function firstPhase(
  { sku, publicNetworkAccess }: Settings["apiManagement"],
  naming: Naming,
  opts: pulumi.InvokeOptions,
): Promise<PublicAccess> {
  if (isInjected(sku)) return "Disabled";
  if (publicNetworkAccess === "Enabled") return "Enabled";
  const serviceName = await valueOf(naming.global("apiManagement"));
  const found =
    serviceName === undefined ? "none" : await look({ serviceName, resourceGroupName: naming.local("resourceGroup") }, opts);
  if (publicNetworkAccess === "UntilApproved") return found === "approved" ? "Disabled" : "Enabled";
  if (found === "none" || found === "unapproved") throw tooEarly(serviceName ?? naming.prefix, found);
  return "Disabled";
}

const tooEarly = (serviceName: string, found: "none" | "unapproved"): SettingsError =>
  new SettingsError([
    {
      path: setting,
      got: gotText("Disabled"),
      allowed: '"UntilApproved" until the service is closed',
      message:
        found === "none"
          ? `there is no API Management ${serviceName} yet, and Azure creates this tier open (${runbook})`
          : `API Management ${serviceName} has no approved private endpoint, without which Azure does not close it (${runbook})`,
    },
  ]);

async function look(args: apimanagement.GetApiManagementServiceArgs, opts: pulumi.InvokeOptions): Promise<Found> {
  try {
    const { publicNetworkAccess, privateEndpointConnections = [] } = await apimanagement.getApiManagementService(args, opts);
    const approved = privateEndpointConnections.some(
      ({ privateLinkServiceConnectionState: { status } }) => status === "Approved",
    );
    return approved || publicNetworkAccess === "Disabled" ? "approved" : "unapproved";
  } catch (error) {
    if (isMissing(error)) return "none";
    await pulumi.log.warn(
      `${setting}: cannot read whether API Management ${args.serviceName} is there and its private endpoint approved (${(error as Error).message}). ` +
        `Azure creates this tier open, and refuses to close it before that (${runbook}).`,
    );
    return "unread";
  }
}
