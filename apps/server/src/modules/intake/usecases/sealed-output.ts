import { PassThrough } from 'node:stream';
import type { SealedFiles, SealedKind } from './sealed-files.js';

/** A sealed file that grows while an import runs; it appears when it is whole. */
export class SealedOutput {
  readonly stream = new PassThrough();
  private readonly kept: Promise<unknown>;

  constructor(files: SealedFiles, runId: string, kind: SealedKind) {
    // Given up before the file is open, nobody else listens yet: that must not end the process either.
    this.stream.on('error', () => undefined);
    this.kept = files.keep(runId, kind, this.stream);
    // Reported by `whole`; a failure before that must not end the process.
    this.kept.catch(() => undefined);
  }

  /** Waits while the disk is slower than the import, so that rows do not pile up in memory. */
  async drain(): Promise<void> {
    const { stream } = this;
    if (!stream.writableNeedDrain) return;
    await Promise.race([new Promise<void>((resolve) => stream.once('drain', resolve)), this.kept]);
  }

  /** After the end of the stream: the file is there. */
  async whole(): Promise<void> {
    await this.kept;
  }

  /** Gives up: nothing remains. */
  async discard(): Promise<void> {
    this.stream.destroy(new Error('import stopped'));
    await this.kept.catch(() => undefined);
  }
}
