import { ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Cloud } from "../../../../local/azure/cloud";
import { withFileLock } from "../../../../local/azure/cloud/fileLock";
import { Journal } from "../../../../local/azure/cloud/journal";
import { make, temporaryFolder } from "./support";

const groupNames = (dir: string): string[] => new Cloud({ dir }).list().map(({ id }) => id.split("/").at(-1) ?? "");
const makeGroup = (dir: string, name: string) =>
  make(new Cloud({ dir }), "resources:ResourceGroup", { resourceGroupName: name, location: "swedencentral" });

function startWriter(dir: string, prefix: string, count: number): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", path.join(__dirname, "writer.ts"), dir, prefix, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Numbers that the writer has printed by its end; `onLine` sees each as it comes. */
function output(writer: ChildProcess, onLine: (printed: number) => void = () => undefined): Promise<number> {
  let printed = 0;
  writer.stdout?.on("data", (data: Buffer) => {
    printed += data.toString().split("\n").length - 1;
    onLine(printed);
  });
  return new Promise((resolve) => writer.on("close", () => resolve(printed)));
}

describe("a killed process", () => {
  it("loses nothing that it was told is done", async () => {
    const dir = temporaryFolder();
    const writer = startWriter(dir, "rg", 100_000);
    const printed = await output(writer, (count) => count >= 40 && writer.kill("SIGKILL"));
    const names = groupNames(dir);
    expect(printed).toBeGreaterThanOrEqual(40);
    expect(Array.from({ length: printed }, (_, i) => `rg-${i}`).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("leaves a state that others can go on with", async () => {
    const dir = temporaryFolder();
    const writer = startWriter(dir, "rg", 100_000);
    await output(writer, (count) => count >= 10 && writer.kill("SIGKILL"));
    const before = groupNames(dir);
    await makeGroup(dir, "another");
    expect(groupNames(dir)).toEqual([...before, "another"].sort((a, b) => a.localeCompare(b, "en")));
  });
});

it("takes the writes of several processes at once", async () => {
  const dir = temporaryFolder();
  const printed = await Promise.all(["a", "b"].map((prefix) => output(startWriter(dir, prefix, 25))));
  expect(printed).toEqual([25, 25]);
  expect(groupNames(dir)).toHaveLength(50);
});

describe("the journal", () => {
  const file = (dir: string): string => path.join(dir, "journal.jsonl");
  const write = (dir: string, key: string, value: unknown) => {
    const journal = new Journal(dir);
    journal.exclusive(() => journal.set("c", key, value));
  };
  const read = (dir: string) => {
    const journal = new Journal(dir);
    return journal.exclusive(() => Object.fromEntries(journal.all("c")));
  };

  it.each([1, 5, 20])("ignores a line of which only %d characters were written, and goes on behind it", (length) => {
    const dir = temporaryFolder();
    write(dir, "a", 1);
    write(dir, "b", "a longer value than that");
    const whole = fs.readFileSync(file(dir), "utf8").split("\n");
    fs.writeFileSync(file(dir), `${whole[0]}\n${whole[1]?.slice(0, length)}`);
    expect(read(dir)).toEqual({ a: 1 });
    write(dir, "c", 3);
    expect(read(dir)).toEqual({ a: 1, c: 3 });
  });

  it("writes the changes of one call together", () => {
    const dir = temporaryFolder();
    const journal = new Journal(dir);
    journal.exclusive(() => {
      journal.set("c", "a", 1);
      journal.set("c", "b", 2);
    });
    expect(fs.readFileSync(file(dir), "utf8").split("\n")).toHaveLength(2);
  });

  it("keeps what was set before an error", () => {
    const dir = temporaryFolder();
    const journal = new Journal(dir);
    const work = () => {
      journal.set("c", "a", 1);
      throw new Error("refused");
    };
    expect(() => journal.exclusive(work)).toThrow("refused");
    expect(read(dir)).toEqual({ a: 1 });
  });

  it("forgets a key that is set to null", () => {
    const dir = temporaryFolder();
    write(dir, "a", 1);
    write(dir, "a", null);
    expect(read(dir)).toEqual({});
  });

  it("sees what another process has written", () => {
    const dir = temporaryFolder();
    const journal = new Journal(dir);
    journal.exclusive(() => journal.set("c", "a", 1));
    write(dir, "b", 2);
    expect(journal.exclusive(() => [...journal.all("c").keys()])).toEqual(["a", "b"]);
  });

  it("throws its history away in time, also under the eyes of another process", () => {
    const dir = temporaryFolder();
    const [one, other] = [new Journal(dir), new Journal(dir)];
    one.exclusive(() => one.set("c", "first", 0));
    for (let i = 1; i <= 1100; i++) other.exclusive(() => other.set("c", "counter", i));
    expect(fs.readFileSync(file(dir), "utf8").split("\n").length).toBeLessThan(200);
    expect(one.exclusive(() => Object.fromEntries(one.all("c")))).toEqual({ first: 0, counter: 1100 });
  });

  it("is not changed without its lock", () => {
    expect(() => new Journal(temporaryFolder()).set("c", "a", 1)).toThrow(
      "the state of the cloud is changed under its lock only",
    );
  });
});

describe("the lock", () => {
  const lockFile = (): string => path.join(temporaryFolder(), "lock");

  it("is taken over from a process that is gone", () => {
    const file = lockFile();
    fs.writeFileSync(file, "999999999");
    expect(withFileLock(file, () => "done")).toBe("done");
  });

  it("is given back, also after an error", () => {
    const file = lockFile();
    const fail = () => {
      throw new Error("broken");
    };
    expect(() => withFileLock(file, fail)).toThrow("broken");
    expect(fs.existsSync(file)).toBe(false);
  });
});
