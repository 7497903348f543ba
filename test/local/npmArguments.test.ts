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

  it("are none outside of npm", () => {
    expect(takenByNpm(help, ["up"], { npm_config_yes: "true" })).toBeUndefined();
  });
});
