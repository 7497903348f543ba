import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Props, Provider, providerFor } from "../../../local/azure";
import { Cloud } from "../../../local/pulumi/provider/cloud";
import { memoryless } from "../../../local/pulumi/provider/memoryless";
import { PartialFailure, ProviderPlugin, typeOf } from "../../../local/pulumi/provider/plugin";
import { signatureKey, signatures, unknownValue } from "../../../local/pulumi/wire";

const urnOf = (type: string, name: string) => `urn:pulumi:dev::project::shield:network:VirtualNetwork$${type}::${name}`;
const networkUrn = urnOf("azure-native:network:VirtualNetwork", "main");
const network: Props = {
  resourceGroupName: "rg",
  virtualNetworkName: "vnet",
  location: "swedencentral",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  tags: { team: "a" },
};
const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });
const failure = (status: number, code: string, more: object = {}) =>
  Object.assign(new Error("Azure's words."), { status, code, ...more });

/** A cloud whose answers a test writes; what is not written fails the test. */
function cloudOf(answers: Partial<Cloud>): Cloud & { slept: number[] } {
  const unexpected = () => Promise.reject(new Error("this call was not expected"));
  const slept: number[] = [];
  const sleep = async (seconds: number) => void slept.push(seconds);
  return {
    create: unexpected,
    get: unexpected,
    read: unexpected,
    update: unexpected,
    delete: unexpected,
    sleep,
    slept,
    ...answers,
  };
}

const pure: Provider = providerFor("azure-native");
const plugin = (answers: Partial<Cloud> = {}) => new ProviderPlugin(pure, cloudOf(answers));

it("typeOf finds the type below a parent's", () => expect(typeOf(networkUrn)).toBe("azure-native:network:VirtualNetwork"));
it("typeOf refuses what is not a URN", () => expect(() => typeOf("vnet")).toThrow("not the URN of a resource: vnet"));

describe("preview", () => {
  it("does not invent what only Azure knows", () => {
    const shown = plugin().previewCreate(networkUrn, network);
    expect(shown).not.toHaveProperty("id");
    expect(shown).not.toHaveProperty("resourceGuid");
    expect(shown).toMatchObject({ location: "swedencentral", tags: { team: "a" } });
  });

  it("keeps name and location when a resource is to be changed", () => {
    const shown = plugin().previewUpdate(
      networkUrn,
      { name: "vnet", location: "swedencentral", etag: "old" },
      { ...network, tags: { team: "b" } },
    );
    expect(shown).toMatchObject({ name: "vnet", location: "swedencentral", tags: { team: "b" } });
    expect(shown).not.toHaveProperty("etag");
  });

  it("passes on what is not known yet", () => {
    const shown = plugin().previewCreate(networkUrn, { ...network, tags: { team: unknownValue } });
    expect(shown.tags).toEqual({ team: unknownValue });
  });
});

describe("create", () => {
  it("gives Azure plain values and keeps secret inputs secret in the outputs", async () => {
    let asked: Props = {};
    const create: Cloud["create"] = async (_type, _urn, inputs) => {
      asked = inputs;
      return { id: "/id", outputs: inputs };
    };
    const created = await plugin({ create }).create(networkUrn, { ...network, tags: { team: secret("a") } });
    expect(asked.tags).toEqual({ team: "a" });
    expect(created.outputs.tags).toEqual({ team: secret("a") });
  });

  it("does not ask Azure for a resource with unknown inputs", async () => {
    await expect(plugin().create(networkUrn, { ...network, location: unknownValue })).rejects.toThrow(
      `${networkUrn} has inputs that are not known; Azure cannot be asked for it`,
    );
  });

  it("survives throttling", async () => {
    let calls = 0;
    const cloud = cloudOf({
      create: async () => {
        if (++calls < 3) throw failure(429, "TooManyRequests", { retryAfterSeconds: 5 });
        return { id: "/id", outputs: {} };
      },
    });
    await expect(new ProviderPlugin(pure, cloud).create(networkUrn, network)).resolves.toMatchObject({ id: "/id" });
    expect(cloud.slept).toEqual([5, 5]);
  });

  it("fails with azure-native's words when Azure refuses", async () => {
    const create = () => Promise.reject(failure(409, "InUseSubnetCannotBeDeleted"));
    await expect(plugin({ create }).create(networkUrn, network)).rejects.toThrow(
      'Status=409 Code="InUseSubnetCannotBeDeleted" Message="Azure\'s words."',
    );
  });

  it("keeps what exists when Azure fails after it has accepted", async () => {
    const create = () => Promise.reject(failure(500, "InternalServerError", { acceptedId: "/accepted" }));
    const read = async () => ({ inputs: network, outputs: { provisioningState: "Failed" } });
    const error = await plugin({ create, read })
      .create(networkUrn, network)
      .catch((each: unknown) => each);
    expect(error).toBeInstanceOf(PartialFailure);
    expect((error as PartialFailure).state).toEqual({
      id: "/accepted",
      inputs: network,
      outputs: { provisioningState: "Failed" },
    });
  });

  it("keeps nothing when nothing is left of what Azure had accepted", async () => {
    const create = () => Promise.reject(failure(500, "InternalServerError", { acceptedId: "/accepted" }));
    const error = await plugin({ create, read: async () => undefined })
      .create(networkUrn, network)
      .catch((each: unknown) => each);
    expect(error).not.toBeInstanceOf(PartialFailure);
    expect(error).toHaveProperty("message", 'Status=500 Code="InternalServerError" Message="Azure\'s words."');
  });
});

