import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of one process. Labels never carry ids or personal data. */
export class Metrics {
  readonly registry = new Registry();
  private readonly httpSeconds = new Histogram({
    name: 'cheban_http_seconds',
    help: 'Time to answer a request',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });
  readonly jobSeconds = new Histogram({
    name: 'cheban_job_seconds',
    help: 'Time of a job run',
    labelNames: ['job', 'outcome'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300],
    registers: [this.registry],
  });
  readonly messages = new Counter({
    name: 'cheban_messages_total',
    help: 'Messages by state they ended in',
    labelNames: ['state', 'channel'],
    registers: [this.registry],
  });
  readonly outboxLag = new Gauge({
    name: 'cheban_outbox_lag_seconds',
    help: 'Age of the oldest event not yet handled',
    registers: [this.registry],
  });
  readonly clockDrift = new Gauge({
    name: 'cheban_clock_drift_seconds',
    help: 'Process clock minus database clock',
    registers: [this.registry],
  });

  private readonly atOnce = new Map<string, number>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    const { atOnce } = this;
    new Counter({
      name: 'cheban_http_at_once_total',
      help: 'Answers of the direct lane that waited for nothing',
      labelNames: ['route'],
      registers: [this.registry],
      collect() {
        for (const [route, count] of atOnce) this.inc({ route }, count);
        atOnce.clear();
      },
    });
  }

  /** A request was answered after so many seconds. */
  answered(route: string, status: number, seconds: number): void {
    this.httpSeconds.observe({ route, status }, seconds);
  }

  /** Only counted, and brought to the counter when it is asked for: a histogram costs half of what such an answer does. */
  answeredAtOnce(route: string): void {
    this.atOnce.set(route, (this.atOnce.get(route) ?? 0) + 1);
  }
}
