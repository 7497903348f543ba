import { normalType } from "../../../policies/base/typeTokens";

test.each([
  ["azure-native:network:Subnet", "network:Subnet"],
  ["azure-native:network/v20240101:Subnet", "network:Subnet"],
  ["azure-native:monitor/v20210501preview:DiagnosticSetting", "monitor:DiagnosticSetting"],
  ["azure-native_network_v20240101:network:Subnet", "network:Subnet"],
  ["azure-native:insights/v20200202:Component", "applicationinsights:Component"],
  ["azure-native:network:PrivateZone", "privatedns:PrivateZone"],
  ["azure-native:network:VirtualNetworkLink", "privatedns:VirtualNetworkLink"],
  ["azure-native:insights:PrivateLinkScope", "monitor:PrivateLinkScope"],
  ["pulumi:providers:azure-native", undefined],
  ["shield:network:VirtualNetwork", undefined],
  ["random:index/randomString:RandomString", undefined],
  ["azuread:index/group:Group", undefined],
  ["pulumi:providers:azure", undefined],
])("%s is %s", (token, type) => {
  expect(normalType(token)).toBe(type);
});
