import * as pulumi from "@pulumi/pulumi";
import { MockMonitor, MockResourceArgs } from "@pulumi/pulumi/runtime/mocks";

/** One resource as the program asked for it. */
export interface Recorded {
  urn: string;
  type: string;
  name: string;
  custom: boolean;
  /** Plain inputs; secrets are unwrapped. */
  inputs: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
  parent?: string;
  /** URNs that must exist before. */
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  protect: boolean;
  ignoreChanges: string[];
}

/** The property that names a resource, where it is not the one that ends in `Name`. */
const nameProperties: Record<string, RegExp> = {
  ApiManagementService: /^serviceName$/,
  Api: /^apiId$/,
  Product: /^productId$/,
  Group: /^groupId$/,
};

/** Ids and outputs that a test's program sees; made up from type and name, the same every time. */
function answer(args: MockResourceArgs): { id: string; state: Record<string, unknown> } {
  if (!args.custom) return { id: "", state: args.inputs };
  const kind = args.type.replace(/^azure-native:/, "").replace(":", "/");
  const scope = `/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/${args.inputs.resourceGroupName ?? "rg"}`;
  const named = Object.entries(args.inputs).find(
    ([key, value]) =>
      (nameProperties[args.type.split(":").pop()!]?.test(key) ?? (/Name$/.test(key) && key !== "resourceGroupName")) &&
      typeof value === "string",
  );
  const id = `${scope}/providers/${kind}/${args.name}`;
  return {
    id,
    state: {
      ...args.inputs,
      name: named?.[1] ?? args.name,
      ...(args.type === "random:index/randomString:RandomString" && { result: "abcde" }),
      ...(args.type.endsWith(":UserAssignedIdentity") && {
        principalId: `principal-of-${args.name}`,
        clientId: `client-of-${args.name}`,
      }),
      ...(args.type.endsWith(":ApiManagementService") && {
        privateIPAddresses: ["10.40.1.4"],
        gatewayUrl: "https://apim.azure-api.net",
      }),
      ...(args.type.endsWith(":Component") && {
        connectionString: "InstrumentationKey=00000000",
        instrumentationKey: "00000000",
      }),
      ...(args.type.endsWith(":Account") && {
        identity: { ...args.inputs.identity, principalId: `principal-of-${args.name}` },
        properties: { ...args.inputs.properties, endpoint: `https://${args.name}.openai.azure.com/` },
      }),
      ...(args.type.endsWith(":Vault") && {
        properties: { ...args.inputs.properties, vaultUri: `https://${args.name}.vault.azure.net/` },
      }),
    },
  };
}

/**
 * Runs `program` against Pulumi's own mocks and returns everything it registered, in order of registration.
 * Dependencies are those sent to the engine, so a test can prove that one resource waits for another.
 * Waits for every registration, also those inside applies.
 */
export async function record(program: () => unknown): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  const register = MockMonitor.prototype.registerResource;
  MockMonitor.prototype.registerResource = async function (this: MockMonitor, request, callback) {
    await register.call(this, request, (error: unknown, response: { getUrn(): string }) => {
      if (response) {
        recorded.push({
          urn: response.getUrn(),
          type: request.getType(),
          name: request.getName(),
          custom: request.getCustom(),
          inputs: plain(request.getObject().toJavaScript()),
          parent: request.getParent() || undefined,
          dependencies: request.getDependenciesList(),
          propertyDependencies: Object.fromEntries(
            (request.getPropertydependenciesMap().toArray() as [string, string[][]][]).map(([property, [urns]]) => [
              property,
              urns ?? [],
            ]),
          ),
          protect: request.getProtect(),
          ignoreChanges: request.getIgnorechangesList(),
        });
      }
      callback(error, response);
    });
  };
  try {
    await pulumi.runtime.setMocks({ newResource: answer, call: answerCall }, "azure-openai-shield", "test", false);
    await Promise.resolve(program());
    await pulumi.runtime.disconnect();
  } finally {
    MockMonitor.prototype.registerResource = register;
  }
  return recorded;
}

function answerCall(args: pulumi.runtime.MockCallArgs): Record<string, unknown> {
  if (args.token === "azure-native:authorization:getClientConfig")
    return {
      clientId: "client",
      objectId: "object",
      subscriptionId: "00000000-0000-4000-8000-000000000000",
      tenantId: "11111111-1111-4111-8111-111111111111",
    };
  throw new Error(`no answer for ${args.token} in this test support`);
}

const SECRET = "4dabf18193072939515e22adb298388d";

/** Takes Pulumi's markers for secrets away: `{ "4dabf…": "1b47061264138c4ac30d75fd1eb44270", value }` → value. */
function plain<T>(value: T): T {
  if (Array.isArray(value)) return value.map(plain) as T;
  if (value === null || typeof value !== "object") return value;
  if (SECRET in value && "value" in value) return plain(value.value as T);
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)])) as T;
}

/** The recorded resources of one type (`network:Subnet`, without the provider's name). */
export const ofType = (resources: Recorded[], type: string): Recorded[] =>
  resources.filter((r) => r.type === `azure-native:${type}`);

/** The one resource of a type whose name is `name`; fails when there is none. */
export function named(resources: Recorded[], type: string, name: string): Recorded {
  const found = resources.find((r) => r.type === `azure-native:${type}` && r.name === name);
  if (!found)
    throw new Error(
      `no ${type} named ${name}; there are: ${
        ofType(resources, type)
          .map((r) => r.name)
          .join(", ") || "none"
      }`,
    );
  return found;
}
