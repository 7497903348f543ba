import type { ComponentChildren } from "preact";
import type { DifferencePart } from "../difference/rows";
import type { Section } from "../facts/row";
import { breakable } from "./breakable";
import type { Exposure, Verdict } from "./exposure";

/** A part of the page with a heading that the navigation leads to. */
export function Part({ id, title, intro, children }: { id: string; title: string; intro?: string; children: ComponentChildren }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {intro && <p class="intro">{intro}</p>}
      {children}
    </section>
  );
}

/** A table that a narrow screen can move sideways, also with the keyboard. */
export function Table({
  caption,
  head,
  rows,
  className,
}: {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly ComponentChildren[])[];
  className?: string;
}) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table class={className}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            <tr key={index}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The summary, as the terminal says it. */
export function Summary({ sections }: { sections: readonly Section[] }) {
  return (
    <Part id="summary" title="Summary" intro="Every fact of report.md; the terminal has those that decide.">
      <div class="cards">
        {sections.map(({ id, title, rows }) => (
          <article key={id} class="card" id={`summary-${id}`} aria-labelledby={`summary-${id}-title`}>
            <h3 id={`summary-${id}-title`}>{title}</h3>
            <Facts rows={rows} />
          </article>
        ))}
      </div>
    </Part>
  );
}

function Facts({ rows }: Pick<Section, "rows">) {
  return (
    <dl>
      {rows.map(({ key, label, text, detail, alarm }) => (
        <div key={key} class={`fact${detail ? " detail" : ""}${alarm ? " alarm" : ""}`}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What changes against another plan; what must be accepted comes first. */
export function DifferenceView({ parts }: { parts: readonly DifferencePart[] }) {
  const [first] = parts;
  const nothing = parts.length === 1 && first?.rows[0]?.text === "";
  return (
    <Part id="difference" title="Difference">
      {nothing ? (
        <p class="nothing">{`${first?.rows[0]?.label} ${first?.title.replace(/^A/, "a")}.`}</p>
      ) : (
        <div class="cards one">
          {parts.map(({ title, rows }) => (
            <article key={title} class="card">
              <h3>{title}</h3>
              <Facts rows={rows} />
            </article>
          ))}
        </div>
      )}
    </Part>
  );
}

/** Who reaches what, and why or why not. */
export function ExposureView({ exposure: { sources, targets, verdicts } }: { exposure: Exposure }) {
  if (targets.length < 2)
    return (
      <Part id="exposure" title="Exposure">
        <p>
          The rules of an existing network belong to its owner: they are not in the plan, so nothing can be said of who reaches
          what.
        </p>
      </Part>
    );
  return (
    <Part
      id="exposure"
      title="Exposure"
      intro="From each place (row) to each service (column) on its port: what lets a connection through, or what stops it. Private ranges outside of the network count as its peers."
    >
      <Table
        caption="Reachability matrix"
        className="matrix"
        head={["From", ...targets.map(({ label, port }) => `${label} :${port}`)]}
        rows={sources.map(({ label }, row) => [
          label,
          ...(verdicts[row] ?? []).map((verdict) => <VerdictView verdict={verdict} alarm={label === "Internet"} />),
        ])}
      />
    </Part>
  );
}

function VerdictView({ verdict: { open, by, outside }, alarm }: { verdict: Verdict; alarm: boolean }) {
  if (outside) return <small>{by}</small>;
  return (
    <span class={open ? (alarm ? "open alarm" : "open") : "shut"}>
      <b>{open ? "✓ reached" : "✕ stopped"}</b> <small>{breakable(by)}</small>
    </span>
  );
}
