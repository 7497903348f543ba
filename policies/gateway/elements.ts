/**
 * Elements of policy documents that change, count, limit, record or refuse a call and send it nowhere (Microsoft Learn, "API
 * Management policy reference"). What is neither here nor in {@link judgedElements} is refused.
 */
export const quietElements: ReadonlySet<string> = new Set(
  `policies inbound backend outbound on-error fragment base choose when otherwise set-variable set-header set-query-parameter set-body
   set-status set-method rewrite-uri trace message metadata value rate-limit rate-limit-by-key quota quota-by-key ip-filter address
   address-range check-header llm-token-limit azure-openai-token-limit llm-emit-token-metric azure-openai-emit-token-metric emit-metric
   cache-lookup-value cache-store-value
   dimension validate-content content validate-parameters validate-headers validate-status-code limit-concurrency
   audiences audience issuers issuer required-claims claim client-application-ids application-id backend-application-ids openid-config
   find-and-replace json-to-xml xml-to-json headers query-parameters path-parameters status-code content-type-map parameter header
   api operation retry wait llm-content-safety categories category blocklists id`.split(/\s+/),
);

/** Elements that rules look at: they authenticate, answer, call or let pages call. */
export const judgedElements: ReadonlySet<string> = new Set(
  `validate-azure-ad-token validate-jwt return-response mock-response forward-request set-backend-service send-request
   send-one-way-request set-url include-fragment authentication-managed-identity cors allowed-origins origin allowed-methods method
   allowed-headers expose-headers log-to-eventhub`.split(/\s+/),
);
