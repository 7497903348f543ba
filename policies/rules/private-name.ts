import { zonesOfGroup } from "../azure/privateEndpoints";
import { isPrivate, isWithinRanges, rangeOf } from "../azure/ranges";
import { subnetRanges } from "../azure/serviceSubnets";
import { Finding, mustBe, mustBeEmpty, unexpected } from "../base/findings";
import { stackRule } from "../base/rule";
import type { Stack, StackResource } from "../base/stack";
import type { Value } from "../base/value";

const known: ReadonlySet<string> = new Set(Object.values(zonesOfGroup).flat());

/** Ends of names that Microsoft and OpenAI answer for: a private zone of such a name stands in for their services. */
const ofMicrosoft =
  /(^|\.)(azure\.(com|net|us)|azure-api\.net|windows\.net|microsoft\.com|microsoftonline\.com|msauth\.net|openai\.com|azure-automation\.net|azureedge\.net|azurefd\.net|azurewebsites\.net|trafficmanager\.net|cloudapp\.net|akadns\.net|msedge\.net|live\.com)$/i;

export default stackRule({
  name: "private-name",
  severity: "critical",
  types: ["privatedns:PrivateRecordSet", "privatedns:PrivateZone"],
  description:
    "Private names lead to private addresses, and only the zones of private endpoints and of API Management stand for names of Microsoft.",
  remediation: "Use A records with addresses of the network, in a zone of a private endpoint, of API Management or of the team.",
  check: (resource, stack) => (resource.type === "privatedns:PrivateZone" ? zone(resource) : record(resource, stack)),
});

function zone(resource: StackResource): Finding[] {
  const name = resource.at("privateZoneName");
  const text = name.text()?.toLowerCase() ?? "";
  const ofGateway = /^(?!privatelink\.)[a-z0-9-]+(\.(developer|management|portal|scm|configuration))?\.azure-api\.net$/.test(
    text,
  );
  return known.has(text) || /^privatelink\./.test(text) || ofGateway || !ofMicrosoft.test(text)
    ? []
    : [unexpected(name, "a zone of a private endpoint or of API Management")];
}

function record(resource: StackResource, stack: Stack): Finding[] {
  const others = ["cnameRecord", "mxRecords", "srvRecords", "ptrRecords", "txtRecords"];
  return [
    ...mustBe(resource.at("recordType"), "A", "AAAA"),
    ...others.flatMap((one) => mustBeEmpty(resource.at(one), "A records instead")),
    ...["aRecords", "aaaaRecords"].flatMap((list) => addresses(resource, list, stack)),
  ];
}

function addresses(resource: StackResource, list: string, stack: Stack): Finding[] {
  const entries = resource.at(list).isUnknown ? [resource.at(list)] : resource.at(list).items();
  const dependsOnService = stack.dependencies(resource, list).some((one) => one.type === "apimanagement:ApiManagementService");
  return entries
    .map((entry) => entry.at(list === "aRecords" ? "ipv4Address" : "ipv6Address"))
    .filter((address) => !(address.isUnknown && dependsOnService) && !isPrivateText(address.text()))
    .map((address) => ({ message: unexpected(address, "an address of a private network").message }))
    .concat(ofService(resource) ? elsewhere(entries, list, stack) : []);
}

/** A name of API Management or of a private endpoint stands for a machine in a subnet of the stack, where the stack has the subnets. */
function elsewhere(entries: Value[], list: string, stack: Stack): Finding[] {
  const subnets = subnetRanges(stack);
  return entries
    .map((entry) => entry.at(list === "aRecords" ? "ipv4Address" : "ipv6Address"))
    .filter((address) => {
      const range = rangeOf(address.text() ?? "");
      return subnets.length > 0 && range !== undefined && !isWithinRanges(range, subnets);
    })
    .map((address) => ({ message: unexpected(address, "an address of a subnet of this stack").message }));
}

function ofService(record: StackResource): boolean {
  return /(^|\.)azure-api\.net$|^privatelink\./i.test(record.at("privateZoneName").text() ?? "");
}

function isPrivateText(text: string | undefined): boolean {
  const range = rangeOf(text ?? "");
  return range !== undefined && isPrivate(range);
}
