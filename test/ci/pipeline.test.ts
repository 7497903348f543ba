import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { Machine } from "./machine";

let machine: Machine;
beforeEach(() => (machine = new Machine()));
afterEach(() => machine.remove());

/** `npm run preview` and `npm run check`, which end with these codes; a preview writes its folder. */
const npm = (codes: { all?: number; preview?: number; check?: number } = {}) => `
case "$*" in
  *--all*) for s in dev prod; do mkdir -p ".local/preview/$s"; echo '{"version":1}' >".local/preview/$s/plan.json"; done; exit ${codes.all ?? 0} ;;
  *preview*) while [ "$1" != --out ]; do shift; done; mkdir -p "$2"; echo '{"version":1}' >"$2/plan.json"; echo "# Summary" >"$2/report.md"; exit ${codes.preview ?? 0} ;;
  *check*) echo "said: $*"; exit ${codes.check ?? 0} ;;
esac`;

describe("check-stacks", () => {
  let base: string;
  beforeEach(() => {
    for (const file of ["Pulumi.dev.yaml", "Pulumi.prod.yaml"]) machine.write(file, "config: {}\n");
    for (const list of ["exemptions", "allowed-types", "baseline"]) machine.write(`policies/${list}.json`, "[]\n");
    machine.git("init", "-q");
    machine.git("add", "-A");
    machine.git("commit", "-qm", "base");
    base = machine.git("rev-parse", "HEAD");
  });
  const check = (env: Record<string, string> = { BASE: base }) => machine.run("check-stacks", ["out"], env);

  test("previews all stacks, compares each with the base and writes its rules in three formats", () => {
    machine.tool("npm", npm());
    expect(check().status).toBe(0);
    expect(machine.calls("npm").slice(0, 3)).toEqual([
      "run --silent preview -- --all",
      `run --silent preview -- --stack dev --against ${base} --out out/dev`,
      "run --silent check -- out/dev/plan.json --format sarif",
    ]);
    expect(["dev.sarif", "dev.xml", "dev.md", "prod.md", "prod/report.md"].filter((file) => !machine.has(`out/${file}`))).toEqual(
      [],
    );
  });

  test("takes the plans of the first preview where there is nothing to compare with", () => {
    machine.tool("npm", npm());
    expect(check({}).status).toBe(0);
    expect(machine.calls("npm").filter((one) => one.includes("--against"))).toEqual([]);
    expect(machine.has("out/prod/plan.json")).toBe(true);
  });

  test.each([
    ["a mandatory rule is broken", { preview: 1 }, 1],
    ["the settings are refused", { all: 2 }, 2],
    ["the program fails", { all: 1, preview: 3 }, 3],
    ["the rules cannot be asked", { check: 3 }, 3],
    ["a mandatory rule is broken, and something opens", { all: 1, preview: 4 }, 1],
  ])("ends as the preview does when %s", (_, codes, status) => {
    machine.tool("npm", npm(codes));
    expect(check().status).toBe(status);
  });

  test("writes what broken rules say", () => {
    machine.tool("npm", npm({ preview: 1, check: 1 }));
    expect(check().status).toBe(1);
    expect(machine.read("out/dev.md")).toContain("said:");
  });

  test.each([
    [
      "a way in is new",
      { preview: 4 },
      /dev: a stateful resource is replaced or deleted, a way in is new, or somebody is let in; a reviewer sets/,
    ],
    ["a baseline is broken", { all: 4 }, /something of a baseline/],
  ])("asks a reviewer when %s, and goes on when he accepts", (_, codes, said) => {
    machine.tool("npm", npm(codes));
    const asked = check();
    expect([asked.status, said.test(asked.stderr)]).toEqual([4, true]);
    expect(check({ BASE: base, ACCEPTED: "true" }).status).toBe(0);
  });

  test.each(["exemptions", "allowed-types", "baseline"])("asks a reviewer when %s.json changes", (list) => {
    machine.tool("npm", npm());
    machine.write(`policies/${list}.json`, '[{ "rule": "kv-rbac" }]\n');
    expect(check()).toMatchObject({
      status: 4,
      stderr: expect.stringContaining("exemptions, allowed types or the baseline change"),
    });
    expect(check({ BASE: base, ACCEPTED: "true" }).status).toBe(0);
  });
});

