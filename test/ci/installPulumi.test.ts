import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ci = join(__dirname, "..", "..", ".ci");
/** The programs that the script uses besides Go and the CLI. */
const tools = "bash cat chmod cksum cut dirname env find head ln mkdir mktemp mv rm sed sort".split(" ");

/** A project with the script and nothing else, on a machine with these tools only. */
let machine: string;
const at = (...path: string[]) => join(machine, ...path);
beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), "install-pulumi-"));
  mkdirSync(at("bin"));
  for (const tool of tools) {
    const found = ["/usr/bin", "/bin"].map((folder) => join(folder, tool)).find((file) => existsSync(file));
    symlinkSync(found ?? tool, at("bin", tool));
  }
  cpSync(ci, at("project", ".ci"), { recursive: true });
});
afterEach(() => rmSync(machine, { recursive: true }));

function program(path: string, script: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(path, 0o755);
}

/** A `go` that writes down how it is called; `build` makes the file after `-o`. */
const go = (version: string, more = "") => `
if [ "$1 $2" = "env GOVERSION" ]; then echo ${version}; exit; fi
if [ "$1" = env ]; then case $2 in GOOS) echo linux ;; GOARCH) echo amd64 ;; esac; exit; fi
${more}
echo "${version} GOTOOLCHAIN=$GOTOOLCHAIN CGO_ENABLED=$CGO_ENABLED $*" >>"${at("calls")}"
while [ $# -gt 0 ]; do if [ "$1" = -o ]; then echo built >"$2"; fi; shift; done`;

function install() {
  const env = { PATH: at("bin"), HOME: at("home") };
  const { status, stdout, stderr } = spawnSync(at("project/.ci/install-pulumi"), { encoding: "utf8", env });
  return { status, stdout, stderr };
}
const calls = () => readFileSync(at("calls"), "utf8");
const link = () => at("project/.local/bin/pulumi");

it("says and does nothing when there is a CLI on PATH", () => {
  program(at("bin/pulumi"), "exit 1");
  expect(install()).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(existsSync(link())).toBe(false);
});

it("says what it needs when there is no Go", () => {
  const { status, stdout, stderr } = install();
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^Building the Pulumi CLI needs Go \(.*apt-get install golang-go\)\. Or install the CLI: .*\n$/);
});

it("builds with a Go that fetches the toolchain by itself, and only once", () => {
  program(at("bin/go"), go("go1.22.12"));
  expect(install()).toMatchObject({
    status: 0,
    stdout: "",
    stderr: expect.stringMatching(/^Building Pulumi [\d.]+ from/) as string,
  });
  expect(calls()).toMatch(/^go1\.22\.12 GOTOOLCHAIN=auto CGO_ENABLED=0 build -C .*cmd\/pulumi\n$/);
  expect(readFileSync(link(), "utf8")).toBe("built\n");
  rmSync(at("bin/go"));
  expect(install()).toEqual({ status: 0, stdout: "", stderr: "" });
});

it("gets the toolchain that go.mod asks for with a Go that is too old to do so by itself", () => {
  const toolchain = at("cache/toolchain");
  for (const path of ["bin/go", "pkg/tool/linux_amd64/compile"]) program(join(toolchain, path), go("go1.24.7"));
  chmodSync(join(toolchain, "bin/go"), 0o444);
  program(
    at("bin/go"),
    go("go1.19.8", `if [ "$1" = mod ]; then echo "$*" >>"${at("calls")}"; echo '	"Dir": "${toolchain}",'; exit; fi`),
  );
  expect(install()).toMatchObject({ status: 0 });
  const wanted = /^go (.*)$/m.exec(readFileSync(join(ci, "pulumi-cli/go.mod"), "utf8"))?.[1];
  const [download, build] = calls().split("\n");
  expect(download).toBe(`mod download -json golang.org/toolchain@v0.0.1-go${wanted}.linux-amd64`);
  expect(build).toMatch(/^go1\.24\.7 .* build -C /);
  expect(existsSync(link())).toBe(true);
});

it("leaves nothing half built behind", () => {
  program(at("bin/go"), go("go1.26.8", `if [ "$1" = build ]; then exit 7; fi`));
  expect(install()).toMatchObject({ status: 7, stdout: "" });
  expect(existsSync(link())).toBe(false);
  expect(readdirSync(at("home"), { recursive: true }).filter((file) => /pulumi\./.test(file.toString()))).toEqual([]);
});
