import { z } from "zod";
import { defaultAddressSpace } from "../../../components/network/subnetRanges";
import { armId, cidr, ipv4, key } from "./primitives";

const subnets = z
  .strictObject({
    applicationGateway: cidr
      .optional()
      .describe("Range of the subnet of Application Gateway. Default: the first quarter of the first address space."),
    apiManagement: cidr
      .optional()
      .describe("Range of the subnet of API Management. Default: the second quarter of the first address space."),
    privateEndpoints: cidr
      .optional()
      .describe("Range of the subnet of the private endpoints. Default: the third quarter of the first address space."),
  })
  .describe("Ranges of the three subnets.");

const subnetName = z.string().min(1).max(80);

const existingNetwork = z
  .strictObject({
    virtualNetworkId: armId("Microsoft.Network/virtualNetworks").describe("Resource id of the virtual network to use."),
    addressSpace: z.array(cidr).min(1).describe("Its address space; needed to check ranges and to write network rules."),
    subnets: z
      .strictObject({
        applicationGateway: cidr.describe("Range of the existing subnet for Application Gateway."),
        apiManagement: cidr.describe("Range of the existing subnet for API Management."),
        privateEndpoints: cidr.describe("Range of the existing subnet for private endpoints."),
      })
      .describe("Ranges of the existing subnets."),
    subnetNames: z
      .strictObject({
        applicationGateway: subnetName.describe("Name of the existing subnet for Application Gateway."),
        apiManagement: subnetName.describe("Name of the existing subnet for API Management."),
        privateEndpoints: subnetName.describe("Name of the existing subnet for private endpoints."),
      })
      .describe("Names of the existing subnets. Their network security groups, delegations and policies stay with their owner."),
  })
  .describe("An existing virtual network with its subnets, instead of a new one.");

const privateDns = z
  .strictObject({
    mode: z
      .enum(["create", "existing", "policy"])
      .default("create")
      .describe(
        "`create`: the zones are made here. `existing`: `zones` names them. `policy`: the landing zone's own Azure Policy attaches private endpoints to its zones, nothing is made here.",
      ),
    zones: z
      .record(z.string(), armId("Microsoft.Network/privateDnsZones"))
      .default({})
      .describe("With mode `existing`: zone name → resource id, for every zone that the private endpoints need."),
    extraLinks: z
      .record(key, armId("Microsoft.Network/virtualNetworks"))
      .default({})
      .describe(
        "More virtual networks (a hub, say) to link to the zones made here, but for those of Azure Monitor: link name → resource id.",
      ),
    monitorLinks: z
      .record(key, armId("Microsoft.Network/virtualNetworks"))
      .default({})
      .describe(
        "More virtual networks to link to the zones of Azure Monitor. All their traffic to Log Analytics and Application Insights then goes to this environment's private link scope, that of other teams too.",
      ),
  })
  .describe("Private DNS zones of the private endpoints.");

const flowLogs = z
  .strictObject({
    enabled: z.boolean().default(false).describe("Write virtual network flow logs."),
    retentionDays: z.int().min(1).max(365).default(90).describe("Days that the flow log records are kept."),
    createNetworkWatcher: z
      .boolean()
      .default(false)
      .describe(
        "Make the region's Network Watcher here, in the environment's resource group. A subscription has one a region, which Azure makes some time after the region's first network, unless a policy forbids it: `true` only where it has none and gets none.",
      ),
    networkWatcherResourceGroup: z
      .string()
      .min(1)
      .max(90)
      .default("NetworkWatcherRG")
      .describe("Resource group of the region's Network Watcher, when it is not made here."),
    networkWatcherName: z
      .string()
      .min(1)
      .max(80)
      .optional()
      .describe("Name of the Network Watcher. Default: `NetworkWatcher_<location>`."),
  })
  .describe("Virtual network flow logs, kept in a storage account of their own.");

/** The setting `network`: a new network, or an existing one. */
export const network = z
  .strictObject({
    addressSpace: z
      .array(cidr)
      .min(1)
      .optional()
      .describe(`Address space of the virtual network made here. Default: \`${defaultAddressSpace.join(", ")}\`.`),
    subnets: subnets.prefault({}),
    existing: existingNetwork.optional(),
    privateDns: privateDns.prefault({}),
    readerRanges: z
      .array(cidr)
      .default([])
      .describe(
        "Ranges beyond API Management and Application Gateway that may reach the private endpoints: people who query logs or read the archive, a SIEM. Default: none.",
      ),
    dnsServers: z.array(ipv4).default([]).describe("DNS servers of the virtual network. Default: Azure's own."),
    flowLogs: flowLogs.prefault({}),
    ddosProtectionPlanId: armId("Microsoft.Network/ddosProtectionPlans")
      .optional()
      .describe("DDoS protection plan for the virtual network."),
  })
  .describe("Virtual network, subnets and private DNS.");
