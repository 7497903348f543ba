/** Shape of `exemptions.json`, `allowed-types.json` and `baseline.json`, for tools that write them. They import nothing, so that every TypeScript project can. */

/** An exemption: this rule may be broken by these resources, for this reason, until that day. */
export interface Exemption {
  /** Name of the rule. */
  rule: string;
  /** URN, in which `*` stands for any characters; after its last `::` stands the name. */
  resource: string;
  /** Why the rule may be broken. */
  reason: string;
  /** The person who decided it. */
  approvedBy: string;
  /** Who mends what is exempted. */
  owner: string;
  /** Where the decision is written down. */
  ticket: string;
  /** Last day on which it counts, as `YYYY-MM-DD` in UTC. */
  expires: string;
}

/** A type that a project allows beyond those of the pack: the project's own decision, with a reason and somebody who answers for it. */
export interface AllowedType {
  /** `module:Resource` of azure-native, or the whole token of another provider's type. */
  type: string;
  /** Why the project needs it. */
  reason: string;
  /** Who answers for it. */
  owner: string;
}

/** A provider that a project uses beyond azure-native and what the rule's settings list. */
export interface AllowedProvider {
  /** Name of its package, or `name@version`; one that is parameterized is allowed by name and version only. */
  provider: string;
  /** Why the project needs it. */
  reason: string;
  /** Who answers for it. */
  owner: string;
}

/** A finding that an existing estate already had when the pack was introduced. */
export interface BaselineEntry {
  /** Name of the rule. */
  rule: string;
  /** The resource that breaks it. */
  urn: string;
  /** Hash of rule, URN and message, as `--format baseline` writes it. */
  fingerprint: string;
}
