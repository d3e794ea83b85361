import { randomUUID } from 'node:crypto';
import { acs3Query, signAcs3 } from './acs3-signature.js';
import { aliyunError, malformedAnswer, ProviderError } from './errors.js';
import type { ProviderHttp } from './http.js';

export type SmsClientOptions = {
  http: ProviderHttp;
  /** For example `https://dysmsapi.aliyuncs.com`. */
  baseUrl: string;
  accessKeyId: string;
  accessKeySecret: string;
  /** The filed signature that stands in 【】 before the text. */
  signName: string;
  now: () => Date;
};

export type SmsMessage = {
  /** Mainland number without country code. */
  phone: string;
  templateCode: string;
  params: Readonly<Record<string, string>>;
  /** Our own id, given back in receipts. */
  outId?: string;
};

export type SmsDetail = {
  status: 'waiting' | 'failed' | 'delivered';
  /** The carrier's code, `DELIVERED` when it arrived. */
  errCode: string;
  outId: string;
  templateCode: string;
  content: string;
};

/** Longest value of a variable of a template, in characters. */
export const SMS_VARIABLE_LIMIT = 35;

const VERSION = '2017-05-25';
const STATUS: Record<number, SmsDetail['status']> = { 1: 'waiting', 2: 'failed', 3: 'delivered' };

/** Aliyun SMS (Dysmsapi 2017-05-25). Every method throws ProviderError. */
export class SmsClient {
  private readonly host: string;

  constructor(private readonly options: SmsClientOptions) {
    this.host = new URL(options.baseUrl).host;
  }

  /**
   * Hands one message to the carrier. Not idempotent: after outcome `maybe_done` the reaction is QUERY,
   * which means {@link querySendDetails} before any repetition.
   */
  async send(message: SmsMessage): Promise<{ bizId: string; requestId: string }> {
    try {
      const value = await this.call('sms.send', 'SendSms', {
        PhoneNumbers: message.phone,
        SignName: this.options.signName,
        TemplateCode: message.templateCode,
        TemplateParam: JSON.stringify(message.params),
        ...(message.outId === undefined ? {} : { OutId: message.outId }),
      });
      return { bizId: String(value.BizId ?? ''), requestId: String(value.RequestId ?? '') };
    } catch (error) {
      if (error instanceof ProviderError && error.outcome === 'maybe_done') {
        throw new ProviderError({ ...error, reaction: 'QUERY', cause: error });
      }
      throw error;
    }
  }

  /**
   * What became of the messages to one number on one day, newest first.
   * @param sentOn business date `YYYY-MM-DD` in Asia/Shanghai
   */
  async querySendDetails(query: {
    phone: string;
    sentOn: string;
    bizId?: string;
    page?: number;
    pageSize?: number;
  }): Promise<{ total: number; details: SmsDetail[] }> {
    const value = await this.call('sms.query', 'QuerySendDetails', {
      PhoneNumber: query.phone,
      SendDate: query.sentOn.replaceAll('-', ''),
      CurrentPage: String(query.page ?? 1),
      PageSize: String(query.pageSize ?? 10),
      ...(query.bizId === undefined ? {} : { BizId: query.bizId }),
    });
    const holder = value.SmsSendDetailDTOs as Record<string, unknown> | undefined;
    const list = holder?.SmsSendDetailDTO;
    if (!Array.isArray(list)) throw malformedAnswer('sms.query', 'no SmsSendDetailDTO');
    return {
      total: Number(value.TotalCount ?? list.length),
      details: list.map((item: Record<string, unknown>) => ({
        status: STATUS[Number(item.SendStatus)] ?? 'waiting',
        errCode: String(item.ErrCode ?? ''),
        outId: String(item.OutId ?? ''),
        templateCode: String(item.TemplateCode ?? ''),
        content: String(item.Content ?? ''),
      })),
    };
  }

  private async call(
    api: string,
    action: string,
    query: Record<string, string>,
  ): Promise<Record<string, unknown>> {
    const { http, baseUrl, accessKeyId, accessKeySecret, now } = this.options;
    const headers = signAcs3(
      {
        method: 'POST',
        host: this.host,
        action,
        version: VERSION,
        query,
        body: '',
        date: now()
          .toISOString()
          .replace(/\.\d+Z$/, 'Z'),
        nonce: randomUUID(),
      },
      accessKeyId,
      accessKeySecret,
    );
    const { value } = await http.sendForJson({
      api,
      method: 'POST',
      url: `${baseUrl}/?${acs3Query(query)}`,
      headers,
    });
    if (value.Code !== 'OK') {
      if (typeof value.Code !== 'string') throw malformedAnswer(api, 'no Code');
      throw aliyunError(api, value.Code, String(value.Message ?? ''));
    }
    return value;
  }
}