describe("read", () => {
  const outputs = { ...network, name: "vnet", provisioningState: "Succeeded" };

  it("says that a resource is gone", async () => {
    await expect(
      plugin({ read: async () => undefined }).read(networkUrn, "/id", { inputs: network, outputs }),
    ).resolves.toBeUndefined();
  });

  it("takes the inputs from Azure for an import", async () => {
    const read = async () => ({ inputs: network, outputs });
    await expect(plugin({ read }).read(networkUrn, "/id", { inputs: {}, outputs: {} })).resolves.toEqual({
      id: "/id",
      inputs: network,
      outputs,
    });
  });

  it("shows a change in Azure as a change of the inputs", async () => {
    const read = async () => ({ inputs: { ...network, tags: { team: "b" } }, outputs: { ...outputs, tags: { team: "b" } } });
    const state = await plugin({ read }).read(networkUrn, "/id", { inputs: network, outputs });
    expect(state?.inputs).toEqual({ ...network, tags: { team: "b" } });
  });

  it("does not make an input of what Azure adds", async () => {
    const read = async () => ({ inputs: network, outputs: { ...outputs, etag: "new" } });
    const state = await plugin({ read }).read(networkUrn, "/id", { inputs: network, outputs: { ...outputs, etag: "old" } });
    expect(state?.inputs).toEqual(network);
  });

  it("makes an input of a default that somebody changed", async () => {
    const now = { ...network, enableDdosProtection: true };
    const read = async () => ({ inputs: now, outputs: { ...outputs, enableDdosProtection: true } });
    const state = await plugin({ read }).read(networkUrn, "/id", {
      inputs: network,
      outputs: { ...outputs, enableDdosProtection: false },
    });
    expect(state?.inputs).toEqual(now);
  });
});

it("a deletion that fails after Azure has accepted it says so in azure-native's words", async () => {
  const remove = () => Promise.reject(failure(409, "InUseSubnetCannotBeDeleted", { acceptedId: "/accepted" }));
  await expect(plugin({ delete: remove }).delete(networkUrn, "/accepted")).rejects.toThrow(
    'Status=409 Code="InUseSubnetCannotBeDeleted" Message="Azure\'s words."',
  );
});

describe("cancel ends what is waited for", () => {
  /** A creation that lasts until it is cancelled. */
  function cancelled(reason: (signal: AbortSignal) => Error): Promise<unknown> {
    const create: Cloud["create"] = (_type, _urn, _inputs, signal) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(reason(signal))));
    const stopped = plugin({ create });
    const creation = stopped.create(networkUrn, network).catch((error: unknown) => error);
    stopped.cancel();
    return creation;
  }

  it("and keeps nothing of what Azure had not accepted", async () => {
    expect(await cancelled((signal) => signal.reason as Error)).toHaveProperty("message", "the deployment was cancelled");
  });

  it("and keeps id and inputs of what Azure had accepted", async () => {
    const error = await cancelled(() => Object.assign(new Error("interrupted"), { acceptedId: "/accepted" }));
    expect(error).toBeInstanceOf(PartialFailure);
    expect((error as PartialFailure).state).toEqual({ id: "/accepted", inputs: network, outputs: {} });
  });
});

describe("random", () => {
  const random = providerFor("random");
  const urn = urnOf("random:index/randomString:RandomString", "suffix");
  const inputs = { length: 5, special: false, upper: false };

  it("gives the same value every time", async () => {
    const make = () => new ProviderPlugin(random, memoryless(random)).create(urn, inputs);
    expect((await make()).outputs.result).toBe((await make()).outputs.result);
  });

  it("gives another value after the first was deleted, and then that one every time", async () => {
    const deleted = join(mkdtempSync(join(tmpdir(), "random-")), "azure", "deleted");
    const make = async () => new ProviderPlugin(random, memoryless(random, deleted)).create(urn, inputs);
    const first = await make();
    await memoryless(random, deleted).delete(urn, first.id, new AbortController().signal);
    const second = await make();
    expect(second.outputs.result).not.toBe(first.outputs.result);
    expect((await make()).outputs.result).toBe(second.outputs.result);
  });

  it("is read as it was written", async () => {
    const both = { inputs, outputs: { ...inputs, result: "abcde" } };
    await expect(new ProviderPlugin(random, memoryless(random)).read(urn, "abcde", both)).resolves.toEqual({
      id: "abcde",
      ...both,
    });
  });
});
