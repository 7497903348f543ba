import {
  masked,
  normalized,
  plain,
  secret,
  secretTexts,
  secretsHidden,
  unknownValue,
  withSecretsOf,
} from "../../../local/engine/properties";

const signature = "4dabf18193072939515e22adb298388d";
const output = (rest: object) => ({ [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...rest });
const reference = (rest: object) => ({ [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:x", ...rest });

const normalize = (value: unknown): unknown => normalized(value, new Set());

describe("normalized", () => {
  it.each([
    ["a plain value", { a: [1, null, "x"] }, { a: [1, null, "x"] }],
    ["an output value", output({ value: { a: 1 } }), { a: 1 }],
    ["an output value that is not known", output({}), unknownValue],
    ["a secret output value", output({ value: "x", secret: true }), secret("x")],
    ["a secret that is not known", output({ secret: true }), secret(unknownValue)],
    ["a secret inside of a secret", secret(output({ value: "x", secret: true })), secret("x")],
    ["a reference to a custom resource", reference({ id: "the-id" }), "the-id"],
    ["a reference to a resource whose id is not known", reference({ id: "" }), unknownValue],
    ["a reference to a component", reference({}), "urn:x"],
    ["values inside of lists and objects", { a: [output({ value: 1 })] }, { a: [1] }],
  ])("reads %s", (_what, value, expected) => {
    expect(normalize(value)).toEqual(expected);
  });

  it("collects the dependencies of output values, nested ones too", () => {
    const dependencies = new Set<string>();
    normalized([output({ value: output({ value: 1, dependencies: ["urn:b"] }), dependencies: ["urn:a"] })], dependencies);
    expect([...dependencies]).toEqual(["urn:a", "urn:b"]);
  });

  it.each([
    ["a file or text asset", "c44067f5952c0a294b673a41bacd8c17"],
    ["an archive", "0def7320c3a5731c473e5ecbe6d01bc7"],
  ])("refuses %s", (what, kind) => {
    expect(() => normalize({ code: { [signature]: kind } })).toThrow(what);
  });
});

it("takes the marks of secrets away", () => {
  expect(plain({ a: secret({ b: secret("x") }), c: [secret(1)] })).toEqual({ a: { b: "x" }, c: [1] });
});

describe("withSecretsOf", () => {
  it.each([
    ["the same value", secret("x"), "x", secret("x")],
    ["a property", { a: secret("x"), b: 1 }, { a: "y", b: 1, c: 2 }, { a: secret("y"), b: 1, c: 2 }],
    ["an item of a list", [secret("x"), 2], ["x", 2], [secret("x"), 2]],
    ["a list of another length as a whole", [secret("x")], ["x", "x"], secret(["x", "x"])],
    ["another shape as a whole", { a: secret("x") }, "made of x", secret("made of x")],
    ["nothing where nothing is secret", { a: "x" }, { a: "x" }, { a: "x" }],
    ["nothing that is not there", { a: secret("x") }, { b: 1 }, { b: 1 }],
  ])("marks %s", (_what, from, to, expected) => {
    expect(withSecretsOf(from, to)).toEqual(expected);
  });
});

describe("masked", () => {
  it("hides secrets", () => {
    expect(masked({ a: secret({ b: "x" }), c: [secret("y")] })).toEqual({ a: "[secret]", c: ["[secret]"] });
  });

  it("orders keys", () => {
    expect(JSON.stringify(masked({ b: { d: 1, c: 2 }, a: 3 }))).toBe('{"a":3,"b":{"c":2,"d":1}}');
  });
});

describe("what is secret in a sentence", () => {
  const long = "0123456789".repeat(30);
  const texts = secretTexts({
    a: [secret({ b: "hunter2", c: 'a "b"', d: 12345, e: "abc" })],
    f: "plain",
    g: secret(unknownValue),
    h: secret(long),
  });

  it("is every text that is marked, and long enough to be told from others", () => {
    expect(texts).toEqual(["hunter2", 'a "b"', long]);
  });

  it.each([
    ['password is "hunter2"; expected none', 'password is "[secret]"; expected none'],
    [`c is ${JSON.stringify('a "b"')}`, 'c is "[secret]"'],
    [`h is ${JSON.stringify(long).slice(0, 200)}…`, 'h is "[secret]…'],
    ["f is plain", "f is plain"],
  ])("is hidden: %s", (sentence, shown) => {
    expect(secretsHidden(texts)(sentence)).toBe(shown);
  });
});
