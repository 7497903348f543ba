import fc from "fast-check";
import { z } from "zod";
import { layBeneath, profiles } from "../../stacks/profiles";
import { settingsSchema } from "../../stacks/settings/schema";
import { schemaAt } from "../../stacks/settings/shape";
import { accepted, dev, messages, prod } from "./settings/support";

describe("the profiles", () => {
  it("dev is small and can be deleted", () => {
    const { apiManagement, ingress, monitoring, protection } = accepted(dev());
    expect([apiManagement.sku, apiManagement.units]).toEqual(["Developer", 1]);
    expect([ingress.minCapacity, ingress.maxCapacity, ingress.zones]).toEqual([1, 2, []]);
    expect([monitoring.retentionDays, monitoring.archiveDays, monitoring.auditArchive]).toEqual([
      30,
      90,
      { immutable: false, retentionDays: 30, geoRedundant: false, locked: false },
    ]);
    expect(protection).toEqual({ protectStateful: false, locks: false });
  });

  it("prod has zones, keeps longer and is protected", () => {
    const { apiManagement, ingress, monitoring, protection } = accepted(prod({ "monitoring.auditArchive": undefined }));
    expect([apiManagement.sku, apiManagement.units, apiManagement.zones]).toEqual(["Premium", 3, ["1", "2", "3"]]);
    expect([ingress.minCapacity, ingress.maxCapacity, ingress.zones]).toEqual([3, 20, ["1", "2", "3"]]);
    expect([monitoring.retentionDays, monitoring.archiveDays, monitoring.auditArchive]).toEqual([
      180,
      1095,
      { immutable: true, retentionDays: 1095, geoRedundant: false, locked: true },
    ]);
    expect(protection).toEqual({ protectStateful: true, locks: false });
  });

  it("give way to what is written, entry by entry", () => {
    const { apiManagement, protection } = accepted(prod({ "apiManagement.units": 6, "protection.locks": true }));
    expect([apiManagement.units, apiManagement.zones.length, protection.protectStateful, protection.locks]).toEqual([
      6,
      3,
      true,
      true,
    ]);
  });

  it("give way to a list as a whole", () => {
    expect(accepted(prod({ "ingress.zones": ["2"] })).ingress.zones).toEqual(["2"]);
    expect(accepted(prod({ "ingress.zones": [] })).ingress.zones).toEqual([]);
  });

  it("cause no problems of their own when the profile does not exist", () => {
    expect(messages(dev({ profile: "staging" }))).toEqual(["profile: must be one of dev, prod"]);
  });

  it.each(Object.entries(profiles))("%s names settings that there are, with values that they may have", (_, profile) => {
    const wrong = leaves(profile).filter(([path, value]) => {
      const schema = schemaAt(settingsSchema, path);
      return !schema || !z.safeParse(schema, value).success;
    });
    expect(wrong).toEqual([]);
  });
});

function leaves(group: object, path: string[] = []): [string[], unknown][] {
  return Object.entries(group).flatMap(([key, value]): [string[], unknown][] =>
    typeof value === "object" && !Array.isArray(value) ? leaves(value as object, [...path, key]) : [[[...path, key], value]],
  );
}

describe("laying defaults beneath", () => {
  const group = fc.letrec<{ tree: Record<string, unknown> }>((tie) => ({
    tree: fc.dictionary(
      fc.constantFrom("a", "b", "c"),
      fc.oneof({ maxDepth: 3 }, fc.integer(), fc.array(fc.integer()), tie("tree")),
    ),
  })).tree;

  it("keeps everything that is written", () => {
    fc.assert(fc.property(group, group, (defaults, written) => expect(layBeneath(defaults, written)).toMatchObject(written)));
  });

  it("adds nothing to what is complete", () => {
    fc.assert(fc.property(group, (written) => expect(layBeneath(written, written)).toEqual(written)));
  });

  it("changes neither side", () => {
    fc.assert(
      fc.property(group, group, (defaults, written) => {
        const before = structuredClone([defaults, written]);
        layBeneath(defaults, written);
        expect([defaults, written]).toEqual(before);
      }),
    );
  });
});
