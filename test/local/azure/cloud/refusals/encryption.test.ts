import { Props } from "../../../../../local/azure";
import { Cloud } from "../../../../../local/azure/cloud";
import {
  account,
  accountId,
  assignment,
  change,
  FakeClock,
  given,
  idOf,
  inGroup,
  make,
  newCloud,
  refusal,
  resourceGroup,
  temporaryFolder,
  vault,
  vaultId,
} from "../support";

const identityId = idOf("Microsoft.ManagedIdentity/userAssignedIdentities/id-openai");
const identity: [string, Props] = ["managedidentity:UserAssignedIdentity", { ...inGroup, resourceName: "id-openai" }];
const protectedVault = (more: Props = {}): [string, Props] => vault("kv-one", { enablePurgeProtection: true, ...more });
const key = (properties: Props = {}): [string, Props] => [
  "keyvault:Key",
  { resourceGroupName: "rg", vaultName: "kv-one", keyName: "openai", properties: { kty: "RSA", keySize: 2048, ...properties } },
];
/** Key Vault Crypto Service Encryption User. */
const keyUser = "e147488a-f6f5-4113-8e2d-b22465e65bf6";
const notAuthorized = /^Caller is not authorized .* please observe propagation time\.$/;

/** Principal and application of the identity. */
const principal = async (cloud: Cloud) => (await make(cloud, ...identity)).outputs as { principalId: string; clientId: string };
const role = (principalId: string, definition = keyUser) => assignment(vaultId(), principalId, undefined, definition);

/** An account with the key; `identityClientId` says with which identity it uses it. */
function encrypted(identityClientId: string | undefined, more: Props = {}): [string, Props] {
  const keyVaultProperties = { keyVaultUri: "https://kv-one.vault.azure.net/", keyName: "openai", identityClientId };
  const [token, inputs] = account("oai", { encryption: { keySource: "Microsoft.KeyVault", keyVaultProperties } });
  return [token, { ...inputs, identity: { type: "UserAssigned", userAssignedIdentities: [identityId] }, ...more }];
}

