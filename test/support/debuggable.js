"use strict";

// Pulumi's SDK takes a stack trace for each of its promises, dozens for each resource. It shows them only in its search for promises that
// never end, and here they cost half of the time of the tests that make resources. Other errors keep theirs.
const debuggable = require("@pulumi/pulumi/runtime/debuggable.js");

const { debuggablePromise } = debuggable;
debuggable.debuggablePromise = (promise, context) => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return debuggablePromise(promise, context);
  } finally {
    Error.stackTraceLimit = limit;
  }
};

module.exports = debuggable;
