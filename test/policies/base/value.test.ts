import { unknownCheckingProxy } from "@pulumi/policy";
import { unwrap, Value } from "../../../policies/base/value";
import { unknown } from "../support";

const sentinels = [
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

describe("a value", () => {
  const inputs = new Value({ a: { b: "Text", list: [1, unknown], empty: "", nothing: null }, open: unknown });

  test.each(sentinels)("%s stands for something unknown", (sentinel) => {
    expect(new Value(sentinel).isUnknown).toBe(true);
  });

  test.each([
    ["a.b", "known"],
    ["a.list", "known"],
    ["a.empty", "missing"],
    ["a.nothing", "missing"],
    ["a.none.deeper", "missing"],
    ["open", "unknown"],
    ["open.below", "unknown"],
  ])("%s is %s", (path, state) => {
    const value = inputs.at(path);
    expect({ known: value.isKnown, missing: value.isMissing, unknown: value.isUnknown }).toEqual({
      known: state === "known",
      missing: state === "missing",
      unknown: state === "unknown",
    });
  });

  test.each([
    ["sslCertificates[0].password", "S3CRET", "a secret that is not shown"],
    ["sslCertificates[0].data", "MIIK", "a secret that is not shown"],
    ["properties.primaryKey", "S3CRET", "a secret that is not shown"],
    ["keyVaultSecretId", "https://a.vault.azure.net/secrets/b", '"https://a.vault.azure.net/secrets/b"'],
    ["properties.hasSecret", true, "true"],
    ["url", "https://user:S3CRET@example.com/a?code=S3CRET&b=1&sig=S3CRET#c", '"https://…@example.com/a?code=…&b=1&sig=…#c"'],
  ])("at %s is not shown where it is secret", (path, raw, shown) => {
    expect(new Value(raw, path).show()).toBe(shown);
  });

  test("has leaves with their paths, all or those that are asked for", () => {
    const seen = (values: Value[]) => values.map(({ path, raw, hidden }) => ({ path, raw, hidden }));
    const leaf = (path: string, raw: unknown, hidden = false) => ({ path, raw, hidden });
    expect(seen(inputs.leaves())).toEqual([
      leaf("a.b", "Text"),
      leaf("a.list[0]", 1),
      leaf("a.list[1]", unknown),
      leaf("a.empty", ""),
      leaf("a.nothing", null),
      leaf("open", unknown),
    ]);
    expect(seen(inputs.at("a").leaves((raw) => raw === 1))).toEqual([leaf("a.list[0]", 1)]);
    expect(seen(inputs.at("open.below").leaves())).toEqual([leaf("open.below", unknown, true)]);
    expect(inputs.at("open.below").leaves((raw) => raw === 1)).toEqual([]);
  });

  test("has the path of an entry of a list", () => {
    expect(
      inputs
        .at("a.list")
        .items()
        .map(({ path }) => path),
    ).toEqual(["a.list[0]", "a.list[1]"]);
  });

  test("gives texts without what is unknown", () => {
    expect(inputs.at("a.list").texts()).toEqual(["1"]);
  });

  test("is compared without regard to case", () => {
    expect(inputs.at("a.b").is("tEXT")).toBe(true);
  });

  test("is no other type's value", () => {
    expect(new Value("true").is(true)).toBe(false);
  });

  test.each([
    ["false", true],
    [" False", true],
    [false, true],
    [true, false],
    [undefined, false],
    [{}, false],
  ])("%j may mean false: %s", (value, expected) => {
    expect(new Value(value).mayMean(false)).toBe(expected);
  });

  test.each([
    [unknown, "not known before deployment"],
    [undefined, "not set"],
    ["x", '"x"'],
    [false, "false"],
    [[1, 2], "a list of 2"],
    [{ password: "secret" }, "an object"],
    ["x".repeat(300), `"${"x".repeat(199)}…`],
  ])("%j is shown as %s", (raw, shown) => {
    expect(new Value(raw).show()).toBe(shown);
  });
});

test("the object behind the SDK's proxy can be read without an exception", () => {
  const proxy = unknownCheckingProxy({ a: unknown });
  expect(() => proxy.a).toThrow("can't be known during preview");
  expect(unwrap(proxy)).toEqual({ a: unknown });
});
