import { cast, isValueOf } from "../conversions";
import { deepEquals, JArray, JContainer, JObject, JProperty, JsonType, JToken, JValue, tokenOf } from "../jsonTokens";
import { readJson } from "../jsonReader";
import { writeJson } from "../jsonWriter";
import { done, Members, Out, typed } from "../library";
import { textOf } from "../text";
import { Type, typeOf } from "../types";
import { CsException, Enum, iterate, Sequence, Value } from "../values";
import { selectTokens } from "./jsonPath";
import { fromToken } from "./tokenConversions";

const types =
  "None Object Array Constructor Property Comment Integer Float String Boolean Null Undefined Date Raw Bytes Guid Uri TimeSpan".split(
    " ",
  );
const typeValue = (type: JsonType): Enum => new Enum("JTokenType", type, types.indexOf(type));

function text(value: string | null): string {
  if (value === null) throw new CsException("ArgumentNullException", "Value cannot be null.\nParameter name: s");
  return value;
}

function parsed<T extends JToken>(source: string | null, type: new () => T, name: string): T {
  const token = readJson(text(source), { whole: true });
  if (token instanceof type) return token;
  throw new CsException(
    "JsonReaderException",
    `Error reading ${name} from JsonReader. Current JsonReader item is not an ${name.slice(1).toLowerCase()}: ${token.type}.`,
  );
}

/** `token[key]`: a property of an object, an element of an array; another kind of token is an error. */
function item(token: JToken, key: Value): JToken | null {
  if (token instanceof JObject) {
    if (typeof key === "string") return token.get(key) ?? null;
    throw new CsException(
      "ArgumentException",
      `Accessed JObject values with invalid key value: ${textOf(key)}. Object property name expected.`,
    );
  }
  if (token instanceof JArray) {
    if (typeof key === "number") return token.at(key);
    throw new CsException(
      "ArgumentException",
      `Accessed JArray values with invalid key value: "${textOf(key)}". Int32 array index expected.`,
    );
  }
  throw new CsException(
    "InvalidOperationException",
    `Cannot access child value on Newtonsoft.Json.Linq.${token instanceof JValue ? "JValue" : "JProperty"}.`,
  );
}

function setItem(token: JToken, key: Value, value: Value): null {
  const made = value === null ? new JValue(null) : tokenOf(value);
  if (token instanceof JObject && typeof key === "string") token.set(key, made);
  else if (token instanceof JArray && typeof key === "number") token.set(key, made);
  else item(token, key);
  return null;
}

function addContent(container: JObject | JArray, content: Value): void {
  if (container instanceof JArray) {
    if (content instanceof JToken || content === null || typeof content === "string" || !isSequence(content))
      container.add(tokenOf(content));
    else for (const element of iterate(content)) container.add(tokenOf(element));
    return;
  }
  if (content === null) return;
  if (content instanceof JProperty) container.add(content);
  else if (content instanceof JObject) for (const property of content.children()) container.add(property.clone());
  else if (isSequence(content)) for (const element of iterate(content)) addContent(container, element);
  else throw new CsException("ArgumentException", `Can not add ${textOf(content)} to Newtonsoft.Json.Linq.JObject.`);
}

const isSequence = (value: Value): boolean =>
  typeof value === "object" && value !== null && Symbol.iterator in value && !(value instanceof JToken);

function propertyOf(name: string, contents: Value[]): JProperty {
  const [only] = contents;
  if (contents.length === 1 && !isSequence(only)) return new JProperty(text(name), tokenOf(only));
  const array = new JArray();
  for (const content of contents) addContent(array, content);
  return new JProperty(text(name), array);
}

const tokenAs = (value: Value, type: Type): Value => {
  if (value === null) return null;
  if (isValueOf(value, type)) return value;
  const convert = cast({ type: typeOf("JToken"), run: () => null }, type);
  if (!convert) throw new CsException("InvalidCastException", "Specified cast is not valid.");
  return convert(value);
};

