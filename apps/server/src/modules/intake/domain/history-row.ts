import { normaliseVin, parseYuan, toHalfWidth, vinProblem } from '@cheban/kernel';
import { isDangerous, plain, readDate, readText, unwrap } from './read-cell.js';
import type { FieldReader, RowResult } from './row-result.js';
import { readKm } from './vehicle-row.js';

/** One accepted row of a workshop history export. */
export interface HistoryRow {
  orderNo: string;
  vin: string;
  visitedOn: string;
  km: number | null;
  /** As the export words it: 保养, 维修, 钣喷 … */
  kind: string;
  /** A service in the sense of the service cycle. */
  isService: boolean;
  paidFen: number;
  settled: boolean;
  advisorName: string | null;
}

const OPEN = /未|待|在修|维修中|施工|进行|作废|取消|撤销|草稿|预约/;
const SERVICE = /保养|首保|定保|二保|三保|定检|机油|小保|大保/;

/** Reads one row; `today` is the day against which "in the future" is judged. */
export function readHistoryRow(cell: FieldReader, today: string): RowResult<HistoryRow> {
  const errors: string[] = [];
  const warnings: string[] = [];

  const orderNo = toHalfWidth(readText(cell('orderNo'), 40)).trim();
  if (orderNo === '') errors.push('order_no_missing');
  const vin = normaliseVin(plain(unwrap(cell('vin') ?? '')));
  const problem = vinProblem(vin);
  // A wrong check digit was a warning when the car came in; here the car is on file or it is not.
  if (vin === '') errors.push('vin_missing');
  else if (problem !== null && problem !== 'check_digit') errors.push(`vin_${problem}`);

  const on = readDate(cell('visitedOn'));
  if (on.is !== 'value') errors.push('date_unreadable');
  else if (on.value > today) errors.push('date_in_future');
  const { km, error } = readKm(cell('km'));
  if (error) errors.push(error);
  const amount = plain(unwrap(cell('paid') ?? ''));
  const paidFen = amount === '' ? 0 : parseYuan(amount);
  if (paidFen === null || paidFen < 0 || paidFen > 1_000_000_000) errors.push('amount_unreadable');
  if (['orderNo', 'kind', 'advisor', 'status'].some((key) => isDangerous(cell(key))))
    warnings.push('formula_text');

  if (errors.length > 0 || on.is !== 'value' || paidFen === null) return { ok: false, errors, warnings };
  const kind = readText(cell('kind'), 20);
  const status = plain(cell('status'));
  const row: HistoryRow = {
    orderNo,
    vin,
    visitedOn: on.value,
    km,
    kind: kind || '维修',
    isService: SERVICE.test(kind),
    paidFen,
    // Exports without the column hold settled orders only.
    settled: status === '' || !(OPEN.test(status) || /^(?:否|n|no|0)$/i.test(status)),
    advisorName: readText(cell('advisor'), 40) || null,
  };
  return { ok: true, row, warnings };
}
