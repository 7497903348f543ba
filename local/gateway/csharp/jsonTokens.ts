import { CsException, DateTime, Double, equal, Value } from "./values";

/** `JTokenType` of Newtonsoft.Json, as far as it occurs. */
export type JsonType =
  "Object" | "Array" | "Property" | "Integer" | "Float" | "String" | "Boolean" | "Null" | "Undefined" | "Date" | "Comment";

/** `JToken` of Newtonsoft.Json. A token that is put into a second parent is copied, as there. */
export abstract class JToken {
  /** What the token is in; undefined for a root. */
  parent: JContainer | undefined;
  /** The token that this one was copied from, as long as it has the same content. */
  origin: JToken | undefined;
  /** `JToken.Type`. */
  abstract readonly type: JsonType;
  /** `DeepClone()`: a copy without parent. */
  abstract clone(): JToken;
  /** A clone that remembers what it was copied from. */
  copy(): JToken {
    const copy = this.clone();
    copy.origin = this;
    return copy;
  }
  protected changed(): void {
    this.origin = undefined;
    for (let above = this.parent; above; above = above.parent) above.origin = undefined;
  }
}

/** A plain value: null, bool, string, bigint (integer), `Double` or `DateTime`. */
export class JValue extends JToken {
  constructor(readonly value: null | boolean | string | bigint | Double | DateTime) {
    super();
  }
  /** Follows from the value. */
  get type(): JsonType {
    if (this.value === null) return "Null";
    if (typeof this.value === "string") return "String";
    if (typeof this.value === "boolean") return "Boolean";
    if (typeof this.value === "bigint") return "Integer";
    return this.value instanceof Double ? "Float" : "Date";
  }
  /** A copy without parent. */
  clone(): JValue {
    return new JValue(this.value);
  }
}

/** A token that holds others. */
export abstract class JContainer extends JToken {
  /** The tokens directly in here; of an object its properties. */
  abstract children(): JToken[];
  /** Tokens in here at any depth, in the order of the document. */
  *descendants(): Generator<JToken> {
    for (const child of this.children()) {
      yield child;
      if (child instanceof JContainer) yield* child.descendants();
    }
  }
  /** For `foreach` and LINQ: the children. */
  [Symbol.iterator](): Iterator<JToken> {
    return this.children()[Symbol.iterator]();
  }
  /** Takes a child out. */
  abstract remove(child: JToken): void;
  /** Puts a token in the place of a child. */
  abstract replace(child: JToken, by: JToken): void;
  protected adopt<T extends JToken>(token: T): T {
    this.changed();
    const own = (token.parent ? token.clone() : token) as T;
    own.parent = this;
    return own;
  }
}

/** A name with its value, a token of its own as in Newtonsoft.Json. */
export class JProperty extends JContainer {
  /** Always `Property`. */
  readonly type = "Property";
  private content: JToken;
  constructor(
    readonly name: string,
    value: JToken,
  ) {
    super();
    this.content = this.adopt(value);
  }
  /** The value. */
  get value(): JToken {
    return this.content;
  }
  /** Gives the property another value; one that has a parent already is copied. */
  set value(value: JToken) {
    this.content = this.adopt(value);
  }
  /** The value alone. */
  children(): JToken[] {
    return [this.content];
  }
  /** A copy without parent. */
  clone(): JProperty {
    return new JProperty(this.name, this.content.clone());
  }
  /** Always throws: a property keeps its value. */
  remove(): void {
    throw new CsException("JsonException", "Cannot add or remove items from Newtonsoft.Json.Linq.JProperty.");
  }
  /** Gives the property another value. */
  replace(_child: JToken, by: JToken): void {
    this.value = by;
  }
}

