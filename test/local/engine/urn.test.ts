import { createUrn, nameOf, packageOf, qualifiedType, stackUrn } from "../../../local/engine/urn";

const stack = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";
const component = "urn:pulumi:dev::p::a:b:C::c";

it.each([
  ["without a parent", undefined, "urn:pulumi:dev::p::x:y:Z::n"],
  ["with the stack as parent", stack, "urn:pulumi:dev::p::x:y:Z::n"],
  ["with a component as parent", component, "urn:pulumi:dev::p::a:b:C$x:y:Z::n"],
  ["with a component in a component", "urn:pulumi:dev::p::d:e:F$a:b:C::c", "urn:pulumi:dev::p::d:e:F$a:b:C$x:y:Z::n"],
])("makes the URN of a resource %s", (_what, parent, urn) => {
  expect(createUrn("dev", "p", parent, "x:y:Z", "n")).toBe(urn);
});

it("makes the URN of the stack", () => {
  expect(stackUrn("dev", "p")).toBe(stack);
});

it("reads a name that holds the separator", () => {
  expect(nameOf("urn:pulumi:dev::p::x:y:Z::a::b")).toBe("a::b");
});

it("reads the type with those of the parents", () => {
  expect(qualifiedType("urn:pulumi:dev::p::a:b:C$x:y:Z::n")).toBe("a:b:C$x:y:Z");
});

it("refuses what is no URN", () => {
  expect(() => qualifiedType("nothing")).toThrow("nothing is not a URN");
});

it("reads the package of a type", () => {
  expect(packageOf("azure-native:network:Subnet")).toBe("azure-native");
});
