/** Why a change of a property meets no mandatory rule where it is; `at` is found in `module:Resource path`. */
export interface Harmless {
  at: RegExp;
  reason: string;
}

/** Properties of which no mandatory rule says anything, each with the reason. A test holds the list to what survives. */
export const harmlessProperties: readonly Harmless[] = [
  { at: / tags\./, reason: "tags decide nothing; required-tags has the project's own" },
  {
    at: / (location|zones\[\])$/,
    reason: "where it stands is the settings' to say; allowed-locations has the project's own list",
  },
  {
    at: / resourceGroupName$/,
    reason: "another group is of the same subscription; what refers to it no longer finds it, and is refused",
  },
  {
    at: / (.*\.)?(name|.*Name|title|description|notes|publisherEmail)$/,
    reason: "a name or words; what needs the thing of that name is judged at the other resource",
  },
  {
    at: /^apimanagement:\w+ (apiId|backendId|policyId|productId|namedValueId|loggerId|sid|diagnosticId|path|isCurrent|format)$/,
    reason: "which one it is of, or is: its API, product or service lacks it then, and is refused",
  },
  {
    at: /Id\]?$|\.id$|Ids?\[\]$|(userAssignedIdentities|scopes|actionGroups)\[\]$/,
    reason: "an id: removed, nothing is reached; unknown, what it depends on is judged",
  },
  {
    at: /^authorization:\w+ (scope|principalId)$|^monitor:DiagnosticSetting resourceUri$|^apimanagement:Subscription scope$/,
    reason: "an id: unknown, what it depends on is judged",
  },
  { at: /^resources:Resource parentResourcePath$/, reason: "an id: the API that lacks its log is refused" },
  {
    at: /^network:NetworkSecurityGroup securityRules\[\]\./,
    reason:
      "of a rule that denies, or another rule of the same shape: what allows is held to its shape, and a rule that denies all must be there",
  },
  {
    at: /^network:VirtualNetwork (addressSpace|dhcpOptions|ddosProtectionPlan|enable)/,
    reason: "a private range, resolver or protection less; vnet-private judges what is there",
  },
  { at: /^network:VirtualNetwork subnets\[\]\.addressPrefix$/, reason: "Azure refuses a subnet without one" },
  {
    at: /^network:VirtualNetwork subnets\[\]\.(defaultOutboundAccess|privateEndpointNetworkPolicies)$/,
    reason: "of the subnet that is delegated, which has neither",
  },
  {
    at: /^network:VirtualNetwork subnets\[\]\.(privateLinkServiceNetworkPolicies|delegations)/,
    reason: "Azure's default is Enabled; nothing is delegated",
  },
  {
    at: /^apimanagement:ApiManagementService customProperties.*(Protocols|TripleDes168|ECDSA|GCM_SHA384)/,
    reason: "Azure's default is off, or not on everywhere; what switches it on is refused",
  },
  {
    at: /^apimanagement:ApiManagementService (disableGateway|natGatewayState|enableClientCertificate|restore|sku\.capacity|apiVersionConstraint|identity\.type)/,
    reason: "Azure's default is the safe value, or it decides nothing about access",
  },
  {
    at: /^eventhub:\w+ (disableLocalAuth|isAutoInflateEnabled|sku|partitionCount|retentionDescription|trustedServiceAccessEnabled)/,
    reason: "Azure Monitor needs the key (docs/decisions/monitoring.md); the rest is size",
  },
  {
    at: /^apimanagement:Api (apiType|value|subscriptionKeyParameterNames)/,
    reason: "Azure's default is http; the description and the name of the key's header decide nothing",
  },
  {
    at: /^keyvault:Vault properties\.(enable\w+|networkAcls\.(bypass|defaultAction)|sku\.family|softDeleteRetentionInDays)$/,
    reason: "Azure's default is the safe value, and public network access is disabled",
  },
  {
    at: /^keyvault:(Key|Secret) properties\./,
    reason: "Azure's default is not exportable; the rest makes a key or secret that works less, or not",
  },
  { at: /^cognitiveservices:Account (kind|identity\.type|sku)/, reason: "another kind is judged by the same rules" },
  {
    at: /^cognitiveservices:Account properties\.(allowedFqdnList\[\]|encryption|networkAcls\.bypass|allowProjectManagement)/,
    reason: "one host less; Microsoft's key in place of the company's (cog-cmk, advice); Azure's default is the safe value",
  },
  { at: /^cognitiveservices:Deployment /, reason: "which model, how much of it: the settings say so" },
  {
    at: /^apimanagement:Backend (protocol|type|tls|circuitBreaker|pool|url)/,
    reason:
      "how a backend is tried; Azure's default checks certificates, and an unknown address is that of an account it depends on",
  },
  { at: /^apimanagement:NamedValue (secret|value)$/, reason: "no key: apim-secret-named-values-in-kv looks at the value" },
  {
    at: /^applicationinsights:Component (applicationType|flowType|ingestionMode|kind|requestSource)$/,
    reason: "decides nothing about access; Azure's default is the workspace",
  },
  { at: /^apimanagement:Logger credentials\./, reason: "the logger writes nothing then, and another gateway's log is complete" },
  {
    at: /^apimanagement:Diagnostic (alwaysLog|logClientIp|sampling|metrics|verbosity|operationNameFormat|httpCorrelationProtocol|frontend\.request\.headers)/,
    reason: "of traces in Application Insights; the log in Azure Monitor is held to apim-diagnostics-complete",
  },
  { at: /dataMasking\.headers\[\]/, reason: "of a header that is not logged: those that are must be masked" },
  { at: /dataMasking\.queryParams\[\]/, reason: "of an answer, which has no parameters" },
  {
    at: /^resources:Deployment properties\.template\./,
    reason: "the version of a template's language, or of a type that is judged",
  },
  {
    at: /^resources:Resource (apiVersion|properties\.(alwaysLog|frontend\.request\.headers|httpCorrelationProtocol|logClientIp|sampling|verbosity|body|related|tags))/,
    reason: "of the log of prompts, whose rows hold neither; or the text of a query",
  },
  {
    at: /^apimanagement:(Product state|Subscription (allowTracing|state))$/,
    reason: "Azure's default is the safe value; another state lets in fewer",
  },
  {
    at: /^storage:StorageAccount (accessTier|defaultToOAuthAuthentication|encryption|kind|sku|sasPolicy|isLocalUserEnabled|isSftpEnabled|enableHttpsTrafficOnly|networkRuleSet)/,
    reason: "Azure's default is the safe value, or nothing that decides about access while shared keys and public access are off",
  },
  {
    at: /^storage:StorageAccount immutableStorageWithVersioning\./,
    reason: "archive-immutable judges it at the export, by the account that takes it",
  },
  {
    at: /^storage:ManagementPolicy policy\.rules\[\]\.(enabled|type|definition\.filters\.blobTypes)/,
    reason: "Azure refuses another kind, and a rule that is off deletes nothing; when it deletes is judged",
  },
  {
    at: /^storage:(BlobServiceProperties isVersioningEnabled|BlobContainer publicAccess)$/,
    reason: "Azure refuses an immutable account without versions; its default is None",
  },
  { at: /^network:PublicIPAddress /, reason: "which public address, not whose" },
  {
    at: /^network:WebApplicationFirewallPolicy (managedRules|policySettings\.(custom|fileUpload|maxRequest|requestBody|logScrubbing))/,
    reason: "size, text of the refusal, or Azure's default; what is switched off or excluded is refused",
  },
  {
    at: /^network:PrivateEndpoint (privateLinkServiceConnections|subnet\.)/,
    reason: "judged at the service that then has no endpoint, or at the subnet",
  },
  { at: /^privatedns:/, reason: "an address that depends on the gateway, a time, or judged at the zone" },
  {
    at: /^network:ApplicationGateway (autoscale|backend|enableHttp2|frontend|globalConfiguration|httpListeners|identity|probes|redirect|requestRouting|sslPolicy)/,
    reason: "without it Azure refuses the gateway or no call arrives; where calls go and who listens is judged",
  },
  { at: /^operationalinsights:DataExport (enable|tableNames\[\])$/, reason: "law-archived judges it at the workspace" },
  {
    at: /^monitor:DiagnosticSetting (logAnalytics|logs|metrics)/,
    reason: "judged at the resource that is then not logged; metrics are no evidence",
  },
  {
    at: /^monitor:(ActionGroup|ActivityLogAlert|MetricAlert|ScheduledQueryRule) /,
    reason:
      "how and of what people are told; evidence-alerts and prompt-readers-alert judge what nobody may do unseen, at the workspace",
  },
  { at: /^monitor:PrivateLinkScopedResource kind$/, reason: "Azure's default is Resource" },
  {
    at: /^operationalinsights:SavedSearch /,
    reason: "the text of a query, run with the rights of whoever runs it; law-function-name judges what it is called",
  },
  {
    at: /^consumption:Budget (amount|category|scope|timeGrain|timePeriod\.startDate|notifications\.\w+\.(contactEmails\[\]|operator|threshold|thresholdType))$/,
    reason:
      "what may be spent, and from which share of it who is told: the team's figures; that each notification is on and tells somebody is judged",
  },
  { at: /^network:FlowLog /, reason: "flow logs are the settings' to have; 0 days keeps them for ever" },
];

