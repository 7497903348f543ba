import { isInteractive } from "./style";

/** Milliseconds between two updates of a progress line. */
const interval = 100;

/** One line that is written over and over where somebody watches; elsewhere nothing is written until something has to be said. */
export class Progress {
  private shown = false;
  private last = 0;

  /**
   * @param clock Milliseconds. Default: the machine's.
   * @param env Says whether a build server is at work. Default: this process's.
   */
  constructor(
    private readonly stream: { isTTY?: boolean; write(text: string): unknown },
    private readonly clock: () => number = Date.now,
    private readonly env: NodeJS.ProcessEnv = process.env,
  ) {}

  /** Shows how far the work is. */
  update(text: string): void {
    if (!isInteractive(this.stream, this.env) || this.clock() - this.last < interval) return;
    this.last = this.clock();
    this.stream.write(`\r\u001b[K${text}`);
    this.shown = true;
  }

  /** Writes a line that stays. */
  line(text: string): void {
    this.clear();
    this.stream.write(`${text}\n`);
  }

  /** Takes the progress line away. */
  clear(): void {
    if (this.shown) this.stream.write("\r\u001b[K");
    this.shown = false;
  }
}