const valueAs = typed(([type]: readonly Type[], token: JToken, key: Value) => {
  const found = item(token, key);
  if (found === null && !["string", "Nullable", "JToken", "JObject", "JArray"].includes(type!.name)) return fromDefault(type!);
  return tokenAs(found, type!);
});

const fromDefault = (type: Type): Value => (({ bool: false, int: 0, long: 0n }) as Record<string, Value>)[type.name] ?? null;

const toObject = typed(([type]: readonly Type[], token: JToken) => {
  if (isValueOf(token, type!)) return token;
  if (token instanceof JArray && ["[]", "List"].includes(type!.name))
    return token.children().map((child) => fromToken(child, type!.args[0]!));
  return fromToken(token, type!);
});

const children = (token: JToken): JToken[] => (token instanceof JContainer ? token.children() : []);

function* descendants(token: JToken): Generator<JToken> {
  if (token instanceof JContainer) yield* token.descendants();
}

function remove(token: JToken): null {
  const parent = token.parent;
  if (!parent) throw new CsException("InvalidOperationException", "The parent is missing.");
  if (parent instanceof JProperty) remove(parent);
  else parent.remove(token);
  return null;
}

function path(token: JToken): string {
  const { parent } = token;
  if (!parent) return "";
  const before = path(parent);
  if (parent instanceof JArray) return `${before}[${parent.items.indexOf(token)}]`;
  if (token instanceof JProperty) return before ? `${before}.${token.name}` : token.name;
  return before;
}

const made = <T extends JObject | JArray>(container: T, contents: Value[]): T => {
  for (const content of contents) addContent(container, content);
  return container;
};

