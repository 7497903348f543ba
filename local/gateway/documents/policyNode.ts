import type * as libxml2 from "libxml2-wasm";
import type { Coverage } from "../coverage";
import { loadEsm } from "../esm";
import { Expression, ExpressionFault, expressionCompiler } from "../csharp/expression";
import { expressionIndex, ExpressionText, extractExpressions } from "./expressionText";

/** A value of a policy document: a text, or an expression. */
export type Source = { text: string; expression?: undefined } | { expression: Expression; text?: undefined };

/** An element of a policy document. */
export interface PolicyNode {
  /** Name of the element, such as `set-header`. */
  name: string;
  /** Line in the document, from 1. */
  line: number;
  /** Where it stands below its section, such as `choose[3]/when[2]`. */
  path: string;
  /** Name → value. */
  attributes: ReadonlyMap<string, Source>;
  /** Elements in it, without comments. */
  children: PolicyNode[];
  /** What stands between its tags when that is no element. */
  content: Source;
}

/** What is wrong with a document: each with its line. */
export interface Finding {
  /** Name of the document, such as `api/openai`. */
  document: string;
  /** Line in the document, from 1. */
  line: number;
  /** What is wrong. */
  message: string;
}

/** All that is wrong with the documents of a plan. */
export class PolicyDocumentError extends Error {
  constructor(/** At least one. */ readonly findings: readonly Finding[]) {
    super(findings.map(({ document, line, message }) => `${document}:${line}: ${message}`).join("\n"));
  }
}

/** Reads one document; what is wrong with it goes to the findings. */
export type DocumentReader = (name: string, text: string, namedValues: NamedValues) => PolicyNode;

/** Text of a named value, by name; throws when there is none. */
export type NamedValues = (name: string) => string;

/** Makes what reads documents; problems of expressions are added to `findings`, so that all are told together. */
export async function documentReader(findings: Finding[], coverage?: Coverage): Promise<DocumentReader> {
  const xml = await loadEsm<typeof libxml2>("libxml2-wasm");
  const compiler = await expressionCompiler();
  return (name, text, namedValues) => {
    const compile = ({ block, line }: ExpressionText, resolved: string, path: string): Expression =>
      compiler(resolved, block, coverage && ((row, what) => coverage.place(name, line + row, `${what} in ${path}`)));
    const reading = new Reading(name, findings, namedValues, compile);
    return reading.document(xml, text);
  };
}

class Reading {
  private expressions: ExpressionText[] = [];
  constructor(
    private readonly name: string,
    private readonly findings: Finding[],
    private readonly namedValues: NamedValues,
    private readonly compile: (found: ExpressionText, resolved: string, path: string) => Expression,
  ) {}

  document(xml: typeof libxml2, text: string): PolicyNode {
    let document: libxml2.XmlDocument | undefined;
    try {
      const extracted = extractExpressions(text);
      this.expressions = extracted.expressions;
      document = xml.XmlDocument.fromString(extracted.xml, { option: xml.ParseOption.XML_PARSE_NONET });
      return this.node(document.root, "");
    } catch (error) {
      const { line = 1, message } = error as { line?: number; message: string };
      throw new PolicyDocumentError([{ document: this.name, line, message }]);
    } finally {
      document?.dispose();
    }
  }

  private node(element: libxml2.XmlElement, path: string): PolicyNode {
    const attributes = new Map<string, Source>();
    for (const attribute of element.attrs) {
      const at = { line: element.line, path: `${path} ${attribute.name}` };
      attributes.set(attribute.name, this.source(attribute.value, at));
    }
    const children: PolicyNode[] = [];
    const counts = new Map<string, number>();
    let content = "";
    for (let child = element.firstChild; child; child = child.next) {
      if (isElement(child)) {
        const count = (counts.get(child.name) ?? 0) + 1;
        counts.set(child.name, count);
        children.push(this.node(child, `${path ? `${path}/` : ""}${child.name}[${count}]`));
      } else if (!isComment(child)) content += child.content;
    }
    return {
      name: element.name,
      line: element.line,
      path,
      attributes,
      children,
      content: this.source(content, { line: element.line, path }),
    };
  }

  private source(value: string, { line, path }: { line: number; path: string }): Source {
    const index = expressionIndex(value);
    if (index === undefined) return { text: this.resolve(value, line) };
    const found = this.expressions[index]!;
    try {
      return { expression: this.compile(found, this.resolve(found.code, found.line), path) };
    } catch (error) {
      if (!(error instanceof ExpressionFault)) throw error;
      this.findings.push({ document: this.name, line: found.line + error.line, message: error.message });
      return { text: "" };
    }
  }

  /** Puts the values of `{{named values}}` in. */
  private resolve(text: string, line: number): string {
    return text.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => {
      try {
        return this.namedValues(name);
      } catch (error) {
        this.findings.push({ document: this.name, line, message: (error as Error).message });
        return whole;
      }
    });
  }
}

const isElement = (node: libxml2.XmlNode): node is libxml2.XmlElement => "attrs" in node;
const isComment = (node: libxml2.XmlNode): boolean => node.constructor.name === "XmlComment";
