import * as pulumi from "@pulumi/pulumi";
import { withoutVersionAliases } from "./sdkCosts";
import { Settings } from "./settings/schema";
import { dataServices } from "./shield/dataServices";
import { foundation } from "./shield/foundation";
import { frontDoor } from "./shield/frontDoor";
import { logging } from "./shield/logging";
import { modelAccounts } from "./shield/modelAccounts";
import { networking } from "./shield/networking";
import { locks, operation } from "./shield/operation";
import { ShieldOutputs, shieldOutputs } from "./shield/outputs";
import { service } from "./shield/service";

/**
 * One environment: clients → Application Gateway → API Management → private endpoints → Azure OpenAI accounts, with
 * network, vault, storage, identities and logs around them. The parts, in `shield/`, are made in this order; each is
 * told what it takes from the ones before, so every wire between components is visible here and there. A stack holds
 * one Shield, so its children are named by what they are.
 */
export class Shield extends pulumi.ComponentResource {
  /** The stack's outputs. */
  readonly outputs: ShieldOutputs;

  constructor(name: string, settings: Settings, opts?: pulumi.ComponentResourceOptions) {
    super("shield:index:Shield", name, {}, pulumi.mergeOptions({ transformations: [withoutVersionAliases] }, opts));
    const base = foundation(this, settings);
    const logs = logging(base);
    const net = networking(base, logs);
    const data = dataServices(base, logs, net);
    const gateway = service(base, logs, net, data);
    const models = modelAccounts(base, logs, net, data, gateway);
    const front = frontDoor(base, logs, net, data, gateway, models);
    const running = operation(base, logs, data, models, front);
    if (settings.protection.locks) locks(base, logs, data, models, front, running);
    this.outputs = shieldOutputs({ settings, ...logs, ...data, ...front });
    this.registerOutputs(this.outputs);
  }
}
