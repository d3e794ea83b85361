import type { Socket } from 'node:net';

export interface WireQuality {
  /** One way, in milliseconds. */
  latencyMs: number;
  /** Share of the pieces (segments of 1,460 bytes) that are lost on their first way, 0 to 1. */
  loss: number;
}

export interface Wire {
  quality(): WireQuality;
  /** Nothing passes now. */
  parted(): boolean;
  random(): number;
}

const SEGMENT = 1_460;
/** The first wait before a lost segment is sent again; doubles each time it is lost once more (RFC 6298). */
const RESEND_MS = 200;
const MOST_RESENDS = 5;
/** More than this is not read from the sender before some has arrived. */
const WINDOW = 256 * 1024;

/** One direction of a connection: keeps the order, whatever each piece waits for. */
export class TcpLane {
  private readonly waiting: { piece: Buffer | null; at: number }[] = [];
  private bytes = 0;
  private timer: NodeJS.Timeout | null = null;
  isSink = false;

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    private readonly wire: Wire,
  ) {
    from.on('data', (piece: Buffer) => this.take(piece));
    from.on('end', () => this.take(null));
  }

  get isBusy(): boolean {
    return this.waiting.length > 0 && !this.to.destroyed;
  }

  /** From now on what comes is swallowed. */
  sink(): void {
    this.isSink = true;
    this.waiting.length = 0;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.from.resume();
  }

  /** Lets out what may go now. */
  flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const now = performance.now();
    while (!this.wire.parted()) {
      const first = this.waiting[0];
      if (!first) break;
      if (first.at > now) {
        this.timer = setTimeout(() => this.flush(), first.at - now);
        break;
      }
      this.waiting.shift();
      this.pass(first.piece);
    }
    if (this.bytes < WINDOW && this.from.isPaused()) this.from.resume();
  }

  /** A piece, or the end of all. */
  private take(piece: Buffer | null): void {
    if (this.isSink) return;
    const last = this.waiting.at(-1)?.at ?? 0;
    this.waiting.push({ piece, at: Math.max(last, performance.now() + this.delayMs(piece?.length ?? 1)) });
    this.bytes += piece?.length ?? 0;
    if (this.bytes >= WINDOW) this.from.pause();
    if (this.timer === null) this.flush();
  }

  private pass(piece: Buffer | null): void {
    if (this.to.destroyed) return;
    if (piece === null) {
      this.to.end();
      return;
    }
    this.bytes -= piece.length;
    this.to.write(piece);
  }

  private delayMs(bytes: number): number {
    const { latencyMs, loss } = this.wire.quality();
    let worst = 0;
    for (let segment = 0; loss > 0 && segment < Math.ceil(bytes / SEGMENT); segment += 1) {
      let late = 0;
      for (let resend = 0; resend < MOST_RESENDS && this.wire.random() < loss; resend += 1)
        late += RESEND_MS * 2 ** resend;
      worst = Math.max(worst, late);
    }
    return latencyMs + worst;
  }
}
