import type * as pulumi from "@pulumi/pulumi";

/** Who is told of an alert: on-call, the security team, or those who answer for plans and cost. */
export const audiences = ["operations", "security", "cost"] as const;

/** A group of people who are told together; each has an action group. */
export type Audience = (typeof audiences)[number];

/** A program that alerts are sent to, which shows by a token of Entra who calls it: nothing in its address is secret. */
export interface AlertWebhook {
  /** Address over HTTPS, without a query. */
  url: string;
  /** Application ID URI of the program's app registration: audience of the token. */
  identifierUri: string;
  /** Object id of that app's service principal. */
  objectId: string;
  /** Entra tenant of the app. Default: that of the subscription. */
  tenantId?: string | undefined;
}

/** A Logic App that alerts start. */
export interface AlertLogicApp {
  /** Resource id of the workflow. */
  workflowId: string;
  /** Address of its HTTP trigger, signed: whoever knows it can start the workflow. */
  callbackUrl: pulumi.Input<string>;
}

/** Somebody or something that gets alerts, in at least one way. */
export interface AlertReceiver {
  /** Name of the receiver in its action groups; unique among the receivers. */
  name: string;
  /** Address that gets the messages. */
  email?: string | undefined;
  /** A telephone that gets a text message. */
  sms?: { countryCode: string; phoneNumber: string } | undefined;
  /** A program that gets the alert. */
  webhook?: AlertWebhook | undefined;
  /** A Logic App that the alert starts. */
  logicApp?: AlertLogicApp | undefined;
  /** Of which alerts. Default: all. */
  audiences?: readonly Audience[];
}