describe("check-stacks of what is no plan, new, gone or judges itself", () => {
  let base: string;
  beforeEach(() => {
    for (const file of ["Pulumi.dev.yaml", "Pulumi.prod.yaml"]) machine.write(file, "config: {}\n");
    for (const file of ["package.json", "local/start.js", "policies/rules/a.ts"]) machine.write(file, "1\n");
    machine.git("init", "-q");
    machine.git("add", "-A");
    machine.git("commit", "-qm", "base");
    base = machine.git("rev-parse", "HEAD");
    machine.tool("npm", npm());
  });
  const check = (env: Record<string, string> = {}) => machine.run("check-stacks", ["out"], { BASE: base, ...env });

  test("fails when a preview says all is well and writes no plan", () => {
    machine.tool("npm", "exit 0");
    expect(check()).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("dev: the preview wrote no plan, so nothing was judged"),
    });
    expect(check({ ACCEPTED: "true" }).status).toBe(3);
  });

  test("fails when no stack is left", () => {
    for (const file of ["Pulumi.dev.yaml", "Pulumi.prod.yaml"]) machine.git("rm", "-q", file);
    expect(check({ ACCEPTED: "true" })).toMatchObject({ status: 2, stderr: expect.stringContaining("nothing was judged") });
  });

  test("fails when the base is not here", () => {
    expect(check({ BASE: "0".repeat(40), ACCEPTED: "true" }).status).toBe(3);
  });

  test("asks about a stack file that is gone", () => {
    machine.git("rm", "-q", "Pulumi.dev.yaml");
    expect(check()).toMatchObject({ status: 4, stderr: expect.stringContaining("Pulumi.dev.yaml is gone") });
    expect(machine.read("out/asked.md")).toBe("- Pulumi.dev.yaml is gone: its stack is judged no longer\n");
    expect(check({ ACCEPTED: "true" }).status).toBe(0);
  });

  test("asks about a stack that is new", () => {
    machine.write("Pulumi.test.yaml", "config: {}\n");
    expect(check()).toMatchObject({ status: 4, stderr: expect.stringContaining("test: the stack is new") });
    expect(check({ ACCEPTED: "true" }).status).toBe(0);
  });

  test.each([
    "package.json",
    "local/start.js",
    "policies/rules/a.ts",
    ".ci/check-stacks",
    ".github/workflows/x.yml",
    ".npmrc",
    "baselines/dev.json",
  ])("asks when %s changes, also where the scripts are the base's again", (file) => {
    machine.write(file, `${machine.has(file) ? machine.read(file) : ""}# changed\n`);
    machine.git("add", "-A");
    machine.git("commit", "-qm", "change");
    machine.git("checkout", "-q", base, "--", ".ci");
    expect(check()).toMatchObject({
      status: 4,
      stderr: expect.stringContaining(`what judges this change is changed by it: ${file}`),
    });
    expect(check({ ACCEPTED: "true" }).status).toBe(0);
  });
});

test("every path that decides a check has owners, and so have the stack files", () => {
  const root = join(__dirname, "../..");
  const owned = readFileSync(join(root, ".github/CODEOWNERS"), "utf8")
    .split("\n")
    .filter((line) => /^\/\S+ +@/.test(line))
    .map((line) => line.split(" ")[0]!.replace(/^\/|\/$/g, ""));
  const judges = readFileSync(join(root, ".ci/judges"), "utf8").trim().split("\n");
  expect(["package.json", "package-lock.json", "local", "policies", ".ci", ".github", "azure-pipelines.yml", "baselines"].filter((one) => !judges.includes(one))).toEqual([]); // prettier-ignore
  expect([...judges, "Pulumi.*.yaml"].filter((one) => !owned.includes(one))).toEqual([]);
});

