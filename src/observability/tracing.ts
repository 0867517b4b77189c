import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Context, Span, Tracer } from '@opentelemetry/api';
import type { SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import type { ObservabilitySettings } from '../config/index.js';
import { type RequestRecord, requestScope, traceParentOf } from '../contract/index.js';
import { reasonOf } from '../faults/index.js';
import { within } from '../values/within.js';
import { plausibleName } from './operation-names.js';

type Api = typeof import('@opentelemetry/api');
type Sdk = typeof import('@opentelemetry/sdk-trace');

const FLUSH_MS = 3_000;

/** Traces from the request to the question to GP, sent to an OTLP collector. Spans hold names, times and counts, and nobody's data. */
export class Tracing implements OnApplicationShutdown {
  private constructor(
    private readonly api: Api,
    private readonly tracer: Tracer,
    private readonly provider: TracerProvider,
  ) {}

  /** @returns undefined where no collector is set; then nothing of OpenTelemetry is even loaded */
  static async open(settings: ObservabilitySettings): Promise<Tracing | undefined> {
    const { tracesUrl, serviceName } = settings;
    if (!tracesUrl) return undefined;
    const [api, sdk, { OTLPTraceExporter }, resources] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
    // The exporter's headers, time limit and certificates, and further attributes, are read by the library from OTEL_... itself.
    const exporter = new OTLPTraceExporter({ url: tracesUrl });
    const provider = new sdk.TracerProvider({
      resource: resources
        .defaultResource()
        .merge(resources.detectResources({ detectors: [resources.envDetector] }))
        .merge(resources.resourceFromAttributes({ 'service.name': serviceName })),
      sampler: samplerOf(settings, sdk),
      spanProcessors: [new sdk.BatchSpanProcessor({ exporter: reporting(exporter) })],
    });
    return new Tracing(api, provider.getTracer('gp-storefront-gateway'), provider);
  }

  /** Begins the span of a request, in its caller's trace where that says so. */
  begin(record: RequestRecord, traceparent: string | string[] | undefined): void {
    const { ROOT_CONTEXT, SpanKind, trace } = this.api;
    const parent = traceParentOf(traceparent);
    const context = parent
      ? trace.setSpanContext(ROOT_CONTEXT, {
          traceId: parent.traceId,
          spanId: parent.spanId,
          traceFlags: parent.flags,
          isRemote: true,
        })
      : ROOT_CONTEXT;
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

  /** Runs a call to GP within a span of its own, in the trace of the request that put it; without one in the background. */
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

  /** Sends what is left, and waits for that only so long. */
  async onApplicationShutdown(): Promise<void> {
    // A failure has been reported by the exporter.
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

/** Says so in the log when the collector stops taking spans, and when it takes them again: once, not with every batch. */
function reporting(exporter: SpanExporter): SpanExporter {
  const log = new Logger('tracing');
  let failing = false;
  return {
    export: (spans, done) =>
      // Sent from within whichever request comes last, and no concern of its own.
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
