import { createRequire } from "node:module";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import fc from "fast-check";
import { addressCount, rangeOf } from "../../policies/azure/ranges";
import { parseDocument } from "../../policies/gateway/document";
import type { ResourceRule } from "../../policies/base/rule";
import { rules } from "../../policies/rules";
import { judgedTypes } from "../../policies/types/judged";
import { goodStack } from "./goodStack";
import { runRules, unknown } from "./support";

const ip = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((parts) => parts.join("."));

test("two halves are as many addresses as the whole, and what is named twice counts once", () => {
  fc.assert(
    fc.property(ip, fc.integer({ min: 0, max: 31 }), (address, bits) => {
      const whole = rangeOf(`${address}/${bits}`)!;
      const middle = whole.first + (whole.last - whole.first + 1n) / 2n;
      const halves = [
        { ...whole, last: middle - 1n },
        { ...whole, first: middle },
      ];
      expect(addressCount(halves)).toBe(2 ** (32 - bits));
      expect(addressCount([whole, ...halves, whole])).toBe(2 ** (32 - bits));
    }),
  );
});

test("no rule fails on a resource, whatever its shape", () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.boolean(),
      fc.integer(),
      fc.constant(null),
      fc.constant(unknown),
      fc.array(tie("any"), { maxLength: 3 }),
      fc.dictionary(keys, tie("any"), { maxKeys: 5 }),
    ),
  })).any;
  fc.assert(
    fc.property(fc.constantFrom(...judgedTypes), fc.dictionary(keys, value, { maxKeys: 8 }), (type, inputs) => {
      const said = runRules(rules, [{ type, name: "one", inputs }]);
      expect(said.filter(({ message }) => message.includes("is therefore not checked"))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

/** Keys that rules read, among them those of other types. */
const keys = fc.constantFrom(
  "properties",
  "securityRules",
  "subnets",
  "logs",
  "networkAcls",
  "identity",
  "value",
  "format",
  "template",
  "resources",
  "scope",
  "tags",
  "roleDefinitionId",
  "permissions",
  "name",
  "access",
  "direction",
  "sourceAddressPrefix",
  "id",
  "type",
);

test("letter case of a value does not count", () => {
  const chosen = rules.filter(({ name }) => name === "kv-public-network-disabled");
  fc.assert(
    fc.property(fc.mixedCase(fc.constant("disabled")), (access) => {
      expect(
        runRules(chosen, [{ type: "keyvault:Vault", name: "v", inputs: { properties: { publicNetworkAccess: access } } }]),
      ).toEqual([]);
    }),
  );
});

test("an expression of C# in a document is read whole, whatever is in its strings", () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/["\\\n\r\u0000-\u001f\ud800-\udfff\ufffe\uffff]/.test(text)),
      (text) => {
        const document = parseDocument(
          `<policies><inbound><set-variable name="a" value="@(f("${text}") < 1 && x)" /></inbound></policies>`,
          "rawxml",
        );
        expect(document.children[0]!.children[0]!.attributes.value).toBe(`@(f("${text}") < 1 && x)`);
      },
    ),
  );
});

/** A rule of a group of the good stack's own, and whether the rules about addresses refuse it. */
function refuses(inputs: object): boolean {
  const rule = { access: "Allow", direction: "Inbound", protocol: "Tcp", sourcePortRange: "*", destinationPortRange: "443" };
  const judged = rules.filter(({ name }) => ["nsg-shape", "nsg-no-inbound-any"].includes(name));
  const group = {
    type: "network:NetworkSecurityGroup",
    name: "g",
    inputs: { securityRules: [{ name: "r", ...rule, ...inputs }] },
  };
  return runRules(judged, [group, publicFrontEnd]).length > 0;
}

const publicFrontEnd = {
  type: "network:ApplicationGateway",
  name: "front",
  inputs: { frontendIPConfigurations: [{ name: "f", publicIPAddress: { id: "x" } }] },
};

/** A public range in so many parts of equal size, as prefixes. */
const parts = (first: number, bits: number, more: number) =>
  Array.from({ length: 2 ** more }, (_, index) => {
    const address = first * 2 ** 24 + index * 2 ** (32 - bits - more);
    return `${[24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".")}/${bits + more}`;
  });

test("many public prefixes count as the range that they make up, however it is divided", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 11, max: 99 }),
      fc.integer({ min: 8, max: 15 }),
      fc.integer({ min: 0, max: 7 }),
      (first, bits, more) => {
        expect(refuses({ sourceAddressPrefixes: parts(first, bits, more) })).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
});

