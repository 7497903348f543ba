import { armTypeOf, idOf } from "../azureNative";
import { withFixed } from "../diff";
import { Props } from "../base/provider";
import { everythingRegistered, Subscription } from "../base/subscription";
import { Deleted, keyOf, World } from "../base/world";
import { resourceType, resourceTypes, shortToken } from "../services";
import { quotaKey } from "../services/cognitiveServices/models";
import { Clock, systemClock } from "./clock";
import { edited, withValueAt } from "./edits";
import { FaultBook } from "./faultBook";
import { FaultRule, GivenRule, faultRule } from "./faults";
import { Journal } from "./journal";
import { resourceGroup } from "./refusals/presence";
import { keptInputs, outputsIn, pendingConnections, Stored, visibleOutputs } from "./resourceState";
import { State } from "./state";

/** Where a cloud keeps its state, and how it behaves. */
export interface CloudOptions {
  /** Folder of the cloud's state. */
  dir: string;
  /** Share of its real duration that an operation takes: 0 none, 1 all, 0.001 a second for each quarter of an hour. @default 0 */
  timeScale?: number;
  /** @default the real time */
  clock?: Clock;
  /** Faults of this process only, besides those that are stored. @default none */
  faults?: readonly GivenRule[];
  /** What is registered in the subscription. @default everything */
  subscription?: Subscription;
  /** What is there before any deployment because somebody else made it. @default nothing */
  landingZone?: readonly ForeignResource[];
}

/** A resource that somebody else made. */
export interface ForeignResource {
  /** Token without the provider's name, such as `keyvault:Vault`. */
  type: string;
  /** What a program would have written to make it. */
  inputs: Props;
}

/** A resource as Azure returns it, and the inputs that would make it. */
export interface Found {
  /** What Azure returns for it now. */
  outputs: Props;
  /** Without what Azure does not return. */
  inputs: Props;
}

/** What somebody can do with the cloud besides deploying: look at it, change it behind Pulumi's back, let it fail. */
export class Operator {
  protected readonly journal: Journal;
  protected readonly clock: Clock;
  protected readonly timeScale: number;
  protected readonly state: State;
  protected readonly faults: FaultBook;

  constructor({
    dir,
    timeScale = 0,
    clock = systemClock,
    faults = [],
    subscription = everythingRegistered,
    landingZone = [],
  }: CloudOptions) {
    if (!(timeScale >= 0)) throw new Error(`the time scale must be a number of at least 0, got ${timeScale}`);
    this.timeScale = timeScale;
    this.journal = new Journal(dir);
    this.clock = clock;
    this.state = new State(this.journal, clock, timeScale, subscription);
    this.faults = new FaultBook(this.journal, faults);
    this.putMissing(landingZone);
  }

  private putMissing(resources: readonly ForeignResource[]): void {
    if (resources.length === 0) return;
    this.journal.exclusive(() => {
      for (const { type, inputs } of resources) {
        const token = `azure-native:${type}`;
        if (!this.state.find(idOf(resourceType(token), inputs))) this.put(token, inputs);
      }
    });
  }

  /** All resources, sorted by id. */
  list(): { id: string; type: string; state: string }[] {
    const stored = this.journal.exclusive(() => [...this.state.world().resources.values()] as Stored[]);
    const state = ({ operation, failed }: Stored) =>
      operation ? `${operation.kind} under way` : failed ? "failed" : "succeeded";
    return stored
      .map((one) => ({ id: one.id, type: one.armType, state: state(one) }))
      .sort((a, b) => a.id.localeCompare(b.id, "en"));
  }

  /** The resource of an id, whatever its type; undefined when there is none. */
  show(id: string): Found | undefined {
    const stored = this.journal.exclusive(() => this.state.find(id));
    return stored && { outputs: visibleOutputs(stored), inputs: stored.inputs };
  }

  /** Deleted resources that Azure still keeps. */
  listDeleted(): { id: string; type: string; purgedAt: string }[] {
    const deleted = this.journal.exclusive(() => [...this.state.world().deleted.values()]);
    return deleted.map(({ resource, purgedAt }) => ({
      id: resource.id,
      type: resource.armType,
      purgedAt: new Date(purgedAt).toISOString(),
    }));
  }

