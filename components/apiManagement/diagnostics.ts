import * as apimanagement from "@pulumi/azure-native/apimanagement";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { setByTemplate } from "../armTemplate";
import { apis, keyName } from "./api";
import { Family } from "./operations";
import { ServiceScope } from "./service";

/** Application Insights with the identity that may write there. */
export interface ApplicationInsightsTarget {
  /** Resource id of the Application Insights component. */
  id: pulumi.Input<string>;
  /** No secret: with local authentication off, it says where to write and lets nobody in. */
  connectionString: pulumi.Input<string>;
  /** Client id of the gateway's identity. */
  identityClientId: pulumi.Input<string>;
}

/**
 * Share of the calls that Application Insights gets, in percent; failed calls all, and metrics are not sampled. At 100
 * percent it costs 40 to 50 percent of the throughput above 1,000 calls a second (Microsoft Learn, "How to integrate
 * Azure API Management with Azure Application Insights"). The audit goes to Azure Monitor, which gets every call.
 */
const tracedPercentage = 10;

/** Longest message that is logged, in bytes; the most that the resource type allows. Longer ones are cut. */
const maxMessageBytes = 262144;

/** Keys and tokens never reach a log, not even in the query. */
const hidden = {
  headers: [keyName, "Authorization"].map((value) => ({ value, mode: "Hide" })),
  queryParams: [{ value: keyName, mode: "Hide" }],
};

/**
 * What Application Gateway adds to each request: the client's address, and the id of the request in its own logs (Microsoft
 * Learn, "How an application gateway works"). To API Management every call comes from Application Gateway.
 */
const fromClient = ["X-Forwarded-For", "X-Appgw-Trace-Id"];

/** No bodies here: body logging holds back streamed answers and is cut at 8,192 bytes. The LLM log has the messages. */
const message = { headers: [], body: { bytes: 0 }, dataMasking: hidden };

const common = {
  alwaysLog: "allErrors",
  verbosity: "information",
  httpCorrelationProtocol: "W3C",
  logClientIp: true,
  frontend: { request: { ...message, headers: fromClient }, response: message },
  backend: { request: message, response: message },
} as const;

/** Where a diagnostic writes to. */
export interface LoggerTarget {
  /** Resource id of the logger, below the service. */
  id: pulumi.Output<string>;
  /** What makes the logger. */
  madeBy: pulumi.Resource;
}

/** Makes the loggers, and the diagnostics of the whole service. @returns the logger of Azure Monitor */
export function serviceDiagnostics(scope: ServiceScope, target: ApplicationInsightsTarget): LoggerTarget {
  const applicationInsights = applicationInsightsLogger(scope, target);
  const azureMonitor = azureMonitorLogger(scope);
  diagnostic(scope, "applicationinsights", applicationInsights, {
    operationNameFormat: "Name",
    sampling: { samplingType: "fixed", percentage: tracedPercentage },
    // Custom metrics, such as those of tokens, are sent only with this.
    metrics: true,
  });
  diagnostic(scope, "azuremonitor", azureMonitor, { sampling: { samplingType: "fixed", percentage: 100 } });
  return azureMonitor;
}

/**
 * The logger of Azure Monitor. API Management makes it by itself, at a time that no page gives: accelerators refer to it without making it, others make
 * it with a plain PUT.
 */
function azureMonitorLogger({ name, serviceName, serviceId, resourceGroupName, child }: ServiceScope): LoggerTarget {
  const madeBy = setByTemplate(
    `${name}-azuremonitor-logger`,
    {
      deploymentName: pulumi.interpolate`${serviceName}-azuremonitor-logger`,
      resourceGroupName,
      resources: [
        {
          type: "Microsoft.ApiManagement/service/loggers",
          apiVersion: "2024-05-01",
          name: pulumi.interpolate`${serviceName}/azuremonitor`,
          properties: { loggerType: "azureMonitor", isBuffered: true },
        },
      ],
    },
    child,
  );
  return { id: pulumi.interpolate`${serviceId}/loggers/azuremonitor`, madeBy };
}

function applicationInsightsLogger(scope: ServiceScope, target: ApplicationInsightsTarget): LoggerTarget {
  const { name, serviceName, resourceGroupName, child } = scope;
  const connection = namedValue(scope, "applicationinsights-connection-string", target.connectionString);
  const logger = new apimanagement.Logger(
    `${name}-applicationinsights`,
    {
      loggerId: "applicationinsights",
      serviceName,
      resourceGroupName,
      loggerType: "applicationInsights",
      resourceId: target.id,
      credentials: {
        connectionString: pulumi.interpolate`{{${connection.displayName}}}`,
        identityClientId: target.identityClientId,
      },
    },
    child,
  );
  return { id: logger.id, madeBy: logger };
}

/** Makes a named value; none of this package's is a secret. */
export function namedValue(scope: ServiceScope, id: string, value: pulumi.Input<string>): apimanagement.NamedValue {
  return new apimanagement.NamedValue(
    `${scope.name}-${id}`,
    {
      namedValueId: id,
      displayName: id,
      serviceName: scope.serviceName,
      resourceGroupName: scope.resourceGroupName,
      value,
      secret: false,
    },
    scope.child,
  );
}

type DiagnosticArgs = Pick<apimanagement.DiagnosticArgs, "sampling" | "metrics" | "operationNameFormat">;

function diagnostic(scope: ServiceScope, id: string, to: LoggerTarget, args: DiagnosticArgs): apimanagement.Diagnostic {
  const { serviceName, resourceGroupName, child } = scope;
  return new apimanagement.Diagnostic(
    `${scope.name}-${id}`,
    { diagnosticId: id, serviceName, resourceGroupName, loggerId: to.id, ...common, ...args },
    { ...child, dependsOn: to.madeBy },
  );
}

/**
 * Logs prompts, answers and tokens of one API, streamed answers too. The property `largeLanguageModel` is in later API
 * versions than the SDK's own resource has, hence the generic one.
 */
export function llmDiagnostic(scope: ServiceScope, family: Family, api: apimanagement.Api, to: LoggerTarget): resources.Resource {
  const messages = { messages: "all", maxSizeInBytes: maxMessageBytes };
  return new resources.Resource(
    `${scope.name}-${apis[family].id}-llm`,
    {
      apiVersion: "2025-09-01-preview",
      resourceProviderNamespace: "Microsoft.ApiManagement",
      parentResourcePath: pulumi.interpolate`service/${scope.serviceName}/apis/${api.name}`,
      resourceType: "diagnostics",
      resourceName: "azuremonitor",
      resourceGroupName: scope.resourceGroupName,
      properties: {
        loggerId: to.id,
        ...common,
        sampling: { samplingType: "fixed", percentage: 100 },
        largeLanguageModel: { logs: "enabled", requests: messages, responses: messages },
      },
    },
    { ...scope.child, dependsOn: to.madeBy },
  );
}
