import { Cloud } from "../../../../local/azure/cloud";

/** Makes resource groups `<prefix>-0`, `<prefix>-1`, … in the cloud of a folder and prints the number of each once it is made. */
async function main([dir = "", prefix = "", count = "0"]: string[]): Promise<void> {
  const cloud = new Cloud({ dir });
  for (let i = 0; i < Number(count); i++) {
    await cloud.create("azure-native:resources:ResourceGroup", "urn", {
      resourceGroupName: `${prefix}-${i}`,
      location: "swedencentral",
    });
    process.stdout.write(`${i}\n`);
  }
}

void main(process.argv.slice(2));
