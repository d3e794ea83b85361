import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from '../world/clock.js';
import { PayRefusal } from './pay-desk.js';
import type { PayNotices } from './pay-notices.js';

export interface Bill {
  outBillNo: string;
  transferBillNo: string;
  appId: string;
  openid: string;
  amountFen: number;
  remark: string;
  notifyUrl: string | null;
  state: 'PROCESSING' | 'WAIT_USER_CONFIRM' | 'SUCCESS' | 'FAIL' | 'CANCELLED';
  failReason: string | null;
  packageInfo: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
  content: string;
}

/** The owner has this long to confirm. Source: product page of 商家转账. */
const CONFIRM_MS = 24 * 3_600_000;
/** Scene 1000 (现金营销) wants exactly these reports. */
const REPORTS = ['奖励说明', '活动名称'];
const PERCEPTIONS = ['现金奖励', '活动奖励'];

export interface BillInput {
  outBillNo: string;
  appId: string;
  openid: string;
  amountFen: number;
  remark: string;
  notifyUrl: string | null;
  sceneId: string;
  perception: string | null;
  reportTypes: readonly string[];
  content: string;
}

/** Merchant transfers with their purse, in memory, under the simulator's clock. */
export class TransferDesk {
  private readonly bills = new Map<string, Bill>();
  private number = 0;
  /** Fen that the merchant can still give away. */
  balanceFen = 100_000_000;
  /** Fen that arrived, by openid. */
  readonly received = new Map<string, number>();
  /** Largest single transfer, fen; marketing scenes start at 200 yuan. */
  maxFen = 20_000;

  constructor(
    private readonly clock: SimulatorClock,
    private readonly notices: PayNotices,
  ) {}

  create(input: BillInput): Bill {
    this.expire();
    const known = this.bills.get(input.outBillNo);
    if (known) {
      if (known.content !== input.content)
        throw new PayRefusal(400, 'ALREADY_EXISTS', '商户单号已存在，参数不一致');
      return known;
    }
    this.check(input);
    const now = this.clock.now();
    const isFunded = this.balanceFen >= input.amountFen;
    if (isFunded) this.balanceFen -= input.amountFen;
    this.number += 1;
    const bill: Bill = {
      outBillNo: input.outBillNo,
      transferBillNo: `13300${now}${String(this.number).padStart(6, '0')}`,
      appId: input.appId,
      openid: input.openid,
      amountFen: input.amountFen,
      remark: input.remark,
      notifyUrl: input.notifyUrl,
      state: isFunded ? 'WAIT_USER_CONFIRM' : 'PROCESSING',
      failReason: null,
      packageInfo: randomBytes(24).toString('base64url'),
      createdAt: now,
      updatedAt: now,
      content: input.content,
    };
    this.bills.set(bill.outBillNo, bill);
    return bill;
  }

  find(number: string): Bill {
    this.expire();
    const bill =
      this.bills.get(number) ??
      [...this.bills.values()].find(({ transferBillNo }) => transferBillNo === number);
    if (!bill) throw new PayRefusal(404, 'NOT_FOUND', '记录不存在');
    return bill;
  }

  cancel(outBillNo: string): Bill {
    const bill = this.find(outBillNo);
    if (bill.state === 'CANCELLED') return bill;
    if (bill.state !== 'WAIT_USER_CONFIRM' && bill.state !== 'PROCESSING')
      throw new PayRefusal(400, 'INVALID_REQUEST', '当前状态不可撤销');
    this.end(bill, 'CANCELLED', 'MCH_CANCEL');
    return bill;
  }

  /** The owner taps 收款: money moves once. */
  confirm(outBillNo: string): Bill {
    const bill = this.find(outBillNo);
    if (bill.state === 'SUCCESS') return bill;
    if (bill.state !== 'WAIT_USER_CONFIRM') throw new PayRefusal(400, 'INVALID_REQUEST', '当前状态不可收款');
    this.received.set(bill.openid, (this.received.get(bill.openid) ?? 0) + bill.amountFen);
    this.end(bill, 'SUCCESS', null);
    return bill;
  }

  byPackage(packageInfo: string): Bill | null {
    return [...this.bills.values()].find((bill) => bill.packageInfo === packageInfo) ?? null;
  }

  /** Puts money into the merchant's purse; what waited for it goes on. */
  topUp(fen: number): void {
    this.balanceFen += fen;
    for (const bill of this.bills.values()) {
      if (bill.state !== 'PROCESSING' || this.balanceFen < bill.amountFen) continue;
      this.balanceFen -= bill.amountFen;
      bill.state = 'WAIT_USER_CONFIRM';
    }
  }

  /** Closes what nobody confirmed in time. */
  expire(): void {
    const before = this.clock.now() - CONFIRM_MS;
    for (const bill of this.bills.values())
      if ((bill.state === 'WAIT_USER_CONFIRM' || bill.state === 'PROCESSING') && bill.createdAt <= before)
        this.end(bill, 'FAIL', 'OVERDUE_CLOSE');
  }

  all(): Bill[] {
    this.expire();
    return [...this.bills.values()];
  }

  clear(): void {
    this.bills.clear();
    this.received.clear();
    this.balanceFen = 100_000_000;
  }

  private end(bill: Bill, state: 'SUCCESS' | 'FAIL' | 'CANCELLED', failReason: string | null): void {
    if (state !== 'SUCCESS' && bill.state === 'WAIT_USER_CONFIRM') this.balanceFen += bill.amountFen;
    bill.state = state;
    bill.failReason = failReason;
    bill.updatedAt = this.clock.now();
    if (bill.notifyUrl !== null)
      this.notices.send('MCHTRANSFER.BILL.FINISHED', 'mch_payment', bill.notifyUrl, () => billJson(bill));
  }

  private check(input: BillInput): void {
    if (!/^[0-9A-Za-z]{1,32}$/.test(input.outBillNo))
      throw new PayRefusal(400, 'PARAM_ERROR', '商户单号格式错误');
    if (!Number.isSafeInteger(input.amountFen) || input.amountFen < 10 || input.amountFen > this.maxFen)
      throw new PayRefusal(400, 'PARAM_ERROR', '转账金额不在允许范围内');
    if (input.remark === '' || input.remark.length > 32)
      throw new PayRefusal(400, 'PARAM_ERROR', '转账备注长度错误');
    if (input.sceneId !== '1000') return;
    if (input.perception !== null && !PERCEPTIONS.includes(input.perception))
      throw new PayRefusal(400, 'INVALID_REQUEST', '暂不支持展示当前传入的用户收款感知');
    if ([...input.reportTypes].sort().join() !== [...REPORTS].sort().join())
      throw new PayRefusal(400, 'PARAM_ERROR', '需传入转账场景报备信息');
  }
}

export function billJson(bill: Bill): Record<string, unknown> {
  return {
    out_bill_no: bill.outBillNo,
    transfer_bill_no: bill.transferBillNo,
    appid: bill.appId,
    openid: bill.openid,
    state: bill.state,
    transfer_amount: bill.amountFen,
    transfer_remark: bill.remark,
    create_time: new Date(bill.createdAt).toISOString(),
    update_time: new Date(bill.updatedAt).toISOString(),
    ...(bill.failReason === null ? {} : { fail_reason: bill.failReason }),
    ...(bill.state === 'WAIT_USER_CONFIRM' ? { package_info: bill.packageInfo } : {}),
  };
}
