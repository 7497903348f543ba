import type { ElkNode } from "elkjs/lib/elk-api";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** Lays out graphs with elkjs in a thread of its own. Start it early: it loads while other work goes on. */
export class Layouter {
  private readonly worker = new Worker(join(__dirname, "layoutWorker.js"));

  constructor() {
    // A preview that fails must not wait for the thread.
    this.worker.unref();
  }

  /** The graph with a place for every node and every bend of an edge. */
  layout(graph: ElkNode): Promise<ElkNode> {
    return new Promise((resolve, reject) => {
      this.worker.ref();
      this.worker.once("error", reject);
      this.worker.once("message", ({ laidOut, error }: { laidOut?: ElkNode; error?: string }) => {
        this.worker.unref();
        if (laidOut) resolve(laidOut);
        else reject(new Error(`the drawing cannot be laid out: ${error ?? "no reason given"}`));
      });
      this.worker.postMessage(graph);
    });
  }

  /** Ends the thread. */
  close(): void {
    void this.worker.terminate();
  }
}
