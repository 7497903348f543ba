import {
  UnsupportedValueError,
  likeInputs,
  plain,
  plainProps,
  signatureKey,
  signatures,
  unknownValue,
  withSecrets,
} from "../../../local/pulumi/wire";

const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });
const output = (rest: object) => ({ [signatureKey]: signatures.output, ...rest });

describe("plain", () => {
  it.each([
    ["a secret", secret("s"), "s"],
    ["a secret in a secret", secret(secret("s")), "s"],
    ["a secret object", secret({ a: [secret(1)] }), { a: [1] }],
    ["an unknown number", "3eeb2bf0-c639-47a8-9e75-3b44932eb421", unknownValue],
    ["an unknown object in a list", ["dd056dcd-154b-4c76-9bd3-c8f88648b5ff"], [unknownValue]],
    ["an output with a value", output({ value: "v", secret: true, dependencies: ["urn"] }), "v"],
    ["an output that is null", output({ value: null }), null],
    ["an output without a value", output({}), unknownValue],
    ["a reference to a resource", { [signatureKey]: signatures.resource, urn: "urn", id: "the-id" }, "the-id"],
    ["a reference to a resource of a preview", { [signatureKey]: signatures.resource, urn: "urn", id: "" }, unknownValue],
    ["nulls in an object", { a: null, b: 0, c: false, d: "" }, { b: 0, c: false, d: "" }],
    ["a null in a list", [null], [null]],
  ])("takes %s", (_, value, expected) => expect(plain(value)).toEqual(expected));

  it("refuses an asset and says where it is", () => {
    const asset = { [signatureKey]: signatures.asset, text: "x" };
    expect(() => plainProps({ properties: { files: [asset] } })).toThrow(
      new UnsupportedValueError("properties.files[0] is an asset or an archive; no resource of the stand-in Azure takes one"),
    );
  });
});

describe("likeInputs", () => {
  it.each([
    ["a secret input makes the output secret", { a: "x" }, { a: secret("x") }, { a: secret("x") }],
    ["objects are compared key by key", { p: { a: "x", b: "y" } }, { p: { a: secret("x") } }, { p: { a: secret("x"), b: "y" } }],
    ["a list with a secret is secret as a whole", { l: ["x", "y"] }, { l: [secret("x"), "y"] }, { l: secret(["x", "y"]) }],
    ["an object that was secret as a whole stays so", { p: { a: "x" } }, { p: secret({ a: "x" }) }, { p: secret({ a: "x" }) }],
    ["a secret output value counts", { a: "x" }, { a: output({ value: "x", secret: true }) }, { a: secret("x") }],
    ["what is secret already is not wrapped again", { a: secret("x") }, { a: secret("x") }, { a: secret("x") }],
    ["an output without an input stays plain", { b: "y" }, { a: secret("x") }, { b: "y" }],
  ])("%s", (_, outputs, inputs, expected) => expect(likeInputs(outputs, inputs)).toEqual(expected));
});

it("withSecrets marks the named outputs only", () => {
  expect(withSecrets({ key: "k", name: "n" }, ["key", "absent"])).toEqual({ key: secret("k"), name: "n" });
});
