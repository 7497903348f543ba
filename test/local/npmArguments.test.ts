import { spawnSync } from "node:child_process";
import { projectFolder } from "../../local/folders";
import { takenByNpm } from "../../local/npmArguments";

const help = "  --stack NAME  which stack\n  --yes         asks nothing\n";
const run = (args: string[], environment: Record<string, string>) =>
  takenByNpm(help, args, { npm_lifecycle_event: "pulumi", ...environment });

describe("options that npm has taken", () => {
  it("are named, with the command as it was meant", () => {
    expect(run(["up", "dev"], { npm_config_stack: "true", npm_config_yes: "true" })).toBe(
      "npm has taken --stack, --yes for an option of its own; put -- before the options: npm run pulumi -- --stack --yes up dev",
    );
  });

  it.each([
    ["is off in somebody's .npmrc", ["up", "--yes"], { npm_config_yes: "" }],
    ["is off there, and not given", ["up"], { npm_config_yes: "" }],
    ["is on there, and came through", ["up", "--yes"], { npm_config_yes: "true" }],
  ])("are none where one %s", (_what, args, environment) => {
    expect(run(args, environment)).toBeUndefined();
  });

  it("are none where npm says the folder of its global packages, as it does to every script", () => {
    const init = "  --prefix TEXT  beginning of every name\n";
    const folder = { npm_lifecycle_event: "init", npm_config_prefix: "/usr", npm_config_global_prefix: "/usr" };
    expect(takenByNpm(init, [], folder)).toBeUndefined();
    expect(takenByNpm(init, [], { ...folder, npm_config_prefix: "contoso-ai" })).toContain("npm run init -- --prefix contoso-ai");
  });

  it("are none for a script as npm really runs it", () => {
    const { status, stderr } = spawnSync("npm", ["run", "--silent", "init"], { cwd: projectFolder, encoding: "utf8", input: "" });
    expect([status, stderr.startsWith("error: nobody is there to answer; missing: --stack, --prefix, ")]).toEqual([2, true]);
  });

  it("are none outside of npm", () => {
    expect(takenByNpm(help, ["up"], { npm_config_yes: "true" })).toBeUndefined();
  });
});
