import { stackConfiguration } from "../../../policies/base/stackConfiguration";

const nothing = { accountHosts: [], textFields: [], vaultHosts: [] };

test("what a stack's own configuration names is read, in whatever namespace", () => {
  const configuration = {
    "shield:profile": "dev",
    "shield:openAi": JSON.stringify({ allowedFqdns: ["files.contoso.com", "*.contoso.com"] }),
    "shield:ingress": JSON.stringify({
      firewall: { textFields: ["query"] },
      certificate: { keyVaultSecretId: "https://KV-contoso.vault.azure.net/secrets/tls" },
    }),
  };
  expect(stackConfiguration(JSON.stringify(configuration))).toEqual({
    profile: "dev",
    accountHosts: ["files.contoso.com"],
    textFields: ["query"],
    vaultHosts: ["kv-contoso.vault.azure.net"],
  });
});

test.each([
  [undefined],
  ["{}"],
  ['{"a:openAi":"text","a:ingress":"{\\"firewall\\":[]}"}'],
  ['{"a:openAi":"{\\"allowedFqdns\\":\\"*\\"}"}'],
])("nothing is read from %s", (configuration) => {
  expect(stackConfiguration(configuration)).toEqual(nothing);
});
