/**
 * Types that no rule needs to judge beyond what is judged of every resource (tags, locations, ids of other subscriptions, ignored
 * changes), each with the reason. One line adds a type: `module:Resource` of azure-native v3, or the whole token of another
 * provider. A type that a rule judges needs no line.
 */
export const harmless: Readonly<Record<string, string>> = {
  "apimanagement:ApiOperation": "one more operation of an API whose policy authenticates its callers",
  "apimanagement:ApiRelease": "makes a revision of an API current, and that revision is an API of its own",
  "apimanagement:ApiSchema": "describes bodies",
  "apimanagement:ApiVersionSet": "groups versions of APIs",
  "apimanagement:ProductApi": "puts an API into a product, and both are judged",
  "apimanagement:Tag": "a word on an API",
  "applicationinsights:Workbook": "shows what its readers may query anyway",
  "consumption:Budget": "writes mails about costs",
  "eventhub:ConsumerGroup": "a position of a reader, who needs a role to read",
  "operationalinsights:QueryPack": "holds queries",
  "operationalinsights:QueryPackQuery": "the text of a query",
  "operationalinsights:Query": "the text of a query",
  "operationalinsights:SavedSearch": "the text of a query, run with the rights of whoever runs it",
  "random:index/randomString:RandomString": "a value in the state, for names that must be unique in the world",
};

/** Types of Pulumi itself. */
export const ofPulumi: ReadonlySet<string> = new Set(["pulumi:pulumi:Stack"]);
