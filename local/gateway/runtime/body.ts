/** The body of an answer: it passes as a stream until something needs it as a whole. */
export class Body {
  private constructor(
    private source: AsyncIterable<Uint8Array> | undefined,
    private whole: Uint8Array | undefined,
  ) {}

  /** A body that is there as a whole; empty for undefined. */
  static of(bytes: Uint8Array | string | undefined): Body {
    return new Body(undefined, typeof bytes === "string" ? new Uint8Array(Buffer.from(bytes)) : (bytes ?? new Uint8Array()));
  }
  /** A body that is still coming. */
  static streaming(source: AsyncIterable<Uint8Array>): Body {
    return new Body(source, undefined);
  }

  /** What was read of it as a whole; undefined while it is a stream. */
  get bytes(): Uint8Array | undefined {
    return this.whole;
  }

  /** Reads it to its end. Rejects when the connection breaks before. */
  async buffer(): Promise<Uint8Array> {
    if (this.whole) return this.whole;
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.source!) chunks.push(chunk);
    this.source = undefined;
    this.whole = chunks.length === 1 ? chunks[0]! : new Uint8Array(Buffer.concat(chunks));
    return this.whole;
  }

  /** The chunks, as they come; a stream can be read once. */
  async *stream(): AsyncGenerator<Uint8Array> {
    if (!this.whole) yield* this.source!;
    else if (this.whole.length > 0) yield this.whole;
  }

  /** Gives it up: what sends it is told. */
  async cancel(): Promise<void> {
    const source = this.source;
    this.source = undefined;
    this.whole ??= new Uint8Array();
    await source?.[Symbol.asyncIterator]().return?.();
  }
}
