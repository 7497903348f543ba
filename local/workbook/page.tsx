import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderToString } from "preact-render-to-string";
import type { Value } from "../query/engine";
import { number, plural } from "../report/words";
import { Chart } from "./chart";
import { Answer, Content, Formatter, Item, colourOf } from "./content";

/** Rows of a grid that are drawn; a workbook scrolls. */
const shownRows = 6;

/** One tab of a workbook as its reader has it open. */
export interface OpenTab {
  /** Name of the workbook. */
  title: string;
  /** Heading of the tab. */
  tab: string;
  /** Texts of the pickers, by their names. */
  picked: Readonly<Record<string, string>>;
  /** What the tiles of the tab gave, by their names. */
  answers: ReadonlyMap<string, Answer>;
  /** The call that was clicked, by its correlation id. Default: none. */
  clicked?: string;
}

/**
 * A workbook as a page: pickers, tabs, and the tiles of one tab over the rows that their queries gave. It draws what the content that is deployed says: titles,
 * grids with the colours of thresholds, charts with their line.
 *
 * @throws Error when a tile of the tab has no answer.
 */
export function workbookPage(content: Content, open: OpenTab): string {
  const style = readFileSync(join(__dirname, "page.css"), "utf8");
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{open.title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>
          <h1>{open.title}</h1>
          {content.items.map((item) => (
            <Part key={item.name} item={item} open={open} />
          ))}
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${renderToString(page)}`;
}

function Part({ item, open }: { item: Item; open: OpenTab }) {
  const { parameters, links } = item.content;
  if (parameters)
    return (
      <dl class="pickers">
        {parameters
          .filter(({ isHiddenWhenLocked }) => !isHiddenWhenLocked)
          .map(({ name, label }) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd>{open.picked[name] ?? "All"}</dd>
            </div>
          ))}
      </dl>
    );
  if (links)
    return (
      <ul class="tabs">
        {links.map(({ linkLabel }) => (
          <li key={linkLabel} aria-current={linkLabel === open.tab ? "page" : undefined}>
            {linkLabel}
          </li>
        ))}
      </ul>
    );
  return item.conditionalVisibility?.value === open.tab ? <Tile item={item} open={open} /> : null;
}

function Tile({ item: { name, content }, open }: { item: Item; open: OpenTab }) {
  const answer = open.answers.get(name);
  if (!answer) throw new Error(`${open.title}: the tile ${name} has no answer`);
  const { title = name, noDataMessage = "", visualization, chartSettings, gridSettings } = content;
  const line = chartSettings?.customThresholdLine;
  const drawn = visualization === "table" ? "grid" : "chart";
  return (
    <section>
      <h2>{title}</h2>
      {answer.rows.length === 0 ? (
        <p class="none">{noDataMessage}</p>
      ) : drawn === "chart" ? (
        <Chart answer={answer} title={title} threshold={line === undefined ? undefined : Number(line)} />
      ) : answer.rows.length === 1 ? (
        <Totals answer={answer} />
      ) : (
        <Grid answer={answer} title={title} formatters={gridSettings?.formatters ?? []} clicked={open.clicked} />
      )}
    </section>
  );
}

/** A single row: each value with its name, empty ones left out. */
function Totals({ answer: { columns, rows } }: { answer: Answer }) {
  const row = rows[0] ?? {};
  return (
    <dl class="totals">
      {columns
        .filter(({ name }) => textOf(row[name] ?? null) !== "")
        .map(({ name }) => (
          <div key={name} class={typeof row[name] === "string" && String(row[name]).length > 60 ? "wide" : undefined}>
            <dt>{name}</dt>
            <dd>{textOf(row[name] ?? null)}</dd>
          </div>
        ))}
    </dl>
  );
}

interface GridProps {
  answer: Answer;
  title: string;
  formatters: readonly Formatter[];
  clicked: string | undefined;
}

function Grid({ answer: { columns, rows }, title, formatters, clicked }: GridProps) {
  const more = rows.length - shownRows;
  const full = columns.filter(({ name }) => rows.slice(0, shownRows).some((row) => textOf(row[name] ?? null) !== ""));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={title}>
      <table>
        <thead>
          <tr>
            {full.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownRows).map((row, index) => (
            <tr key={index} class={clicked !== undefined && row.CorrelationId === clicked ? "clicked" : undefined}>
              {full.map(({ name }) => (
                <Cell key={name} value={row[name] ?? null} colour={colourOf(formatters, name, row[name] ?? null)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="more">and {plural(more, "row")} more</p>}
    </div>
  );
}

function Cell({ value, colour }: { value: Value; colour: string | undefined }) {
  const text = textOf(value);
  const mark = colour === undefined || colour === "green" ? text : <mark class={colour}>{text}</mark>;
  return <td class={cellClass(value, text)}>{mark}</td>;
}

/** Numbers, moments and object ids stay on one line; a long text has room. */
function cellClass(value: Value, text: string): string | undefined {
  if (typeof value === "number" || /^\d{4}-\d\d-\d\d |^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)) return "number";
  return text.length > 30 && text.includes(" ") ? "long" : undefined;
}

/** A value as a cell shows it; a moment without fractions of a second. */
function textOf(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return number(value);
  if (typeof value === "object") return JSON.stringify(value);
  return String(value).replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/, "$1 $2");
}
