import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { errors, type ImportKind, importReasonLabel, startedOverText } from '@cheban/contracts';
import { isBusinessDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../../platform/errors/index.js';
import { StoreCatalog } from '../../store/index.js';
import type { ImportRun } from '../persistence/import-run.repository.js';
import { ImportRunner } from './import-runner.js';
import { Imports } from './imports.usecase.js';
import { SealedFiles } from './sealed-files.js';
import { readSample } from './sealed-sample.js';

export interface ImportCommandArgs {
  kind: ImportKind;
  /** Path of the export. */
  file: string;
  /** Code of the store, such as S1. */
  store: string;
  /** Business date that counts as today; default is today. */
  asOf?: string | null | undefined;
  dryRun: boolean;
  /** Nothing but the JSON line on stdout. */
  json: boolean;
}

/** Where the command prints; the process's own streams unless a test passes others. */
export interface CommandOutput {
  out(text: string): void;
  err(text: string): void;
  isTty: boolean;
}

const processOutput: CommandOutput = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTty: process.stderr.isTTY === true,
};

/** `import vehicles|history FILE --store CODE`: the same import as the console's, in this process. */
@Injectable()
export class ImportCommand {
  constructor(
    private readonly imports: Imports,
    private readonly runner: ImportRunner,
    private readonly stores: StoreCatalog,
    private readonly files: SealedFiles,
  ) {}

  /**
   * Imports a file. The last line of stdout is one JSON object: rows, created, updated, unchanged, warnings, errors,
   * suspectReadings, errorFile (path of the XLSX or null). Answers the exit code: 0 if the file was read to its end,
   * however many rows were refused; 1 if not, with one sentence on stderr.
   */
  async run(args: ImportCommandArgs, output: CommandOutput = processOutput): Promise<number> {
    try {
      const run = await this.import(args, output);
      return run ? await report(this.files, run, args, output) : 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const fields = (error.details.fields ?? []).map((field) => `\n  ${field.message}`).join('');
      output.err(`${errors[error.code].text}${fields}\n`);
      return 1;
    }
  }

  private async import(args: ImportCommandArgs, output: CommandOutput): Promise<ImportRun | null> {
    const { kind, dryRun } = args;
    const asOf = args.asOf ?? undefined;
    if (asOf !== undefined && !isBusinessDate(asOf)) {
      output.err('日期格式应为 YYYY-MM-DD，例如 2026-11-20。\n');
      return null;
    }
    const store = await this.stores.findByCode(args.store);
    if (!store) throw new AppError('STORE.NOT_FOUND');
    const found = await stat(args.file).catch(() => null);
    if (!found?.isFile()) {
      output.err(`没有找到文件：${args.file}\n`);
      return null;
    }
    const id = await this.imports.receive(createReadStream(args.file));
    const fileName = basename(args.file);
    const registered = await this.imports.register(id, { kind, storeId: store.id, fileName, asOf }, null);
    await this.imports.queue(registered, { mapping: registered.mapping, asOf, dryRun }, null, false);
    const bar = progressBar(output);
    await this.runner.run(id, bar.show);
    bar.clear();
    return this.imports.mustFind(id);
  }
}

async function report(
  files: SealedFiles,
  run: ImportRun,
  args: ImportCommandArgs,
  output: CommandOutput,
): Promise<number> {
  if (run.state !== 'done' || !run.result) {
    output.err(`${run.failure ?? '导入没有完成，后台会自动继续。'}\n`);
    return 1;
  }
  const { rows, created, updated, unchanged, warnings, errors: refused, suspectReadings } = run.result;
  const errorFile = run.errorFile ? await files.exportPlain(run.id, 'errors', 'xlsx') : null;
  if (!args.json) {
    output.out(
      `${args.dryRun ? '试运行（未写入）：' : ''}${rows} 行，新增 ${created}，更新 ${updated}，未变 ${unchanged}\n`,
    );
    if (run.attempts > 1 && !run.dryRun) output.out(`  ${startedOverText}\n`);
    for (const [title, record] of [
      ['提示', warnings],
      ['错误', refused],
    ] as const) {
      for (const [reason, number] of Object.entries(record)) {
        output.out(`  ${title} ${importReasonLabel[reason] ?? reason}：${number} 行\n`);
      }
    }
    const { sheetsLeft, sheetsHidden } = await readSample(files, run.id);
    if (sheetsLeft.length > 0) output.out(`  未导入的工作表（列名不同）：${sheetsLeft.join('、')}\n`);
    if (sheetsHidden.length > 0) output.out(`  未导入的隐藏工作表：${sheetsHidden.join('、')}\n`);
    if (errorFile) output.out(`  错误行：${errorFile}\n`);
  }
  const line = { rows, created, updated, unchanged, warnings, errors: refused, suspectReadings, errorFile };
  output.out(`${JSON.stringify(line)}\n`);
  return 0;
}

function progressBar(output: CommandOutput) {
  const WIDTH = 30;
  const show = (rows: number, total: number | null) => {
    if (!output.isTty) return;
    const part = total ? Math.min(1, rows / total) : 0;
    const bar = '█'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH, '░');
    output.err(`\r${bar} ${total ? `${Math.floor(part * 100)}% ` : ''}${rows} 行 `);
  };
  const clear = () => {
    if (output.isTty) output.err('\r\x1b[K');
  };
  return { show, clear };
}
