import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { rules } from "../../policies/rules";

const root = join(__dirname, "../..");

describe("the pack, started as Pulumi starts it", () => {
  let pack: ChildProcess;
  let client: AnalyzerClient;

  beforeAll(async () => {
    const start = join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
    pack = spawn(process.execPath, [start, "127.0.0.1:1", "."], {
      cwd: join(root, "test/fixtures/policies"),
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, PULUMI_CONFIG: JSON.stringify({ "test:profile": "dev" }) },
    });
    const [port] = (await once(pack.stdout!, "data")) as [Buffer];
    client = new AnalyzerClient(`127.0.0.1:${String(port).trim()}`, grpc.credentials.createInsecure());
  });

  afterAll(async () => {
    client.close();
    pack.kill();
    await once(pack, "exit");
  });

  const analyze = (type: string, inputs: Record<string, string | object>) => {
    const request = new analyzer.AnalyzeRequest();
    request.setType(type);
    request.setName("one");
    request.setUrn(`urn:pulumi:test::pack::${type}::one`);
    request.setProperties(Struct.fromJavaScript(inputs as Parameters<typeof Struct.fromJavaScript>[0]));
    request.setOptions(new analyzer.AnalyzerResourceOptions());
    return new Promise<analyzer.AnalyzeDiagnostic.AsObject[]>((resolve, reject) =>
      client.analyze(request, (error: Error | null, response: analyzer.AnalyzeResponse) =>
        error ? reject(error) : resolve(response.getDiagnosticsList().map((one) => one.toObject())),
      ),
    );
  };

  test("reports what a bad resource breaks, at the rule's level and severity", async () => {
    expect(
      await analyze("azure-native:keyvault:Vault", {
        properties: {
          publicNetworkAccess: "enabled",
          networkAcls: { defaultAction: "Deny" },
          enablePurgeProtection: true,
          enableRbacAuthorization: true,
        },
      }),
    ).toEqual([
      expect.objectContaining({
        policyname: "kv-public-network-disabled",
        policypackname: "azure-openai-shield",
        message: 'properties.publicNetworkAccess is "enabled"; expected "Disabled"',
        enforcementlevel: analyzer.EnforcementLevel.MANDATORY,
        severity: analyzer.PolicySeverity.POLICY_SEVERITY_CRITICAL,
      }),
    ]);
  });

  test("reports nothing about a good resource", async () => {
    expect(await analyze("azure-native:storage:BlobContainer", { publicAccess: "None" })).toEqual([]);
  });

  test("answers with all rules when asked for its policies", async () => {
    const info = await new Promise<analyzer.AnalyzerInfo>((resolve, reject) =>
      client.getAnalyzerInfo(new Empty(), (error: Error | null, response: analyzer.AnalyzerInfo) =>
        error ? reject(error) : resolve(response),
      ),
    );
    expect(info.getPoliciesList().map((policy) => policy.getName())).toEqual([
      "environment",
      ...rules.map(({ name }) => name),
      "exemptions",
    ]);
  });
});