/** Properties in the order in which they were added. */
export class JObject extends JContainer {
  /** Always `Object`. */
  readonly type = "Object";
  private readonly properties = new Map<string, JProperty>();
  /** Value of a property; undefined when there is none. Case counts. */
  get(name: string): JToken | undefined {
    return this.properties.get(name)?.value;
  }
  /** The property itself; undefined when there is none. */
  property(name: string): JProperty | undefined {
    return this.properties.get(name);
  }
  /** Changes a property, or adds one at the end. */
  set(name: string, value: JToken): void {
    const there = this.properties.get(name);
    if (there) there.value = value;
    else this.properties.set(name, this.adopt(new JProperty(name, value)));
  }
  /** Adds a property. @throws CsException when the name is there already */
  add(property: JProperty): void {
    if (this.properties.has(property.name))
      throw new CsException(
        "ArgumentException",
        `Can not add property ${property.name} to Newtonsoft.Json.Linq.JObject. Property with the same name already exists on object.`,
      );
    this.properties.set(property.name, this.adopt(property));
  }
  /** Takes a property out; false when there was none. */
  delete(name: string): boolean {
    this.changed();
    return this.properties.delete(name);
  }
  /** The properties, in order. */
  children(): JProperty[] {
    return [...this.properties.values()];
  }
  /** A copy without parent. */
  clone(): JObject {
    const copy = new JObject();
    for (const { name, value } of this.children()) copy.set(name, value.clone());
    return copy;
  }
  /** Takes a property out. */
  remove(child: JToken): void {
    this.changed();
    this.properties.delete((child as JProperty).name);
  }
  /** Puts a property in the place of another; order is kept. */
  replace(child: JToken, by: JToken): void {
    if (!(by instanceof JProperty))
      throw new CsException("ArgumentException", `Can not add ${by.type} to Newtonsoft.Json.Linq.JObject.`);
    this.remove(child);
    this.add(by);
  }
}

/** Elements in order. */
export class JArray extends JContainer {
  /** Always `Array`. */
  readonly type = "Array";
  /** The elements; changed through the methods only, so that parents stay right. */
  readonly items: JToken[] = [];
  /** Adds an element at the end. */
  add(token: JToken): void {
    this.items.push(this.adopt(token));
  }
  /** Changes an element. @throws CsException for an index that is not there */
  set(index: number, token: JToken): void {
    this.items[this.check(index)] = this.adopt(token);
  }
  /** An element. @throws CsException for an index that is not there */
  at(index: number): JToken {
    return this.items[this.check(index)]!;
  }
  /** Takes the element at the index out. */
  removeAt(index: number): void {
    this.changed();
    this.items.splice(this.check(index), 1);
  }
  /** Puts an element before the one at the index. */
  insert(index: number, token: JToken): void {
    this.items.splice(index, 0, this.adopt(token));
  }
  /** A copy of the list of elements. */
  children(): JToken[] {
    return [...this.items];
  }
  /** A copy without parent. */
  clone(): JArray {
    const copy = new JArray();
    for (const item of this.items) copy.add(item.clone());
    return copy;
  }
  /** Takes an element out; one that is not there is no error. */
  remove(child: JToken): void {
    const index = this.items.indexOf(child);
    if (index >= 0) this.removeAt(index);
  }
  /** Puts an element in the place of another. */
  replace(child: JToken, by: JToken): void {
    this.items[this.items.indexOf(child)] = this.adopt(by);
  }
  private check(index: number): number {
    if (index >= 0 && index < this.items.length) return index;
    throw new CsException(
      "ArgumentOutOfRangeException",
      "Index was out of range. Must be non-negative and less than the size of the collection.\nParameter name: index",
    );
  }
}

/** `JToken.DeepEquals`: the order of properties does not count. */
export function deepEquals(a: JToken | null, b: JToken | null): boolean {
  if (a === null || b === null) return a === b;
  if (a instanceof JValue && b instanceof JValue) {
    const numbers = [a, b].map(({ value }) =>
      value instanceof Double ? value.value : typeof value === "bigint" ? Number(value) : undefined,
    );
    return numbers.every((number) => number !== undefined) ? numbers[0] === numbers[1] : equal(a.value, b.value);
  }
  if (a.type !== b.type) return false;
  if (a instanceof JProperty && b instanceof JProperty) return a.name === b.name && deepEquals(a.value, b.value);
  const mine = (a as JContainer).children();
  const other = (b as JContainer).children();
  if (mine.length !== other.length) return false;
  if (a instanceof JObject)
    return (mine as JProperty[]).every(({ name, value }) => deepEquals(value, (b as JObject).get(name) ?? null));
  return mine.every((child, index) => deepEquals(child, other[index]!));
}

/** What `new JProperty(name, value)`, `JToken.FromObject` and others make of a C# value. */
export function tokenOf(value: Value): JToken {
  if (value instanceof JToken) return value;
  if (typeof value === "number") return new JValue(BigInt(value));
  if (
    value === null ||
    ["string", "boolean", "bigint"].includes(typeof value) ||
    value instanceof Double ||
    value instanceof DateTime
  )
    return new JValue(value as JValue["value"]);
  throw new CsException(
    "ArgumentException",
    `Could not determine JSON object type for type ${(value as object).constructor.name}.`,
  );
}
