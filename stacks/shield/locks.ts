import * as pulumi from "@pulumi/pulumi";
import { lock } from "../../components/locks";
import { AccountKeys } from "./encryption";
import { Base } from "./foundation";

type Locked = pulumi.Resource & { id: pulumi.Input<string> };

/** What is locked, and what is made on it: a lock comes after everything on or below its resource. */
export interface LockInputs {
  /** The workspace; not locked when it is an existing one. */
  workspace: Locked;
  /** Saved queries, export and the like on the workspace. */
  onWorkspace: pulumi.Resource[];
  /** The environment's own vault. */
  vault: Locked;
  /** What is made in the vault or waits for its name. */
  certificate: { component: pulumi.Resource };
  /** Vaults of the customer-managed keys, by region. */
  encryption: Readonly<Record<string, AccountKeys>>;
  /** Storage of training data. */
  training: Locked;
  /** Storage of the audit archive. */
  audit: Locked;
  /** The service, which takes most of an hour to come back. */
  apiManagement: Locked;
  /** What API Management offers. */
  content: pulumi.Resource;
  /** Application Gateway. */
  gateway: Locked;
  /** Azure OpenAI accounts, by region. */
  accounts: Readonly<Record<string, Locked>>;
  /** Roles on vaults and stores that are there from the start. */
  earlyRoles: pulumi.Resource;
  /** Roles of the running environment. */
  roles: pulumi.Resource;
}

/** Delete locks on what holds data or takes an hour to come back. */
export function locks({ settings, child }: Base, inputs: LockInputs): void {
  const { workspace, onWorkspace, vault, certificate, encryption, training, audit, accounts, earlyRoles, roles } = inputs;
  const lockOf = (key: string, target: Locked, ...onIt: pulumi.Resource[]) =>
    lock(key, target.id, "Holds data or takes long to restore; remove the lock on purpose first", [target, ...onIt], child);
  // An existing workspace is its owner's to lock.
  if (!settings.monitoring.workspaceId) lockOf("workspace", workspace, roles, ...onWorkspace);
  lockOf("vault", vault, certificate.component, earlyRoles);
  for (const [location, keys] of Object.entries(encryption)) lockOf(`vault-${location}`, keys.vault, earlyRoles);
  lockOf("training", training, roles);
  lockOf("audit", audit, roles, earlyRoles, ...onWorkspace);
  lockOf("apim", inputs.apiManagement, inputs.content, roles);
  lockOf("gateway", inputs.gateway, roles);
  for (const [location, account] of Object.entries(accounts)) lockOf(`openai-${location}`, account, roles);
}
