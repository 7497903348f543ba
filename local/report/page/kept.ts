import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Results of a kind that are kept; the oldest ones go. */
const most = 40;

/** Milliseconds since a file was written; one that another run has taken away is the oldest. */
const ageOf = (file: string): number => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);

/**
 * What is made of the same input each time and takes long: it is kept in a folder, so that a later run reads it. The folder may be
 * taken away at any time.
 */
export class Kept {
  /** @param folder Is made when something is kept. Where nothing can be written, everything is made each time. */
  constructor(
    private readonly folder: string,
    private readonly kind: string,
  ) {}

  /** Whether anything of this kind is kept. */
  get any(): boolean {
    return this.files().length > 0;
  }

  /** The result for an input: the kept one, else a new one. */
  async of(input: string, make: () => Promise<string>): Promise<string> {
    const name = `${this.kind}-${createHash("sha256").update(input).digest("hex").slice(0, 32)}`;
    const file = join(this.folder, name);
    if (existsSync(file)) return readFileSync(file, "utf8");
    const made = await make();
    this.keep(file, made);
    return made;
  }

  private files(): string[] {
    return existsSync(this.folder) ? readdirSync(this.folder).filter((name) => name.startsWith(`${this.kind}-`)) : [];
  }

  private keep(file: string, text: string): void {
    try {
      mkdirSync(this.folder, { recursive: true });
      // Two runs at once each write a file of their own.
      writeFileSync(`${file}.${process.pid}`, text);
      renameSync(`${file}.${process.pid}`, file);
      this.files()
        .map((name) => join(this.folder, name))
        .sort((one, other) => ageOf(one) - ageOf(other))
        .slice(most)
        .forEach((old) => rmSync(old, { force: true }));
    } catch (error) {
      // A folder that cannot be written to costs time, not the report.
      if (!["EACCES", "EROFS", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
}
