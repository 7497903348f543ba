import { Dictionary } from "../csharp/values";

interface Entry {
  name: string;
  /** The name in small letters. */
  key: string;
  value: string;
}

/** Headers in the order of the wire; names do not depend on case. */
export class Headers {
  private entries: Entry[];
  private dictionary: Dictionary | undefined;
  constructor(entries: readonly (readonly [string, string])[] = []) {
    this.entries = entries.map(([name, value]) => ({ name, key: name.toLowerCase(), value }));
  }

  /** Every value of a name, in order. */
  all(name: string): string[] {
    const wanted = name.toLowerCase();
    const values: string[] = [];
    for (const { key, value } of this.entries) if (key === wanted) values.push(value);
    return values;
  }

  /** The values joined with commas; undefined when there is none. */
  get(name: string): string | undefined {
    const wanted = name.toLowerCase();
    let found: string | undefined;
    for (const { key, value } of this.entries) if (key === wanted) found = found === undefined ? value : `${found},${value}`;
    return found;
  }

  /** Whether a name is there, also with an empty value. */
  has(name: string): boolean {
    const wanted = name.toLowerCase();
    return this.entries.some(({ key }) => key === wanted);
  }

  /** Puts these values in the place of all others of the name. */
  set(name: string, ...values: string[]): void {
    this.delete(name);
    this.append(name, ...values);
  }

  /** Adds values behind those that are there. */
  append(name: string, ...values: string[]): void {
    this.dictionary = undefined;
    for (const value of values) this.entries.push({ name, key: name.toLowerCase(), value });
  }

  /** Takes every value of a name away. */
  delete(name: string): void {
    if (!this.has(name)) return;
    const wanted = name.toLowerCase();
    this.dictionary = undefined;
    this.entries = this.entries.filter(({ key }) => key !== wanted);
  }

  /** Name and value in the order of the wire; `keep` says which of them, its `key` is the name in small letters. */
  list(keep?: (entry: Readonly<Entry>) => boolean): [string, string][] {
    const listed: [string, string][] = [];
    for (const entry of this.entries) if (!keep || keep(entry)) listed.push([entry.name, entry.value]);
    return listed;
  }

  /** As expressions see them. */
  asDictionary(): Dictionary {
    return (this.dictionary ??= this.read());
  }

  private read(): Dictionary {
    const values = new Map<string, { name: string; values: string[] }>();
    for (const { name, key, value } of this.entries) {
      const found = values.get(key);
      if (found) Object.assign(found, { name, values: [...found.values, value] });
      else values.set(key, { name, values: [value] });
    }
    return new Dictionary(
      [...values.values()].map((entry) => [entry.name, entry.values]),
      true,
    );
  }
}
