import { renderToString } from "preact-render-to-string";
import { number } from "../../report/words";
import type { Answered, Question } from "./questions";
import type { LiveState, ShownCall } from "./state";

/** Parts of the page that change, by the id of their place. */
export function partsOf(state: LiveState): Record<string, string> {
  return {
    calls: renderToString(<Calls calls={state.calls} />),
    consumers: renderToString(<Consumers consumers={state.consumers} />),
    regions: renderToString(<Regions regions={state.regions} />),
    tables: renderToString(<Tables tables={state.tables} />),
  };
}

/** What can be asked, as options. */
export const questionsPart = (questions: readonly Question[]): string =>
  renderToString(
    <>
      {questions.map(({ name, title }) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </>,
  );

/** An answer as a table, or why there is none. */
export function answerPart(name: string, answered: Answered): string {
  if ("problem" in answered) return renderToString(<p role="alert">{answered.problem}</p>);
  const heads = Object.keys(answered.rows[0] ?? {});
  const cell = (value: unknown): string =>
    value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value as string | number | boolean);
  const rows = answered.rows.map((row) => heads.map((head) => cell(row[head])));
  return renderToString(<Grid label={`Answer to ${name}`} heads={heads} rows={rows} />);
}

/** A table that can be wider than the window, so it scrolls by itself. */
function Grid({
  label,
  heads,
  rows,
}: {
  label: string;
  heads: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}) {
  if (rows.length === 0) return <p class="faint">Nothing yet.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={`${label}, the table`}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={heads[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const callHeads = ["Time", "Consumer", "Shows", "Call", "Model", "Backend", "Status", "Reason", "Attempts", "ms", "Tokens"];

const callRow = (call: ShownCall): (string | number)[] => [
  call.at,
  call.consumer,
  call.credentials,
  call.what,
  call.model,
  call.region,
  call.status,
  call.reason,
  call.attempts,
  number(call.milliseconds),
  number(call.tokens),
];

const Calls = ({ calls }: Pick<LiveState, "calls">) => <Grid label="Calls" heads={callHeads} rows={calls.map(callRow)} />;

const Consumers = ({ consumers }: Pick<LiveState, "consumers">) => (
  <Grid
    label="Tokens by consumer"
    heads={["Consumer", "Calls", "Refused", "Tokens"]}
    rows={consumers.map((one) => [one.name, number(one.calls), number(one.refused), number(one.tokens)])}
  />
);

function Regions({ regions }: Pick<LiveState, "regions">) {
  return (
    <ul class="regions">
      {regions.map(({ location, state, deployments }) => (
        <li key={location}>
          <h3>
            {location}: {state}
          </h3>
          {["up", "down", "silent", "throttled", "slow"].map((next) => (
            <button key={next} type="button" data-region={location} data-state={next} aria-pressed={state === next}>
              {next}
            </button>
          ))}
          <Grid
            label={`Deployments in ${location}`}
            heads={["Deployment", "State", "Breaker"]}
            rows={deployments.map((one) => [one.name, one.state, one.breaker])}
          />
        </li>
      ))}
    </ul>
  );
}

const Tables = ({ tables }: Pick<LiveState, "tables">) => (
  <>
    {tables.map(({ name, rows, last }) => (
      <details key={name} id={`table-${name}`}>
        <summary>
          {name}: {number(rows)}
        </summary>
        {last ? <pre tabIndex={0}>{last}</pre> : <p class="faint">Nothing yet.</p>}
      </details>
    ))}
  </>
);
