/** Milliseconds between two updates of a progress line. */
const interval = 100;

/** One line that is written over and over on a terminal; elsewhere nothing is written until something has to be said. */
export class Progress {
  private shown = false;
  private last = 0;

  /** @param clock Milliseconds. Default: the machine's. */
  constructor(
    private readonly stream: { isTTY?: boolean; write(text: string): unknown },
    private readonly clock: () => number = Date.now,
  ) {}

  /** Shows how far the work is. */
  update(text: string): void {
    if (!this.stream.isTTY || this.clock() - this.last < interval) return;
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
