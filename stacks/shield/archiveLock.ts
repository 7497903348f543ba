import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { Naming } from "../../components/naming";
import { pathOf } from "../settings/problem";
import { Settings } from "../settings/schema";
import { isMissing, valueOf } from "./existing";

const setting = pathOf("monitoring", "auditArchive", "locked");

/**
 * Whether the immutability policy of the archive is locked. Azure locks a policy only when it is there, so with `locked` the program reads the account:
 * the deployment that makes it leaves the policy unlocked, and each later one locks it. Without `locked` nothing is asked.
 *
 * What cannot be read is a warning, and the policy is locked: Azure then refuses the deployment that would make the account, and takes no lock away.
 */
export async function archiveLock(
  { locked, retentionDays }: Settings["monitoring"]["auditArchive"],
  naming: Naming,
  opts: pulumi.InvokeOptions,
): Promise<boolean> {
  if (!locked) return false;
  const accountName = await valueOf(naming.global("storage", "au"));
  const found =
    accountName === undefined ? false : await hasPolicy({ accountName, resourceGroupName: naming.local("resourceGroup") }, opts);
  if (!found)
    await pulumi.log.warn(
      `${setting}: this deployment makes the archive, and the next one locks it: from then on no record can be deleted, and its period of ` +
        `${retentionDays} days not be shortened, by anybody (docs/operations.md, "Lock the archive").`,
    );
  return found;
}

async function hasPolicy(args: storage.GetStorageAccountArgs, opts: pulumi.InvokeOptions): Promise<boolean> {
  try {
    const { immutableStorageWithVersioning } = await storage.getStorageAccount(args, opts);
    return immutableStorageWithVersioning?.immutabilityPolicy !== undefined;
  } catch (error) {
    if (isMissing(error)) return false;
    await pulumi.log.warn(
      `${setting}: if the archive ${args.accountName} is there already, this deployment locks it for good; if it is not, Azure refuses to make it ` +
        `locked, so the first deployment must say false. Which of both cannot be read: ${(error as Error).message}`,
    );
    return true;
  }
}
