import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
// The path, since the tests have nothing in the place of the package itself (jest.config.js).
import * as ts from "typescript/lib/typescript";

/** A property that a resource type takes, with values to try. */
export interface Place {
  /** Keys that lead to it; 0 stands for the first entry of a list. */
  keys: readonly (string | number)[];
  values: readonly unknown[];
}

type Members = ReadonlyMap<string, ts.TypeNode>;
interface Declared {
  type: ts.TypeNode;
  file: ts.SourceFile;
}

const sdk = dirname(createRequire(__filename).resolve("@pulumi/azure-native/package.json"));
const stranger = "/subscriptions/99999999-0000-4000-8000-000000000009/resourceGroups/rg-strangers/providers/Microsoft.X/y/z";
/** Types refer to each other in circles; nothing that matters lies deeper. */
const deepest = 7;

/** What azure-native's declarations say of the inputs of resource types. */
export class DeclaredInputs {
  private readonly inputs = read(join(sdk, "types/input.d.ts"));
  private readonly nested = new Map<string, Members>();
  private readonly enums = new Map<string, ReadonlyMap<string, string[]>>();

  constructor() {
    for (const module of this.inputs.statements)
      if (ts.isModuleDeclaration(module) && module.body && ts.isModuleBlock(module.body))
        for (const one of module.body.statements)
          if (ts.isInterfaceDeclaration(one))
            this.nested.set(`${module.name.getText(this.inputs)}.${one.name.text}`, membersOf(one, this.inputs));
  }

  /** Every property of a type, `module:Resource`, that holds text, a number, a boolean or anything. */
  placesOf(type: string): Place[] {
    const [module = "", resource = ""] = type.split(":");
    const file = read(fileOf(module, resource));
    const args = file.statements.find(
      (one): one is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(one) && one.name.text === `${resource}Args`,
    );
    if (!args) throw new Error(`azure-native declares no inputs of ${type}`);
    return this.ofMembers(membersOf(args, file), file, [], []);
  }

  private ofMembers(members: Members, file: ts.SourceFile, keys: Place["keys"], seen: readonly string[]): Place[] {
    return [...members].flatMap(([name, type]) => this.places({ type, file }, [...keys, name], seen));
  }

  private places({ type, file }: Declared, keys: Place["keys"], seen: readonly string[]): Place[] {
    const at = (one: ts.TypeNode, more: Place["keys"] = []) => this.places({ type: one, file }, [...keys, ...more], seen);
    if (ts.isUnionTypeNode(type)) return this.ofUnion(type, file, keys, seen);
    if (ts.isArrayTypeNode(type)) return at(type.elementType, [0]);
    if (ts.isTypeReferenceNode(type)) {
      const name = type.typeName.getText(file);
      const [of] = type.typeArguments ?? [];
      if (of && /^pulumi\.(Input|Output)$/.test(name)) return at(of);
      if (name.startsWith("inputs.")) return this.ofNested(name.slice("inputs.".length), keys, seen);
      if (name.startsWith("enums.")) return [{ keys, values: this.valuesOf(name) }];
    }
    return [{ keys, values: valuesFor(type.getText(file), String(keys.findLast((key) => typeof key === "string"))) }];
  }

  private ofUnion(union: ts.UnionTypeNode, file: ts.SourceFile, keys: Place["keys"], seen: readonly string[]): Place[] {
    const parts = union.types.filter((one) => one.kind !== ts.SyntaxKind.UndefinedKeyword);
    const words = parts.map((one) => one.getText(file)).filter((text) => text.startsWith("enums."));
    return words.length > 0
      ? [{ keys, values: words.flatMap((name) => this.valuesOf(name)) }]
      : parts.flatMap((type) => this.places({ type, file }, keys, seen));
  }

  private ofNested(name: string, keys: Place["keys"], seen: readonly string[]): Place[] {
    const members = this.nested.get(name);
    return !members || seen.includes(name) || keys.length > deepest
      ? []
      : this.ofMembers(members, this.inputs, keys, [...seen, name]);
  }

  /** The words of an enumeration, and one that nobody knows. */
  private valuesOf(name: string): string[] {
    const [, module = "", word = ""] = name.split(".");
    if (!this.enums.has(module)) this.enums.set(module, enumsOf(module));
    return [...(this.enums.get(module)?.get(word) ?? []), "Somethingelse"];
  }
}

function read(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, false);
}

/** The SDK writes the first word of a name in small letters, abbreviations too. */
function fileOf(module: string, resource: string): string {
  const names = [
    resource.replace(/^[A-Z]/, (found) => found.toLowerCase()),
    resource.replace(/^[A-Z]+(?=[A-Z][a-z])/, (found) => found.toLowerCase()),
  ];
  const file = names.map((name) => join(sdk, module, `${name}.d.ts`)).find(existsSync);
  if (!file) throw new Error(`azure-native has no ${module}:${resource}`);
  return file;
}

function membersOf(declaration: ts.InterfaceDeclaration, file: ts.SourceFile): Members {
  return new Map(
    declaration.members.flatMap((one) =>
      ts.isPropertySignature(one) && one.type ? [[one.name.getText(file).replaceAll('"', ""), one.type] as const] : [],
    ),
  );
}

function enumsOf(module: string): Map<string, string[]> {
  const file = join(sdk, "types/enums", module, "index.d.ts");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return new Map(
    [...text.matchAll(/export declare const (\w+): \{([\s\S]*?)\n\};/g)].map(([, name = "", body = ""]) => [
      name,
      [...body.matchAll(/readonly \w+: "([^"]+)";/g)].map(([, value = ""]) => value),
    ]),
  );
}

function valuesFor(type: string, name: string): unknown[] {
  if (type === "boolean") return [true, false];
  if (type === "number") return [0, 1_000_000];
  if (type !== "string") return [{ x: "x" }];
  if (/ids?$/i.test(name)) return [stranger];
  return /ur[il]s?$|endpoint|host|fqdn/i.test(name) ? ["https://strangers.example.com/"] : ["x"];
}
