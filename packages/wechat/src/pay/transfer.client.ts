import { malformedAnswer } from '../errors.js';
import { encryptForWechat, type PayAccount, payCall } from './pay-call.js';

/** TRANSFERING is spelled so by WeChat Pay. */
export const TRANSFER_STATES = [
  'ACCEPTED',
  'PROCESSING',
  'WAIT_USER_CONFIRM',
  'TRANSFERING',
  'SUCCESS',
  'FAIL',
  'CANCELING',
  'CANCELLED',
] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];

export interface TransferRequest {
  appId: string;
  /** Ours: at most 32 letters and digits, stored before the call. A repetition carries the same. */
  outBillNo: string;
  /** `1000` is 现金营销 and wants exactly the two reports 活动名称 and 奖励说明. */
  sceneId: string;
  openid: string;
  amountFen: number;
  /** At most 32 characters. */
  remark: string;
  notifyUrl: string;
  /** What the owner reads above the money: 现金奖励 or 活动奖励 in scene 1000. */
  perception: string;
  reports: readonly { type: string; content: string }[];
  /** Real name; needed from 2,000 yuan on. Encrypted on the way. */
  userName?: string;
}

export interface Transfer {
  outBillNo: string;
  transferBillNo: string;
  state: TransferState;
  /** For wx.requestMerchantTransfer; only while the owner has to confirm. */
  packageInfo: string | null;
  /** WeChat Pay's word, for instance OVERDUE_CLOSE. */
  failReason: string | null;
  amountFen: number | null;
}

const BILLS = '/v3/fund-app/mch-transfer/transfer-bills';

/** Reads a bill out of an answer or a notice. Throws `malformed`. */
export function readTransfer(api: string, value: Record<string, unknown>): Transfer {
  const { out_bill_no, transfer_bill_no, state, package_info, fail_reason, transfer_amount } = value;
  if (typeof out_bill_no !== 'string' || !TRANSFER_STATES.includes(state as TransferState))
    throw malformedAnswer(api, JSON.stringify(value));
  return {
    outBillNo: out_bill_no,
    transferBillNo: typeof transfer_bill_no === 'string' ? transfer_bill_no : '',
    state: state as TransferState,
    packageInfo: typeof package_info === 'string' && package_info !== '' ? package_info : null,
    failReason: typeof fail_reason === 'string' && fail_reason !== '' ? fail_reason : null,
    amountFen: typeof transfer_amount === 'number' ? transfer_amount : null,
  };
}

/** 商家转账: money to an owner's purse, which they confirm within 24 hours. */
export class TransferClient {
  constructor(private readonly account: PayAccount) {}

  async create(request: TransferRequest): Promise<Transfer> {
    const value = await payCall(this.account, 'pay.transfer', 'POST', BILLS, {
      appid: request.appId,
      out_bill_no: request.outBillNo,
      transfer_scene_id: request.sceneId,
      openid: request.openid,
      ...(request.userName === undefined
        ? {}
        : { user_name: encryptForWechat(this.account, request.userName) }),
      transfer_amount: request.amountFen,
      transfer_remark: request.remark,
      notify_url: request.notifyUrl,
      user_recv_perception: request.perception,
      transfer_scene_report_infos: request.reports.map(({ type, content }) => ({
        info_type: type,
        info_content: content,
      })),
    });
    return readTransfer('pay.transfer', value);
  }

  /** Throws NOT_FOUND if WeChat Pay has never heard of it. Bills can be asked for during 30 days. */
  async query(outBillNo: string): Promise<Transfer> {
    const api = 'pay.transfer-query';
    const path = `${BILLS}/out-bill-no/${encodeURIComponent(outBillNo)}`;
    return readTransfer(api, await payCall(this.account, api, 'GET', path));
  }

  /** Asks to take it back before the owner confirms; the state tells later whether it worked. */
  async cancel(outBillNo: string): Promise<Transfer> {
    const api = 'pay.transfer-cancel';
    const path = `${BILLS}/out-bill-no/${encodeURIComponent(outBillNo)}/cancel`;
    return readTransfer(api, await payCall(this.account, api, 'POST', path, {}));
  }
}
