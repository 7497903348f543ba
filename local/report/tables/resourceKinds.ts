/** What is gone with a resource that holds something, and what does not work while there is none. */
export interface ResourceKind {
  /** What is lost when it is deleted or replaced. */
  loses?: string;
  /** What does not work until it is there again. */
  down?: string;
}

/**
 * Types that hold data or an address, or that calls depend on. Those with `loses` are stateful: the same that
 * `protection.protectStateful` protects, and the keys of consumers' encrypted data.
 */
export const resourceKinds: Readonly<Record<string, ResourceKind>> = {
  "resources:ResourceGroup": { loses: "everything in it", down: "everything" },
  "network:VirtualNetwork": { loses: "its peerings", down: "everything" },
  "network:ApplicationGateway": { loses: "its address", down: "every call" },
  "network:PublicIPAddress": { loses: "the public address", down: "calls from the Internet" },
  "apimanagement:ApiManagementService": { loses: "every subscription key and its address", down: "every call" },
  "cognitiveservices:Account": {
    loses: "its files, batches, fine-tuned models and stored responses",
    down: "the models of the region",
  },
  "cognitiveservices:Deployment": { down: "the model in the region" },
  "operationalinsights:Workspace": { loses: "all logs, with prompts and answers", down: "logs and queries" },
  "applicationinsights:Component": { loses: "the metrics of the gateway" },
  "storage:StorageAccount": { loses: "everything stored in it" },
  "storage:BlobContainer": { loses: "everything stored in it" },
  "keyvault:Vault": { loses: "its secrets, keys and certificates, kept soft-deleted for a while", down: "what reads from it" },
  "keyvault:Key": { loses: "what is encrypted with it, unless it is recovered", down: "what is encrypted with it" },
  "keyvault:Secret": { down: "what reads it" },
  "eventhub:Namespace": { loses: "the events not read yet", down: "the stream of logs" },
  "eventhub:EventHub": { loses: "the events not read yet", down: "the stream of logs" },
  "network:PrivateEndpoint": { down: "the way to its service" },
  "privatedns:PrivateZone": { down: "names in it" },
};