/** LINQ to JSON of Newtonsoft.Json. */
export const json: Members = {
  "static JObject.Parse(string): JObject": (source: string | null) => parsed(source, JObject, "JObject"),
  "static JArray.Parse(string): JArray": (source: string | null) => parsed(source, JArray, "JArray"),
  "static JToken.Parse(string): JToken": (source: string | null) => readJson(text(source), { whole: true }),
  "static JToken.FromObject(object): JToken": tokenOf,
  "static JToken.DeepEquals(JToken, JToken): bool": deepEquals,
  "static JValue.CreateNull(): JValue": () => new JValue(null),
  "new JObject(params object[])": (contents: Value[]) => made(new JObject(), contents),
  "new JArray(params object[])": (contents: Value[]) => made(new JArray(), contents),
  "new JProperty(string, object)": (name: string, content: Value) => propertyOf(name, [content]),
  "new JProperty(string, params object[])": propertyOf,
  "new JValue(object)": tokenOf,
  "static JsonConvert.SerializeObject(object): string": (value: Value) => writeJson(serialized(value), false),
  "JToken.this[](object): JToken": item,
  "JToken.set_this(object, JToken): void": setItem,
  "JObject.this[](string): JToken": (object: JObject, name: string) => object.get(text(name)) ?? null,
  "JObject.set_this(string, JToken): void": setItem,
  "JArray.this[](int): JToken": (array: JArray, index: number) => array.at(index),
  "JArray.set_this(int, JToken): void": setItem,
  "JToken.Type: JTokenType": ({ type }: JToken) => typeValue(type),
  "JToken.Parent: JContainer": ({ parent }: JToken) => parent ?? null,
  "JToken.Root: JToken": (token: JToken) => {
    let root = token;
    while (root.parent) root = root.parent;
    return root;
  },
  "JToken.Path: string": path,
  "JToken.First: JToken": (token: JToken) => children(token)[0] ?? null,
  "JToken.Last: JToken": (token: JToken) => children(token).at(-1) ?? null,
  "JToken.HasValues: bool": (token: JToken) => children(token).length > 0,
  "JToken.ToString(): string": textOf,
  "JToken.ToString(Formatting): string": (token: JToken, formatting: Enum) => writeJson(token, formatting.name === "Indented"),
  "JToken.Children(): JEnumerable<JToken>": children,
  "JToken.Values(): IEnumerable<JToken>": children,
  "JToken.Children<R>(): JEnumerable<R>": typed(([type]: readonly Type[], token: JToken) =>
    children(token).filter((child) => isValueOf(child, type!)),
  ),
  "JToken.Values<R>(): IEnumerable<R>": typed(([type]: readonly Type[], token: JToken) =>
    children(token).map((child) => tokenAs(child, type!)),
  ),
  "JToken.Value<R>(object): R": valueAs,
  "JToken.ToObject<R>(): R": toObject,
  "JToken.SelectToken(string): JToken": (token: JToken, source: string) => selectTokens(token, source)[0] ?? null,
  "JToken.SelectTokens(string): IEnumerable<JToken>": selectTokens,
  "JToken.DeepClone(): JToken": (token: JToken) => token.clone(),
  "JToken.Remove(): void": remove,
  "JToken.Replace(JToken): void": (token: JToken, by: JToken | null) => {
    if (!token.parent) throw new CsException("InvalidOperationException", "The parent is missing.");
    token.parent.replace(token, by ?? new JValue(null));
    return null;
  },
  "JToken.Ancestors(): IEnumerable<JToken>": (token: JToken) =>
    new Sequence(function* () {
      for (let above = token.parent; above; above = above.parent) yield above;
    }),
  "JContainer.Count: int": (container: JContainer) => container.children().length,
  "JContainer.Descendants(): IEnumerable<JToken>": (container: JContainer) => new Sequence(() => descendants(container)),
  "JContainer.DescendantsAndSelf(): IEnumerable<JToken>": (container: JContainer) =>
    new Sequence(function* () {
      yield container;
      yield* descendants(container);
    }),
  "JObject.Count: int": (object: JObject) => object.children().length,
  "JObject.Properties(): IEnumerable<JProperty>": (object: JObject) => object.children(),
  "JObject.Property(string): JProperty": (object: JObject, name: string) => object.property(name) ?? null,
  "JObject.ContainsKey(string): bool": (object: JObject, name: string) => object.property(name) !== undefined,
  "JObject.Add(string, JToken): void": (object: JObject, name: string, value: Value) => {
    object.add(new JProperty(text(name), value === null ? new JValue(null) : tokenOf(value)));
    return null;
  },
  "JObject.Add(object): void": (object: JObject, content: Value) => done(addContent(object, content)),
  "JObject.Remove(string): bool": (object: JObject, name: string) => object.delete(name),
  "JObject.TryGetValue(string, out JToken): bool": (object: JObject, name: string, out: Out) => {
    out.value = object.get(name) ?? null;
    return out.value !== null;
  },
  "JObject.GetValue(string): JToken": (object: JObject, name: string) => object.get(name) ?? null,
  "JObject.GetValue(string, StringComparison): JToken": (object: JObject, name: string, how: Enum) =>
    object.get(name) ??
    (how.name.endsWith("IgnoreCase")
      ? (object.children().find((property) => property.name.toUpperCase() === name.toUpperCase())?.value ?? null)
      : null),
  "JArray.Count: int": ({ items }: JArray) => items.length,
  "JArray.Add(JToken): void": (array: JArray, value: Value) =>
    done(array.add(value === null ? new JValue(null) : tokenOf(value))),
  "JArray.Insert(int, JToken): void": (array: JArray, index: number, value: Value) => done(array.insert(index, tokenOf(value))),
  "JArray.RemoveAt(int): void": (array: JArray, index: number) => done(array.removeAt(index)),
  "JProperty.Name: string": ({ name }: JProperty) => name,
  "JProperty.Value: JToken": ({ value }: JProperty) => value,
  "JProperty.set_Value(JToken): void": (property: JProperty, value: Value) => {
    property.value = value === null ? new JValue(null) : tokenOf(value);
    return null;
  },
  "JValue.Value: object": ({ value }: JValue) => value,
};

function serialized(value: Value): JToken {
  if (!isSequence(value)) return tokenOf(value);
  const array = new JArray();
  for (const element of iterate(value)) array.add(serialized(element));
  return array;
}
