import { AnalyzeDiagnostic, AnalyzeResponse, EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Props } from "../protocol/provider";
import { AnalyzedResource, withoutInternals } from "./analyzed";
import { severities } from "./packInfo";
import type { PolicyPack } from "./policyPack";
import { remediate } from "./remediation";
import { resultsOf, RuleResults, Violation } from "./rules";

/** What a pack says of one resource. */
interface Found {
  urn: string;
  /** What rules changed; said as advice. */
  remediated: Violation[];
  response: AnalyzeResponse;
}

/** Collects what one pack finds, while the program still runs and when it has ended. */
export class RuleRun {
  private readonly found: Promise<Found>[] = [];

  /** @param pack The pack, once it is ready. */
  constructor(private readonly pack: Promise<PolicyPack>) {
    // A pack that fails to start is reported by `results`, which may be called much later.
    pack.catch(() => undefined);
  }

  /** Applies the rules over single resources. */
  add(analyzed: AnalyzedResource): void {
    const found = this.pack.then(async (pack) => {
      const remediated = pack.remediates ? await remediations(pack, analyzed) : [];
      return { urn: analyzed.resource.urn, remediated, response: await pack.analyze(analyzed) };
    });
    found.catch(() => undefined);
    this.found.push(found);
  }

  /** Applies the rules over the whole stack and returns everything that was found, in a fixed order. */
  async results(all: AnalyzedResource[], stackUrn: string): Promise<RuleResults> {
    const pack = await this.pack;
    const single = await Promise.all(this.found);
    const whole = await pack.analyzeStack(all);
    const known = new Set(all.map(({ resource }) => resource.urn));
    const urnOf = (diagnostic: AnalyzeDiagnostic) => (known.has(diagnostic.getUrn()) ? diagnostic.getUrn() : stackUrn);
    const violations = [
      ...single.flatMap(({ remediated }) => remediated),
      ...single.flatMap(({ urn, response }) =>
        response.getDiagnosticsList().map((diagnostic) => violation(diagnostic, urn, pack)),
      ),
      ...whole.getDiagnosticsList().map((diagnostic) => violation(diagnostic, urnOf(diagnostic), pack)),
    ];
    return resultsOf(pack.ruleCount, violations);
  }
}

function violation(diagnostic: AnalyzeDiagnostic, urn: string, { info }: PolicyPack): Violation {
  const rule = diagnostic.getPolicyname();
  const said = severities[diagnostic.getSeverity()];
  const severity = said === "unspecified" ? (info.rules.find(({ name }) => name === rule)?.severity ?? said) : said;
  const level = diagnostic.getEnforcementlevel() === EnforcementLevel.ADVISORY ? "advisory" : "mandatory";
  return { rule, urn, level, severity, message: diagnostic.getMessage() };
}

/** Changes a resource as the rules at the level `remediate` do, before the others are asked. */
async function remediations(pack: PolicyPack, analyzed: AnalyzedResource): Promise<Violation[]> {
  const { resource } = analyzed;
  let before = withoutInternals(resource.inputs);
  return (await pack.remediations(analyzed)).flatMap((one) => {
    const rule = one.getPolicyname();
    const after = one.getProperties()?.toJavaScript() as Props | undefined;
    const message = after ? remediate(resource, before, after) : one.getDiagnostic();
    before = after ?? before;
    const severity = pack.info.rules.find(({ name }) => name === rule)?.severity ?? "unspecified";
    return message ? [{ rule, urn: resource.urn, level: "advisory" as const, severity, message }] : [];
  });
}
