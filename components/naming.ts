import * as pulumi from "@pulumi/pulumi";
import { GlobalKind, NameKind, NameRule, baseName, nameRules } from "./names";

/**
 * Names of one environment: `<abbreviation>-<prefix>[-<key>][-<suffix>]`. They depend on settings only, never on an
 * order, so adding or removing one resource renames no other.
 */
export class Naming {
  /**
   * @param prefix Beginning of every name.
   * @param suffix End of the names that must be unique in all of Azure.
   * @param overrides Names of resources that exist already: `kind` or `kind/key` → name.
   */
  constructor(
    readonly prefix: string,
    private readonly suffix: pulumi.Input<string>,
    private readonly overrides: Readonly<Record<string, string>> = {},
  ) {}

  /** Name of a resource that must be unique in its resource group only. */
  local(kind: Exclude<NameKind, GlobalKind>, key?: string): string {
    return this.override(kind, key) ?? baseName(kind, this.prefix, key);
  }

  /** Name of a resource that must be unique in all of Azure. */
  global(kind: GlobalKind, key?: string): pulumi.Output<string> {
    const override = this.override(kind, key);
    if (override) return pulumi.output(override);
    const rule: NameRule = nameRules[kind];
    return pulumi.interpolate`${baseName(kind, this.prefix, key)}${rule.compact ? "" : "-"}${this.suffix}`;
  }

  private override(kind: NameKind, key?: string): string | undefined {
    return this.overrides[key ? `${kind}/${key}` : kind];
  }
}
