/** A C# type: `List<string>` is the name `List` with one argument, `string[]` the name `[]`, `int?` the name `Nullable`. */
export interface Type {
  /** Without namespace and arguments. */
  name: string;
  /** Type arguments; empty for a type that is not generic. */
  args: readonly Type[];
}

const known = new Map<string, Type>();

/** The type of a text such as `IEnumerable<KeyValuePair<string, int>>`. */
export function typeOf(text: string): Type {
  const found = known.get(text);
  if (found) return found;
  const reader = new TypeReader(text);
  const type = reader.type();
  reader.end();
  known.set(text, type);
  return type;
}

/** A type from its name and arguments. */
export const make = (name: string, ...args: Type[]): Type => ({ name, args });

/** The type as C# writes it. */
export function show(type: Type): string {
  if (type.name === "[]") return `${show(type.args[0]!)}[]`;
  if (type.name === "Nullable") return `${show(type.args[0]!)}?`;
  return type.args.length > 0 ? `${type.name}<${type.args.map(show).join(", ")}>` : type.name;
}

/** Whether two types are equal, arguments included. */
export const same = (a: Type, b: Type): boolean =>
  a === b || (a.name === b.name && a.args.length === b.args.length && a.args.every((arg, index) => same(arg, b.args[index]!)));

/** Puts types in the place of type parameters. */
export function substitute(type: Type, values: ReadonlyMap<string, Type>): Type {
  const value = type.args.length === 0 ? values.get(type.name) : undefined;
  if (value) return value;
  return type.args.length === 0 ? type : { name: type.name, args: type.args.map((arg) => substitute(arg, values)) };
}

/** Whether a type still has one of these parameters in it. */
export const mentions = (type: Type, parameters: readonly string[]): boolean =>
  parameters.includes(type.name) || type.args.some((arg) => mentions(arg, parameters));

/** One parameter of a method. */
export interface Parameter {
  /** For `params` the type of the array. */
  type: Type;
  /** `params` takes any number of arguments. */
  kind: "value" | "out" | "params";
  /** Whether a call may leave it out. */
  optional: boolean;
}

/** A member as the library declares it: `static string.Join(string, params string[]): string`. */
export interface Signature {
  /** Whether it belongs to the type and not to a value. */
  static: boolean;
  /** The type that declares it. */
  owner: Type;
  /** `this[]` for an indexer, `new` for a constructor. */
  name: string;
  /** Names of its type parameters. */
  generics: string[];
  /** Undefined for a property, a field or a constant. */
  parameters: Parameter[] | undefined;
  /** `void` for a method that gives nothing. */
  result: Type;
}

/** Reads a declaration of the library. */
export function signatureOf(text: string): Signature {
  const reader = new TypeReader(text);
  const isNew = reader.word("new");
  const isStatic = reader.word("static");
  const owner = reader.type();
  const name = isNew ? "new" : reader.memberName();
  const generics = reader.generics();
  const parameters = reader.parameters();
  const result = isNew ? owner : reader.result();
  reader.end();
  return { static: isStatic || isNew, owner, name, generics, parameters, result };
}

class TypeReader {
  private at = 0;
  constructor(private readonly text: string) {}

  type(): Type {
    let type: Type = make(this.take("[]") ? "[]" : this.name());
    if (this.take("<")) {
      const args = [this.type()];
      while (this.take(",")) args.push(this.type());
      this.need(">");
      type = { name: type.name, args };
    }
    for (;;) {
      if (this.take("[]")) type = make("[]", type);
      else if (this.take("?")) type = make("Nullable", type);
      else return type;
    }
  }

  memberName(): string {
    this.need(".");
    const name = this.name();
    return this.take("[]") ? `${name}[]` : name;
  }

  generics(): string[] {
    if (!this.take("<")) return [];
    const names = [this.name()];
    while (this.take(",")) names.push(this.name());
    this.need(">");
    return names;
  }

  parameters(): Parameter[] | undefined {
    if (!this.take("(")) return undefined;
    const parameters: Parameter[] = [];
    while (!this.take(")")) {
      const kind = this.word("out") ? "out" : this.word("params") ? "params" : "value";
      parameters.push({ type: this.type(), kind, optional: this.take("=") });
      this.take(",");
    }
    return parameters;
  }

  result(): Type {
    this.need(":");
    return this.type();
  }

  word(word: string): boolean {
    return this.take(`${word} `);
  }

  end(): void {
    this.space();
    if (this.at < this.text.length) this.fail();
  }

  private name(): string {
    this.space();
    const name = /^[A-Za-z_]\w*/.exec(this.text.slice(this.at))?.[0];
    if (!name) this.fail();
    this.at += name!.length;
    return name!;
  }

  private need(text: string): void {
    if (!this.take(text)) this.fail();
  }

  private take(text: string): boolean {
    this.space();
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private space(): void {
    while (this.text[this.at] === " ") this.at += 1;
  }

  private fail(): never {
    throw new Error(`no declaration: ${this.text.slice(0, this.at)} <-- ${this.text.slice(this.at)}`);
  }
}
