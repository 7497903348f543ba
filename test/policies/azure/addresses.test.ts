import { holdsPort, isInternet, isWithin } from "../../../policies/azure/addresses";

test.each([
  "*",
  "Any",
  "any",
  "Internet",
  "internet",
  "0.0.0.0/0",
  "0.0.0.0",
  "::/0",
  "0.0.0.0/1",
  "2000::/3",
  "AzureCloud",
  "AzureCloud.westeurope",
])("%s is the Internet", (prefix) => {
  expect(isInternet(prefix)).toBe(true);
});

test.each([
  "10.0.0.0/8",
  "203.0.113.7",
  "203.0.113.0/24",
  "2001:db8::/32",
  "VirtualNetwork",
  "AzureLoadBalancer",
  "GatewayManager",
  "Storage",
  "",
])("%j is not the Internet", (prefix) => {
  expect(isInternet(prefix)).toBe(false);
});

test.each([
  ["*", 22, true],
  ["22", 22, true],
  ["10-100", 22, true],
  ["23-100", 22, false],
  ["443", 22, false],
  ["", 22, false],
])("%j holds port %d: %s", (range, port, holds) => {
  expect(holdsPort(range, port)).toBe(holds);
});

test.each([
  ["443", "443", true],
  ["443", "*", true],
  ["*", "443", false],
  ["80-443", "443", false],
  ["81-90", "80-100", true],
])("%s within %s: %s", (range, outer, within) => {
  expect(isWithin(range, outer)).toBe(within);
});
