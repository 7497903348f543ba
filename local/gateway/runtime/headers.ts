import { Dictionary } from "../csharp/values";

/** Headers in the order of the wire; names do not depend on case. */
export class Headers {
  private entries: [string, string][];
  private dictionary: Dictionary | undefined;
  constructor(entries: readonly (readonly [string, string])[] = []) {
    this.entries = entries.map(([name, value]) => [name, value]);
  }

  all(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.entries.filter(([own]) => own.toLowerCase() === wanted).map(([, value]) => value);
  }

  get(name: string): string | undefined {
    const values = this.all(name);
    return values.length > 0 ? values.join(",") : undefined;
  }

  has(name: string): boolean {
    return this.all(name).length > 0;
  }

  set(name: string, ...values: string[]): void {
    this.delete(name);
    this.append(name, ...values);
  }

  append(name: string, ...values: string[]): void {
    this.dictionary = undefined;
    for (const value of values) this.entries.push([name, value]);
  }

  delete(name: string): void {
    const wanted = name.toLowerCase();
    this.dictionary = undefined;
    this.entries = this.entries.filter(([own]) => own.toLowerCase() !== wanted);
  }

  list(): [string, string][] {
    return this.entries.map(([name, value]) => [name, value]);
  }

  /** As expressions see them. */
  asDictionary(): Dictionary {
    if (!this.dictionary) {
      const names = [...new Map(this.entries.map(([name]) => [name.toLowerCase(), name])).values()];
      this.dictionary = new Dictionary(
        names.map((name) => [name, this.all(name)]),
        true,
      );
    }
    return this.dictionary;
  }
}
