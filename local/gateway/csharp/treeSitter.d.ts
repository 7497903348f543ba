/** The part of web-tree-sitter that is used: its own declarations cannot be found under this project's module resolution. */
declare module "web-tree-sitter" {
  export interface Node {
    readonly type: string;
    readonly text: string;
    readonly isNamed: boolean;
    readonly isError: boolean;
    readonly isMissing: boolean;
    readonly hasError: boolean;
    readonly startPosition: { row: number; column: number };
    readonly startIndex: number;
    readonly endIndex: number;
    readonly children: Node[];
    readonly namedChildren: Node[];
    childForFieldName(name: string): Node | null;
    childrenForFieldName(name: string): Node[];
  }
  export class Parser {
    static init(): Promise<void>;
    setLanguage(language: Language): this;
    parse(text: string): { rootNode: Node; delete(): void } | null;
  }
  export class Language {
    static load(wasm: Uint8Array): Promise<Language>;
  }
}
