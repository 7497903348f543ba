/**
 * Properties that cannot change in place: a change replaces the resource. Besides these, every part of the id and the location
 * replace. Path → source. `[]` stands for every element of a list; a path covers all below it.
 */
export const immutable: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "network:PublicIPAddress": {
    sku: "pulumi-azure-native, table of properties that force replacement",
    publicIPAddressVersion: "pulumi-azure-native, table of properties that force replacement",
    publicIPPrefix: "pulumi-azure-native, table of properties that force replacement",
    publicIPAllocationMethod: "Microsoft Learn, Public IP addresses: fixed with SKU Standard [own knowledge]",
    zones: "Microsoft Learn, Public IP addresses: zones are chosen at creation",
  },
  "network:PrivateEndpoint": {
    subnet: "pulumi-azure-native issue 3883: the subnet of a private endpoint cannot change",
    customNetworkInterfaceName: "Microsoft Learn, Private endpoint properties: set at creation [own knowledge]",
    "privateLinkServiceConnections[].privateLinkServiceId": "Azure refuses another target for a connection [own knowledge]",
    "manualPrivateLinkServiceConnections[].privateLinkServiceId": "Azure refuses another target for a connection [own knowledge]",
  },
  "network:ApplicationGateway": {
    zones: "Microsoft Learn, Application Gateway v2: zones of an existing gateway cannot change [own knowledge]",
  },
  "network:FlowLog": { targetResourceId: "Azure REST, Flow Logs: the target identifies the flow log [own knowledge]" },
  "network:NatGateway": { zones: "Microsoft Learn, NAT gateway and availability zones: cannot change after deployment" },
  "privatedns:VirtualNetworkLink": {
    virtualNetwork: "Azure REST, Virtual Network Links: the network of a link cannot change [own knowledge]",
  },
  "cognitiveservices:Account": {
    kind: "Microsoft Learn, Foundry upgrade apart, the kind of an account is fixed [own knowledge]",
    "properties.customSubDomainName": "Microsoft Learn, Custom subdomain names: cannot be changed once set",
    "properties.networkInjections": "Azure REST, Accounts: set at creation [own knowledge]",
  },
  "cognitiveservices:Deployment": {
    "properties.model.name": "Another model is another deployment; another version of the model is an update [own knowledge]",
    "properties.model.format": "Another model is another deployment [own knowledge]",
  },
  "keyvault:Vault": {
    "properties.softDeleteRetentionInDays": "Microsoft Learn, Key Vault soft-delete overview: set only at creation",
  },
  "keyvault:Key": {
    "properties.kty": "Azure REST, Keys - Create If Not Exist: an existing key is not changed",
    "properties.keySize": "Azure REST, Keys - Create If Not Exist: an existing key is not changed",
    "properties.curveName": "Azure REST, Keys - Create If Not Exist: an existing key is not changed",
  },
  "storage:StorageAccount": {
    isHnsEnabled: "pulumi-azure-native, table of properties that force replacement",
    "immutableStorageWithVersioning.enabled":
      "Azure REST, Storage Accounts: can only be set to true at account creation; its policy can change",
    enableNfsV3: "Azure REST, Storage Accounts: can only be set at account creation [own knowledge]",
    dnsEndpointType: "Azure REST, Storage Accounts: can only be set at account creation [own knowledge]",
  },
  "storage:BlobContainer": {
    "immutableStorageWithVersioning.enabled":
      "Azure REST, Blob Containers: set at creation; an existing container is migrated [own knowledge]",
    defaultEncryptionScope: "Azure REST, Blob Containers: set at creation [own knowledge]",
  },
  "operationalinsights:DataExport": {
    resourceId: "Azure REST, Data Exports: the destination of a rule cannot change [own knowledge]",
  },
  "applicationinsights:Component": {
    kind: "Azure refuses another kind for a component [own knowledge]",
    applicationType: "Azure refuses another application type for a component [own knowledge]",
  },
  "monitor:PrivateLinkScopedResource": {
    linkedResourceId: "Azure REST, Private Link Scoped Resources: the link is to one resource [own knowledge]",
  },
  "monitor:ScheduledQueryRule": {
    scopes: "pulumi-azure-native, test program scheduledqueryrule-scopes-forcenew",
    kind: "Azure REST, Scheduled Query Rules: set at creation [own knowledge]",
  },
  "authorization:RoleAssignment": {
    principalId: "pulumi-azure-native, table of properties that force replacement",
    scope: "pulumi-azure-native, table of properties that force replacement",
    roleDefinitionId: "Azure refuses it with RoleAssignmentUpdateNotPermitted",
    principalType: "Azure refuses it with RoleAssignmentUpdateNotPermitted [own knowledge]",
  },
  "authorization:PolicyAssignment": {
    policyDefinitionId: "Azure REST, Policy Assignments: the definition of an assignment cannot change [own knowledge]",
  },
  "eventhub:Namespace": {
    clusterArmId: "Azure REST, Namespaces: set at creation",
    zoneRedundant: "Azure REST, Namespaces: set at creation [own knowledge]",
    "encryption.requireInfrastructureEncryption": "Azure REST, Namespaces: set at creation [own knowledge]",
  },
  "eventhub:EventHub": {
    partitionCount: "Microsoft Learn, Event Hubs quotas: the number of partitions of a Standard hub cannot change",
  },
  "consumption:Budget": { timeGrain: "Azure REST, Budgets: the time grain cannot change [own knowledge]" },
  "apimanagement:Group": { type: "Azure REST, Group - Update: the type is not part of an update [own knowledge]" },
  "apimanagement:Api": { sourceApiId: "Azure REST, APIs: a revision is made from its source once [own knowledge]" },
  "apimanagement:Logger": { loggerType: "Azure REST, Logger - Update: the type of a logger cannot change [own knowledge]" },
};
