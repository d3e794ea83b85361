import { PassThrough, Readable } from 'node:stream';
import {
  channelLabel,
  messageClassLabel,
  messageKindLabel,
  messageStateLabel,
  type routes,
} from '@cheban/contracts';
import { csvSafe, sayDateTime } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import ExcelJS from 'exceljs';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf } from '../../../platform/http/index.js';
import { csvLine } from '../domain/sheet-text.js';
import { DeliveryQueries, type LogRow, rowView } from './delivery.queries.js';
import { DeliveryFilters } from './delivery-filter.js';

type Query = QueryOf<(typeof routes)['delivery']['exportFile']>;

const PAGE = 1_000;
/** A file that a person can still open; whoever needs more narrows the period. */
const MAX_ROWS = 50_000;
const HEADERS = [
  '门店',
  '车主',
  '车牌',
  '类型',
  '类别',
  '标题',
  '状态',
  '渠道',
  '说明',
  '怎么办',
  '应发时间',
  '发出时间',
  '打开时间',
];
/** Excel reads a CSV as UTF-8 only with this mark. */
const BOM = '\uFEFF';

/** The delivery log as a file: cells are text that no spreadsheet runs, and the export is audited before it starts. */
@Injectable()
export class ExportDeliveries {
  constructor(
    private readonly filters: DeliveryFilters,
    private readonly log: DeliveryQueries,
    private readonly uow: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** At most 50,000 rows, newest first. Throws STORE.NOT_FOUND. */
  async run(actor: StaffActor, query: Query): Promise<{ stream: Readable; fileName: string; type: string }> {
    const { format, ...filter } = query;
    const sql = await this.filters.sql(actor, filter);
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'message.export',
        text: `导出发送记录（${format === 'csv' ? 'CSV' : 'Excel'}）`,
        storeId: filter.storeId ?? null,
      }),
    );
    const log = this.log;
    const now = this.clock.now();
    async function* lines(): AsyncGenerator<string[]> {
      yield HEADERS;
      if (sql === null) return;
      for (let offset = 0; offset < MAX_ROWS; offset += PAGE) {
        const rows = await log.rows(sql, PAGE, offset);
        for (const row of rows) yield cellsOf(row, now);
        if (rows.length < PAGE) return;
      }
    }
    const fileName = `发送记录-${this.clock.today()}.${format}`;
    if (format === 'csv') {
      async function* text(): AsyncGenerator<string> {
        yield BOM;
        for await (const cells of lines()) yield csvLine(cells);
      }
      return { stream: Readable.from(text()), fileName, type: 'text/csv; charset=utf-8' };
    }
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return { stream: workbook(lines()), fileName, type };
  }
}

/** Written row by row into the answer, so that a long export needs no memory of its length. */
function workbook(lines: AsyncGenerator<string[]>): Readable {
  const stream = new PassThrough();
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream,
    useSharedStrings: false,
    useStyles: false,
  });
  const write = async () => {
    const sheet = writer.addWorksheet('发送记录');
    for await (const cells of lines) sheet.addRow(cells.map(csvSafe)).commit();
    sheet.commit();
    await writer.commit();
  };
  write().catch((error: Error) => stream.destroy(error));
  return stream;
}

function cellsOf(row: LogRow, now: number): string[] {
  const view = rowView(row);
  const at = (instant: Date | null) => (instant === null ? '' : sayDateTime(instant.getTime(), now));
  return [
    row.store_name,
    view.ownerName,
    view.plate ?? '',
    messageKindLabel[view.kind],
    messageClassLabel[view.class],
    view.title,
    messageStateLabel[view.state],
    view.channel === null ? '' : channelLabel[view.channel],
    view.why,
    view.advice ?? '',
    at(row.not_before),
    at(row.sent_at),
    at(row.read_at),
  ];
}