test("letter case of a tag for everybody does not count, alone or in a list", () => {
  const everybody = fc
    .constantFrom("Internet", "AzureCloud", "AzureCloud.northeurope", "Any")
    .chain((tag) => fc.mixedCase(fc.constant(tag)));
  fc.assert(
    fc.property(everybody, fc.boolean(), (tag, inList) => {
      expect(refuses(inList ? { sourceAddressPrefixes: ["10.0.0.0/8", tag] } : { sourceAddressPrefix: tag })).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test("letter case of ids and values does not make a good stack bad", () => {
  const folded = (text: string, upper: boolean) => (upper ? text.toUpperCase() : text.toLowerCase());
  const before = runRules(rules, goodStack()).map(({ rule, resource }) => `${rule} ${resource}`);
  fc.assert(
    fc.property(fc.boolean(), (upper) => {
      const stack = goodStack().map((one) => ({
        ...one,
        inputs: mapLeaves(one.inputs, (leaf) =>
          typeof leaf === "string" && /^\/subscriptions\/|^(Enabled|Disabled|Deny|Allow|Inbound|Outbound|Tcp)$/i.test(leaf)
            ? folded(leaf, upper)
            : leaf,
        ) as Record<string, unknown>,
      }));
      expect(runRules(rules, stack).map(({ rule, resource }) => `${rule} ${resource}`)).toEqual(before);
    }),
    { numRuns: 2 },
  );
});

function mapLeaves(value: unknown, change: (leaf: unknown, path: string) => unknown, path = ""): unknown {
  if (Array.isArray(value)) return value.map((one, index) => mapLeaves(one, change, `${path}.${index}`));
  if (typeof value !== "object" || value === null) return change(value, path);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapLeaves(one, change, `${path}.${key}`)]));
}

test("a secret counts like the value in it, wherever it is", () => {
  const { deserializeProperties } = createRequire(__filename)("@pulumi/policy/deserialize") as {
    deserializeProperties: (struct: Struct, proxySecrets: boolean) => object;
  };
  const secret = (value: unknown) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });
  const stack = goodStack();
  const shown = (inputs: object) => deserializeProperties(Struct.fromJavaScript(inputs as Record<string, never>), false);
  fc.assert(
    fc.property(fc.constantFrom(...stack), fc.infiniteStream(fc.boolean()), ({ inputs }, choices) => {
      const hidden = mapLeaves(inputs, (leaf) => (choices.next().value ? secret(leaf) : leaf)) as object;
      expect(shown(hidden)).toEqual(shown(inputs));
    }),
    { numRuns: 60 },
  );
});

const decisive = rules
  .filter((rule): rule is ResourceRule => rule.kind === "resource" && rule.safe !== undefined)
  .flatMap((rule) => Object.keys(rule.safe!).map((place) => [rule.name, place, rule] as const));

test.each(decisive)("%s refuses what it does not know of %s, at every depth", (_, place, rule) => {
  const keys = place.split("/");
  for (let depth = 1; depth <= keys.length; depth++) {
    const inputs = keys.slice(0, depth).reduceRight<unknown>((inner, key) => ({ [key]: inner }), unknown) as Record<
      string,
      unknown
    >;
    for (const type of rule.types) expect(runRules([rule], [{ type, name: "one", inputs }]).length).toBeGreaterThan(0);
  }
});

test("no rule fails on the good stack with something unknown in it, at any depth", () => {
  const stack = goodStack();
  const places = stack.flatMap(({ inputs }, index) => pathsOf(inputs).map((path) => [index, path] as const));
  fc.assert(
    fc.property(fc.constantFrom(...places), ([index, path]) => {
      const changed = stack.map((one, at) => (at === index ? { ...one, inputs: withUnknown(one.inputs, path) } : one));
      const said = runRules(rules, changed);
      expect(said.filter(({ message }) => message.includes("is therefore not checked"))).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

/** Paths of every object, list and leaf below a value. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

function withUnknown(inputs: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  const copy = structuredClone(inputs);
  const last = path.at(-1)!;
  const at = path.slice(0, -1).reduce<Record<string, unknown>>((holder, key) => holder[key] as Record<string, unknown>, copy);
  at[last] = unknown;
  return copy;
}
