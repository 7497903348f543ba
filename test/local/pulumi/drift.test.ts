import { settable, withChanges } from "../../../local/pulumi/provider/drift";

describe("withChanges", () => {
  it.each([
    ["nothing changed", { a: 1 }, { a: 1, b: 2 }, { a: 1, b: 2 }, { a: 1 }],
    ["an input changed", { a: 1 }, { a: 1 }, { a: 2 }, { a: 2 }],
    ["a default changed", { a: 1 }, { a: 1, b: "on" }, { a: 1, b: "off" }, { a: 1, b: "off" }],
    ["an input was taken away", { a: 1, t: "x" }, { a: 1, t: "x" }, { a: 1 }, { a: 1 }],
    ["something was added", { a: 1 }, { a: 1 }, { a: 1, t: { x: "y" } }, { a: 1, t: { x: "y" } }],
    ["a nested input changed", { p: { a: 1 } }, { p: { a: 1, b: 2 } }, { p: { a: 3, b: 2 } }, { p: { a: 3 } }],
    ["an element changed", { l: [{ a: 1 }] }, { l: [{ a: 1, b: 2 }] }, { l: [{ a: 3, b: 2 }] }, { l: [{ a: 3 }] }],
    [
      "an element was added",
      { l: [{ a: 1 }] },
      { l: [{ a: 1, b: 2 }] },
      { l: [{ a: 1, b: 2 }, { a: 9 }] },
      { l: [{ a: 1 }, { a: 9 }] },
    ],
    ["an input that Azure does not return stays", { password: "p" }, {}, {}, { password: "p" }],
  ])("%s", (_, inputs, before, after, expected) => expect(withChanges(inputs, before, after)).toEqual(expected));
});

describe("settable", () => {
  it.each([
    ["what Azure adds", { a: 1, etag: "x" }, [{ a: 0 }], { a: 1 }],
    ["what Azure adds inside", { p: { a: 1, state: "ok" } }, [{ p: { a: 0 } }], { p: { a: 1 } }],
    ["what Azure adds in a list", { l: [{ a: 1, id: "x" }] }, [{ l: [{ a: 0 }] }], { l: [{ a: 1 }] }],
  ])("leaves out %s", (_, outputs, inputs, expected) => expect(settable(outputs, ...inputs)).toEqual(expected));

  it("keeps what one of the shapes has", () =>
    expect(settable({ a: 1, b: 2, c: 3 }, { a: 0 }, { b: 0 })).toEqual({ a: 1, b: 2 }));
  it("keeps an element that no shape has", () =>
    expect(settable({ l: [1, { id: 2 }] }, { l: [0] })).toEqual({ l: [1, { id: 2 }] }));
});
