import * as fc from "fast-check";
import { Props, providerFor, UNKNOWN } from "../../../local/azure";
import { addressIn, contains, overlaps, parseRange } from "../../../local/azure/base/addresses";
import { guid, parseId } from "../../../local/azure/base/identifiers";

const random = providerFor("random");
const text = "random:index/randomString:RandomString";
const result = (inputs: Props, urn = "urn") => String(random.created(text, urn, inputs).outputs.result);

describe("random values", () => {
  it("have the length and the characters that were asked for", () => {
    const classes = { lower: fc.boolean(), upper: fc.boolean(), numeric: fc.boolean() };
    fc.assert(
      fc.property(fc.record({ ...classes, length: fc.integer({ min: 1, max: 40 }) }), fc.string(), (inputs, urn) => {
        fc.pre(inputs.lower || inputs.upper || inputs.numeric);
        const allowed = `${inputs.lower ? "a-z" : ""}${inputs.upper ? "A-Z" : ""}${inputs.numeric ? "0-9" : ""}`;
        expect(result({ ...inputs, special: false }, urn)).toMatch(new RegExp(`^[${allowed}]{${inputs.length}}$`));
      }),
    );
  });

  it("have at least as many of a class as asked for", () => {
    expect(result({ length: 6, minNumeric: 5 }).replace(/\D/g, "").length).toBeGreaterThanOrEqual(5);
  });

  it("are the same for the same resource", () => {
    expect(result({ length: 20 })).toBe(result({ length: 20 }));
  });

  it("differ with the resource", () => {
    expect(result({ length: 20 }, "urn-a")).not.toBe(result({ length: 20 }, "urn-b"));
  });

  it("differ with the keepers", () => {
    expect(result({ length: 20, keepers: { a: "1" } })).not.toBe(result({ length: 20, keepers: { a: "2" } }));
  });

  it("give a text as id", () => {
    const { id, outputs } = random.created(text, "urn", { length: 5 });
    expect(id).toBe(outputs.result);
  });

  it.each([
    ["random:index/randomUuid:RandomUuid", {}, "result", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
    ["random:index/randomBytes:RandomBytes", { length: 3 }, "hex", /^[0-9a-f]{6}$/],
    ["random:index/randomId:RandomId", { byteLength: 4, prefix: "p-" }, "hex", /^p-[0-9a-f]{8}$/],
    ["random:index/randomPassword:RandomPassword", { length: 12 }, "result", /^.{12}$/],
  ])("%s", (type, inputs, output, form) => {
    expect(random.created(type, "urn", inputs).outputs[output]).toMatch(form);
  });

  it("are not known before they are made", () => {
    expect(random.planned(text, { length: 5, keepers: { a: UNKNOWN } })).toEqual({ length: 5, keepers: { a: UNKNOWN } });
  });

  it("are made anew by any change", () => {
    expect(random.diff(text, { inputs: { length: 5 }, outputs: {} }, { length: 6 })).toMatchObject({
      changed: true,
      replaces: ["length"],
      deleteBeforeReplace: false,
    });
  });

  it("are refused without a length", () => {
    expect(random.check(text, "urn", {}).failures).toEqual([
      { property: "length", reason: "missing required property 'length'" },
    ]);
  });
});

describe("addresses", () => {
  it("are in their subnet and none of those that Azure keeps", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 16, max: 29 }), (id, bits) => {
        const address = addressIn(`10.40.0.0/${bits}`, id);
        const { first = 0, size = 0 } = parseRange("10.40.0.0/" + bits) ?? {};
        const value = parseRange(`${address}/32`)?.first ?? 0;
        expect(value).toBeGreaterThanOrEqual(first + 4);
        expect(value).toBeLessThan(first + size - 1);
      }),
    );
  });

  it.each([
    ["10.0.0.0/8", "10.40.0.0/22", true],
    ["10.40.0.0/24", "10.40.0.0/22", false],
    ["10.40.0.0/24", "no range", false],
  ])("%s contains %s: %s", (outer, inner, expected) => {
    expect(contains(outer, inner)).toBe(expected);
  });

  it.each([
    ["10.0.0.0/24", "10.0.0.255/32", true],
    ["10.0.0.0/24", "10.0.1.0/24", false],
  ])("%s overlaps %s: %s", (one, other, expected) => {
    expect(overlaps(one, other)).toBe(expected);
  });
});

describe("ids", () => {
  it.each([
    [
      "/subscriptions/s/resourceGroups/rg",
      { type: "Microsoft.Resources/resourceGroups", name: "rg", resourceGroupName: "rg", scope: "/subscriptions/s" },
    ],
    [
      "/subscriptions/s/resourceGroups/rg/providers/A.B/c/d/e/f",
      { type: "A.B/c/e", name: "f", names: ["d", "f"], resourceGroupName: "rg" },
    ],
    [
      "/subscriptions/s/resourceGroups/rg/providers/A.B/c/d/providers/E.F/g/h",
      { type: "E.F/g", name: "h", scope: "/subscriptions/s/resourceGroups/rg/providers/A.B/c/d" },
    ],
  ])("%s", (id, parts) => {
    expect(parseId(id)).toMatchObject(parts);
  });

  it.each(["text", "/subscriptions/s", "/subscriptions/s/resourceGroups/rg/providers/A.B"])("%s is none of a resource", (id) => {
    expect(parseId(id)).toBeUndefined();
  });

  it("depend on the text only", () => {
    expect(guid("a")).toBe(guid("a"));
  });
});
