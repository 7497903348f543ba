import { Cloud } from "../../local/azure/cloud";
import { Engine } from "./support/engine";
import { seedLandingZone } from "./support/landingZone";
import { Project, closeProject, openProject } from "./support/project";
import { ShieldSettings, changed, settingsIn } from "./support/shield";

/** Share of the real time in which the first deployment runs: a role works 12 s after it was assigned, API Management takes 48 s. */
const scale = 0.02;
/** The same for a change in a running environment: a role works 60 s later, more than the engine takes to what needs it. */
const slow = 0.1;

/** A role assignment works only minutes after it was made. The steps build on each other. */
describe("roles that were assigned just now", () => {
  let project: Project;
  let engine: Engine;
  let settings = changed(settingsIn("test/fixtures/dev.yaml"), ({ openAi }) => (openAi.customerManagedKey = true));
  const upAt = (timeScale: number) => {
    engine.setEnvironment({ AZURE_TIME_SCALE: String(timeScale) });
    return engine.up({ parallel: 400 });
  };
  const change = (each: (settings: ShieldSettings) => void) => {
    settings = changed(settings, each);
    engine.settings(settings);
  };
  /** What the document says: Azure refuses, and `up` goes on some minutes later. */
  const isRefusedAndGoesOn = async (why: RegExp) => {
    expect((await upAt(slow)).failure).toMatch(why);
    const { failure } = await upAt(0);
    expect([failure, (await upAt(0)).operations]).toEqual([undefined, []]);
  };

  beforeAll(async () => {
    project = await openProject("shield");
    seedLandingZone(new Cloud({ dir: project.home.azure }));
    engine = await Engine.open(project, settings);
  });
  afterAll(() => closeProject(project));

  it("hold up no first deployment, with customer-managed keys or without: API Management takes longer", async () => {
    expect((await upAt(scale)).failure).toBeUndefined();
  });

  it("hold up a region that comes later: its account cannot use its key yet", async () => {
    change(({ openAi }) => openAi.regions.push({ ...openAi.regions[0]!, location: "eastus2" }));
    await isRefusedAndGoesOn(/openai-eastus2[\s\S]*please observe propagation time/);
  });

  it("hold up a certificate in another vault: the gateway cannot read it yet", async () => {
    const group = "/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/rg-contoso-certificates";
    change(({ ingress }) => {
      ingress.certificate = {
        keyVaultSecretId: "https://kv-contoso-certificates.vault.azure.net/secrets/ai-contoso-com",
        keyVaultId: `${group}/providers/Microsoft.KeyVault/vaults/kv-contoso-certificates`,
      };
    });
    await isRefusedAndGoesOn(/ApplicationGatewayKeyVaultSecretException[\s\S]*no permission to get the secret/);
  });
});
