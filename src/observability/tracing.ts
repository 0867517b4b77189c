import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Context, Span, TextMapGetter, TextMapPropagator, Tracer } from '@opentelemetry/api';
import type { SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import type { ObservabilitySettings } from '../config/index.js';
import { type RequestRecord, requestScope } from '../contract/index.js';
import { reasonOf } from '../faults/index.js';
import { within } from '../values/within.js';
import { plausibleName } from './operation-names.js';

type Api = typeof import('@opentelemetry/api');
type Sdk = typeof import('@opentelemetry/sdk-trace');

const FLUSH_MS = 3_000;

type TraceParentHeader = string | string[] | undefined;

/** Reads `traceparent` alone: the `tracestate` of other systems is not taken up. */
const TRACE_PARENT_ALONE: TextMapGetter<TraceParentHeader> = {
  keys: () => ['traceparent'],
  get: (traceparent, header) => (header === 'traceparent' ? traceparent : undefined),
};

/**
 * Traces from the request to the question to GP, sent to an OTLP collector. Spans hold names, times and counts, and no personal
 * data.
 */
export class Tracing implements OnApplicationShutdown {
  private constructor(
    private readonly api: Api,
    private readonly tracer: Tracer,
    private readonly provider: TracerProvider,
    private readonly propagator: TextMapPropagator<TraceParentHeader>,
  ) {}

  /** @returns undefined if no collector is configured; then no module of OpenTelemetry is loaded */
  static async open(settings: ObservabilitySettings): Promise<Tracing | undefined> {
    const { tracesUrl, serviceName } = settings;
    if (!tracesUrl) return undefined;
    const [api, sdk, { W3CTraceContextPropagator }, { OTLPTraceExporter }, resources] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/core'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
    // The library itself reads the exporter's headers, time limit and certificates, and further attributes, from OTEL_...
    // variables.
    const exporter = new OTLPTraceExporter({ url: tracesUrl });
    const provider = new sdk.TracerProvider({
      resource: resources
        .defaultResource()
        .merge(resources.detectResources({ detectors: [resources.envDetector] }))
        .merge(resources.resourceFromAttributes({ 'service.name': serviceName })),
      sampler: samplerOf(settings, sdk),
      spanProcessors: [new sdk.BatchSpanProcessor({ exporter: reporting(exporter) })],
    });
    return new Tracing(api, provider.getTracer('gp-storefront-gateway'), provider, new W3CTraceContextPropagator());
  }

  /** Begins the span of a request, in the trace of its caller if `traceparent` names one. */
  begin(record: RequestRecord, traceparent: TraceParentHeader): void {
    const { ROOT_CONTEXT, SpanKind } = this.api;
    const context = this.propagator.extract(ROOT_CONTEXT, traceparent, TRACE_PARENT_ALONE);
    record.span = this.tracer.startSpan('request', { kind: SpanKind.SERVER }, context);
  }

  end(record: RequestRecord, status: number): void {
    const { span, waits, operation, executedBy } = record;
    if (!span?.isRecording()) return;
    if (waits) {
      const name = plausibleName(operation);
      span.updateName(name);
      span.setAttributes({
        'graphql.operation.name': name,
        'gateway.gp.questions': waits.questions,
        'gateway.gp.waited_ms': Math.round(waits.waitedMs),
        ...(executedBy && { 'gateway.executed_by': executedBy }),
      });
    }
    span.setAttributes({ 'http.response.status_code': status, 'gateway.correlation_id': record.correlationId });
    if (status >= 500) span.setStatus({ code: this.api.SpanStatusCode.ERROR });
    span.end();
  }

  /** Runs a call to GP within a span, in the trace of the request that makes it. In the background there is no span. */
  async around<T>(operation: string, call: () => Promise<T>): Promise<T> {
    const parent = requestScope.getStore()?.span;
    if (!parent) return call();
    const { SpanKind, SpanStatusCode } = this.api;
    const span = this.tracer.startSpan(operation, { kind: SpanKind.CLIENT }, this.contextOf(parent));
    try {
      return await call();
    } catch (fault) {
      span.setAttribute('error.type', reasonOf(fault));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw fault;
    } finally {
      span.end();
    }
  }

  /** Sends the remaining spans, and waits at most FLUSH_MS for that. */
  async onApplicationShutdown(): Promise<void> {
    // The exporter has reported a failure.
    await within(FLUSH_MS, this.provider.shutdown()).catch(() => undefined);
  }

  private contextOf(span: Span): Context {
    return this.api.trace.setSpan(this.api.ROOT_CONTEXT, span);
  }
}

function samplerOf({ tracesSampler, tracesRatio }: ObservabilitySettings, sdk: Sdk) {
  const { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, TraceIdRatioBasedSampler } = sdk;
  const root = tracesSampler.endsWith('always_on')
    ? new AlwaysOnSampler()
    : tracesSampler.endsWith('always_off')
      ? new AlwaysOffSampler()
      : new TraceIdRatioBasedSampler(tracesRatio);
  return tracesSampler.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}

/** Logs when the collector stops accepting spans, and when it accepts them again: once each, not for every batch. */
function reporting(exporter: SpanExporter): SpanExporter {
  const log = new Logger('tracing');
  let failing = false;
  return {
    export: (spans, done) =>
      // The batch is sent while some request is handled. It does not belong to that request.
      requestScope.exit(() =>
        exporter.export(spans, (result) => {
          const failed = result.error !== undefined;
          if (failed && !failing) log.warn({ reason: reasonOf(result.error) }, 'The collector does not take traces');
          if (!failed && failing) log.log('The collector takes traces again');
          failing = failed;
          done(result);
        }),
      ),
    shutdown: () => exporter.shutdown(),
  };
}