/** A step of the engine's JSON that changes one tag. */
const changedTag = {
  op: "update",
  urn: "urn:pulumi:prod::shield::azure-native:network:VirtualNetwork::main",
  oldState: { inputs: { tags: { team: "a" } } },
  newState: { inputs: { tags: { team: "b" } } },
  detailedDiff: { "tags.team": { kind: "update", inputDiff: true } },
};
const changedLine = '  - tags.team (update): `"a"` → `"b"`';

describe("plan and apply", () => {
  const preview = JSON.stringify({ steps: [changedTag, { ...changedTag, op: "same", detailedDiff: null }] });

  test("plan saves the plan, what it changes and the rules over it, and fails where a mandatory rule is broken", () => {
    machine.tool("pulumi", `echo '${preview}'`);
    machine.tool("npm", "echo rules; exit ${BROKEN:-0}");
    const { status, stdout } = machine.run("plan", ["prod", "out"]);
    expect([status, stdout]).toEqual([0, expect.stringContaining(`### 1 resources differ`)]);
    expect(machine.calls("pulumi")).toEqual([
      "preview --stack prod --policy-pack policies --save-plan out/plan.json --json --show-sames --non-interactive",
    ]);
    expect(machine.read("out/rules.md")).toBe("rules\n");
    expect(readFileSync(machine.at("summary"), "utf8")).toContain(changedLine);
    expect(machine.run("plan", ["prod", "out"], { BROKEN: "1" }).status).toBe(1);
  });

  test("plan shows changes and rules on the page of the run in Azure Pipelines too", () => {
    machine.tool("pulumi", "echo '{}'");
    machine.tool("npm", "echo rules");
    const { stdout } = machine.run("plan", ["prod", "out"], { TF_BUILD: "True" });
    for (const file of ["changes", "rules"])
      expect(stdout).toContain(`##vso[task.uploadsummary]${machine.at(`project/out/${file}.md`)}\n`);
  });

  test("plan fails when the engine does, and says why", () => {
    machine.tool("pulumi", `echo '{"diagnostics":[{"severity":"error","message":"no such region"}]}'; exit 255`);
    machine.tool("npm", "exit 2");
    expect(machine.run("plan", ["prod", "out"])).toMatchObject({
      status: 255,
      stdout: expect.stringContaining("- error: no such region"),
    });
  });

  test("every command with rules gets the settings of the fork, where there are any, and the CLI that was installed", () => {
    machine.tool("npm");
    machine.write("policies/config.json", "{}");
    machine.tool("pulumi", "echo '{}'");
    machine.write("out/plan.json", "{}");
    machine.run("plan", ["prod", "out"]);
    machine.write("out/plan.json", "{}");
    machine.run("apply", ["prod", "out"]);
    expect(machine.calls("pulumi").map((one) => one.endsWith(" --policy-pack-config policies/config.json"))).toEqual([
      true,
      true,
    ]);
    expect(machine.calls("pulumi")).toHaveLength(2);
  });

  test("apply deploys the saved plan and nothing else", () => {
    machine.tool("pulumi", 'echo "experimental $PULUMI_EXPERIMENTAL"; exit ${FAILS:-0}');
    expect(machine.run("apply", ["prod", "out"])).toMatchObject({ status: 2, stderr: "there is no plan in out\n" });
    expect(machine.calls("pulumi")).toEqual([]);
    machine.write("out/plan.json", "{}");
    expect(machine.run("apply", ["prod", "out"])).toMatchObject({ status: 0, stdout: "experimental true\n" });
    expect(machine.calls("pulumi")).toEqual([
      "up --stack prod --policy-pack policies --plan out/plan.json --yes --skip-preview --non-interactive --suppress-outputs",
    ]);
    expect(machine.run("apply", ["prod", "out"], { FAILS: "255" }).status).toBe(255);
  });

  test("apply shows no value of a plan that is violated", () => {
    const said =
      "error: resource urn:pulumi:a::b::c::d violates plan: properties changed: ~~properties[{map[value:{&{{MIIhidden}}}]}!={map[value:{hidden}]}]";
    machine.tool("pulumi", `echo '${said}' >&2; exit 255`);
    machine.write("out/plan.json", "{}");
    const { status, stdout, stderr } = machine.run("apply", ["prod", "out"]);
    expect([status, stderr, stdout]).toEqual([
      255,
      "",
      expect.stringContaining("urn:pulumi:a::b::c::d violates plan: properties (values are not shown)\n"),
    ]);
    expect(stdout).not.toContain("hidden");
  });
});

