import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";

/**
 * A lock that refuses every deletion of a resource and of everything in it.
 *
 * @param name Pulumi name of the locked resource; the lock's is `<name>-lock`.
 * @param scopeId Resource id of what is locked.
 * @param reason Note of the lock, which says why it is there.
 * @param covered What is made on or below the resource. The lock comes last and goes first, or Azure would refuse to
 *   delete them.
 */
export function lock(
  name: string,
  scopeId: pulumi.Input<string>,
  reason: string,
  covered: pulumi.Resource[],
  opts: pulumi.CustomResourceOptions,
): authorization.ManagementLockByScope {
  return new authorization.ManagementLockByScope(
    `${name}-lock`,
    { lockName: "shield", scope: scopeId, level: "CanNotDelete", notes: reason },
    { ...opts, dependsOn: covered },
  );
}
