import * as fs from "node:fs";
import * as path from "node:path";
import { Cloud } from "../../../../local/azure/cloud";
import { cloudFromEnvironment } from "../../../../local/azure/cloud/environment";
import { GivenRule, faultRule } from "../../../../local/azure/cloud/faults";
import { FakeClock, given, make, newCloud, refusal, remove, resourceGroup, temporaryFolder, vault, vaultId } from "./support";

let cloud: Cloud;
beforeEach(async () => {
  cloud = newCloud();
  await given(cloud, resourceGroup);
});

describe("a rule", () => {
  it("refuses the next matching request, once", async () => {
    cloud.fail({ operation: "create", match: "keyvault:Vault" });
    expect(await refusal(make(cloud, ...vault()))).toMatchObject({ status: 500, code: "InternalServerError" });
    await expect(make(cloud, ...vault())).resolves.toBeDefined();
  });

  it("lets other requests pass", async () => {
    cloud.fail({ operation: "delete", match: "keyvault:Vault" });
    await expect(make(cloud, ...vault())).resolves.toBeDefined();
    expect(await refusal(remove(cloud, "keyvault:Vault", vaultId()))).toMatchObject({ status: 500 });
  });

  it("refuses the nth request, as often as it says", async () => {
    cloud.fail({ operation: "create", match: "Vault", nth: 2, times: 2 });
    const results = [];
    for (const name of ["kv-a1", "kv-b1", "kv-c1", "kv-d1"]) {
      results.push(
        await make(cloud, ...vault(name)).then(
          () => "made",
          () => "refused",
        ),
      );
    }
    expect(results).toEqual(["made", "refused", "refused", "made"]);
  });

  it("matches ids too, in any case", async () => {
    cloud.fail({ operation: "*", match: "VAULTS/KV-ONE" });
    expect(await refusal(make(cloud, ...vault()))).toMatchObject({ status: 500 });
  });

  it("throttles with the time to wait", async () => {
    cloud.fail({ operation: "create", match: "Vault", error: "throttled" });
    await expect(make(cloud, ...vault())).rejects.toMatchObject({ status: 429, code: "TooManyRequests", retryAfterSeconds: 5 });
  });

  it("fails reading", async () => {
    await given(cloud, vault());
    cloud.fail({ operation: "read", match: "Vault", error: "unavailable" });
    await expect(cloud.read("azure-native:keyvault:Vault", vaultId())).rejects.toMatchObject({ status: 503 });
  });

  it("can have an error of its own", async () => {
    cloud.fail({ operation: "create", match: "Vault", status: 418, code: "Teapot", message: "short and stout" });
    expect(await refusal(make(cloud, ...vault()))).toEqual({ status: 418, code: "Teapot", message: "short and stout" });
  });

  it("outlives the process that made it", async () => {
    const dir = temporaryFolder();
    await given(new Cloud({ dir }), resourceGroup);
    new Cloud({ dir }).fail({ operation: "create", match: "Vault" });
    expect(await refusal(make(new Cloud({ dir }), ...vault()))).toMatchObject({ status: 500 });
    await expect(make(new Cloud({ dir }), ...vault())).resolves.toBeDefined();
  });

  it("is taken away", async () => {
    cloud.fail({ operation: "create", match: "Vault", times: 9 });
    cloud.clearFaults();
    await expect(make(cloud, ...vault())).resolves.toBeDefined();
  });
});

describe("kinds of faults", () => {
  it("`late` leaves a failed resource behind, whose id is told", async () => {
    cloud.fail({ operation: "create", match: "Vault", kind: "late", error: "capacity" });
    await expect(make(cloud, ...vault())).rejects.toMatchObject({ status: 409, code: "SkuNotAvailable", acceptedId: vaultId() });
    expect(cloud.list().find(({ id }) => id === vaultId())?.state).toBe("failed");
  });

  it("`late` keeps what could not be deleted", async () => {
    await given(cloud, vault());
    cloud.fail({ operation: "delete", match: "Vault", kind: "late" });
    await expect(remove(cloud, "keyvault:Vault", vaultId())).rejects.toMatchObject({ acceptedId: vaultId() });
    expect(cloud.show(vaultId())).toBeDefined();
  });

  it("`timeout` makes the resource all the same", async () => {
    cloud.fail({ operation: "create", match: "Vault", kind: "timeout" });
    await expect(make(cloud, ...vault())).rejects.toMatchObject({ status: 504, code: "GatewayTimeout", acceptedId: vaultId() });
    expect(cloud.list().find(({ id }) => id === vaultId())?.state).toBe("succeeded");
  });

  it("`hang` waits for the client to give up", async () => {
    cloud.fail({ operation: "create", match: "Vault", kind: "hang" });
    const stop = new AbortController();
    const creating = cloud.create("azure-native:keyvault:Vault", "urn", vault()[1], stop.signal);
    stop.abort(new Error("killed"));
    await expect(creating).rejects.toMatchObject({ acceptedId: vaultId(), cause: new Error("killed") });
    expect(cloud.show(vaultId())).toBeDefined();
  });

  it("`slow` takes longer by real seconds, whatever the time scale", async () => {
    const clock = new FakeClock();
    const slow = newCloud({ clock });
    await given(slow, resourceGroup);
    slow.fail({ operation: "create", match: "Vault", kind: "slow", seconds: 5 });
    const creating = make(slow, ...vault());
    await clock.advance(4);
    expect(slow.list().find(({ id }) => id === vaultId())?.state).toBe("create under way");
    await clock.advance(1);
    await expect(creating).resolves.toMatchObject({ id: vaultId() });
    expect(slow.list().find(({ id }) => id === vaultId())?.state).toBe("succeeded");
  });
});

