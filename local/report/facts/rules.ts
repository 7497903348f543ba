import { placeOf } from "../places";
import { plural } from "../words";
import type { PlanView } from "./planView";
import { Row, Section, section } from "./row";

/** How the rules came out: how many hold, then each that does not. */
export function rules(view: PlanView): Section {
  const { evaluated, violations, exempted } = view.plan.rules;
  const broken = new Set(violations.map(({ rule }) => rule));
  const excused = new Set(exempted.map(({ rule }) => rule).filter((rule) => !broken.has(rule)));
  const passed = evaluated - broken.size - excused.size;
  const counts = [`${passed} passed`, `${broken.size} broken`, `${excused.size} exempted`].join(", ");
  const mandatory = violations.some(({ level }) => level === "mandatory");
  return section("rules", [
    {
      key: "count",
      label: plural(evaluated, "rule"),
      text: counts,
      brief: counts + briefly(violations),
      ...(mandatory && { alarm: true }),
    },
    ...violations.map((found): Row => ({
      key: `violation:${found.rule}:${found.urn}:${found.message}`,
      label: found.level,
      text: `${found.rule} (${found.severity}) on ${placeOf(found.urn)}: ${oneLine(found.message)}`,
      ...(found.level === "mandatory" ? { alarm: true } : { minor: true }),
    })),
    ...exempted.map((found): Row => ({
      key: `exempted:${found.rule}:${found.urn}:${found.message}`,
      label: "exempted",
      minor: true,
      text: `${found.rule} (${found.severity}) on ${placeOf(found.urn)}: ${oneLine(found.message)}`,
    })),
  ]);
}

/** `; advisory: tidy, no-tags ×3`: the rules that a screen has no lines of their own for. */
function briefly(violations: readonly { rule: string; level: string }[]): string {
  const others = violations.filter(({ level }) => level !== "mandatory");
  const times = (level: string, rule: string) => others.filter((one) => one.level === level && one.rule === rule).length;
  return [...new Set(others.map(({ level }) => level))]
    .map((level) => {
      const names = [...new Set(others.filter((one) => one.level === level).map(({ rule }) => rule))];
      return `; ${level}: ${names.map((rule) => (times(level, rule) > 1 ? `${rule} ×${times(level, rule)}` : rule)).join(", ")}`;
    })
    .join("");
}

const oneLine = (text: string): string => text.split("\n").join(" ");

/** What can be deployed but deserves a look. */
export function warnings(view: PlanView): Section {
  const found = view.plan.warnings ?? [];
  return section(
    "warnings",
    found.length === 0
      ? [{ key: "none", label: "None", text: "no setting deserves a second look" }]
      : found.map(({ path, message }, index) => ({
          key: `${path}:${index}`,
          label: path,
          text: message,
          brief: message.split(" (got ")[0] ?? message,
          alarm: true,
        })),
  );
}
