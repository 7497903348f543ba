import { createHash } from "node:crypto";
import { changes } from "./diff";
import { guid, hex } from "./base/identifiers";
import { knownOutputs } from "./base/outputs";
import { isObject, objectAt, Props, Provider, textAt, UnknownTypeError } from "./base/provider";

const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
/** Special characters of @pulumi/random, when the program gives none of its own. */
const special = "!@#$%&*()-_=+[]{}<>:?";

/** Numbers below `limit` that depend on the text only. */
function* numbers(text: string): Generator<(limit: number) => number> {
  for (let i = 0; ; i++) yield (limit) => parseInt(hex(`${text}#${i}`, 12), 16) % limit;
}

interface CharacterClass {
  characters: string;
  least: number;
}

function classesOf(inputs: Props): CharacterClass[] {
  const number = (key: string): number => (typeof inputs[key] === "number" ? inputs[key] : 0);
  const all: (CharacterClass & { on: boolean })[] = [
    { characters: lower, least: number("minLower"), on: inputs.lower !== false },
    { characters: lower.toUpperCase(), least: number("minUpper"), on: inputs.upper !== false },
    { characters: digits, least: number("minNumeric"), on: inputs.numeric !== false && inputs.number !== false },
    { characters: textAt(inputs, "overrideSpecial") || special, least: number("minSpecial"), on: inputs.special !== false },
  ];
  return all.filter((one) => one.on);
}

/** A text as RandomString makes it: the least number of each class, the rest from all of them, in random order. */
function randomText(seed: string, inputs: Props): string {
  const draw = numbers(seed);
  const next = (limit: number): number => draw.next().value(limit);
  const classes = classesOf(inputs);
  const all = classes.map((one) => one.characters).join("");
  if (!all) return "";
  const pick = (characters: string): string => characters.charAt(next(characters.length));
  const text = classes.flatMap((one) => Array.from({ length: one.least }, () => pick(one.characters)));
  while (text.length < Number(inputs.length ?? 0)) text.push(pick(all));
  for (let i = text.length - 1; i > 0; i--) {
    const j = next(i + 1);
    [text[i], text[j]] = [text[j] ?? "", text[i] ?? ""];
  }
  return text.join("");
}

const textDefaults = {
  lower: true,
  upper: true,
  numeric: true,
  number: true,
  special: true,
  minLower: 0,
  minUpper: 0,
  minNumeric: 0,
  minSpecial: 0,
};

function bytes(seed: string, length: unknown): Buffer {
  return Buffer.from(hex(seed, 2 * Number(length ?? 0)), "hex");
}

interface RandomType {
  made(seed: string, inputs: Props): { id: string; outputs: Props };
  secret: readonly string[];
  /** Inputs that must be whole numbers. */
  numbers: readonly string[];
}

/** Types of @pulumi/random, by token. */
const randomTypes: Readonly<Record<string, RandomType>> = {
  "random:index/randomString:RandomString": {
    made: (seed, inputs) => {
      const result = randomText(seed, inputs);
      return { id: result, outputs: { ...textDefaults, ...inputs, result } };
    },
    secret: [],
    numbers: ["length"],
  },
  "random:index/randomPassword:RandomPassword": {
    made: (seed, inputs) => {
      const result = randomText(seed, inputs);
      // The real hash is bcrypt; nothing here reads it, so it only has its form.
      const bcryptHash = `$2a$10$${createHash("sha512").update(result).digest("hex").slice(0, 53)}`;
      return { id: "none", outputs: { ...textDefaults, ...inputs, result, bcryptHash } };
    },
    secret: ["bcryptHash", "result"],
    numbers: ["length"],
  },
  "random:index/randomUuid:RandomUuid": {
    made: (seed, inputs) => ({ id: guid(seed), outputs: { ...inputs, result: guid(seed) } }),
    secret: [],
    numbers: [],
  },
  "random:index/randomBytes:RandomBytes": {
    made: (seed, inputs) => {
      const made = bytes(seed, inputs.length);
      return { id: "none", outputs: { ...inputs, base64: made.toString("base64"), hex: made.toString("hex") } };
    },
    secret: ["base64", "hex"],
    numbers: ["length"],
  },
  "random:index/randomId:RandomId": {
    made: (seed, inputs) => {
      const made = bytes(seed, inputs.byteLength);
      const prefix = textAt(inputs, "prefix");
      const forms = {
        b64Std: prefix + made.toString("base64"),
        b64Url: prefix + made.toString("base64url"),
        hex: prefix + made.toString("hex"),
        dec: prefix + BigInt(`0x${made.toString("hex") || "0"}`).toString(),
      };
      return { id: made.toString("base64url"), outputs: { ...inputs, ...forms } };
    },
    secret: [],
    numbers: ["byteLength"],
  },
};

function randomType(type: string): RandomType {
  const found = randomTypes[type];
  if (!found) throw new UnknownTypeError(`the resource type ${type}`);
  return found;
}

/** The random provider: a value depends on the resource's URN and its keepers, so it is the same in every run. */
export class Random implements Provider {
  /** Refuses a number that is missing, or that is no whole number of at least 1. */
  check(type: string, _urn: string, inputs: Props): ReturnType<Provider["check"]> {
    const failures = randomType(type)
      .numbers.filter((key) => typeof inputs[key] === "number" && !(Number.isInteger(inputs[key]) && inputs[key] >= 1))
      .map((property) => ({ property, reason: `must be a whole number of at least 1, got ${String(inputs[property])}` }));
    const missing = randomType(type).numbers.filter((key) => inputs[key] === undefined);
    return {
      inputs,
      failures: [...failures, ...missing.map((property) => ({ property, reason: `missing required property '${property}'` }))],
    };
  }

  /** Every change makes a new value: the provider has nothing to update. */
  diff(type: string, olds: { inputs: Props; outputs: Props }, news: Props): ReturnType<Provider["diff"]> {
    randomType(type);
    const found = changes(olds.inputs, news);
    const paths = found.map(([path]) => path);
    return {
      changed: found.length > 0,
      replaces: paths,
      diffs: paths,
      deleteBeforeReplace: false,
      detailed: Object.fromEntries(found.map(([path, kind]) => [path, `${kind}-replace` as const])),
    };
  }

  /** The same value for the same URN and keepers. */
  created(type: string, urn: string, inputs: Props): { id: string; outputs: Props } {
    const keepers = isObject(inputs.keepers) ? JSON.stringify(Object.entries(objectAt(inputs, "keepers")).sort()) : "";
    return randomType(type).made(`${urn}|${keepers}`, inputs);
  }

  /** The outputs that inputs give; the value itself is not known yet. */
  planned(type: string, inputs: Props): Props {
    return knownOutputs(inputs, randomType(type).made("", inputs).outputs);
  }

  /** Always throws: the package has no function. */
  invoke(token: string): Props {
    throw new UnknownTypeError(`the function ${token}`);
  }

  /** Such as `result` of a password. */
  secretOutputs(type: string): readonly string[] {
    return randomType(type).secret;
  }
}
