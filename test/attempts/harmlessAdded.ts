import type { Harmless } from "./harmless";

/** Properties that the plans do not have and that no mandatory rule refuses when they are added, each with the reason. */
export const harmlessAdded: readonly Harmless[] = [
  {
    at: / (.*\.)?(etag|provisioningState|type|migrationPhase|status|certificateStatus|createdDate|lastModifiedDate|currentCapacity|peeringState|peeringSyncLevel)$/,
    reason: "Azure's own answer, or its kind of the same thing; what it is given is ignored or refused",
  },
  {
    at: / (.*\.)?(name|\w*Name|\w*[dD]escription|displayName|terms|metadata|userMetadata|tags(\.\[\])?|tags\.\[\]\.(name|value)|requestMessage|actionsRequired|workspaceRegion|subscriptionLocation|targetResource(Region|Type)|targetResourceTypes\.\[\]|location)$/,
    reason: "a name or words; what the name finds is judged where it stands",
  },
  {
    at: / (.*\.)?identity\.(type|userAssignedIdentity|userAssignedIdentities\.\[\])$|encryptionUserAssignedIdentity$/,
    reason: "an identity without a role may do nothing, roles are judged, and an identity of strangers is refused by its id",
  },
  {
    at: / (.*\.)?(flushConnection|flowTimeoutInMinutes|idleTimeoutInMinutes|zones\.\[\]|zoneRedundant|sku\.(capacity|family|size|tier|capacityReservationLevel)|maximumThroughputUnits|kafkaEnabled|largeFileSharesState|dynamicThrottlingEnabled|restore|createMode)$/,
    reason: "size, zones, times, or where the resource is made from",
  },
  {
    at: /^network:NetworkSecurityGroup securityRules\.\[\]\.(destination\w*|sourcePortRanges)/,
    reason:
      "where traffic in the subnet goes, or which port it comes from: who may be at the other end, and at which port, is judged",
  },
  {
    at: /^network:VirtualNetwork (addressSpace|bgpCommunities|encryption|privateEndpointVNetPolicies|subnets\.\[\]\.(delegations\.\[\]\.actions|ipamPoolPrefixAllocations|resourceNavigationLinks|serviceAssociationLinks))/,
    reason: "a range, whose pool's id is judged, encryption, or Azure's own notes",
  },
  {
    at: /^network:VirtualNetwork virtualNetworkPeerings\.\[\]\./,
    reason: "how much of a network is peered; with which one is judged, and Azure refuses a peering with none",
  },
  {
    at: /^apimanagement:ApiManagementService (configurationApi\.legacyApi|notificationSenderEmail|publicNetworkAccess)$/,
    reason: "off, a sender of mails, or Azure's default in a network",
  },
  {
    at: /^apimanagement:ApiManagementService hostnameConfigurations\.\[\]\.(certificate\.|certificateSource|defaultSslBinding|hostName|negotiateClientCertificate)/,
    reason: "a host name of the gateway, whose certificate is from a vault of the stack",
  },
  {
    at: /^apimanagement:Api (apiRevision|apiVersion|apiVersionSet|authenticationSettings|contact|license|soapApiType|termsOfServiceUrl|translateRequired|wsdlSelector)/,
    reason: "words for its readers, or how it is described; http is what an API is",
  },
  { at: /^apimanagement:Backend circuitBreaker\./, reason: "when a backend is left out for a while" },
  {
    at: /^apimanagement:(Logger isBuffered|Diagnostic \w+\.\w+\.headers\.\[\]|Product subscriptionsLimit|Subscription (appType|notify))$/,
    reason: "how a log is written, one more header of it that holds no credential, or a number",
  },
  {
    at: /^operationalinsights:Workspace (features\.(enableDataExport|immediatePurgeDataOn30Days)|forceCmkForQuery)$/,
    reason: "off is Azure's default, and a key for queries makes them harder; what is exported is judged at the export",
  },
  {
    at: /^applicationinsights:Component /,
    reason:
      "traces; calls, prompts and who called are in the logs of Azure Monitor, and the workspace decides how long they are kept",
  },
  {
    at: /^monitor:DiagnosticSetting (logs|metrics)\.\[\]\./,
    reason: "how long storage keeps it: no log goes to storage; the workspace decides",
  },
  {
    at: /^monitor:(ActionGroup|ActivityLogAlert|MetricAlert|ScheduledQueryRule) /,
    reason:
      "how people are told, and alerts on use and health; those on evidence must be whole (evidence-alerts), and programs are refused",
  },
  {
    at: /^cognitiveservices:Account properties\.encryption\./,
    reason: "which key: the vault's address is judged, and Microsoft's own key is Azure's default",
  },
  {
    at: /^cognitiveservices:Deployment properties\.(capacitySettings|model\.publisher|scaleSettings|spillover)/,
    reason: "how much of a model, or which one; the settings say so",
  },
  {
    at: /^network:WebApplicationFirewallPolicy /,
    reason: "rules that block or write down more; what lets calls pass is refused",
  },
  { at: /^keyvault:(Key|Secret) properties\./, reason: "from when, until when and of which curve: a key that works less" },
  {
    at: /^network:PrivateEndpoint (applicationSecurityGroups|customDnsConfigs|ipConfigurations)/,
    reason: "Azure's answer, or which address of the subnet; groups are judged by their ids",
  },
  { at: /^privatedns:PrivateRecordSet soaRecord\./, reason: "how long answers of the zone are kept" },
  {
    at: /^network:ApplicationGateway (authenticationCertificates|trusted(Client|Root)Certificates)\./,
    reason: "whom the gateway trusts as API Management, besides public authorities; where it sends calls is judged",
  },
  {
    at: /^network:ApplicationGateway (backendHttpSettingsCollection|enableFips|forceFirewallPolicyAssociation|httpListeners\.\[\]\.hostNames|probes|urlPathMaps)/,
    reason: "how API Management is called and tried; host, port, protocol and listener are judged",
  },
  {
    at: /^network:ApplicationGateway ssl(Policy|Profiles)\./,
    reason:
      "Azure ignores it beside a predefined policy, or it asks more of clients; a policy of its own is judged by version and ciphers",
  },
  {
    at: /^storage:StorageAccount (azureFilesIdentityBasedAuthentication|dnsEndpointType|enable|encryption|immutable|isHnsEnabled|keyPolicy|routingPreference)/,
    reason:
      "of files that nobody may open, off, or nothing that decides while keys and public access are off; archive-immutable judges the archive",
  },
  {
    at: /^storage:(BlobServiceProperties|BlobContainer) /,
    reason: "what else is kept of blobs, or of an account that is no archive: archive-recoverable judges that",
  },
  {
    at: /^storage:ManagementPolicy /,
    reason: "when blobs become cool, or which of them; when they are deleted is judged (archive-lifecycle)",
  },
  {
    at: /^eventhub:Namespace encryption\./,
    reason: "which key: the vault's address is judged",
  },
  {
    at: /^eventhub:EventHub (captureDescription|messageRetentionInDays|retentionDescription)/,
    reason: "capture that is off, and how long a copy is kept",
  },
  {
    at: /^network:PublicIPAddress (ddosSettings|deleteOption|dnsSettings|ipAddress|ipTags)/,
    reason: "which address the front end has, and its name; that it has one is judged",
  },
  {
    at: /^consumption:Budget (eTag|filter\.|timePeriod\.endDate)/,
    reason: "what a budget counts, and until when: the team's figures",
  },
];
