/**
 * A wire between us and a service that a test can spoil: late, lossy, parted, cut or half open. What was written arrives
 * whole and in order or not at all, as TCP has it: a lost piece shows as the time until it is sent again.
 */
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { TcpLane, type WireQuality } from './tcp-lane.js';

export type { WireQuality } from './tcp-lane.js';

export interface Target {
  host: string;
  port: number;
}

/** A connection through the wire: the client's half, and ours to the service once it stands. */
interface Pair {
  client: Socket;
  service: Socket | null;
  lanes: TcpLane[];
  /** Ends that came while nothing passed; they are told when it passes again. */
  held: (() => void)[];
}

const CLEAR: WireQuality = { latencyMs: 0, loss: 0 };

export class TcpProxy {
  private quality = CLEAR;
  private parted = false;
  private next = 0;
  private readonly pairs = new Set<Pair>();
  /** Clients that came while nothing passed. */
  private readonly knocking = new Set<Pair>();

  private constructor(
    private readonly server: Server,
    private readonly random: () => number,
    /** With several, each new connection goes to the next one that answers. */
    private targets: readonly Target[],
  ) {
    server.on('connection', (client) => this.accept(client));
  }

  /** Listens on loopback. `random` decides which pieces are lost. */
  static async open(targets: readonly Target[], random: () => number = Math.random): Promise<TcpProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new TcpProxy(server, random, targets);
  }

  /** A wire to the host and port of this URL. */
  static to(url: string, random?: () => number): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    return TcpProxy.open([{ host: hostname, port: Number(port) }], random);
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** The same URL by way of this wire. */
  through(url: string): string {
    const way = new URL(url);
    way.hostname = '127.0.0.1';
    way.port = String(this.port);
    return way.href.replace(/\/$/, '');
  }

  /** Where new connections go from now on. */
  aim(targets: readonly Target[]): void {
    this.targets = targets;
  }

  /** Every piece is so late, and so many of them are lost on their first way. */
  spoil(quality: Partial<WireQuality>): void {
    this.quality = { ...CLEAR, ...quality };
  }

  /** Nothing passes in either direction, and nobody is told; new connections stand and hear nothing. */
  part(): void {
    this.parted = true;
  }

  /** All is as it should be; what was held back arrives, and who was half open learns of it. */
  heal(): void {
    this.quality = CLEAR;
    this.parted = false;
    for (const pair of [...this.knocking]) this.connect(pair);
    this.knocking.clear();
    for (const pair of [...this.pairs]) {
      if (pair.lanes.some((lane) => lane.isSink)) this.drop(pair);
      for (const lane of pair.lanes) lane.flush();
      for (const end of pair.held.splice(0)) end();
    }
  }

  /** Every connection breaks at once, on both sides. New ones are welcome. */
  cut(): void {
    for (const pair of [...this.pairs]) this.drop(pair);
  }

  /** The service loses its connections and the clients are not told, as when a machine between goes dark. New ones work. */
  halfOpen(): void {
    for (const { service, lanes } of this.pairs) {
      for (const lane of lanes) lane.sink();
      service?.destroy();
    }
  }

  get connections(): number {
    return this.pairs.size;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    const pair: Pair = { client, service: null, lanes: [], held: [] };
    this.pairs.add(pair);
    client.on('error', () => {});
    client.on('close', () => this.whenPassing(pair, () => this.drop(pair)));
    if (this.parted) this.knocking.add(pair);
    else this.connect(pair);
  }

  private connect(pair: Pair): void {
    const first = this.next++;
    // Each target once, from one further on every time.
    this.try(
      pair,
      this.targets.map((_, index) => this.targets[(first + index) % this.targets.length] as Target),
    );
  }

  private try(pair: Pair, [target, ...others]: readonly Target[]): void {
    if (!target || pair.client.destroyed) {
      this.drop(pair);
      return;
    }
    const service = createConnection({ ...target, allowHalfOpen: true, noDelay: true });
    service.once('error', () => {
      if (pair.service === service) return;
      this.try(pair, others);
    });
    service.once('connect', () => {
      // The wire was cut, or the client has gone, while this was under way: nobody else would ever close it.
      if (!this.pairs.has(pair)) {
        service.destroy();
        return;
      }
      pair.service = service;
      service.on('error', () => {});
      const wire = { quality: () => this.quality, parted: () => this.parted, random: this.random };
      pair.lanes = [new TcpLane(pair.client, service, wire), new TcpLane(service, pair.client, wire)];
      service.on('close', () => this.whenPassing(pair, () => this.drop(pair)));
    });
  }

  private whenPassing(pair: Pair, work: () => void): void {
    if (pair.lanes.some((lane) => lane.isSink)) {
      // Half open: nobody hears of the other's end.
      if (pair.client.destroyed) this.drop(pair);
      return;
    }
    if (this.parted) pair.held.push(work);
    else if (pair.lanes.some((lane) => lane.isBusy)) setTimeout(() => this.whenPassing(pair, work), 5);
    else work();
  }

  private drop(pair: Pair): void {
    this.pairs.delete(pair);
    this.knocking.delete(pair);
    for (const lane of pair.lanes) lane.sink();
    if (!pair.client.destroyed) pair.client.resetAndDestroy();
    pair.service?.destroy();
  }
}
