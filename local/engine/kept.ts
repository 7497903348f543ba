import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../folders";

/** Milliseconds since a file was written; one that another run has taken away is the oldest. */
const ageOf = (file: string): number => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);

/**
 * What is made of the same input each time and takes long: it is kept in a folder, so that a later run reads it. The folder may be
 * taken away at any time.
 */
export class Kept {
  /**
   * @param folder Is made when something is kept. Where nothing can be written, everything is made each time.
   * @param most Results of the kind that are kept; the oldest ones go.
   */
  constructor(
    private readonly folder: string,
    private readonly kind: string,
    private readonly most = 40,
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
        .slice(this.most)
        .forEach((old) => rmSync(old, { force: true }));
    } catch (error) {
      // A folder that cannot be written to costs time, not the report.
      if (!["EACCES", "EROFS", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
}

/** Hash of files and folders of the project: what a result depends on beside its input. */
export function hashOf(sources: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesIn)) hash.update(file).update(readFileSync(join(projectFolder, file)));
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  const entries = readdirSync(join(projectFolder, path), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)])).sort();
}
