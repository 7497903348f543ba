/** Types that stand for ways in, rights, copies and programs: none of them is of the pack. A name with one colon is of azure-native. */
export const foreignTypes: readonly string[] = `
  network:ConfigurationPolicyGroup network:DnsForwardingRuleset network:OutboundEndpoint network:ForwardingRule
  network:InboundEndpoint network:DnsResolver dnsresolver:DnsResolver dnsresolver:ForwardingRule
  dns:RecordSet dns:Zone network:RouteTable network:Route
  network:RouteServer network:VirtualHubRouteTable network:VpnGateway network:VpnSite
  network:P2sVpnGateway network:NetworkVirtualAppliance network:AzureFirewall network:FirewallPolicy
  network:FirewallPolicyRuleCollectionGroup network:BastionHost network:NatGateway network:NetworkSecurityPerimeter
  network:NetworkSecurityPerimeterAccessRule network:NetworkSecurityPerimeterAssociation network:PrivateLinkService network:PrivateLinkServicePrivateEndpointConnection
  network:ApplicationGatewayPrivateEndpointConnection network:ServiceEndpointPolicy network:IpGroup network:ConnectionMonitor
  network:PacketCapture network:VirtualNetworkTap network:NetworkManager network:AdminRule
  network:CustomIPPrefix cdn:Profile cdn:AFDEndpoint cdn:Rule
  frontdoor:FrontDoor relay:Namespace hybridconnectivity:Endpoint compute:VirtualMachine
  compute:VirtualMachineExtension compute:VirtualMachineRunCommandByVirtualMachine compute:VirtualMachineScaleSet containerservice:ManagedCluster
  app:ManagedEnvironment app:ContainerApp app:Job containerinstance:ContainerGroup
  web:WebApp web:AppServicePlan web:WebAppSwiftVirtualNetworkConnection web:StaticSite
  devcenter:DevCenter batch:BatchAccount desktopvirtualization:HostPool apicenter:Service
  servicefabric:Cluster apimanagement:User apimanagement:Gateway apimanagement:GatewayApiEntityTag
  apimanagement:GatewayHostnameConfiguration apimanagement:Certificate apimanagement:Cache apimanagement:IdentityProvider
  apimanagement:OpenIdConnectProvider apimanagement:AuthorizationServer apimanagement:AuthorizationProvider apimanagement:Authorization
  apimanagement:GlobalSchema apimanagement:EmailTemplate apimanagement:ContentItem apimanagement:PortalRevision
  apimanagement:TenantAccess apimanagement:TenantAccessGit apimanagement:SignUpSetting apimanagement:DelegationSetting
  apimanagement:NotificationRecipientEmail apimanagement:Workspace apimanagement:WorkspaceApi apimanagement:WorkspacePolicy
  apimanagement:ApiWiki apimanagement:GraphQLApiResolver apimanagement:ApiTagDescription apimanagement:PolicyRestriction
  apimanagement:PrivateEndpointConnectionByName apimanagement:ApiGateway storage:BlobContainerImmutabilityPolicy storage:BlobContainerLegalHold
  storage:StorageConnector storage:NetworkSecurityPerimeterConfiguration storage:FileServiceProperties storage:TableServiceProperties
  storage:QueueServiceProperties storagemover:StorageMover dataprotection:BackupVault recoveryservices:Vault
  monitor:PipelineGroup monitor:DataCollectionRuleAssociation monitor:DiagnosticSettingsCategory insights:DiagnosticServiceStorageAccount
  operationalinsights:SummaryLog alertsmanagement:ActionRuleByName alertsmanagement:PrometheusRuleGroup security:DefenderForStorage
  securityinsights:AlertRule logz:Monitor datadog:Monitor elastic:Monitor
  newrelic:Monitor dynatrace:Monitor purview:Account eventgrid:SystemTopic
  eventgrid:EventSubscription authorization:PimRoleEligibilitySchedule authorization:PimRoleAssignmentSchedule authorization:RoleEligibilityScheduleRequest
  authorization:RoleAssignmentScheduleRequest authorization:RoleManagementPolicy authorization:RoleManagementPolicyAssignment authorization:AccessReviewScheduleDefinitionById
  authorization:PolicyAssignment authorization:PolicyExemption authorization:PolicyDefinition authorization:ManagementLockAtResourceGroupLevel
  authorization:VariableAtManagementGroup managedservices:RegistrationAssignment managedservices:RegistrationDefinition managedidentity:FederatedIdentityCredential
  aad:DomainService keyvault:AccessPolicy keyvault:MHSMKey solutions:JitRequest
  solutions:Application customproviders:CustomResourceProvider resources:DeploymentAtSubscriptionScope resources:DeploymentAtManagementGroupScope
  resources:DeploymentStackAtResourceGroup resources:DeploymentStackAtSubscription resources:TemplateSpec resources:AzureCliScript
  resources:AzurePowerShellScript resources:TagAtScope automation:Runbook web:WebAppSourceControl
  logic:Workflow datafactory:Factory machinelearningservices:Workspace search:Service
  botservice:Bot communication:CommunicationService azure:network/networkSecurityRule:NetworkSecurityRule azure:cognitive/account:Account
  azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment azapi:resource:Resource azapi:index/updateResource:updateResource azapi:resources:ResourceAction
  azuread:index/application:Application azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential azure-native:Network:Subnet azure-native:network:subnet
  Azure-Native:network:PublicIPAddress azure-native:network/latest:PublicIPAddress azure-native_network_v20230901:network:NatGateway azure-native_compute_v20240701:compute:VirtualMachine
  azure-nextgen:network/latest:PublicIPAddress pulumi-nodejs:dynamic:Resource pulumi-python:dynamic:Resource pulumi:pulumi:StackReference
  pulumi-std:index:Resource command:local:Command command:remote:Command docker:index/container:Container
  kubernetes:core/v1:Service kubernetes:helm.sh/v3:Release terraform-provider:index:Resource hcp:index:Thing
  pulumiservice:index:Webhook random:index/randomPassword:RandomPassword random:index/randomShuffle:RandomShuffle null:index/resource:Resource
  http:index:Request cloudflare:index/record:Record aws:s3/bucket:Bucket gcp:storage/bucket:Bucket
  github:index/actionsSecret:ActionsSecret tls:index/privateKey:PrivateKey acme:index/certificate:Certificate time:index/sleep:Sleep
  azure-native-v1:network:Subnet eks:index:Cluster
`
  .trim()
  .split(/\s+/);
