import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectFolder as root } from "../../local/folders";
import { installRules, rulesManifest as manifest, rulesPackage as packFolder } from "../support/packedRules";

/** An Azure project of somebody else, with the package as `npm install` unpacks it. */
let project: string;
let installed: string;
const run = (command: string, args: string[], cwd: string, env = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, ...env } });
  return { status, stdout, stderr };
};

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "pack-install-"));
  installed = installRules(project);
  writeFileSync(join(project, "package.json"), '{ "name": "theirs", "version": "1.0.0" }');
}, 60_000);
afterAll(() => rmSync(project, { recursive: true }));

test("depends on the versions that the project tests with, and on nothing else of it", () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as typeof manifest;
  for (const [name, version] of Object.entries(manifest.dependencies))
    expect([name, version]).toEqual([name, dependencies[name]]);
});

test("writes a pack of its own lists, which starts with every rule, and overwrites nothing", () => {
  const init = () => run(process.execPath, [join(installed, "init.js"), "rules"], project);
  expect(init()).toMatchObject({
    status: 0,
    stdout: "pulumi preview --policy-pack rules --policy-pack-config rules/config.json\n",
  });
  expect(init()).toMatchObject({ status: 2, stderr: expect.stringContaining("nothing is overwritten") });

  // Ends once it has said its port; the answer to a request is tried in pack.test.ts.
  writeFileSync(
    join(project, "hook.cjs"),
    `const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text) => { write(text); process.exit(0); };`,
  );
  const start = join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
  const started = run(
    process.execPath,
    ["--require", join(project, "hook.cjs"), start, "127.0.0.1:1", "."],
    join(project, "rules"),
    {
      PULUMI_CONFIG: "{}",
      PULUMI_NODEJS_TYPESCRIPT: "",
    },
  );
  expect(started).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\n$/) });
}, 60_000);

test("ships what it imports, the pages of the rules and its types", () => {
  const imports = (file: string): string[] =>
    [...readFileSync(file, "utf8").matchAll(/(?:from |require\()"(\.[^"]+)"/g)].map(([, path = ""]) =>
      join(dirname(file), /\.(js|ts)$/.test(path) ? path : `${path}.ts`),
    );
  const files = (readdirSync(installed, { recursive: true }) as string[]).map((one) => join(installed, one));
  const missing = files.filter((one) => /\.(js|ts)$/.test(one)).flatMap(imports);
  expect(
    missing.filter(
      (one) =>
        !files.includes(one) &&
        !files.includes(one.replace(/\.ts$/, "/index.ts")) &&
        !files.includes(one.replace(/\.ts$/, ".d.ts")),
    ),
  ).toEqual([]);
  expect(files).toEqual(
    expect.arrayContaining(["RULES.md", "README.md", "LICENSE", manifest.types].map((one) => join(installed, one))),
  );
});

test("has types that every TypeScript project can use, however strict and old", () => {
  const [rule, urn] = ["rule", "urn"].map((key) => `${key}: "a"`);
  writeFileSync(
    join(project, "own.mts"),
    `import type { AllowedType, BaselineEntry, Exemption } from "${manifest.name}";
export const entries: BaselineEntry[] = [{ ${rule}, ${urn}, fingerprint: "a" }];
export const types: AllowedType[] = [{ type: "a", reason: "a", owner: "a" }];
export const exemptions: Exemption[] = [{ rule: "a", resource: "a", reason: "a", approvedBy: "a", owner: "a", ticket: "a", expires: 1 }];
`,
  );
  const strict = ["--strict", "--exactOptionalPropertyTypes", "--noPropertyAccessFromIndexSignature", "--verbatimModuleSyntax"];
  const options = ["--noEmit", "--target", "es2016", "--module", "nodenext", "--types", "node", "--skipLibCheck", ...strict];
  const { stdout } = run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...options, "own.mts"], project);
  // The one mistake in the file.
  expect(stdout.trim().split("\n")).toEqual([expect.stringMatching(/^own\.mts.*TS2322: Type 'number' is not assignable/)]);
}, 60_000);

test("the five minutes of the README are the commands that the package has", () => {
  const readme = readFileSync(join(packFolder, "README.md"), "utf8");
  expect(readme).toContain(`npm install --save-dev ./${manifest.name}-${manifest.version}.tgz\nnpx ${manifest.name} rules\n`);
});