  /** Puts a resource there, as if somebody else had made it: nothing is refused and nothing waits. Returns its id. @throws UnknownTypeError */
  put(type: string, inputs: Props): string {
    const entry = resourceType(type);
    const given = withFixed(entry, inputs);
    const id = idOf(entry, given);
    this.journal.exclusive(() => {
      const outputs = outputsIn(this.state.world(), type, given);
      this.state.put({ id, token: shortToken(type), armType: armTypeOf(entry, given), inputs: keptInputs(type, given), outputs });
    });
    return id;
  }

  /**
   * Changes properties behind everybody's back: path → value; what Azure does not return, such as the value of a secret, shows nowhere.
   * @throws Error when the resource or a path to a property is not there
   */
  edit(id: string, patch: Readonly<Record<string, unknown>>): void {
    this.change(id, (stored) => {
      const returned = (value: Props) => keptInputs(`azure-native:${stored.token}`, value);
      const [inputs, outputs] = edited([stored.inputs, stored.outputs], patch);
      return { ...stored, inputs: returned(inputs), outputs: returned(outputs) };
    });
  }

  /** Approves the pending connections of a private endpoint, as the owner of its target does. @throws Error when none is pending */
  approve(id: string): void {
    this.change(id, (stored) => {
      const paths = pendingConnections(stored.outputs);
      if (paths.length === 0) throw new Error(`${id} has no pending connection`);
      const approved = paths.reduce((outputs, path) => withValueAt(outputs, path, "Approved") as Props, stored.outputs);
      return { ...stored, outputs: approved };
    });
  }

  /** Takes a deleted resource away for good. @throws AzureError when purge protection is on; Error when there is none */
  purge(id: string): void {
    this.journal.exclusive(() => {
      const { resource } = this.deletedIn(this.state.world(), id);
      const refusal = resourceTypes[resource.token]?.softDelete?.refusePurge?.(resource);
      if (refusal) throw refusal;
      this.state.forget(id);
    });
  }

  /**
   * Brings a deleted resource back with what was in it, but for role assignments, as `az keyvault recover` and its like do.
   * @throws AzureError when its resource group is not there; Error when it was not deleted
   */
  recover(id: string): void {
    this.journal.exclusive(() => {
      const world = this.state.world();
      const deleted = this.deletedIn(world, id);
      const refusal = resourceGroup({ ...deleted.resource, kind: "create" }, world);
      if (refusal) throw refusal;
      this.state.put(deleted.resource);
      this.state.restore(deleted);
    });
  }

  /**
   * Puts a blob into a container, as the export of logs does, which makes the container if need be.
   * @throws Error when its account is not there
   */
  writeBlob(accountId: string, container: string): void {
    this.journal.exclusive(() => {
      if (!this.state.find(accountId)) throw new Error(`there is no resource ${accountId}`);
      this.journal.set("filled", keyOf(`${accountId}/blobServices/default/containers/${container}`), true);
    });
  }

  /** Sets the quota of a model: thousands of tokens per minute, or provisioned units. */
  setQuota(location: string, model: string, sku: string, limit: number): void {
    this.journal.exclusive(() => this.journal.set("quotas", quotaKey({ location, model, sku }), limit));
  }

  /** Lets requests fail. Returns the whole fault rule. @throws Error when the rule is wrong */
  fail(given: GivenRule): FaultRule {
    const rule = faultRule(given);
    this.journal.exclusive(() => this.faults.add(rule));
    return rule;
  }

  /** Takes all stored fault rules away. */
  clearFaults(): void {
    this.journal.exclusive(() => this.faults.clear());
  }

  private deletedIn(world: World, id: string): Deleted {
    const deleted = world.deleted.get(keyOf(id));
    if (!deleted) throw new Error(`there is no deleted resource ${id}`);
    return deleted;
  }

  private change(id: string, how: (stored: Stored) => Stored): void {
    this.journal.exclusive(() => {
      const stored = this.state.find(id);
      if (!stored) throw new Error(`there is no resource ${id}`);
      this.state.put(how(stored));
    });
  }
}
