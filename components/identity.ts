import * as authorization from "@pulumi/azure-native/authorization";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { Placement } from "./context";
import { RoleName, roles } from "./roles";

/** A user-assigned identity. */
export interface Identity {
  /** Resource id. */
  id: pulumi.Output<string>;
  /** Object id of its service principal. */
  principalId: pulumi.Output<string>;
  /** Application id, by which a service chooses among its identities. */
  clientId: pulumi.Output<string>;
}

/** Where the identities are made, and which. */
export interface IdentitiesArgs<Key extends string> extends Placement {
  /** What each identity is for: `id-<prefix>-<key>`. */
  keys: readonly Key[];
}

/** The user-assigned identities of an environment. */
export class Identities<Key extends string = string> extends pulumi.ComponentResource {
  private readonly identities: ReadonlyMap<string, Identity>;

  constructor(name: string, args: IdentitiesArgs<Key>, opts?: pulumi.ComponentResourceOptions) {
    super("shield:identity:Identities", name, {}, opts);
    this.identities = new Map(args.keys.map((key) => [key, this.identity(name, key, args)]));
    this.registerOutputs({ ids: Object.fromEntries([...this.identities].map(([key, { id }]) => [key, id])) });
  }

  /** @throws Error for a key that was not among the args. */
  get(key: Key): Identity {
    return found(this.identities, key, "identity");
  }

  private identity(name: string, key: Key, args: IdentitiesArgs<Key>): Identity {
    return new managedidentity.UserAssignedIdentity(
      `${name}-${key}`,
      {
        resourceName: args.naming.local("identity", key),
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        tags: args.tags,
      },
      { parent: this },
    );
  }
}

/** Who may do what where, and why. */
export interface RoleRow {
  /** Names the row in Pulumi. */
  key: string;
  /** Object id of the principal. */
  principalId: pulumi.Input<string>;
  /** Spares Azure a look-up that fails for a principal made a moment ago. */
  principalType: "ServicePrincipal" | "Group";
  /** The role that the principal gets. */
  role: RoleName;
  /** Resource id under which the role holds; the narrowest that does. */
  scope: pulumi.Input<string>;
  /** Becomes the description of the assignment. */
  reason: string;
  /** Narrows what the role opens, in the language of conditions of version 2.0. Default: nothing narrows it. */
  condition?: string | undefined;
}

/** The table of roles of an environment. */
export interface RoleAssignmentsArgs {
  /** One assignment each; keys must differ. */
  rows: RoleRow[];
  /** Subscription in which the role definitions are named. */
  subscriptionId: pulumi.Input<string>;
}

/** The role assignments of an environment, one for each row. */
export class RoleAssignments extends pulumi.ComponentResource {
  private readonly assignments: ReadonlyMap<string, authorization.RoleAssignment>;

  constructor(name: string, args: RoleAssignmentsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:identity:RoleAssignments", name, {}, opts);
    this.assignments = new Map(args.rows.map((row) => [row.key, this.assign(name, row, args.subscriptionId)]));
    this.registerOutputs({});
  }

  /** @throws Error for a key that was not among the rows. */
  assignment(key: string): authorization.RoleAssignment {
    return found(this.assignments, key, "role assignment");
  }

  private assign(name: string, row: RoleRow, subscriptionId: pulumi.Input<string>): authorization.RoleAssignment {
    const guid = roles[row.role];
    const definition = pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
    return new authorization.RoleAssignment(
      `${name}-${row.key}`,
      {
        roleAssignmentName: pulumi
          .all([row.principalId, row.scope])
          .apply(([principalId, scope]) => roleAssignmentName(principalId, row.role, scope)),
        scope: row.scope,
        principalId: row.principalId,
        principalType: row.principalType,
        roleDefinitionId: definition,
        description: row.reason,
        ...(row.condition !== undefined && { condition: row.condition, conditionVersion: "2.0" }),
      },
      { parent: this },
    );
  }
}

/** Namespace of the names of role assignments; any fixed UUID does. */
const roleAssignmentNamespace = "8f0c6d2e-4b7a-5c39-9d51-2a6e7b10f4c8";

/**
 * Name of a role assignment: the same for the same principal, role and scope, another for any other. A changed principal therefore gives a new assignment: Azure refuses to change the principal of an existing one.
 */
export function roleAssignmentName(principalId: string, role: RoleName, scope: string): string {
  return uuidV5(roleAssignmentNamespace, [principalId, roles[role], scope].join("|").toLowerCase());
}

/** The UUID of a name within a namespace, by SHA-1 (RFC 9562, version 5). */
export function uuidV5(namespace: string, name: string): string {
  const bytes = createHash("sha1")
    .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function found<T>(map: ReadonlyMap<string, T>, key: string, what: string): T {
  const value = map.get(key);
  if (!value) throw new Error(`there is no ${what} ${key}; there are: ${[...map.keys()].join(", ")}`);
  return value;
}
