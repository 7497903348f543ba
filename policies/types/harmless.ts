/**
 * Types that no rule needs to judge beyond what is judged of every resource (tags, locations, ids of other subscriptions, ignored
 * changes), each with the reason. One line adds a type: `module:Resource` of azure-native v3, or the whole token of another
 * provider. A type that a rule judges needs no line.
 */
export const harmless: Readonly<Record<string, string>> = {
  "apimanagement:ApiSchema": "describes bodies",
  "apimanagement:ApiVersionSet": "groups versions of APIs",
  "apimanagement:Tag": "a word on an API",
  "applicationinsights:Workbook": "shows what its readers may query anyway",
  "eventhub:ConsumerGroup": "a position of a reader, who needs a role to read",
  "network:NetworkWatcher": "a name under which flow logs are made; it is in no network",
  "operationalinsights:QueryPack": "holds queries",
  "operationalinsights:QueryPackQuery": "the text of a query",
  "operationalinsights:Query": "the text of a query",
  "random:index/randomString:RandomString": "a value in the state, for names that must be unique in the world",
};

/** Types of Pulumi itself. */
export const ofPulumi: ReadonlySet<string> = new Set(["pulumi:pulumi:Stack"]);
