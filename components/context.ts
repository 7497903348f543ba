import * as pulumi from "@pulumi/pulumi";
import { Naming } from "./naming";

/** Where a component's resources go and what they are called; part of the args of every component. */
export interface Placement {
  /** Resource group that holds the component's resources. */
  resourceGroupName: pulumi.Input<string>;
  /** Azure region, in its short form (`swedencentral`). */
  location: string;
  /** Tags of every resource that has tags. */
  tags: Record<string, string>;
  /** Gives every resource its Azure name. */
  naming: Naming;
}

/** Where logs and metrics of a resource go. */
export interface DiagnosticsTarget {
  /** Resource id of the Log Analytics workspace. */
  workspaceId: pulumi.Input<string>;
  /** Event Hub that gets the same records, for a SIEM. */
  eventHub?: {
    /** Resource id of the namespace's authorization rule that may send. */
    authorizationRuleId: pulumi.Input<string>;
    /** Name of the event hub. */
    name: pulumi.Input<string>;
    /** Region of the namespace: a regional resource can send to an event hub of its own region only. */
    location?: string;
  };
}
