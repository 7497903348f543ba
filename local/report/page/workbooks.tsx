import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PlanView, textOf } from "../facts/planView";
import { Part } from "./sections";

/** A workbook of the plan with its picture. */
export interface Pictured {
  /** Name in the portal. */
  title: string;
  /** The picture as a `data:` address, so that the page stays one file. */
  picture: string;
}

/** The workbooks of a plan that `docs/pictures` has a picture of; a fork may have none. */
export function picturedWorkbooks(view: PlanView, project: string): Pictured[] {
  return view.all("applicationinsights:Workbook").flatMap(({ name, inputs }) => {
    const reader = name.split("workbook-").at(-1) ?? "";
    const file = join(project, "docs", "pictures", `workbook-${reader}.png`);
    if (!existsSync(file)) return [];
    return [{ title: textOf(inputs, "displayName"), picture: `data:image/png;base64,${readFileSync(file, "base64")}` }];
  });
}

/** What each reader opens, folded. */
export function WorkbooksView({ workbooks }: { workbooks: readonly Pictured[] }) {
  return (
    <Part
      id="workbooks"
      title="Workbooks"
      intro="What each reader opens in the portal, drawn from the content that is deployed and the rows of a day of the tests: no figure is of this environment."
    >
      {workbooks.map(({ title, picture }) => (
        <details key={title}>
          <summary>{title}</summary>
          <img class="workbook" src={picture} alt={`The workbook ${title} over the rows of a day of the tests`} />
        </details>
      ))}
    </Part>
  );
}
