import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import { Naming } from "../../components/naming";
import { Settings } from "../../stacks/settings/schema";
import { archiveLock } from "../../stacks/shield/archiveLock";

type Archive = Settings["monitoring"]["auditArchive"];

/** Whether the policy is locked, where reading the account gives this answer; and the warnings. */
async function lock(locked: boolean, answer: () => Record<string, unknown>, suffix: pulumi.Input<string> = "abcde") {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  await pulumi.runtime.setMocks(
    { newResource: () => ({ id: "", state: {} }), call: answer },
    "azure-openai-shield",
    "test",
    false,
  );
  try {
    const archive = { locked, retentionDays: 1095 } as Archive;
    return {
      locked: await archiveLock(archive, new Naming("contoso", suffix), {}),
      warnings: warn.mock.calls.map(([text]) => text),
    };
  } finally {
    warn.mockRestore();
  }
}

const fails = (details: string) => () => {
  throw Object.assign(new Error(details), { details });
};
const account = (state?: string) => () => ({
  ...(state && { immutableStorageWithVersioning: { enabled: true, immutabilityPolicy: { state } } }),
});
const willLock = expect.stringMatching(
  /^monitoring\.auditArchive\.locked: this deployment makes the archive, and the next one locks it: .* 1095 days/,
) as string;

it.each([
  ["nothing is there", fails('Status=404 Code="ResourceNotFound" Message="no"')],
  ["not even the resource group is there", fails('Status=404 Code="ResourceGroupNotFound" Message="no"')],
  ["the account has no policy", account()],
])("is left unlocked, and says what comes: %s", async (_, answer) => {
  expect(await lock(true, answer)).toEqual({ locked: false, warnings: [willLock] });
});

it("is left unlocked before the name is made: nothing can have it", async () => {
  const unmade = pulumi.output(unknown as unknown as string);
  expect(await lock(true, fails("was asked"), unmade)).toEqual({ locked: false, warnings: [willLock] });
});

it.each(["Unlocked", "Locked"])("is locked where a policy is there that is %s", async (state) => {
  expect(await lock(true, account(state))).toEqual({ locked: true, warnings: [] });
});

it("is locked where the account cannot be read: Azure takes no lock away", async () => {
  const { locked, warnings } = await lock(true, fails('Status=403 Code="AuthorizationFailed" Message="no"'));
  expect(locked).toBe(true);
  expect(warnings).toEqual([
    expect.stringMatching(
      /^monitoring\.auditArchive\.locked: if the archive stcontosoauabcde is there already, this deployment locks it for good; .* cannot be read: .*AuthorizationFailed/,
    ),
  ]);
});

it("asks nothing without the setting", async () => {
  expect(await lock(false, fails("was asked"))).toEqual({ locked: false, warnings: [] });
});
