import type { Node } from "web-tree-sitter";
import { Type } from "./types";
import { Value } from "./values";

/** The variables of one run of an expression or a lambda. */
export interface Frame {
  /** The variable `context`, the same in every frame of a run. */
  context: Value;
  /** Values of local variables, by the index that the scope gave them. */
  values: Value[];
  /** Frame of the function around a lambda; undefined for the outermost. */
  up: Frame | undefined;
}

/** A part of an expression, ready to run. */
export interface Code {
  /** Type at compile time. */
  type: Type;
  /** Gives the value. @throws CsException where C# throws */
  run(frame: Frame): Value;
  /** Writes to it, where it can be written to. */
  set?(frame: Frame, value: Value): void;
  /** Of a literal. */
  constant?: { value: Value };
  /** After `?.`: what the rest of the chain goes on with, `skipped` when something before was null. */
  chain?: { type: Type; run(frame: Frame): Value };
}

/** Stands for the value of a chain that `?.` ended. */
export const skipped = Symbol("skipped");

/** What the stand-in does not know, or what C# would refuse. */
export class ExpressionError extends Error {
  constructor(
    readonly node: Node,
    message: string,
  ) {
    super(message);
  }
}

interface Local {
  type: Type;
  index: number;
}

/** Names that can be seen at a place: those of blocks inside one function share a frame. */
export class Scope {
  private readonly names = new Map<string, Local>();
  private constructor(
    private readonly parent: Scope | undefined,
    private readonly frame: { size: number },
  ) {}

  /** The scope of an expression, which sees no local variable. */
  static outermost(): Scope {
    return new Scope(undefined, { size: 0 });
  }
  /** A scope inside braces: its names end with it, its values are in the same frame. */
  block(): Scope {
    return new Scope(this, this.frame);
  }
  /** The scope of a lambda, whose values are in a frame of its own. */
  lambda(): Scope {
    return new Scope(this, { size: 0 });
  }

  /** Gives a local variable its place in the frame. @throws ExpressionError for a name that is taken */
  declare(node: Node, name: string, type: Type): number {
    if (this.lookup(name)) throw new ExpressionError(node, `a variable named ${name} is there already`);
    const index = this.frame.size++;
    this.names.set(name, { type, index });
    return index;
  }

  /** Where a local variable is: `depth` frames up. Undefined for a name that is none. */
  lookup(name: string): { type: Type; index: number; depth: number } | undefined {
    const local = this.names.get(name);
    if (local) return { ...local, depth: 0 };
    const found = this.parent?.lookup(name);
    return found && { ...found, depth: found.depth + (this.parent!.frame === this.frame ? 0 : 1) };
  }
}

/** The frame so many levels up. */
export function frameAt(frame: Frame, depth: number): Frame {
  let found = frame;
  for (let step = 0; step < depth; step += 1) found = found.up!;
  return found;
}
