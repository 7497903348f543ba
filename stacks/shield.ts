import * as pulumi from "@pulumi/pulumi";
import { withoutVersionAliases } from "./sdkCosts";
import { Settings } from "./settings/schema";
import { dataServices } from "./shield/dataServices";
import { foundation } from "./shield/foundation";
import { frontDoor } from "./shield/frontDoor";
import { logging } from "./shield/logging";
import { locks } from "./shield/locks";
import { modelAccounts } from "./shield/modelAccounts";
import { networking } from "./shield/networking";
import { operation } from "./shield/operation";
import { ShieldOutputs, shieldOutputs } from "./shield/outputs";
import { service } from "./shield/service";

/**
 * One environment: clients → Application Gateway → API Management → private endpoints → Azure OpenAI accounts, with
 * network, vault, storage, identities and logs around them. The stages, in `shield/`, run in this order; each names
 * what it takes from the ones before, so every wire between components is visible here and there. A stack holds
 * one Shield, so its children are named by what they are.
 */
export class Shield extends pulumi.ComponentResource {
  /** The stack's outputs. */
  readonly outputs: ShieldOutputs;

  constructor(name: string, settings: Settings, opts?: pulumi.ComponentResourceOptions) {
    super("shield:index:Shield", name, {}, pulumi.mergeOptions({ transformations: [withoutVersionAliases] }, opts));
    const base = foundation(this, settings);
    const logs = logging(base);
    const { workspace, diagnostics } = logs;
    const { network, links, access } = networking(base, logs);
    const data = dataServices(base, { diagnostics, workspaceId: workspace.id, network, access });
    const { identities, audit, vault } = data;
    const { apiManagement, reachable } = service(base, {
      diagnostics,
      network,
      links,
      access,
      identity: identities.apiManagement,
    });
    const { accounts, training } = modelAccounts(base, {
      diagnostics,
      access,
      encryption: data.encryption,
      // A role works only up to ten minutes after it was assigned: the first deployment spends them on API Management.
      after: apiManagement.service,
    });
    const { gateway, content } = frontDoor(base, {
      diagnostics,
      network,
      apiManagement,
      reachable,
      accounts,
      identities,
      certificate: data.certificate,
      applicationInsights: workspace.applicationInsights,
    });
    const { roles, onWorkspace } = operation(base, {
      workspace,
      identities,
      accounts,
      apiManagement,
      gateway,
      training,
      audit,
      vault,
    });
    if (settings.protection.locks)
      locks(base, { ...data, workspace, training, accounts, apiManagement, gateway, content, roles, onWorkspace });
    this.outputs = shieldOutputs({
      settings,
      workspace,
      identities,
      apiManagement,
      gateway,
      subscriptionIds: content.subscriptionIds,
    });
    this.registerOutputs(this.outputs);
  }
}
