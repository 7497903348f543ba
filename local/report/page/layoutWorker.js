"use strict";

// Lays out graphs with elkjs beside the main thread: loading it and its first run take longer than the drawing itself, so
// both happen while the program that is previewed still runs.
const { parentPort } = require("node:worker_threads");
const ELK = require("elkjs/lib/elk.bundled.js");

const elk = new ELK();
const node = (id) => ({ id, width: 10, height: 10 });
const edge = { id: "e", sources: ["a"], targets: ["b"] };
const area = { id: "area", children: [node("b"), node("c")] };
const warm = elk.layout({
  id: "warm",
  layoutOptions: { "elk.algorithm": "layered", "elk.hierarchyHandling": "INCLUDE_CHILDREN", "elk.edgeRouting": "ORTHOGONAL" },
  children: [node("a"), area],
  edges: [edge],
});

parentPort.on("message", (graph) => {
  warm
    .then(() => elk.layout(graph))
    .then(
      (laidOut) => parentPort.postMessage({ laidOut }),
      (error) => parentPort.postMessage({ error: String(error) }),
    );
});
