/** Something in a policy document that a call can run or take. */
interface Place {
  document: string;
  line: number;
  what: string;
  /** How often it was. */
  taken: number;
}

/** Counts what calls run of the policy documents: each element, each branch of an element and of an expression. */
export class Coverage {
  private readonly known = new Map<string, Place>();

  /** A place; what is returned is called each time it is reached. The same place of two gateways is one. */
  place(document: string, line: number, what: string): () => void {
    const key = `${document}:${line}: ${what}`;
    const place = this.known.get(key) ?? { document, line, what, taken: 0 };
    this.known.set(key, place);
    return () => void (place.taken += 1);
  }

  get places(): Place[] {
    return [...this.known.values()];
  }
}
