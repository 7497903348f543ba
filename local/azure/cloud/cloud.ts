import { armTypeOf, idOf } from "../azureNative";
import { withFixed } from "../diff";
import { AzureError } from "../base/azureError";
import { Props } from "../base/provider";
import { find, keyOf, OperationKind, Request, World } from "../base/world";
import { resourceType, resourceTypes, secondsOf, shortToken } from "../services";
import { ExistingResourceError, InterruptedError } from "./errors";
import { FaultRule, faultError } from "./faults";
import { Found, Operator } from "./operator";
import { lateRefusal, refusalOf } from "./refusals";
import { keepApprovals, keptInputs, outputsIn, Stored, visibleOutputs } from "./resourceState";
import { isRestore } from "./softDelete";

export type { CloudOptions, ForeignResource, Found } from "./operator";

/** What the client of an accepted request waits for. */
interface Accepted {
  id: string;
  /** Milliseconds since 1970. */
  endsAt: number;
  fault?: FaultRule;
}

/**
 * Azure with memory: the state is in a folder, outlives a kill at any moment and may be used by several processes. An
 * operation that Azure has accepted goes on when its client is gone. Refusals are {@link AzureError}s.
 */
export class Cloud extends Operator {
  /** Makes a resource. @throws AzureError, ExistingResourceError, UnknownTypeError */
  async create(type: string, _urn: string, inputs: Props, signal?: AbortSignal): Promise<{ id: string; outputs: Props }> {
    const id = idOf(resourceType(type), inputs);
    const accepted = this.journal.exclusive(() => this.accept("create", type, id, inputs));
    return { id, outputs: await this.finished(accepted, signal) };
  }

  /** Changes a resource. @throws AzureError, UnknownTypeError */
  async update(type: string, _urn: string, id: string, inputs: Props, signal?: AbortSignal): Promise<{ outputs: Props }> {
    const accepted = this.journal.exclusive(() => this.accept("update", type, id, inputs));
    return { outputs: await this.finished(accepted, signal) };
  }

  /** Deletes a resource and all below it; what is not there is deleted already. @throws AzureError, UnknownTypeError */
  async delete(type: string, id: string, signal?: AbortSignal): Promise<void> {
    const accepted = this.journal.exclusive(() => this.accept("delete", type, id, {}));
    await this.finished(accepted, signal);
  }

  /** The resource as it is now; undefined when there is none. @throws AzureError, UnknownTypeError */
  async read(type: string, id: string, _olds?: Found, signal?: AbortSignal): Promise<Found | undefined> {
    resourceType(type);
    const fault = this.journal.exclusive(() => this.faults.next("read", type, id));
    if (fault?.kind === "hang") await untilAborted(signal);
    if (fault) throw fault.kind === "timeout" ? timedOut(id) : faultError(fault);
    return this.show(id);
  }

  /** Outputs of the resource that these names lead to. @throws AzureError when there is none, UnknownTypeError */
  async get(type: string, args: Props, signal?: AbortSignal): Promise<Props> {
    const id = idOf(resourceType(type), args);
    const found = await this.read(type, id, undefined, signal);
    if (!found) throw new AzureError(404, "ResourceNotFound", `The Resource '${id}' was not found.`);
    const others = resourceType(type).addsOfOthers;
    return {
      ...found.outputs,
      ...others?.(
        id,
        this.journal.exclusive(() => this.state.world()),
      ),
    };
  }

  /** Waits for seconds of the cloud's time. */
  async sleep(seconds: number, signal?: AbortSignal): Promise<void> {
    await this.clock.sleep(seconds * 1000 * this.timeScale, signal);
  }

  private accept(kind: OperationKind, type: string, id: string, inputs: Props): Accepted {
    const world = this.state.world();
    const entry = resourceType(type);
    const before: Stored | undefined = find(world, id);
    if (kind === "create" && (before || entry.madeByAzure?.(id))) throw new ExistingResourceError(id);
    if (kind === "update" && !before) throw new AzureError(404, "ResourceNotFound", `The Resource '${id}' was not found.`);
    if (kind === "delete" && !before) return { id, endsAt: world.now };
    const given = kind === "delete" ? (before?.inputs ?? {}) : withFixed(entry, inputs);
    const request: Request = { kind, id, token: shortToken(type), armType: armTypeOf(entry, given), inputs: given };
    const fault = this.faults.next(kind, type, id);
    const refusal = fault?.kind === "error" ? faultError(fault) : refusalOf(request, world);
    if (refusal) throw refusal;
    return this.start(request, type, world, fault);
  }

  private start(request: Request, type: string, world: World, fault: FaultRule | undefined): Accepted {
    const { kind, id, armType, inputs } = request;
    const seconds = secondsOf(kind, armType, inputs) * this.timeScale + (fault?.seconds ?? 0);
    const endsAt = world.now + Math.round(seconds * 1000);
    const late = fault?.kind === "late" ? faultError(fault) : lateRefusal(request, world);
    const failure = late && { status: late.status, code: late.code, message: late.message };
    const before: Stored | undefined = find(world, id);
    const stored = kind === "delete" && before ? before : this.written(request, type, world, before);
    const madeAt = kind === "create" ? endsAt : before?.madeAt;
    const operation = { kind, endsAt, ...(failure && { failure }) };
    this.state.put({ ...stored, ...(madeAt !== undefined && { madeAt }), operation });
    return { id, endsAt, fault };
  }

  private written(request: Request, type: string, world: World, before: Stored | undefined): Stored {
    const inputs = this.restored(request, world) ?? request.inputs;
    const outputs = outputsIn(world, type, inputs);
    return {
      id: request.id,
      token: request.token,
      armType: request.armType,
      inputs: keptInputs(type, inputs),
      outputs: before ? keepApprovals(before.outputs, outputs) : outputs,
    };
  }

  /** Brings a deleted resource back; for a type that ignores all other inputs then, returns the inputs it had. */
  private restored({ id, kind, token, inputs }: Request, world: World): Props | undefined {
    const deleted = world.deleted.get(keyOf(id));
    if (!deleted || kind !== "create" || !isRestore(token, inputs)) return undefined;
    this.state.restore(deleted);
    return resourceTypes[token]?.softDelete?.asItWas ? deleted.resource.inputs : undefined;
  }

  private async finished({ id, endsAt, fault }: Accepted, signal: AbortSignal | undefined): Promise<Props> {
    try {
      if (fault?.kind === "hang") await untilAborted(signal);
      const wait = endsAt - this.clock.now();
      if (wait > 0) await this.clock.sleep(wait, signal);
    } catch (error) {
      throw new InterruptedError(id, { cause: error });
    }
    if (fault?.kind === "timeout") throw timedOut(id).accepted(id);
    const stored = this.journal.exclusive(() => this.state.find(id));
    if (stored?.failed) throw new AzureError(stored.failed.status, stored.failed.code, stored.failed.message).accepted(id);
    return stored ? visibleOutputs(stored) : {};
  }
}

const timedOut = (id: string): AzureError =>
  new AzureError(504, "GatewayTimeout", `The operation on ${id} took too long: context deadline exceeded`);

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(signal?.reason instanceof Error ? signal.reason : new Error("the client stopped waiting"));
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
