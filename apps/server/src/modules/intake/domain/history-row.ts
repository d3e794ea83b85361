import { toHalfWidth, vinProblem } from '@cheban/kernel';
import { readAmount } from './read-amount.js';
import { isDangerous, plain, readDate, readText, readYesNo } from './read-cell.js';
import { isHiddenVin, isMangledNumber, readKm, readPlate, readVin } from './read-code.js';
import type { FieldReader, RowResult } from './row-result.js';

/** One accepted row of a workshop history export. */
export interface HistoryRow {
  orderNo: string;
  /** VIN of the car; its plate where the row has no VIN. */
  car: string;
  visitedOn: string;
  km: number | null;
  /** As the export words it: 保养, 维修, 钣喷 … */
  kind: string;
  /** A service in the sense of the service cycle. */
  isService: boolean;
  /** Negative for a line that gives money back. */
  paidFen: number;
  settled: boolean;
  advisorName: string | null;
}

const OPEN =
  /未|待|在修|维修中|施工|进行|废|取消|撤销|删除|无效|退单|退货|退款|红冲|冲红|冲销|草稿|预约|派工|新建|挂起|中止|终止|在厂|在店|估价|报价|退回|驳回|打开|下发|中$|open|void|cancel|delete|draft|pending|progress|unpaid|unsettled|refund|hold/i;
const VOID = /废|取消|撤销|删除|红冲|冲红|冲销/;
/** Steps of an order that is open still; as part of a longer word they say something else. */
const STEP = /^已?(?:开单|接车|登记|录入|质检|检验|开工|维修)$/;
/** A kind of order that takes another one back: 退单, 红冲单. */
const VOID_KIND = /作废|退单|红冲|冲红|冲销|撤销/;
const SERVICE =
  /保养|首保|定保|二保|三保|定检|机油|小保|大保|(?:首次|定期|常规|例行|日常|[一二三]级)(?:维护|养护)|^\s*换油\s*$|maintenance|oil change/i;

/** Reads one row; `today` is the day against which "in the future" is judged. */
export function readHistoryRow(cell: FieldReader, today: string): RowResult<HistoryRow> {
  const errors: string[] = [];
  const warnings: string[] = [];

  const orderNo = readOrderNo(cell);
  if (orderNo === '') errors.push('order_no_missing');
  else if (isMangledNumber(orderNo)) errors.push('number_mangled');
  const { car, problem, mended } = readCar(cell);
  if (problem !== null) errors.push(problem);
  if (mended) warnings.push('vin_mended');

  const on = readDate(cell('visitedOn'));
  if (on.is !== 'value') errors.push('date_unreadable');
  else if (on.value > today) errors.push('date_in_future');
  const { km, error } = readKm(cell('km'));
  if (error) errors.push(error);
  const paidFen = readAmount(cell('paid'));
  if (paidFen === null || Math.abs(paidFen) > 1_000_000_000) errors.push('amount_unreadable');
  if (['orderNo', 'kind', 'advisor', 'status'].some((key) => isDangerous(cell(key))))
    warnings.push('formula_text');

  if (errors.length > 0 || on.is !== 'value' || paidFen === null) return { ok: false, errors, warnings };
  const kind = readText(cell('kind'), 20);
  const status = plain(cell('status'));
  const row: HistoryRow = {
    orderNo,
    car,
    visitedOn: on.value,
    km,
    kind: kind || '维修',
    // Of a long list of works only the beginning is kept.
    isService: SERVICE.test(cell('kind') ?? ''),
    paidFen,
    // Exports without the column hold settled orders only.
    settled:
      !isVoid(cell('voided')) &&
      readYesNo(cell('valid')) !== false &&
      !VOID_KIND.test(kind) &&
      (status === '' || !(OPEN.test(status) || STEP.test(status) || /^(?:否|n|no|0)$/i.test(status))),
    advisorName: readText(cell('advisor'), 40) || null,
  };
  return { ok: true, row, warnings };
}

/** True if a column of its own says that the order does not count: 是, Y, 作废; not 未作废. */
function isVoid(cell: string | undefined): boolean {
  const text = plain(cell);
  return /^(?:是|y|yes|true|1|√|✓|✔)$/i.test(text) || (VOID.test(text) && !/未|非|不|否/.test(text));
}

/** The order number as it is kept; empty if there is none. */
export function readOrderNo(cell: FieldReader): string {
  return toHalfWidth(readText(cell('orderNo'), 40)).trim();
}

function readCar(cell: FieldReader): { car: string; problem: string | null; mended: boolean } {
  const { vin, mended } = readVin(cell('vin'));
  if (vin !== '') {
    const problem = vinProblem(vin);
    // A wrong check digit was a warning when the car came in; here the car is on file or it is not.
    const wrong = problem !== null && problem !== 'check_digit';
    const name = isHiddenVin(vin) ? 'hidden' : problem;
    return { car: vin, problem: wrong ? `vin_${name}` : null, mended };
  }
  const { plate, reason } = readPlate(cell('plate'));
  if (plate !== null) return { car: plate, problem: null, mended };
  return {
    car: '',
    problem: reason === null || reason === 'missing' ? 'vin_missing' : 'plate_unreadable',
    mended,
  };
}