describe("changes", () => {
  const changes = (document: object, limit = "50000") => {
    machine.write("doc.json", JSON.stringify(document));
    return machine.run("changes", [machine.at("project/doc.json"), limit]).stdout;
  };

  test("says resource by resource and property by property what differs, and nothing of the rest", () => {
    const gone = { ...changedTag, op: "delete", urn: `${changedTag.urn}-gone`, newState: null, detailedDiff: null };
    const text = changes({ steps: [{ ...changedTag, op: "refresh", detailedDiff: null }, changedTag, gone] });
    expect(text).toContain(`### 2 resources differ\n\n- **update** azure-native:network:VirtualNetwork main\n${changedLine}\n`);
    expect(text).toContain("- **delete** azure-native:network:VirtualNetwork main-gone");
  });

  test("cuts what is too long, and says so", () => {
    const steps = Array.from({ length: 100 }, (_, index) => ({ ...changedTag, urn: `${changedTag.urn}${index}` }));
    const text = changes({ steps }, "2000");
    expect(text.length).toBeLessThan(2200);
    expect(text).toMatch(/^### 100 resources differ[\s\S]*\n\d+ of 100 entries were cut/);
  });
});

describe("federated-token", () => {
  test("runs the command alone where there is no token", () => {
    machine.tool("curl");
    const { status } = machine.run("federated-token", ["bash", "-c", "exit 7"], { ACTIONS_ID_TOKEN_REQUEST_URL: "" });
    expect([status, machine.calls("curl")]).toEqual([7, []]);
  });

  test("writes the token of the job to a file that is gone afterwards, and its key to no argument", () => {
    machine.tool("curl", `cat >"$(dirname "$0")/../header"; echo '{"value":"token-of-the-job"}'`);
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://token?x=1", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "key" };
    const command = 'cat "$AZURE_FEDERATED_TOKEN_FILE"; echo "$AZURE_FEDERATED_TOKEN_FILE"; exit 7';
    const { status, stdout } = machine.run("federated-token", ["bash", "-c", command], env);
    const [token, file] = stdout.trim().split("\n");
    expect([status, token, existsSync(file!)]).toEqual([7, "token-of-the-job", false]);
    expect(machine.calls("curl")).toEqual([
      expect.stringMatching(/ https:\/\/token\?x=1&audience=api:\/\/AzureADTokenExchange$/),
    ]);
    expect(readFileSync(machine.at("header"), "utf8")).toBe('header = "Authorization: bearer key"\n');
  });

  test("fails where no token is given", () => {
    machine.tool("curl", "exit 22");
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://token?x=1", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "key" };
    expect(machine.run("federated-token", ["echo", "ran"], env)).toMatchObject({ status: 22, stdout: "" });
  });
});

describe("drift", () => {
  const pulumi = (differs: boolean) =>
    `case "$*" in *--preview-only*) echo '${JSON.stringify({ steps: differs ? [changedTag] : [] })}' ;; *export*) echo '{}' ;; esac
echo "$* at $PULUMI_BACKEND_URL" >>"$(dirname "$0")/../backends"`;
  const drift = () => {
    machine.write("Pulumi.prod.yaml", "config: {}\n");
    return machine.run("drift", ["prod", "out"], { PULUMI_BACKEND_URL: "azblob://state" });
  };
  const gh = (open: string) => machine.tool("gh", `case "$*" in *list*) echo "${open}" ;; esac`);

  test("opens an issue that says what differs, then the rules, when there is none", () => {
    machine.tool("pulumi", pulumi(true));
    machine.tool("npm", "echo rules");
    gh("");
    expect(drift().status).toBe(0);
    expect(machine.calls("gh").at(-1)).toBe("issue create --title Drift of stack prod --body-file out/body.md");
    expect(machine.read("out/body.md")).toMatch(/VirtualNetwork main\n {2}- tags.team[\s\S]*rules/);
  });

  test("only reads the stack's own state, and leaves nothing of the copy", () => {
    machine.tool("pulumi", pulumi(true));
    machine.tool("npm");
    gh("");
    drift();
    const own = readFileSync(machine.at("backends"), "utf8")
      .split("\n")
      .filter((line) => line.includes("azblob"));
    expect(own).toEqual(["stack export --stack prod at azblob://state"]);
    expect([machine.has("out/copy"), machine.read("Pulumi.prod.yaml")]).toEqual([false, "config: {}\n"]);
  });

  test("keeps the issue below what GitHub takes, and says what was cut", () => {
    machine.tool("pulumi", pulumi(true));
    machine.tool("npm", "yes '| a finding é |' | head -n 40000");
    gh("");
    expect(drift().status).toBe(0);
    const body = machine.read("out/body.md");
    expect(body.length).toBeLessThan(65536);
    expect(body).toContain("More findings were cut");
  });

  test("updates the one that is open when the state breaks a rule", () => {
    machine.tool("pulumi", pulumi(false));
    machine.tool("npm", "echo rules; exit 1");
    gh("17");
    expect(drift().status).toBe(0);
    expect(machine.calls("gh").at(-1)).toBe("issue edit 17 --body-file out/body.md");
  });

  test("closes it when nothing differs any more, and opens none", () => {
    machine.tool("pulumi", pulumi(false));
    machine.tool("npm", "echo rules");
    gh("17");
    expect(drift().status).toBe(0);
    expect(machine.calls("gh").at(-1)).toBe("issue close 17 --comment Nothing differs any more.");
    gh("");
    expect(drift().status).toBe(0);
    expect(machine.calls("gh").filter((one) => one.startsWith("issue create"))).toEqual([]);
  });

  test("fails when the state cannot be judged", () => {
    machine.tool("pulumi", pulumi(false));
    machine.tool("npm", "exit 3");
    gh("");
    expect(drift().status).toBe(3);
  });
});

describe("drift in Azure Pipelines", () => {
  const variables = {
    TF_BUILD: "True",
    SYSTEM_ACCESSTOKEN: "t",
    SYSTEM_COLLECTIONURI: "https://dev.azure.com/contoso/",
    SYSTEM_TEAMPROJECT: "ai",
  };
  const items = "https://dev.azure.com/contoso/ai/_apis/wit/workitems";
  interface Field {
    path: string;
    value: string;
  }
  /** Runs it where the state breaks a rule or does not, and a work item is open or is not: the last call, and the fields that it sets. */
  beforeEach(() => machine.write("Pulumi.prod.yaml", "config: {}\n"));
  const drift = (broken: boolean, open: boolean, more: Record<string, string> = {}) => {
    machine.tool("pulumi", `case "$*" in *export*) echo '{}' ;; esac`);
    machine.tool("npm", `echo "rules & <more>"; exit ${broken ? 1 : 0}`);
    const found = JSON.stringify({ workItems: open ? [{ id: 8 }] : [] });
    machine.tool(
      "curl",
      `cat >"$(dirname "$0")/../body"; case "$*" in *wiql*) cp "$(dirname "$0")/../body" "$(dirname "$0")/../query"; echo '${found}' ;; esac`,
    );
    const { status } = machine.run("drift", ["prod", "out"], { ...variables, ...more });
    const sent = JSON.parse(readFileSync(machine.at("body"), "utf8")) as Field[] | object;
    const fields = Array.isArray(sent) ? Object.fromEntries((sent as Field[]).map(({ path, value }) => [path, value])) : {};
    return { status, call: machine.calls("curl").at(-1)!, fields, query: readFileSync(machine.at("query"), "utf8") };
  };

  test("opens a work item with what was found when there is none", () => {
    const { status, call, fields } = drift(true, false);
    expect([status, call.endsWith(`-X POST ${items}/$Issue?api-version=7.1`)]).toEqual([0, true]);
    expect(fields["/fields/System.Title"]).toBe("Drift of stack prod");
    expect(fields["/fields/System.Description"]).toMatch(/^<pre>### 0 resources differ[\s\S]*rules &amp; &lt;more&gt;/);
  });

  test("updates the one that is open", () => {
    const { status, call, fields } = drift(true, true);
    expect([status, call.endsWith(`-X PATCH ${items}/8?api-version=7.1`)]).toEqual([0, true]);
    expect(Object.keys(fields)).toEqual(["/fields/System.Description"]);
  });

  test("takes a text that is too long for an argument", () => {
    machine.write("long.md", "x".repeat(300_000));
    machine.tool("curl", `cat >"$(dirname "$0")/../body"; case "$*" in *wiql*) echo '{"workItems":[]}' ;; esac`);
    expect(machine.run("azure-issue", ["Long", "long.md"], variables).status).toBe(0);
    expect(readFileSync(machine.at("body"), "utf8").length).toBeGreaterThan(300_000);
  });

  test("closes it when nothing differs any more, in the words of the team's process", () => {
    const { status, fields, query } = drift(false, true, { WORK_ITEM_TYPE: "Bug", WORK_ITEM_DONE: "Closed" });
    expect([status, fields]).toEqual([0, { "/fields/System.State": "Closed" }]);
    expect(query).toMatch(
      /\[System.WorkItemType\] = 'Bug' AND \[System.Title\] = 'Drift of stack prod' AND \[System.State\] <> 'Closed'/,
    );
  });

  test("opens none when nothing differs", () => {
    const { status, call } = drift(false, false);
    expect([status, call.includes("/wiql?")]).toEqual([0, true]);
  });

  test("fails when Azure Boards does", () => {
    machine.tool("pulumi", `case "$*" in *export*) echo '{}' ;; esac`);
    machine.tool("npm", "exit 1");
    machine.tool("curl", "exit 22");
    expect(machine.run("drift", ["prod", "out"], variables).status).toBe(22);
  });
});

/** A tool that downloads what a run of check-stacks wrote, knows of a pull request, and keeps the body that it is given. */
const gh = (more: { number?: number; comment?: number; download?: string; files?: string }) => `
case "$*" in
  *"run download"*) dir=\${@: -1}; ${more.download ?? `mkdir -p "$dir/dev"; echo '{"runs":[{"results":[{"ruleId":"open"},{"ruleId":"exempt","suppressions":[{"kind":"external"}]}]}]}' >"$dir/dev.sarif"; echo "# Rules" >"$dir/dev.md"; echo "# Summary" >"$dir/dev/report.md"`} ;;
  *"pulls?state=open"*) echo "${more.number ?? ""}" ;;
  *"/files?"*) printf '${more.files ?? "index.ts\\n"}' ;;
  *code-scanning*) last=\${@: -1}; base64 -d "\${last#sarif=@}" | gunzip >"$(dirname "$0")/../sarif" ;;
  *issues/*--paginate*) echo "${more.comment ?? ""}" ;;
  *body=*) last=\${@: -1}; cp "\${last#body=@}" "$(dirname "$0")/../body" ;;
esac`;

describe("report-checks", () => {
  const report = () =>
    machine.run("report-checks", ["5", "abc"], { GH_REPO: "contoso/shield", GITHUB_SERVER_URL: "https://github.com" });
  const api = () => machine.calls("gh").filter((one) => one.startsWith("api"));
  const body = () => readFileSync(machine.at("body"), "utf8");

  test("sends the annotations to the pull request, and writes one comment with rules and summary", () => {
    machine.tool("gh", gh({ number: 12 }));
    expect(report().status).toBe(0);
    expect(api().filter((one) => one.includes("sarifs"))).toEqual([
      expect.stringMatching(
        /^api repos\/contoso\/shield\/code-scanning\/sarifs -f commit_sha=abc -f ref=refs\/pull\/12\/head -F sarif=@/,
      ),
    ]);
    expect(api().at(-1)).toMatch(/^api repos\/contoso\/shield\/issues\/12\/comments -F body=@/);
    expect(body()).toMatch(/^<!-- azure-openai-shield preview -->\n[\s\S]*# Rules[\s\S]*# Summary/);
    expect(body()).not.toContain("files that judge it");
  });

  test("leaves out of the annotations what is exempted: GitHub ignores suppressions", () => {
    machine.tool("gh", gh({ number: 12 }));
    expect(report().status).toBe(0);
    expect(JSON.parse(readFileSync(machine.at("sarif"), "utf8"))).toEqual({ runs: [{ results: [{ ruleId: "open" }] }] });
  });

  test("updates the comment that is there", () => {
    machine.tool("gh", gh({ number: 12, comment: 99 }));
    expect(report().status).toBe(0);
    expect(api().at(-1)).toMatch(/^api -X PATCH repos\/contoso\/shield\/issues\/comments\/99 -F body=@/);
  });

  test("sends nothing where no open pull request has that head: a branch of a fork may be called main", () => {
    machine.tool("gh", gh({}));
    expect(report()).toMatchObject({ status: 0, stdout: expect.stringContaining("no open pull request has the head abc") });
    expect(machine.calls("gh").length).toBe(1);
  });

  test.each([
    ["the run wrote no artifact", "exit 1"],
    ["no stack was judged", ":"],
  ])("says in the comment that there is no result when %s", (_, download) => {
    machine.tool("gh", gh({ number: 12, comment: 99, download }));
    expect(report().status).toBe(0);
    expect(api().at(-1)).toContain("PATCH");
    expect(body()).toMatch(/There is no result for this change.*https:\/\/github.com\/contoso\/shield\/actions\/runs\/5/);
  });

  test("says which files of the change judge it, as GitHub lists them", () => {
    machine.tool("gh", gh({ number: 12, files: "package.json\\nlocal/start.js\\nlocalx\\nxgithub/a\\npackage.jsonx\\n" }));
    expect(report().status).toBe(0);
    expect(body()).toContain("judge it.** Read them before anything below:\n\n- `local/start.js`\n- `package.json`\n\n");
  });
});

describe("azure-comment", () => {
  const variables = {
    SYSTEM_ACCESSTOKEN: "t",
    SYSTEM_COLLECTIONURI: "https://dev.azure.com/contoso/",
    SYSTEM_TEAMPROJECT: "ai",
    BUILD_REPOSITORY_ID: "r",
    SYSTEM_PULLREQUEST_PULLREQUESTID: "3",
  };
  const threads = "https://dev.azure.com/contoso/ai/_apis/git/repositories/r/pullRequests/3/threads";
  const curl = (found: object[]) =>
    machine.tool(
      "curl",
      `case "$*" in *--data*) cat >"$(dirname "$0")/../body" ;; *) echo '${JSON.stringify({ value: found })}' ;; esac`,
    );
  const comment = () => {
    machine.write("out/dev/report.md", "# Summary\n");
    const { status } = machine.run("azure-comment", ["out"], variables);
    return { status, call: machine.calls("curl").at(-1), body: readFileSync(machine.at("body"), "utf8") };
  };

  test("opens a thread with the comment", () => {
    curl([
      { id: 1, comments: [{ content: "of somebody" }] },
      { id: 2, comments: [] },
    ]);
    const { status, call, body } = comment();
    expect([status, call!.includes(`${threads}?api-version`)]).toEqual([0, true]);
    expect((JSON.parse(body) as { comments: { content: string }[] }).comments[0]!.content).toContain("# Summary");
  });

  test("says that there is no result where no stack was judged", () => {
    curl([]);
    expect(machine.run("azure-comment", ["out"], variables).status).toBe(0);
    expect(readFileSync(machine.at("body"), "utf8")).toContain("There is no result for this change");
  });

  test("updates the thread that is there", () => {
    curl([{ id: 8, comments: [{ content: "<!-- azure-openai-shield preview -->\nold" }] }]);
    const { status, call } = comment();
    expect([status, call!.includes(`-X PATCH ${threads}/8/comments/1`)]).toEqual([0, true]);
  });
});

describe("Azure Pipelines", () => {
  interface Step {
    script?: string;
    task?: string;
    inputs?: { azureSubscription?: string; inlineScript?: string };
    download?: string;
    publish?: string;
  }
  interface Job {
    job?: string;
    deployment?: string;
    dependsOn?: string;
    environment?: string;
    condition?: string;
    steps?: Step[];
    strategy?: { runOnce: { deploy: { steps: Step[] } } };
  }
  interface Stage {
    stage: string;
    condition?: string;
    jobs: Job[];
  }
  const pipeline = parse(readFileSync(join(__dirname, "../../azure-pipelines.yml"), "utf8")) as {
    schedules: { branches: object }[];
    stages: (Stage | Record<string, unknown[]>)[];
  };
  /** Stages and jobs, also those that an expression of the template makes. */
  const unfolded = <T>(list: (T | Record<string, unknown>)[]): T[] =>
    list.flatMap((one) =>
      Object.entries(one as object)
        .flatMap(([key, value]) => (key.startsWith("${{") ? unfolded<T>(value as T[]) : []))
        .concat(Object.keys(one as object).some((key) => key.startsWith("${{")) ? [] : [one as T]),
    );
  const stage = (name: string) => unfolded<Stage>(pipeline.stages).find((one) => one.stage === name)!;
  const jobs = (name: string) => unfolded<Job>(stage(name).jobs);
  const steps = (job: Job) => job.steps ?? job.strategy!.runOnce.deploy.steps;
  const scripts = (job: Job) => steps(job).flatMap(({ script, inputs }) => script ?? inputs?.inlineScript ?? []);
  const one = (of: string, name: string) => jobs(of).find(({ job, deployment }) => (job ?? deployment) === name)!;

  test("runs the same scripts as the workflows, the real engine as a job of its own", () => {
    expect(scripts(one("checks", "check")).join("\n")).toMatch(/npm cit[\s\S]*\.ci\/check-stacks[\s\S]*\.ci\/azure-comment/);
    expect(scripts(one("checks", "realEngine"))).toEqual(["npm ci", ".ci/install-pulumi", "npm run test:e2e"]);
  });

  test("has reviewers approve what only they may accept", () => {
    expect(one("checks", "accepted")).toMatchObject({
      environment: "accepted-change",
      condition: expect.stringContaining("rules.needsApproval"),
    });
  });

  test("deploys the plan that was reviewed, after the approval of the stack's environment, from main only", () => {
    const [plan, apply] = [one("deploy", "plan"), one("deploy", "apply")];
    expect(stage("deploy").condition).toContain("refs/heads/main");
    expect(scripts(plan).at(-1)).toBe('.ci/plan "${{ parameters.deploy }}" .local/deploy');
    expect(steps(plan).at(-1)).toMatchObject({ publish: ".local/deploy", artifact: "plan" });
    expect(apply).toMatchObject({ dependsOn: "plan", environment: "${{ parameters.deploy }}" });
    expect(steps(apply)).toContainEqual({ download: "current", artifact: "plan" });
    expect(scripts(apply).at(-1)).toBe('.ci/apply "${{ parameters.deploy }}" "$(Pipeline.Workspace)/plan"');
  });

  test("looks for drift every day, with the connection that may read", () => {
    expect(pipeline.schedules).toMatchObject([{ branches: { include: ["main"] }, always: true }]);
    expect([stage("checks").condition, stage("drift").condition]).toEqual([
      "ne(variables['Build.Reason'], 'Schedule')",
      "and(eq(variables['Build.Reason'], 'Schedule'), eq(variables['Build.SourceBranch'], 'refs/heads/main'))",
    ]);
    const [drift] = jobs("drift");
    expect(scripts(drift!).at(-1)).toBe('.ci/drift "${{ stack }}" .local/drift');
    expect(steps(drift!).at(-1)!.inputs!.azureSubscription).toBe("azure-openai-shield-${{ stack }}-plan");
  });
});
