import type { Rule } from "../base/rule";
import appgwBackendHttps from "../rules/appgw-backend-https";
import appgwBackendsOfGateway from "../rules/appgw-backends-of-gateway";
import appgwCapacity from "../rules/appgw-capacity";
import appgwCertsFromKv from "../rules/appgw-certs-from-kv";
import appgwClassicWafNoDisabledRules from "../rules/appgw-classic-waf-no-disabled-rules";
import appgwClassicWafOwasp3 from "../rules/appgw-classic-waf-owasp3";
import appgwClassicWafPrevention from "../rules/appgw-classic-waf-prevention";
import appgwDiagnostics from "../rules/appgw-diagnostics";
import appgwFrontEnd from "../rules/appgw-front-end";
import appgwHttpsOnlyOrRedirect from "../rules/appgw-https-only-or-redirect";
import appgwNoClassicWafConfig from "../rules/appgw-no-classic-waf-config";
import appgwRewritesKeysOnly from "../rules/appgw-rewrites-keys-only";
import appgwTls12 from "../rules/appgw-tls12";
import appgwWafPolicyAttached from "../rules/appgw-waf-policy-attached";
import appgwWafV2Sku from "../rules/appgw-waf-v2-sku";
import appgwZones from "../rules/appgw-zones";
import wafEnabled from "../rules/waf-enabled";
import wafLogScrubbed from "../rules/waf-log-scrubbed";
import wafManagedRulesets from "../rules/waf-managed-rulesets";
import wafNoAllowRule from "../rules/waf-no-allow-rule";
import wafNoDisabledRules from "../rules/waf-no-disabled-rules";
import wafNoExclusions from "../rules/waf-no-exclusions";
import wafPreventionMode from "../rules/waf-prevention-mode";
import wafRequestBodyCheck from "../rules/waf-request-body-check";

/** Rules over Application Gateway and its firewall. */
export const applicationGatewayRules: readonly Rule[] = [
  appgwBackendHttps,
  appgwBackendsOfGateway,
  appgwCapacity,
  appgwCertsFromKv,
  appgwClassicWafNoDisabledRules,
  appgwClassicWafOwasp3,
  appgwClassicWafPrevention,
  appgwDiagnostics,
  appgwFrontEnd,
  appgwHttpsOnlyOrRedirect,
  appgwNoClassicWafConfig,
  appgwRewritesKeysOnly,
  appgwTls12,
  appgwWafPolicyAttached,
  appgwWafV2Sku,
  appgwZones,
  wafEnabled,
  wafLogScrubbed,
  wafManagedRulesets,
  wafNoAllowRule,
  wafNoDisabledRules,
  wafNoExclusions,
  wafPreventionMode,
  wafRequestBodyCheck,
];
