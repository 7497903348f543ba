import type { Rule } from "../base/rule";
import apimApiDescriptionHere from "../rules/apim-api-description-here";
import apimApiHttpsOnly from "../rules/apim-api-https-only";
import apimApiKind from "../rules/apim-api-kind";
import apimApiOfStack from "../rules/apim-api-of-stack";
import apimApiSubscriptionRequired from "../rules/apim-api-subscription-required";
import apimAuthenticates from "../rules/apim-authenticates";
import apimBackendAuthenticated from "../rules/apim-backend-authenticated";
import apimBackendHttps from "../rules/apim-backend-https";
import apimBackendOfStack from "../rules/apim-backend-of-stack";
import apimBackendTlsValidated from "../rules/apim-backend-tls-validated";
import apimCallAsChecked from "../rules/apim-call-as-checked";
import apimCallerInGroup from "../rules/apim-caller-in-group";
import apimCallsBackendsOnly from "../rules/apim-calls-backends-only";
import apimCertsFromKv from "../rules/apim-certs-from-kv";
import apimClosed from "../rules/apim-closed";
import apimCorsNoWildcard from "../rules/apim-cors-no-wildcard";
import apimCredentialsKept from "../rules/apim-credentials-kept";
import apimDiagnosticSettings from "../rules/apim-diagnostic-settings";
import apimDiagnosticsBodies from "../rules/apim-diagnostics-bodies";
import apimDiagnosticsComplete from "../rules/apim-diagnostics-complete";
import apimDiagnosticsMasked from "../rules/apim-diagnostics-masked";
import apimDocuments from "../rules/apim-documents";
import apimGatewayLogged from "../rules/apim-gateway-logged";
import apimGroupOfTenant from "../rules/apim-group-of-tenant";
import apimLoggerNoPlainSecret from "../rules/apim-logger-no-plain-secret";
import apimLoggerOfStack from "../rules/apim-logger-of-stack";
import apimManagedIdentity from "../rules/apim-managed-identity";
import apimMinApiVersion from "../rules/apim-min-api-version";
import apimNoSampleProducts from "../rules/apim-no-sample-products";
import apimOneCredential from "../rules/apim-one-credential";
import apimPolicyInheritsBase from "../rules/apim-policy-inherits-base";
import apimPolicyReadable from "../rules/apim-policy-readable";
import apimPrivateEndpoint from "../rules/apim-private-endpoint";
import apimPrivateIngress from "../rules/apim-private-ingress";
import apimProductApprovalRequired from "../rules/apim-product-approval-required";
import apimProductSubscriptionRequired from "../rules/apim-product-subscription-required";
import apimPromptsChecked from "../rules/apim-prompts-checked";
import apimPromptsLogged from "../rules/apim-prompts-logged";
import apimSecretNamedValuesInKv from "../rules/apim-secret-named-values-in-kv";
import apimSkuVnetCapable from "../rules/apim-sku-vnet-capable";
import apimStv2 from "../rules/apim-stv2";
import apimSubscriptionScope from "../rules/apim-subscription-scope";
import apimTlsMin from "../rules/apim-tls-min";
import apimToolsNamed from "../rules/apim-tools-named";
import apimVnetInjected from "../rules/apim-vnet-injected";
import apimWeakCiphers from "../rules/apim-weak-ciphers";
import apimZones from "../rules/apim-zones";

/** Rules over API Management. */
export const apiManagementRules: readonly Rule[] = [
  apimApiDescriptionHere,
  apimApiHttpsOnly,
  apimApiKind,
  apimApiOfStack,
  apimApiSubscriptionRequired,
  apimAuthenticates,
  apimBackendAuthenticated,
  apimBackendHttps,
  apimBackendOfStack,
  apimBackendTlsValidated,
  apimCallAsChecked,
  apimCallerInGroup,
  apimCallsBackendsOnly,
  apimCertsFromKv,
  apimClosed,
  apimCorsNoWildcard,
  apimCredentialsKept,
  apimDiagnosticSettings,
  apimDiagnosticsBodies,
  apimDiagnosticsComplete,
  apimDiagnosticsMasked,
  apimDocuments,
  apimGatewayLogged,
  apimGroupOfTenant,
  apimLoggerNoPlainSecret,
  apimLoggerOfStack,
  apimManagedIdentity,
  apimMinApiVersion,
  apimNoSampleProducts,
  apimOneCredential,
  apimPolicyInheritsBase,
  apimPolicyReadable,
  apimPrivateEndpoint,
  apimPrivateIngress,
  apimProductApprovalRequired,
  apimProductSubscriptionRequired,
  apimPromptsChecked,
  apimPromptsLogged,
  apimSecretNamedValuesInKv,
  apimSkuVnetCapable,
  apimStv2,
  apimSubscriptionScope,
  apimTlsMin,
  apimToolsNamed,
  apimVnetInjected,
  apimWeakCiphers,
  apimZones,
];
