import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import { Placement } from "../context";
import { PrivateAccess, PrivateEndpoint } from "../network/privateEndpoint";

/** Members of the scope, and where its private endpoint goes. */
export interface PrivateLinkScopeArgs extends Placement {
  /** Resource id of the workspace that becomes a member. */
  workspaceId: pulumi.Input<string>;
  /** Resource id of the Application Insights component that becomes a member. */
  applicationInsightsId: pulumi.Input<string>;
  /** Where the private endpoint of the scope goes. */
  access: PrivateAccess;
}

/**
 * The private way to Azure Monitor: a scope with the workspace and Application Insights, reached over one private
 * endpoint. Networks that use the endpoint reach nothing of Azure Monitor but what is in the scope.
 *
 * The names of Azure Monitor are shared, so the scope changes them for every network that uses the same private zones,
 * and a network can be in one scope only (Microsoft Learn, "Design your Azure Monitor Private Link setup").
 */
export class PrivateLinkScope extends pulumi.ComponentResource {
  /** Resource id of the scope. */
  readonly id: pulumi.Output<string>;
  /** Made after all members, because its DNS records are theirs. */
  readonly endpoint: PrivateEndpoint;

  constructor(name: string, args: PrivateLinkScopeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("shield:monitoring:PrivateLinkScope", name, {}, opts);
    const scope = new monitor.PrivateLinkScope(
      name,
      {
        scopeName: args.naming.local("privateLinkScope"),
        resourceGroupName: args.resourceGroupName,
        location: "global",
        tags: args.tags,
        accessModeSettings: { ingestionAccessMode: "PrivateOnly", queryAccessMode: "PrivateOnly" },
      },
      { parent: this },
    );
    const members = { workspace: args.workspaceId, insights: args.applicationInsightsId };
    const scoped: monitor.PrivateLinkScopedResource[] = [];
    for (const [key, id] of Object.entries(members))
      scoped.push(this.member(`${name}-${key}`, key, id, scope, args, scoped.at(-1)));
    this.id = scope.id;
    this.endpoint = new PrivateEndpoint(
      `${name}-endpoint`,
      {
        ...args,
        // The endpoint's DNS records are those of the members: it waits for all of them.
        targetId: pulumi.all([scope.id, pulumi.all(scoped.map((member) => member.id))]).apply(([id]) => id),
        groupId: "azuremonitor",
        key: "monitor",
      },
      { parent: this },
    );
    this.registerOutputs({ id: this.id });
  }

  private member(
    name: string,
    key: string,
    linkedResourceId: pulumi.Input<string>,
    scope: monitor.PrivateLinkScope,
    args: PrivateLinkScopeArgs,
    before: pulumi.Resource | undefined,
  ): monitor.PrivateLinkScopedResource {
    return new monitor.PrivateLinkScopedResource(
      name,
      { name: key, scopeName: scope.name, resourceGroupName: args.resourceGroupName, kind: "Resource", linkedResourceId },
      // Azure refuses a second member while the scope takes the first (hashicorp/terraform-provider-azurerm 22236).
      { parent: this, dependsOn: before },
    );
  }
}
