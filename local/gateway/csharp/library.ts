import { make, same, Signature, signatureOf, substitute, Type, typeOf } from "./types";
import { Value } from "./values";

/** What a member does: the object first (unless static), then the arguments; those of `typed` get the type arguments before all. */
export type Implementation = ((...args: never[]) => Value) | Typed;

class Typed {
  constructor(readonly run: (types: readonly Type[], ...args: never[]) => Value) {}
}
/** A member whose implementation needs the type arguments of the call, such as `As<JObject>()`. */
export const typed = (run: (types: readonly Type[], ...args: never[]) => Value): Typed => new Typed(run);

/** The end of a method that gives nothing. */
export function done(result: unknown): null {
  void result;
  return null;
}

/** Members by their declaration, such as `"string.Substring(int): string"`. */
export type Members = Readonly<Record<string, Implementation>>;

/** A member ready to be called: the object first (unless static), then the arguments. */
export type Action = (...args: Value[]) => Value;

/** A member of the library, by its declaration. */
export interface Member extends Signature {
  /** What it does for these type arguments. */
  action(types: readonly Type[]): Action;
}

/** Where an `out` parameter is written to. */
export interface Out {
  /** What the method has written. */
  value: Value;
}

const bases: Readonly<Record<string, readonly string[]>> = {
  string: ["IEnumerable<char>"],
  "[]": ["IList<T>"],
  IList: ["IEnumerable<T>"],
  List: ["IList<T>"],
  HashSet: ["IEnumerable<T>"],
  IOrderedEnumerable: ["IEnumerable<T>"],
  JEnumerable: ["IEnumerable<T>"],
  IEnumerable: ["IEnumerableOfAny"],
  IGrouping: ["IEnumerable<U>"],
  Dictionary: ["IDictionary<T, U>", "IReadOnlyDictionary<T, U>"],
  IDictionary: ["IEnumerable<KeyValuePair<T, U>>"],
  IReadOnlyDictionary: ["IEnumerable<KeyValuePair<T, U>>"],
  JObject: ["JContainer"],
  JArray: ["IList<JToken>", "JContainer"],
  JProperty: ["JContainer"],
  JContainer: ["JToken"],
  JValue: ["JToken"],
  JToken: ["IEnumerable<JToken>"],
  MatchCollection: ["IEnumerableOfAny"],
  GroupCollection: ["IEnumerableOfAny"],
  Match: ["Group"],
};

/** Types of which each value is a value: they cannot be null. */
const valueTypes = new Set("bool int long double char DateTime DateTimeOffset TimeSpan Guid".split(" "));

const enumerations: Readonly<Record<string, Readonly<Record<string, number>>>> = {};

/** The types and members that expressions can use. */
export class Library {
  private readonly members = new Map<string, Member[]>();
  private readonly types = new Set<string>([...Object.keys(bases), ...valueTypes, "object", "void", "Exception"]);
  private readonly enumerations: Record<string, Readonly<Record<string, number>>> = { ...enumerations };

  constructor(tables: readonly Members[], enums: Readonly<Record<string, Readonly<Record<string, number>>>>) {
    for (const table of tables) for (const [text, implementation] of Object.entries(table)) this.add(text, implementation);
    for (const [name, members] of Object.entries(enums)) {
      this.types.add(name);
      this.enumerations[name] = members;
    }
  }

  private add(text: string, implementation: Implementation): void {
    const signature = signatureOf(text);
    this.types.add(signature.owner.name);
    const action =
      implementation instanceof Typed
        ? (types: readonly Type[]) => implementation.run.bind(undefined, types) as Action
        : () => implementation as Action;
    const key = `${signature.owner.name}.${signature.name}`;
    this.members.set(key, [...(this.members.get(key) ?? []), { ...signature, action }]);
  }

  /** Whether a type of this name is simulated. */
  hasType(name: string): boolean {
    return this.types.has(name);
  }

  /** Members of an enumeration with their numbers; undefined for any other type. */
  enumeration(name: string): Readonly<Record<string, number>> | undefined {
    return this.enumerations[name];
  }

  /** Whether values of the type cannot be null. */
  isValueType(type: Type): boolean {
    return valueTypes.has(type.name) || type.name in this.enumerations;
  }

  /** Members of that name by the type that declares them, nearest first. */
  find(type: Type, name: string, isStatic: boolean): Member[][] {
    const levels = isStatic ? [type] : this.ancestry(type);
    return levels.flatMap((level) => {
      const found = (this.members.get(`${level.name}.${name}`) ?? []).filter((member) => member.static === isStatic);
      return found.length > 0 ? [found.map((member) => bind(member, level))] : [];
    });
  }

  /** The type, and those that it is as well: nearest first, `object` last. */
  ancestry(type: Type): Type[] {
    const parameters = new Map([
      ["T", type.args[0] ?? make("T")],
      ["U", type.args[1] ?? make("U")],
    ]);
    const above = (bases[type.name] ?? []).map((base) => substitute(typeOf(base), parameters));
    return [type, ...above.flatMap((base) => this.ancestry(base).filter(({ name }) => name !== "object")), make("object")];
  }

  /** Names of the ancestry, whatever the arguments of generic types: asked for at each cast. */
  namesOf(name: string): ReadonlySet<string> {
    const found = this.names.get(name) ?? new Set(this.ancestry(make(name)).map((type) => type.name));
    this.names.set(name, found);
    return found;
  }

  private readonly names = new Map<string, ReadonlySet<string>>();

  /** Whether a value of one type is one of the other without anything being done to it. */
  isA(from: Type, to: Type): boolean {
    if (to.name === "object") return true;
    return this.ancestry(from).some((type) => same(type, to) || this.variant(type, to));
  }

  /** `IEnumerable<JObject>` is an `IEnumerable<JToken>`: sequences of classes may be read as sequences of what they are. */
  private variant(from: Type, to: Type): boolean {
    if (from.name !== to.name || !["IEnumerable", "IGrouping"].includes(from.name)) return false;
    return from.args.every((arg, index) => {
      const other = to.args[index]!;
      return same(arg, other) || (!this.isValueType(arg) && this.isA(arg, other));
    });
  }
}

/** A member of `List<T>`, seen on `List<string>`. */
function bind(member: Member, level: Type): Member {
  if (level.args.length === 0 || member.owner.args.length === 0) return member;
  const values = new Map(member.owner.args.map((parameter, index) => [parameter.name, level.args[index]!]));
  return {
    ...member,
    action: (types) => member.action(types.length > 0 ? types : level.args),
    result: substitute(member.result, values),
    parameters: member.parameters?.map((parameter) => ({ ...parameter, type: substitute(parameter.type, values) })),
  };
}
