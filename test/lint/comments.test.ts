import { messagesOf } from "./messages";

const file = "components/storage.ts";
const doc = "/** What it is. */";

/** Code in which one comment is missing. */
const missing: readonly [string, string][] = [
  ["a function", "export function f() {}"],
  ["a constant", "export const x = 1;"],
  ["a type", "export type X = string;"],
  ["an interface", `export interface X { ${doc} a: string }`],
  ["a member of an interface", `${doc} export interface X { a: string; ${doc} b: string }`],
  ["a method of an interface", `${doc} export interface X { a(): string }`],
  ["a class", "export class X {}"],
  ["a property of a class", `${doc} export class X { readonly a = 1; }`],
  ["a method of a class", `${doc} export abstract class X { abstract a(): void; ${doc} b() {} }`],
];
/** Code that needs no further comment. */
const complete: readonly [string, string][] = [
  ["what is not exported", "interface X { a: string } class Y { a = 1; } const x = (_: X) => new Y(); x({ a: '' });"],
  [
    "private, protected and inherited members",
    `${doc} export class X extends Error { private a = 1; protected b = 2; #c = 3; override name = ""; }`,
  ],
  ["a constructor", `${doc} export class X { constructor() {} }`],
  ["a function with its comment", `${doc} export function f() {}`],
  ["a constant with its comment", `${doc} export const x = 1;`],
  ["a type with its comment", `${doc} export type X = string;`],
  ["an interface with its comments", `${doc} export interface X { ${doc} a: string; ${doc} b(): void }`],
  ["a class with its comments", `${doc} export class X { ${doc} a = 1; ${doc} b() {} }`],
];

describe("comments of what a module exports", () => {
  const found = messagesOf(
    "jsdoc/require-jsdoc",
    [...missing, ...complete].map(([, code]) => [file, code]),
  );

  it.each(missing.map(([name], index) => [name, found[index]] as const))("lint misses that of %s", (_, messages) => {
    expect(messages).toEqual(["Missing JSDoc comment."]);
  });

  it.each(complete.map(([name], index) => [name, found[missing.length + index]] as const))(
    "lint asks nothing of %s",
    (_, messages) => {
      expect(messages).toEqual([]);
    },
  );
});