describe("kinds of faults of reading", () => {
  const reading = (signal?: AbortSignal) => cloud.read("azure-native:keyvault:Vault", vaultId(), undefined, signal);
  beforeEach(() => given(cloud, vault()));

  it("`timeout` tells of a time-out", async () => {
    cloud.fail({ operation: "read", match: "Vault", kind: "timeout" });
    expect(await refusal(reading())).toMatchObject({ status: 504, code: "GatewayTimeout" });
  });

  it("`hang` waits for the client to give up", async () => {
    cloud.fail({ operation: "read", match: "Vault", kind: "hang" });
    const stop = new AbortController();
    const read = reading(stop.signal);
    await given(cloud, vault("kv-two"));
    stop.abort(new Error("killed"));
    await expect(read).rejects.toThrow("killed");
  });

  it("`late` is none of them, and is left for another operation", async () => {
    cloud.fail({ match: "Vault", kind: "late" });
    await expect(reading()).resolves.toBeDefined();
    await expect(remove(cloud, "keyvault:Vault", vaultId())).rejects.toMatchObject({ acceptedId: vaultId() });
  });
});

describe("a wrong rule", () => {
  it.each([
    [{ error: "flood" }, 'error: got "flood"; allowed: internal, throttled, unavailable, conflict, capacity, forbidden'],
    [{ operation: "make" }, 'operation: got "make"; allowed: create, update, delete, read, *'],
    [{ kind: "loud" }, 'kind: got "loud"; allowed: error, late, timeout, hang, slow'],
    [
      { nth: 0, times: 1.5 },
      "nth: got 0; allowed: a whole number of at least 1\ntimes: got 1.5; allowed: a whole number of at least 1",
    ],
    [{ status: 200 }, "status: got 200; allowed: a whole number from 400 to 599"],
    [{ kind: "slow" }, "seconds: got undefined; allowed: a number above 0 for a slow operation, and for no other kind"],
    [{ seconds: 1 }, "seconds: got 1; allowed: a number above 0 for a slow operation, and for no other kind"],
    [
      { operation: "read", kind: "slow", seconds: 1 },
      'kind: got "slow"; allowed: error, timeout, hang: nothing is accepted when it is read',
    ],
    [{ operation: "read", kind: "late" }, 'kind: got "late"; allowed: error, timeout, hang: nothing is accepted when it is read'],
  ])("%j is refused", (given, message) => {
    expect(() => faultRule(given as GivenRule)).toThrow(new Error(message));
  });
});

describe("environment variables", () => {
  it("bring rules for this process", async () => {
    const AZURE_LOCAL_DIR = temporaryFolder();
    const faulty = cloudFromEnvironment({ AZURE_LOCAL_DIR, AZURE_FAULTS: '[{"operation": "create", "match": "ResourceGroup"}]' });
    expect(await refusal(make(faulty, ...resourceGroup))).toMatchObject({ status: 500 });
    await expect(make(cloudFromEnvironment({ AZURE_LOCAL_DIR }), ...resourceGroup)).resolves.toBeDefined();
  });

  it.each([
    [{ AZURE_TIME_SCALE: "fast" }, 'AZURE_TIME_SCALE must be a number of at least 0, got "fast"'],
    [{ AZURE_TIME_SCALE: "" }, 'AZURE_TIME_SCALE must be a number of at least 0, got ""'],
    [{ AZURE_FAULTS: "{" }, "AZURE_FAULTS must be JSON"],
    [{ AZURE_FAULTS: "{}" }, "AZURE_FAULTS must be a JSON list of fault rules"],
    [
      { AZURE_FAULTS: "[{}, null, 5]" },
      "AZURE_FAULTS[1]: got null; allowed: an object\nAZURE_FAULTS[2]: got 5; allowed: an object",
    ],
    [{ AZURE_FAULTS: '[{"match":5}]' }, "AZURE_FAULTS[0].match: got 5; allowed: text"],
    [
      { AZURE_FAULTS: '[{"opertion":"create","macth":"X"}]' },
      /^AZURE_FAULTS\[0\]\.opertion: is no member of a rule; allowed: operation, match, .*\nAZURE_FAULTS\[0\]\.macth: is no member/,
    ],
  ])("%j is refused", (variables, message) => {
    expect(() => cloudFromEnvironment({ AZURE_LOCAL_DIR: temporaryFolder(), ...variables })).toThrow(message);
  });
});

describe("a landing zone", () => {
  const declared = (text: string): string => {
    const file = path.join(temporaryFolder(), "landing-zone.yaml");
    fs.writeFileSync(file, text);
    return file;
  };
  const cloudOf = (text: string): Cloud =>
    cloudFromEnvironment({ AZURE_LOCAL_DIR: temporaryFolder(), AZURE_LANDING_ZONE: declared(text) });

  it("is read from a file", () => {
    const cloud = cloudOf("- type: resources:ResourceGroup\n  inputs: { resourceGroupName: rg, location: swedencentral }\n");
    expect(cloud.list()).toMatchObject([{ type: "Microsoft.Resources/resourceGroups" }]);
  });

  it.each([
    ["type: a\n", "must be a list of resources, each with type and inputs"],
    ["- { type: keyvault:Vault }\n", '[0] must have type (such as keyvault:Vault) and inputs, got {"type":"keyvault:Vault"}'],
  ])("that is wrong is refused: %j", (text, message) => {
    expect(() => cloudOf(text)).toThrow(message);
  });
});
