import { Cloud } from "../../local/azure/cloud";
import { isolationIs } from "../support/features";
import { Engine } from "./support/engine";
import { Project, closeProject, openProject } from "./support/project";
import { settingsIn } from "./support/shield";

/** A subscription without the feature that the private front end of dev needs. */
describe("a private front end in a subscription without its feature", () => {
  let project: Project;
  let engine: Engine;
  beforeAll(async () => {
    project = await openProject("shield");
    engine = await Engine.open(project, settingsIn("test/fixtures/dev.yaml"), isolationIs("NotRegistered"));
  });
  afterAll(() => closeProject(project));

  it("is refused before anything is made", async () => {
    const { failure } = await engine.up();
    expect(failure).toContain("ingress.frontEnd.mode: needs the feature");
    expect(failure).toContain("az feature register");
    expect(new Cloud({ dir: project.home.azure }).list()).toEqual([]);
  });

  it("is a warning for a caller who may not read features", async () => {
    engine.setEnvironment(isolationIs("forbidden"));
    const { failure, events } = await engine.preview();
    const said = events.flatMap(({ diagnosticEvent }) =>
      diagnosticEvent?.severity === "warning" ? [diagnosticEvent.message] : [],
    );
    expect(failure).toBeUndefined();
    expect(said.join()).toMatch(/ingress\.frontEnd\.mode: cannot read .* Status=403 Code="AuthorizationFailed"/);
  });
});
