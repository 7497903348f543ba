import * as pulumi from "@pulumi/pulumi";
import { MockMonitor, MockResourceArgs } from "@pulumi/pulumi/runtime/mocks";
import { Props, Provider, providerFor } from "../../local/azure";
import { isMarked } from "../../local/protocol/markers";

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

const standIns = new Map<string, Provider>();

/** The stand-in of the package that a token such as `azure-native:storage:StorageAccount` names. */
function standInFor(token: string): Provider {
  const pkg = token.split(":")[0]!;
  if (!standIns.has(pkg)) standIns.set(pkg, providerFor(pkg));
  return standIns.get(pkg)!;
}

/** What a resource's program sees of it after its creation. As with the engine, a provider sees plain values. */
function answer(args: MockResourceArgs): { id: string; state: Props } {
  if (!args.custom) return { id: "", state: args.inputs as Props };
  const { id, outputs } = standInFor(args.type).created(
    args.type,
    `urn:pulumi:test::azure-openai-shield::${args.type}::${args.name}`,
    plain(args.inputs as Props),
  );
  // As over the wire: what is undefined is not there.
  return { id, state: JSON.parse(JSON.stringify(outputs)) as Props };
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

const answerCall = (args: pulumi.runtime.MockCallArgs): Props => standInFor(args.token).invoke(args.token, args.inputs as Props);

/** Takes Pulumi's markers for secrets away: `{ "4dabf…": "1b47061264138c4ac30d75fd1eb44270", value }` → value. */
function plain<T>(value: T): T {
  if (Array.isArray(value)) return value.map(plain) as T;
  if (value === null || typeof value !== "object") return value;
  if (isMarked(value, "secret")) return plain(value.value as T);
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
