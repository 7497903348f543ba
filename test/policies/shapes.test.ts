import fc from "fast-check";
import { addressCount, rangeOf } from "../../policies/azure/ranges";
import { parseDocument } from "../../policies/gateway/document";
import { rules } from "../../policies/rules";
import { judgedTypes } from "../../policies/types/judged";
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
