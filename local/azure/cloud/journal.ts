import * as fs from "node:fs";
import * as path from "node:path";
import { withFileLock } from "./fileLock";

/** One change: collection, key and value, or null when the key goes. */
type Change = [collection: string, key: string, value: unknown];

/** A file with more lines than this for each key it holds is written again without the history. */
const linesForEachKey = 8;
const fewLines = 1000;

/**
 * Collections of JSON values on disk. The changes of one call of {@link exclusive} are one line at the end of `journal.jsonl`, on disk
 * before the call returns: all of them or, when the process is killed, none. An unfinished line is ignored and cut off.
 * Several processes may use one folder: changes are made under a lock, and each process reads what the others have added.
 */
export class Journal {
  private readonly file: string;
  private readonly collections = new Map<string, Map<string, unknown>>();
  private offset = 0;
  private inode = 0;
  private lines = 0;
  private alone = false;
  private pending: Change[] = [];

  constructor(private readonly dir: string) {
    fs.mkdirSync(dir, { recursive: true });
    this.file = path.join(dir, "journal.jsonl");
  }

  /** Runs `work` alone: no other process changes anything meanwhile. What it has set when it throws is kept as well. */
  exclusive<T>(work: () => T): T {
    if (this.alone) return work();
    return withFileLock(path.join(this.dir, "journal.lock"), () => {
      this.refresh();
      this.alone = true;
      try {
        return work();
      } finally {
        this.alone = false;
        this.commit();
        this.compact();
      }
    });
  }

  /** All values of a collection, by key, as of the last call of {@link exclusive}. */
  all<T>(collection: string): ReadonlyMap<string, T> {
    return this.collection(collection) as ReadonlyMap<string, T>;
  }

  /** Sets a value, or takes it away with null. @throws Error outside of {@link exclusive} */
  set(collection: string, key: string, value: unknown): void {
    if (!this.alone) throw new Error("the state of the cloud is changed under its lock only");
    this.pending.push([collection, key, value]);
    this.apply([collection, key, value]);
  }

  private commit(): void {
    if (this.pending.length === 0) return;
    const line = `${JSON.stringify(this.pending)}\n`;
    this.pending = [];
    const handle = fs.openSync(this.file, "a");
    try {
      // What a killed process left behind the last whole line.
      fs.ftruncateSync(handle, this.offset);
      fs.writeFileSync(handle, line);
      fs.fsyncSync(handle);
      this.inode = fs.fstatSync(handle).ino;
    } finally {
      fs.closeSync(handle);
    }
    this.offset += Buffer.byteLength(line);
    this.lines++;
  }

  /** Reads what other processes have added. */
  private refresh(): void {
    if (!fs.existsSync(this.file)) return this.forget();
    const handle = fs.openSync(this.file, "r");
    try {
      const { ino, size } = fs.fstatSync(handle);
      if (ino !== this.inode || size < this.offset) this.forget();
      this.inode = ino;
      this.readFrom(handle, size);
    } finally {
      fs.closeSync(handle);
    }
  }

  private readFrom(handle: number, size: number): void {
    const added = Buffer.alloc(size - this.offset);
    fs.readSync(handle, added, 0, added.length, this.offset);
    const whole = added.lastIndexOf(0x0a) + 1;
    const lines = added.subarray(0, whole).toString("utf8").split("\n").filter(Boolean);
    for (const change of lines.flatMap((line) => JSON.parse(line) as Change[])) this.apply(change);
    this.lines += lines.length;
    this.offset += whole;
  }

  private apply([collection, key, value]: Change): void {
    if (value === null) this.collection(collection).delete(key);
    else this.collection(collection).set(key, value);
  }

  private collection(name: string): Map<string, unknown> {
    const found = this.collections.get(name) ?? new Map<string, unknown>();
    this.collections.set(name, found);
    return found;
  }

  private forget(): void {
    this.collections.clear();
    [this.offset, this.inode, this.lines] = [0, 0, 0];
  }

  /** Writes the file without its history, beside the old one, and puts it in its place in one step. */
  private compact(): void {
    const keys = [...this.collections.values()].reduce((sum, values) => sum + values.size, 0);
    if (this.lines < fewLines || this.lines < keys * linesForEachKey) return;
    const changes = [...this.collections].flatMap(([collection, values]) =>
      [...values].map(([key, value]): Change => [collection, key, value]),
    );
    const fresh = `${this.file}.${process.pid}`;
    const handle = fs.openSync(fresh, "w");
    fs.writeFileSync(handle, changes.map((change) => `${JSON.stringify([change])}\n`).join(""));
    fs.fsyncSync(handle);
    fs.closeSync(handle);
    fs.renameSync(fresh, this.file);
    this.forget();
    this.refresh();
  }
}
