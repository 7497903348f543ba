import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundled } from "../../report/page/bundle";
import { documentOf } from "../../report/page/shell";
import type { LiveState } from "./state";
import { partsOf } from "./views";

/** What the page has beside the report's own style. */
const ownStyle = `
.scroll { overflow-x: auto; } .regions { list-style: none; padding: 0; display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); }
.regions li { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; } table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { text-align: left; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); white-space: nowrap; } pre { overflow: auto; max-height: 320px; font-size: 12px; }
button[data-region] { font: inherit; margin: 0 6px 6px 0; padding: 3px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--bg); color: var(--text); cursor: pointer; }
#ask { margin-bottom: 12px; } #ask select, #ask button { font: inherit; padding: 3px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--bg); color: var(--text); max-width: 100%; }
button[aria-pressed="true"] { background: var(--accent-soft); border-color: var(--accent); font-weight: 600; }`;

const places = [
  ["calls", "Calls", "The newest first, whatever became of them."],
  ["consumers", "Tokens by consumer", "Since the start, or since everything was forgotten."],
  ["regions", "Regions", "A button changes how the region answers from the next call on."],
  ["tables", "Log rows", "How many rows each table has, and the newest one. GET /logs/TABLE has them all."],
] as const;

/** The page of a running environment, with what there is now. */
export async function livePage(stack: string, gateway: string, state: LiveState): Promise<string> {
  const style = readFileSync(join(__dirname, "../..", "report", "page", "page.css"), "utf8") + ownStyle;
  const script = await bundled(join(__dirname, "client.ts"));
  const title = `The gateway of ${stack}, live`;
  return documentOf({
    title,
    style,
    script,
    asksOwnServer: true,
    children: <Content title={title} gateway={gateway} parts={partsOf(state)} />,
  });
}

function Content({ title, gateway, parts }: { title: string; gateway: string; parts: Record<string, string> }) {
  return (
    <>
      <header>
        <h1>{title}</h1>
        <p class="intro">
          {gateway} <span id="connection" role="status" />
        </p>
      </header>
      <main id="main" tabIndex={-1}>
        {places.map(([id, heading, intro]) => (
          <section key={id} aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{heading}</h2>
            <p class="intro">{intro}</p>
            <div id={id} dangerouslySetInnerHTML={{ __html: parts[id] ?? "" }} />
          </section>
        ))}
        <Questions />
      </main>
    </>
  );
}

/** Questions are asked by hand: an answer is about what was logged until then. */
function Questions() {
  return (
    <section aria-labelledby="questions-title">
      <h2 id="questions-title">Questions</h2>
      <p class="intro">
        What the library's queries answer over these rows, as <code>npm run query</code> does.
      </p>
      <form id="ask">
        <label>
          Question <select name="question" id="questions" />
        </label>{" "}
        <button type="submit">Ask</button>
      </form>
      <div id="answer" aria-live="polite" />
    </section>
  );
}
