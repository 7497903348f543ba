import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderToString } from "preact-render-to-string";
import { bundled } from "../../report/page/bundle";
import type { LiveState } from "./state";
import { partsOf } from "./views";

/** Nothing is loaded from anywhere; the page talks to the control door that it came from. */
const contentPolicy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** What the page has beside the report's own style. */
const ownStyle = `
.scroll { overflow-x: auto; } .regions { list-style: none; padding: 0; display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); }
.regions li { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; } table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { text-align: left; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); white-space: nowrap; } pre { overflow: auto; max-height: 320px; font-size: 12px; }
button[data-region] { font: inherit; margin: 0 6px 6px 0; padding: 3px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--bg); color: var(--text); cursor: pointer; }
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
  const page = <Page stack={stack} gateway={gateway} parts={partsOf(state)} style={style} script={script} />;
  return `<!doctype html>\n${renderToString(page)}\n`;
}

interface PageProps {
  stack: string;
  gateway: string;
  parts: Record<string, string>;
  style: string;
  script: string;
}

function Page({ stack, gateway, parts, style, script }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content={contentPolicy} />
        <title>{`The gateway of ${stack}, live`}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#main">
          To the content
        </a>
        <header>
          <h1>{`The gateway of ${stack}, live`}</h1>
          <p class="intro">
            {gateway} <span id="connection" role="status" />
          </p>
        </header>
        <main id="main" tabIndex={-1}>
          {places.map(([id, title, intro]) => (
            <section key={id} aria-labelledby={`${id}-title`}>
              <h2 id={`${id}-title`}>{title}</h2>
              <p class="intro">{intro}</p>
              <div id={id} dangerouslySetInnerHTML={{ __html: parts[id] ?? "" }} />
            </section>
          ))}
        </main>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}