describe("a customer-managed key of an account", () => {
  let cloud: Cloud;
  let who: Awaited<ReturnType<typeof principal>>;
  beforeEach(async () => {
    cloud = newCloud();
    await given(cloud, resourceGroup);
    who = await principal(cloud);
  });

  it("is used by an identity that has the role", async () => {
    await given(cloud, protectedVault(), key(), role(who.principalId));
    await expect(make(cloud, ...encrypted(who.clientId))).resolves.toBeDefined();
  });

  it.each<[string, [string, Props][], string]>([
    [
      "in a vault that is not there",
      [],
      "KeyVaultProperties is invalid. Key vault 'https://kv-one.vault.azure.net/' was not found.",
    ],
    [
      "that is not there",
      [protectedVault()],
      "KeyVaultProperties is invalid. Key 'openai' was not found in 'https://kv-one.vault.azure.net/'.",
    ],
    ["in a vault without purge protection", [vault(), key()], "The encryption key must be recoverable and not purgeable."],
    [
      "in another region",
      [["keyvault:Vault", { ...protectedVault()[1], location: "eastus2" }], key()],
      "KeyVaultProperties is invalid. Key vault 'https://kv-one.vault.azure.net/' must be in the account's region.",
    ],
    ...[{ publicNetworkAccess: "Disabled" }, { networkAcls: { defaultAction: "Deny", bypass: "None" } }].map(
      (closed): [string, [string, Props][], string] => [
        `behind the firewall ${JSON.stringify(closed)}`,
        [protectedVault(closed), key()],
        "KeyVaultProperties is invalid. The firewall of key vault 'https://kv-one.vault.azure.net/' does not let trusted services in.",
      ],
    ),
    ...[{ keySize: 4096 }, { kty: "EC" }].map((other): [string, [string, Props][], string] => [
      `of the kind ${JSON.stringify(other)}`,
      [protectedVault(), key(other)],
      "KeyVaultProperties is invalid. The key must be RSA with 2048 bits.",
    ]),
  ])("is refused %s", async (_what, there, message) => {
    await given(cloud, ...there);
    if (there.length > 0) await given(cloud, role(who.principalId));
    expect(await refusal(make(cloud, ...encrypted(who.clientId)))).toEqual({ status: 400, code: "BadRequest", message });
    expect(cloud.show(accountId())).toBeUndefined();
  });

  it("passes the firewall as that of a trusted service", async () => {
    const closed = { publicNetworkAccess: "Disabled", networkAcls: { defaultAction: "Deny", bypass: "AzureServices" } };
    await given(cloud, protectedVault(closed), key(), role(who.principalId));
    await expect(make(cloud, ...encrypted(who.clientId))).resolves.toBeDefined();
  });

  describe("is refused to an identity", () => {
    beforeEach(() => given(cloud, protectedVault(), key()));
    const refused = async (resource: [string, Props]) =>
      expect((await refusal(make(cloud, ...resource))).message).toMatch(notAuthorized);

    it("without a role", () => refused(encrypted(who.clientId)));

    it("with a role for secrets only", async () => {
      await given(cloud, assignment(vaultId(), who.principalId));
      await refused(encrypted(who.clientId));
    });

    it("that the account does not have", async () => {
      await given(cloud, role(who.principalId));
      await refused(encrypted(who.clientId, { identity: { type: "SystemAssigned" } }));
    });

    it("when it is to be the account's own, and another one has the role", async () => {
      await given(cloud, role(who.principalId));
      await refused(encrypted(undefined));
    });
  });

  it("is looked at again when the account is changed", async () => {
    await given(cloud, protectedVault(), key(), role(who.principalId));
    const [token, inputs] = encrypted(who.clientId);
    await make(cloud, token, inputs);
    const moved = { properties: { ...(inputs.properties as Props), encryption: withKey(inputs, "next") } };
    expect(await refusal(change(cloud, token, accountId(), { ...inputs, ...moved }))).toMatchObject({
      message: "KeyVaultProperties is invalid. Key 'next' was not found in 'https://kv-one.vault.azure.net/'.",
    });
  });

  const withKey = (inputs: Props, keyName: string): Props => {
    const { encryption } = inputs.properties as { encryption: { keyVaultProperties: Props } };
    return { ...encryption, keyVaultProperties: { ...encryption.keyVaultProperties, keyName } };
  };
});

describe("a role that was assigned just now", () => {
  it("is seen by services ten minutes after it was made, in the cloud's time", async () => {
    const clock = new FakeClock();
    const dir = temporaryFolder();
    const setUp = new Cloud({ dir, clock });
    await given(setUp, resourceGroup, protectedVault(), key());
    const { principalId, clientId } = await principal(setUp);
    const cloud = new Cloud({ dir, clock, timeScale: 0.5 });
    const assigned = given(cloud, role(principalId));
    await clock.advance(3);
    await assigned;
    const attempt = () => make(cloud, ...encrypted(clientId));
    await clock.advance(299);
    expect((await refusal(attempt())).message).toMatch(notAuthorized);
    await clock.advance(1);
    const created = attempt();
    await clock.advance(30);
    await expect(created).resolves.toMatchObject({ id: accountId() });
  });

  it("is no newer for being written again", async () => {
    const clock = new FakeClock();
    const dir = temporaryFolder();
    const setUp = new Cloud({ dir, clock });
    await given(setUp, resourceGroup, protectedVault(), key());
    const { principalId, clientId } = await principal(setUp);
    const { id } = await make(setUp, ...role(principalId));
    await clock.advance(600);
    await change(setUp, role(principalId)[0], id, { ...role(principalId)[1], description: "why" });
    const created = make(new Cloud({ dir, clock, timeScale: 1 }), ...encrypted(clientId));
    await clock.advance(60);
    await expect(created).resolves.toBeDefined();
  });
});
