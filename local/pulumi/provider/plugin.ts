import { Props, likeInputs, plainProps, unknownValue, withSecrets } from "../wire";
import { withRetries } from "../retry";
import { Cloud, acceptedIdOf, described, isCloudFailure } from "./cloud";
import { Difference, Provider, typeRead } from "../../azure";
import { settable, withChanges } from "./drift";

/** One resource in the engine's state. */
export interface ResourceState {
  /** Id in Azure. */
  id: string;
  /** Inputs as they are on the wire, secrets marked. */
  inputs: Props;
  /** Outputs as they are on the wire, secrets marked. */
  outputs: Props;
}

/** Thrown when Azure took a resource and could not finish it: the engine keeps it in its state as failed to initialise. */
export class PartialFailure extends Error {
  constructor(
    message: string,
    readonly state: ResourceState,
  ) {
    super(message);
  }
}

const outputsKnownBeforeUpdate = ["name", "location"] as const;

/** The type in a URN: `urn:pulumi:stack::project::parent$type::name`. */
export function typeOf(urn: string): string {
  const qualified = urn.split("::")[2];
  const type = qualified?.split("$").at(-1);
  if (!type) throw new Error(`not the URN of a resource: ${urn}`);
  return type;
}

/**
 * A resource provider as Pulumi's engine knows it, over the local Azure. Properties come in and go out as they are on the wire;
 * the cloud sees plain values. Behaves like azure-native 3: four tries for what Azure refuses for now, no creation over an
 * existing resource, partial failures kept, secret inputs secret in the outputs.
 */
export class ProviderPlugin {
  private readonly cancelled = new AbortController();

  constructor(
    private readonly pure: Provider,
    private readonly cloud: Cloud,
  ) {}

  /** Refuses what the inputs alone show to be wrong; what was secret stays secret. */
  check(urn: string, news: Props): { inputs: Props; failures: { property: string; reason: string }[] } {
    const { inputs, failures } = this.pure.check(typeOf(urn), urn, plainProps(news));
    return { inputs: likeInputs(inputs, news), failures };
  }

  /** What a change of inputs does, from the state before and the new inputs. */
  diff(urn: string, olds: { inputs: Props; outputs: Props }, news: Props): Difference {
    return this.pure.diff(typeOf(urn), { inputs: plainProps(olds.inputs), outputs: plainProps(olds.outputs) }, plainProps(news));
  }

  /** What a preview can know of the outputs: no id, and unknown what only Azure can say. */
  previewCreate(urn: string, inputs: Props): Props {
    return this.shown(urn, this.pure.planned(typeOf(urn), plainProps(inputs)), inputs);
  }

  /** What a preview can know of the outputs after an update; name and location stay known. */
  previewUpdate(urn: string, olds: Props, news: Props): Props {
    const old = plainProps(olds);
    const kept = outputsKnownBeforeUpdate.filter((key) => key in old).map((key) => [key, old[key]]);
    return { ...this.previewCreate(urn, news), ...Object.fromEntries(kept) };
  }

  /** Makes the resource. @throws PartialFailure when Azure took it and the operation failed */
  async create(urn: string, inputs: Props): Promise<{ id: string; outputs: Props }> {
    const type = typeOf(urn);
    return this.written(urn, inputs, async () => {
      const created = await this.request(() =>
        this.cloud.create(type, urn, known(urn, plainProps(inputs)), this.cancelled.signal),
      );
      return { id: created.id, outputs: this.shown(urn, created.outputs, inputs) };
    });
  }

  /** Changes the resource. @throws PartialFailure when Azure took the change and the operation failed */
  async update(urn: string, id: string, news: Props): Promise<{ outputs: Props }> {
    return this.written(urn, news, async () => {
      const { outputs } = await this.request(() =>
        this.cloud.update(typeOf(urn), urn, id, known(urn, plainProps(news)), this.cancelled.signal),
      );
      return { outputs: this.shown(urn, outputs, news) };
    });
  }

  /** The resource as Azure holds it now; undefined when it is gone. Without old inputs (an import) the inputs are read from Azure too. */
  async read(urn: string, id: string, olds: { inputs: Props; outputs: Props }): Promise<ResourceState | undefined> {
    const type = typeOf(urn);
    const found = await this.request(() => this.cloud.read(type, id, olds, this.cancelled.signal));
    if (!found) return undefined;
    const inputs = Object.keys(olds.inputs).length === 0 ? found.inputs : this.changedInputs(olds, found);
    return { id, inputs: likeInputs(inputs, olds.inputs), outputs: this.shown(urn, found.outputs, olds.inputs) };
  }

  /** Deletes the resource; one that is gone already is no error. */
  async delete(urn: string, id: string): Promise<void> {
    await this.request(() => this.cloud.delete(typeOf(urn), id, this.cancelled.signal));
  }

  /** Calls a function; one that reads a resource asks the cloud. */
  async invoke(token: string, args: Props): Promise<Props> {
    try {
      const type = typeRead(token);
      const given = plainProps(args);
      return type ? await this.cloud.get(type, given, this.cancelled.signal) : this.pure.invoke(token, given);
    } catch (error) {
      throw described(error);
    }
  }

  /** Ends the waiting for operations that are under way; they fail, and the engine writes its state. */
  cancel(): void {
    this.cancelled.abort(new Error("the deployment was cancelled"));
  }

  private changedInputs(olds: { inputs: Props; outputs: Props }, found: { inputs: Props; outputs: Props }): Props {
    const inputs = plainProps(olds.inputs);
    const before = settable(plainProps(olds.outputs), inputs, found.inputs);
    return withChanges(inputs, before, settable(found.outputs, inputs, found.inputs));
  }

  private shown(urn: string, outputs: Props, inputs: Props): Props {
    return withSecrets(likeInputs(outputs, inputs), this.pure.secretOutputs(typeOf(urn)));
  }

  private async request<T>(send: () => Promise<T>): Promise<T> {
    const refusal = (error: unknown) => (isCloudFailure(error) && !error.acceptedId ? error : undefined);
    try {
      return await withRetries(send, refusal, (seconds) => this.cloud.sleep(seconds, this.cancelled.signal));
    } catch (error) {
      throw described(error);
    }
  }

  /** Runs a write; when it fails after Azure has accepted it, what exists is read and kept. */
  private async written<T>(urn: string, inputs: Props, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      const id = acceptedIdOf(error);
      throw id === undefined ? error : await this.partial(urn, error as Error, id, inputs);
    }
  }

  private async partial(urn: string, failure: Error, id: string, inputs: Props): Promise<Error> {
    // After an interrupt azure-native can read no more (`HandleErrorWithCheckpoint` with a cancelled context): it keeps id and inputs.
    const { signal } = this.cancelled;
    const found = signal.aborted ? { outputs: {} } : await this.cloud.read(typeOf(urn), id, { inputs, outputs: {} }, signal);
    if (!found) return failure;
    return new PartialFailure(failure.message, { id, inputs, outputs: this.shown(urn, found.outputs, inputs) });
  }
}

/** The inputs, when all of them are known: only a preview may hold unknown ones. */
function known(urn: string, inputs: Props): Props {
  if (JSON.stringify(inputs).includes(unknownValue))
    throw new Error(`${urn} has inputs that are not known; Azure cannot be asked for it`);
  return inputs;
}
