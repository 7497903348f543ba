import { NameKind } from "./names";

/** Which names a kind of resource may have, besides their greatest length. */
interface NamePattern {
  pattern: RegExp;
  /** The pattern in words. */
  words: string;
  min: number;
}

const network: NamePattern = {
  pattern: /^[a-zA-Z0-9]([a-zA-Z0-9_.-]*[a-zA-Z0-9_])?$/,
  words: "letters, digits, '_', '.', '-', from a letter or digit to a letter, digit or '_'",
  min: 1,
};
const letterHyphen: NamePattern = {
  pattern: /^[a-zA-Z]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/,
  words: "letters, digits and hyphens, from a letter to a letter or digit",
  min: 1,
};
const loose: NamePattern = {
  pattern: /^[^<>*%{}&:\\?+/#@]*[^<>*%{}&:\\?+/#@. ]$/,
  words: "text without < > * % { } & : \\ ? + / # @, not ending with '.' or a space",
  min: 1,
};

/** Characters and smallest lengths of names (Microsoft Learn, "Naming rules and restrictions for Azure resources"). */
export const namePatterns: Record<NameKind, NamePattern> = {
  resourceGroup: {
    pattern: /^[a-zA-Z0-9_.()-]*[a-zA-Z0-9_()-]$/,
    words: "letters, digits, '_', '.', '(', ')', '-', not ending with '.'",
    min: 1,
  },
  virtualNetwork: { ...network, min: 2 },
  subnet: network,
  networkSecurityGroup: network,
  publicIpAddress: network,
  privateEndpoint: network,
  flowLog: network,
  applicationGateway: network,
  firewallPolicy: network,
  apiManagement: letterHyphen,
  openAi: {
    pattern: /^[a-z0-9][a-z0-9-]*[a-z0-9]$/,
    words: "lower-case letters, digits and inner hyphens, because the name is a host name too",
    min: 2,
  },
  keyVault: {
    pattern: /^(?!.*--)[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$/,
    words: "letters, digits and single hyphens, from a letter to a letter or digit",
    min: 3,
  },
  encryptionVault: { pattern: /^[a-z][a-z0-9]+$/, words: "lower-case letters and digits, from a letter", min: 3 },
  storage: { pattern: /^[a-z0-9]+$/, words: "lower-case letters and digits", min: 3 },
  workspace: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/,
    words: "letters, digits and inner hyphens",
    min: 4,
  },
  applicationInsights: loose,
  privateLinkScope: loose,
  queryPack: loose,
  actionGroup: loose,
  alert: loose,
  eventHubNamespace: { ...letterHyphen, min: 6 },
  identity: {
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/,
    words: "letters, digits, '_' and '-', beginning with a letter or digit",
    min: 3,
  },
  budget: { pattern: /^[a-zA-Z0-9_-]+$/, words: "letters, digits, '_' and '-'", min: 1 },
};

/** Longest id of a child of API Management that is safe everywhere (same page, "Microsoft.ApiManagement"). */
export const maxChildId = 80;
