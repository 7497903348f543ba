import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";

/** What every page here is made of. */
export interface ShellProps {
  /** Title of the tab. */
  title: string;
  /** The style sheet, as text. */
  style: string;
  /** The client's script, as text. */
  script: string;
  /** Whether the script may ask the server that the page came from. Default: nothing is loaded from anywhere. */
  asksOwnServer?: boolean;
  /** The body. */
  children: ComponentChildren;
}

/** What runs and how it looks is in the page. */
const policyOf = (asksOwnServer: boolean): string =>
  [
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'",
    ...(asksOwnServer ? ["connect-src 'self'"] : []),
    "base-uri 'none'; form-action 'none'",
  ].join("; ");

/** A page as one document. */
export const documentOf = (props: ShellProps): string => `<!doctype html>\n${renderToString(<Shell {...props} />)}\n`;

function Shell({ title, style, script, asksOwnServer = false, children }: ShellProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content={policyOf(asksOwnServer)} />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#main">
          To the content
        </a>
        {children}
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}