/** Resources, `type component name`, without which nothing is less private and no evidence less. */
export const harmlessResources: readonly Harmless[] = [
  { at: /:ManagementPolicy /, reason: "deletes nothing then; what is exported is kept for longer" },
  {
    at: /:(ResourceGroup|RandomString) /,
    reason: "Azure refuses what is in a group that is not there; a name is written out then",
  },
  {
    at: /:(Api|Backend|NamedValue|ProductApi|Subscription|Deployment) shield:(apiManagement|openAi)/,
    reason: "fewer APIs, backends, teams and models",
  },
  { at: /:Diagnostic .*applicationinsights$/, reason: "traces; the log in Azure Monitor is held to apim-gateway-logged" },
  {
    at: /:DiagnosticSetting shield:storage:PrivateStorage (audit|training|flow-log-storage)-diagnostics$/,
    reason: "metrics of the account; its logs are those of the blob service",
  },
  { at: /:RoleAssignment /, reason: "somebody may do less" },
  {
    at: /:(PrivateZone|PrivateRecordSet|VirtualNetworkLink) shield:network:ApiManagementHosts/,
    reason: "a host name of the gateway that nobody finds; it has no public address",
  },
  {
    at: /:VirtualNetworkLink shield:network:PrivateDns .*-hub$/,
    reason: "another network finds the names no more; the links of the stack's own network must be there",
  },
  {
    at: /:PrivateEndpoint .* certificate-vault-endpoint$/,
    reason: "Application Gateway does not reach another team's vault, or reaches it by an endpoint of that team",
  },
  {
    at: /:BlobServiceProperties .* training-blob$/,
    reason: "training data that somebody deletes is gone at once; advice in dev, mandatory in prod (st-blob-soft-delete)",
  },
  {
    at: /:Budget |:MetricAlert |:ActivityLogAlert /,
    reason: "tells of cost and health, and a second time of what evidence-alerts judges",
  },
  {
    at: /:ScheduledQueryRule .*alerts-(?!evidence|keys-listed|local-auth|prompts-read|public-access|role-granted)/,
    reason: "tells of use, health or cost; those on evidence, keys, roles, access and readers must be there",
  },
  { at: /shield:monitoring:QueryLibrary/, reason: "the text of queries, and pages that show them" },
  {
    at: /:Deployment shield:monitoring:Workspace/,
    reason: "tables are kept as long as the workspace, which law-retention judges; the archive has them for longer",
  },
  { at: /:BlobContainer /, reason: "the export makes the container of a table itself" },
  { at: /:(EventHub|NamespaceNetworkRuleSet) /, reason: "a copy for others; the namespace itself is closed" },
  { at: /:(Key|Secret) /, reason: "an account or the gateway that lacks it is refused by Azure" },
  { at: /:ManagementLockByScope /, reason: "the settings' to have; stateful-protected holds in prod" },
];
