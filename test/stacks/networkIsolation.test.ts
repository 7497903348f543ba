import * as pulumi from "@pulumi/pulumi";
import { networkIsolation } from "../../stacks/shield/networkIsolation";
import { SettingsError } from "../../stacks/settings/settingsError";

/** Asks with a front end of a mode, in a subscription that answers so. @returns the warnings */
async function ask(mode: "private" | "public", answer: () => Record<string, unknown>): Promise<string[]> {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  const mocks: pulumi.runtime.Mocks = { newResource: () => ({ id: "", state: {} }), call: answer };
  await pulumi.runtime.setMocks(mocks, "azure-openai-shield", "test", false);
  try {
    await networkIsolation({ frontEnd: { mode, allowedRanges: [] } }, {});
    return warn.mock.calls.map(([text]) => text);
  } finally {
    warn.mockRestore();
  }
}
const inState = (state?: string) => () => ({ properties: { state } });
const refused = (message: string) => () => {
  throw new Error(message);
};

it("a private front end is possible with the feature", async () => {
  expect(await ask("private", inState("Registered"))).toEqual([]);
});

it.each(["NotRegistered", "Registering", "Pending", "Unregistered"])(
  "a private front end is refused when the feature is %s: path, value, what to do",
  async (state) => {
    const error = await ask("private", inState(state)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SettingsError);
    expect((error as SettingsError).problems).toEqual([
      {
        path: "ingress.frontEnd.mode",
        got: '"private"',
        allowed: expect.stringContaining(
          "az feature register --namespace Microsoft.Network --name EnableApplicationGatewayNetworkIsolation",
        ) as string,
        message: expect.stringContaining(`is ${state} in this subscription`) as string,
      },
    ]);
  },
);

it("a caller without the right to read features is told how to look, and goes on", async () => {
  const [warning, ...more] = await ask("private", refused("AuthorizationFailed"));
  expect(more).toEqual([]);
  expect(warning).toContain("ingress.frontEnd.mode: cannot read whether the feature");
  expect(warning).toContain("az feature show --namespace Microsoft.Network --name EnableApplicationGatewayNetworkIsolation");
});

it("a public front end asks nothing", async () => {
  expect(await ask("public", refused("was asked"))).toEqual([]);
});
