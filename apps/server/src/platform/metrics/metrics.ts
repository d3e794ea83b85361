import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of one process. Labels never carry ids or personal data. */
export class Metrics {
  readonly registry = new Registry();
  readonly httpSeconds = new Histogram({
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

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
