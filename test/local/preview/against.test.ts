import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { otherPlan } from "../../../local/preview/against";

it("is an empty plan where the revision has no such stack: its deployment is the first one", async () => {
  const dir = mkdtempSync(join(tmpdir(), "against-"));
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: dir, encoding: "utf8" });
  try {
    writeFileSync(join(dir, "Pulumi.yaml"), "name: shield\nruntime: nodejs\n");
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "base");
    writeFileSync(join(dir, "Pulumi.test.yaml"), "config: {}\n");
    const options = { projectDir: dir, stack: "test", firstRun: false, signal: new AbortController().signal };
    const { name, plan } = otherPlan("HEAD", options);
    expect(name).toMatch(/^HEAD \([0-9a-f]{9}\), which has no stack test$/);
    expect(await plan).toMatchObject({ version: 1, project: "shield", stack: "test", resources: [] });
  } finally {
    rmSync(dir, { recursive: true });
  }
});
